"""How common the disease is: counts of patients and rates, in the page's words; what nobody knows is no claim."""

from collections.abc import Iterator
from dataclasses import replace

from pohgraph.compiled import compiled
from pohgraph.extractors.shared.cued import cue_table, cued, read
from pohgraph.extractors.shared.evidence import claim_of
from pohgraph.extractors.shared.how_common import not_known, without_verb
from pohgraph.extractors.shared.how_common_subject import is_of_disease, is_of_subgroup
from pohgraph.extractors.shared.onset_names import is_of_a_form
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.extractors.topic.subject import Subject
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Detail, Evidence, Qualifiers, Remark, Span
from pohgraph.schema.relations import HAS_PREVALENCE

NAME = "prevalence"
_PATTERNS = Patterns("extractors", "prevalence_patterns.tsv")
_SECTIONS = sections_of(NAME)
_IN_WORDS = ("rare", "said_rare")  # kinds of what tells no figure
_COUNTED = ("count", "have", "found_in")  # kinds of what counts patients
_YEAR = 20  # code points in which the words for a year stand behind a rate
_NEAR = 60  # code points between a place and the rate that holds there
_NOT_BETWEEN = compiled(r"[\d;]")  # another figure, which the place is that of, or the end of what is said of the place
_COUNT, _RANGE = compiled(r"\d[\d,]*"), compiled(r"\d ?(?:to|-|\u2013) ?\d")


def prevalence(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per figure or word for how common the disease is."""
    table = cue_table("prevalence_cues.tsv", "kind")
    for sentence in page.sentences(*_SECTIONS):
        if page.prose.search(_PATTERNS, "of_others", sentence):
            continue
        for kind, found in cued(page, sentence, table):
            cue = _spread(page, found) if kind == "spread" else without_verb(page, found)
            if kind == "rate":
                cue = _with_place(page, sentence, cue)
            if kind == "unknown":
                yield not_known(page, cue)
                continue
            if not is_of_disease(page, sentence, kind, found, cue):
                continue
            told = _with_whom(page, sentence, _from_place(page, sentence, cue)) if kind == "rate" else cue
            subject, qualifiers, evidence = read(page, NAME, sentence, cue, object_=told)
            if doubt := _doubt_of_else(page, evidence, cue):
                kept = tuple((name, span) for name, span in evidence.qualifier_spans if span != doubt)
                qualifiers, evidence = replace(qualifiers, hedged=False), replace(evidence, qualifier_spans=kept)
            subject = _had_behind(page, sentence, cue) or subject
            if any(is_other(page, sentence, cue) for is_other in (_is_of_several, is_of_subgroup, is_of_a_form)):
                subject = replace(subject, borrowed=True)
            words = " ".join(page.doc.quote(told).split())
            yield claim_of(
                page,
                HAS_PREVALENCE,
                _without_later_frequency(evidence, kind, cue),
                value=words,
                subject=subject,
                qualifiers=Qualifiers(hedged=qualifiers.hedged, details=tuple(_details(page, sentence, kind, cue))),
            )


def _spread(page: Page, found: Span) -> Span:
    """Among whom the disease is more common, without "is"; "affects both sexes equally" needs its verb."""
    verb = page.prose.match(_PATTERNS, "copula", found)
    return Span(verb.end(), found.end) if verb else found


def _doubt_of_else(page: Page, evidence: Evidence, cue: Span) -> Span | None:
    """A doubt about what stands before a figure: "perhaps the most common tubulopathy, with a prevalence of"."""
    for name, span in evidence.qualifier_spans:
        if name == "hedge" and span.end <= cue.start:
            return span if page.prose.search(_PATTERNS, "rate_of_its_own", (span.end, cue.start)) else None
    return None


def _without_later_frequency(evidence: Evidence, kind: str, cue: Span) -> Evidence:
    """The evidence of "is a rare condition", or of cases of a year, without how often something is that stands behind: "typically a hole in the heart"."""
    if kind not in (*_IN_WORDS, "yearly"):
        return evidence
    kept = tuple((n, s) for n, s in evidence.qualifier_spans if n not in {"frequency", "chance"} or s.start < cue.end)
    return replace(evidence, qualifier_spans=kept)


def _is_of_several(page: Page, sentence: Span, cue: Span) -> bool:
    """Whether a figure is one of a group of diseases or of one form; all types of the page's own are that disease."""
    before = Span(sentence.start, cue.start)
    several = page.prose.search(_PATTERNS, "several", before)
    if several and not (_PATTERNS["this_group"].fullmatch(several[0]) and page.kept(_is_a_group, "")):
        return True
    if any(page.prose.search(_PATTERNS, name, before) for name in ("of_other_extent", "two_at_once")):
        return True
    # "EA/TEF" is one disorder where its name joins both.
    if "/" not in f"{page.topic.label}{page.title}" and page.prose.search(_PATTERNS, "slashed", before):
        return True
    together = page.prose.search(_PATTERNS, "all_types", before)
    if together is None or page.prose.match(_PATTERNS, "this_disease", (together.end(), cue.start)):
        return False
    return not any(map(page.names_topic, page.mentions_in("disease", Span(together.end(), cue.start))))


def _had_behind(page: Page, sentence: Span, cue: Span) -> Subject | None:
    """The other disease that people counted by a rate have: "1 in 10,000 people have E"."""
    had = page.prose.match(_PATTERNS, "had_behind", (cue.end, sentence.end))
    named = page.mentions_in("disease", Span(had.end(), sentence.end)) if had else []
    if had is None or not named or named[0].span.start != had.end() or page.names_topic(named[0]):
        return None
    other = named[0]  # also where it is a part of the page's own name: hemiplegic migraine, of the familial one
    return Subject(reference=other.reference, label=other.label, span=other.span, borrowed=True)


def _is_a_group(page: Page, _key: str) -> bool:
    """Whether the page's first sentence says that its disease is itself a group: "D represents a group of conditions"."""
    first = next(iter(page.sentences("description")), None)
    said = page.prose.search(_PATTERNS, "own_group", first) if first else None
    return bool(first and said and page.diseases_on_topic(Span(first.start, said.start())))


def _with_place(page: Page, sentence: Span, cue: Span) -> Span:
    """A rate with the words right behind it that say of which people or of what time it is: "1 in 9,000 people of Finnish ancestry"."""
    text = page.doc.text
    if year := _PATTERNS["year_behind"].match(text, cue.end, sentence.end):
        cue = Span(cue.start, year.end())
    place = _PATTERNS["place_behind"].match(text, cue.end, sentence.end)
    cue = Span(cue.start, place.end()) if place else cue
    # "In the United States and Europe" is one place.
    named = _PATTERNS["named_place"].search(text[slice(*cue)])
    more = _PATTERNS["more_places"].match(text, cue.end, sentence.end) if named else None
    return Span(cue.start, more.end()) if more else cue


def _from_place(page: Page, sentence: Span, cue: Span) -> Span:
    """A rate from the words on that place which alone it holds for: "in Finland, where it affects 1 in 75,000 individuals"."""
    if _own_region(page, cue):
        return cue
    place = _place_before(page, sentence, cue)
    near = place and cue.start - place.end <= _NEAR and not _NOT_BETWEEN.search(page.doc.text, place.end, cue.start)
    return place.cover(cue) if place and near else cue


def _with_whom(page: Page, sentence: Span, rate: Span) -> Span:
    """A rate and the words after it for the people whom it counts, unless they are the patients with the disease."""
    whom = page.prose.match(_PATTERNS, "whom", (rate.end, sentence.end))
    if whom is None or any(map(page.names_topic, page.mentions_in("disease", Span(*whom.span())))):
        return rate
    return Span(rate.start, whom.end())


def _details(page: Page, sentence: Span, kind: str, cue: Span) -> Iterator[Detail]:
    words = page.doc.quote(cue)
    is_range = words.lower().startswith("between") or _RANGE.search(words)
    if kind in _COUNTED and not is_range and not _PATTERNS["large"].search(words) and (count := _COUNT.search(words)):
        yield Detail("biolink:has_count", count[0].replace(",", ""))
    if as_of := _PATTERNS["as_of"].search(page.doc.quote(sentence)):
        yield Detail("pohgraph:as_of", as_of[1])
    if measure := _measure(page, sentence, kind, cue):
        yield Detail("pohgraph:measure", measure)
    if region := _region(page, sentence, kind, cue):
        yield Detail("pohgraph:region", " ".join(region.split()).removeprefix("in the ").lower())


def _measure(page: Page, sentence: Span, kind: str, cue: Span) -> str:
    """What kind of figure a rate is, by the last name for it before the figure. A rate for one year is an annual incidence."""
    if kind not in {"rate", "yearly", "born"}:
        return ""
    if _PATTERNS["per_year"].search(page.doc.text, cue.start, min(sentence.end, cue.end + _YEAR)):
        return "annual incidence"
    called = [*page.prose.finditer(_PATTERNS, "measure", (sentence.start, cue.end))]
    words = " ".join(called[-1]["measure"].split()).lower() if called else ""
    return "" if words == "prevalence" else words


def _region(page: Page, sentence: Span, kind: str, cue: Span) -> str:
    """Where a figure holds: in its own words, else in those that stand last before it, else anywhere in the sentence.

    A word such as "rare" has no place in the sentence but one right behind it: "is rare, affecting 1 in 250,000 people worldwide".
    """
    if own := _own_region(page, cue):
        return own
    if place := _place_before(page, sentence, cue):
        return page.doc.quote(place)
    if kind in _IN_WORDS:
        behind = _PATTERNS["region_behind"].match(page.doc.text, cue.end, sentence.end)
        return behind["region"] if behind else ""
    anywhere = _PATTERNS["region"].search(page.doc.quote(sentence))
    return anywhere[0] if anywhere else ""


def _own_region(page: Page, cue: Span) -> str:
    words = page.doc.quote(cue)
    own = _PATTERNS["region"].search(words) or _PATTERNS["place"].search(words)
    return own[0] if own else ""


def _place_before(page: Page, sentence: Span, cue: Span) -> Span | None:
    """The last place before a figure, with the places that stand before it in a row."""
    before = [*_PATTERNS["place"].finditer(page.doc.text, sentence.start, cue.start)]
    if not before:
        return None
    last = Span(*before[-1].span())
    several = page.prose.fullmatch(_PATTERNS, "places_first", (sentence.start, cue.start))
    if several is None:
        return last
    places = Span(*several.span("places"))
    return places if places.contains(last) else last
