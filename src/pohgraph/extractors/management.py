"""What is done for people with the disease: interventions in the page's words, with the project's own types."""

from collections.abc import Iterator
from dataclasses import replace

from pohgraph.extractors.shared.avoided import avoided
from pohgraph.extractors.shared.cued import CueTable, cue_table, cued, read
from pohgraph.extractors.shared.evidence import claim_of, counting, evidence_of, not_a_claim
from pohgraph.extractors.shared.followed_up import followed_up
from pohgraph.extractors.shared.headed_care import headed_care
from pohgraph.extractors.shared.intervention_names import is_generic, widened
from pohgraph.extractors.shared.interventions import Intervention, choices, interventions, is_denied_label
from pohgraph.extractors.shared.listed_care import led_items, listed_care, listed_surveillance
from pohgraph.extractors.shared.named_care import watched
from pohgraph.extractors.shared.not_done import in_another, in_passing, is_doubted, of_finding
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.remedied import remedied
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Detail, Evidence, Qualifiers, Remark, Section, Span
from pohgraph.schema.relations import HAS_MANAGEMENT

NAME = "management"
_PATTERNS = Patterns("extractors", "management_patterns.tsv")
_SECTIONS = sections_of(NAME)
_ADVISING = sections_of("counselling")  # where nothing but counselling is a management
_GENERAL = "general_management"
_COUNSELLING = "genetic_counselling"
_SUPPORTIVE = "supportive_care"
_RUNNING = frozenset({"description", "other"})  # parts whose sentences may turn to what is done


def management(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per intervention and sentence; a denied treatment in general is kept as a negated claim."""
    yield from _headed(page)
    table = cue_table("management_cues.tsv", "type")
    for sentence in page.sentences(*_SECTIONS, *_ADVISING):
        section = page.doc.section_at(sentence.start)
        part = _part(page, sentence, section)
        advising = part in _ADVISING
        if not advising:
            yield from _avoided(page, sentence, in_treatment=section is not None and section.name == "treatment")
        for kind, cue in _things_done(page, sentence, table, part):
            if advising and (kind != _COUNSELLING or not page.prose.search(_PATTERNS, "advised", sentence)):
                continue
            subject, qualifiers, evidence = read(page, NAME, sentence, cue)
            if kind == _GENERAL and not qualifiers.negated:
                continue  # "treatment is …" names no intervention
            if why := _why_none(page, sentence, kind, cue, negated=qualifiers.negated, whose=subject.span):
                yield not_a_claim(page, cue, why)
                continue
            yield claim_of(
                page,
                HAS_MANAGEMENT,
                _without_effects(page, evidence),
                value=" ".join(page.doc.quote(cue).split()),
                subject=subject,
                qualifiers=Qualifiers(
                    negated=qualifiers.negated,
                    # "One report suggested …, but it is unclear": a doubt anywhere in the sentence is one of the effect.
                    # But what "may be added" is one of the things that are done.
                    hedged=is_doubted(page, sentence, cue)
                    or any(
                        c.is_open
                        and not _apart(page, sentence, cue, c.span)
                        and not any(f.contains(c.span) for f in page.kept(choices, sentence))
                        and not (qualifiers.negated and _of_another(page, sentence, cue, c.span))
                        for c in page.sentence(sentence).cues
                    ),
                    details=(_type(kind),),
                ),
            )


def _part(page: Page, sentence: Span, section: Section | None) -> str:
    """The kind of section that a sentence is in; "other" for a part on diagnosis and treatment alike.

    An item below a sentence that introduces treatments counts as in a section on treatment, and so does a sentence that turns to it.
    """
    name = section.name if section else ""
    if section and name in _ADVISING and page.kept(_is_on_treatment, section):
        return "other"
    if name in {"treatment", "case", *_ADVISING}:
        return name
    leads = page.lead_ins.get(sentence.start)
    led = page.kept(_leads_to_care, leads[-1]) if leads else name in _RUNNING and page.kept(_is_on_care, sentence)
    return "treatment" if led else name


def _is_on_care(page: Page, sentence: Span) -> bool:
    """Whether a sentence says that it is on treatment, or goes on in the paragraph of one that does: "Treatment is …. X is the first choice."."""
    if page.prose.search(_PATTERNS, "turns_away", sentence) or page.prose.match(_PATTERNS, "told_of_one", sentence):
        return False
    if page.prose.match(_PATTERNS, "turns_to_care", sentence) or page.prose.search(_PATTERNS, "care_told", sentence):
        return True
    if interventions(page, sentence, in_treatment=False):
        return True
    before, text = page.before(sentence), page.doc.text
    return (
        before is not None
        and "\n" not in text[before.end : sentence.start]
        and page.doc.section_at(before.start) == page.doc.section_at(sentence.start)
        and page.kept(_is_on_care, before)
    )


def _is_on_treatment(page: Page, section: Section) -> bool:
    """Whether the heading of a part names treatment as well: "Diagnosis and treatment"."""
    return section.heading is not None and page.prose.search(_PATTERNS, "on_treatment", section.heading) is not None


def _leads_to_care(page: Page, lead: Span) -> bool:
    return (
        page.prose.search(_PATTERNS, "leads_to_care", lead) is not None
        and page.prose.search(_PATTERNS, "leads_elsewhere", lead) is None
    )


def _headed(page: Page) -> Iterator[Assertion]:
    """What headings name or tell to avoid: heading and sentence together are the quote."""
    for kind, words, label, whole in headed_care(page):
        if words != whole and _is_no_help(page, whole, label):
            continue
        evidence = evidence_of(page, NAME, whole, object_=words, cue=label)
        value = " ".join(page.doc.quote(words).split())
        yield claim_of(page, HAS_MANAGEMENT, evidence, value=value, qualifiers=Qualifiers(details=(_type(kind),)))


def _avoided(page: Page, sentence: Span, *, in_treatment: bool) -> Iterator[Assertion]:
    """What patients are told to avoid: the advice itself is the claim."""
    for cue in avoided(page, sentence, in_treatment=in_treatment):
        if in_another(page, sentence, cue):
            continue
        subject, _, evidence = read(page, NAME, sentence, cue)
        yield claim_of(
            page,
            HAS_MANAGEMENT,
            replace(evidence, qualifier_spans=()),
            value=" ".join(page.doc.quote(cue).split()),
            subject=subject,
            qualifiers=Qualifiers(details=(_type(_SUPPORTIVE),)),
        )


def _type(kind: str) -> Detail:
    return Detail("pohgraph:management_type", f"pohgraph:{kind}", is_reference=True)


def _why_none(page: Page, sentence: Span, kind: str, cue: Span, *, negated: bool, whose: Span | None) -> str:
    """Why a treatment that is named is no management of the disease, "" where it is one."""
    if kind == _GENERAL:
        return "it is said of a finding" if of_finding(page, sentence, cue) else ""
    if negated or _is_no_help(page, sentence, cue):
        return "the page says that it does not help, or is to be avoided"
    if _PATTERNS["is_done"].fullmatch(page.doc.text, *cue) and page.prose.search(
        _PATTERNS, "condition", (sentence.start, cue.start)
    ):
        return "it is a condition of something else"
    return "the page names it in passing" if in_passing(page, sentence, cue, whose=whose) else ""


def _apart(page: Page, sentence: Span, cue: Span, doubt: Span) -> bool:
    """Whether words of doubt lie within a treatment's own words, or in another clause: "X, which may lower magnesium"."""
    text = page.doc.text
    first, last = sorted((cue, doubt))
    if doubt.overlaps(cue) or _PATTERNS["label_end"].match(text, cue.end) or ";" in text[first.end : last.start]:
        return True
    if doubt.start > cue.end:
        if _PATTERNS["kind_of_care"].match(text, *cue) and _PATTERNS["and_then"].fullmatch(text, cue.end, doubt.start):
            return True
        return _PATTERNS["another_clause"].search(text, cue.end, doubt.start) is not None
    between = text[doubt.end : cue.start]
    gives_reason = "," in between and _PATTERNS["reason"].search(text[sentence.start : doubt.start])
    return bool(gives_reason) or _PATTERNS["unless"].search(between) is not None


def _of_another(page: Page, sentence: Span, cue: Span, doubt: Span) -> bool:
    """Whether a doubt is said of what the sentence names beside the treatment that it denies: "no cure, but surgery may help"."""
    text = page.doc.text
    first, last = sorted((cue, doubt))
    between = text[first.end : last.start]
    conceded = "," in between and _PATTERNS["concession"].match(text, sentence.start, first.start)
    return bool(conceded) or _PATTERNS["another_treatment"].search(between) is not None


def _things_done(page: Page, sentence: Span, table: CueTable, section: str) -> list[tuple[str, Span]]:
    """What the table knows by its words and what stands where a thing is said to be done; the longer phrase of two counts."""
    if section == "treatment" and is_denied_label(page, sentence):
        return []
    # What one patient once had counts only where the words say that it was given for the disease.
    known = [] if section == "case" else list(cued(page, sentence, table))
    known = [(kind, span) for kind, span in known if kind == _GENERAL or not _is_of_body(page, sentence, span)]
    if known and section != "treatment":
        if not page.prose.search(_PATTERNS, "said_to_be_done", sentence):
            known = [(kind, span) for kind, span in known if kind in (_GENERAL, _COUNSELLING)]
        known = [(kind, span) for kind, span in known if not _is_occasion(page, sentence, span)]
    if section in _ADVISING:
        return known
    if not _tells_treatment(page, sentence):
        return _watched(page, sentence, known)
    if section != "case":
        matches = page.prose.finditer(_PATTERNS, "only_supportive", sentence)
        known += [(_SUPPORTIVE, Span(*match.span("cue"))) for match in matches]
        seen = (cue for cue in followed_up(page, sentence) if not any(cue.overlaps(span) for _, span in known))
        known += [(_SUPPORTIVE, cue) for cue in seen]
    named = interventions(
        page,
        sentence,
        in_treatment=section == "treatment",
        told_before=_effect(page, sentence) if section in _RUNNING else 0,
    )
    if section == "treatment":
        named += _listed(page, sentence, [span for _, span in [*known, *named]])
    found = _longest(page, sentence, known, named)
    mended = remedied(page, sentence)
    found += [(kind, cue) for kind, cue in mended if not any(cue.overlaps(span) for _, span in found)]
    return list(dict.fromkeys(found))


def _effect(page: Page, sentence: Span) -> int:
    """Where a sentence begins to say what a treatment does, 0 where it does not: "Intravenous X has reduced …"."""
    told = page.prose.search(_PATTERNS, "tells_effect", sentence)
    return told.start() if told else 0


def _longest(
    page: Page, sentence: Span, known: list[tuple[str, Span]], named: list[Intervention]
) -> list[tuple[str, Span]]:
    """What the table and the names tell, the longer phrase of two."""
    found: list[tuple[str, Span]] = []
    for kind, span in known:
        if not any(other.span != span and other.span.contains(span) for other in named):
            found.append((kind, span if kind in (_GENERAL, _COUNSELLING) else widened(page.doc.text, sentence, span)))
    for other in named:
        if not any(other.span.overlaps(span) for _, span in found):
            kinds = [kind for kind, span in known if other.span.contains(span) and kind != _GENERAL]
            found.append((kinds[-1] if kinds else other.kind, other.span))
    return [(kind, span) for kind, span in found if not is_generic(page.doc.quote(span))]


def _watched(page: Page, sentence: Span, known: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """What a part on surveillance says to be done, and what the table knows besides."""
    seen = list(listed_surveillance(page, sentence)) or list(watched(page, sentence))
    besides = [(kind, span) for kind, span in known if not any(span.overlaps(other) for other in seen)]
    return besides + [(_SUPPORTIVE, span) for span in seen]


def _listed(page: Page, sentence: Span, taken: list[Span]) -> list[Intervention]:
    """The items of a list of what is done, where nothing in them is known otherwise."""
    listed = (*listed_care(page, sentence), *led_items(page, sentence))
    items = (item for item in listed if not any(item.span.overlaps(span) for span in taken))
    return [Intervention(item.kind, item.span) for item in items]


def _is_occasion(page: Page, sentence: Span, cue: Span) -> bool:
    """Whether something is only what brings a finding on."""
    return _PATTERNS["occasion"].search(page.doc.quote(Span(sentence.start, cue.start))) is not None


def _is_of_body(page: Page, sentence: Span, cue: Span) -> bool:
    """Whether a substance is spoken of as one that the body makes or answers to: "insulin resistance", "levels of insulin"."""
    if _PATTERNS["of_the_body"].fullmatch(page.doc.text, *cue) is None:
        return False
    if page.prose.match(_PATTERNS, "body_behind", (cue.end, sentence.end)):
        return True
    return _PATTERNS["body_before"].search(page.doc.text[sentence.start : cue.start]) is not None


def _tells_treatment(page: Page, sentence: Span) -> bool:
    """Not in a part on what is only watched, or only tried."""
    section = page.doc.section_at(sentence.start)
    if section is None or section.heading is None:
        return True
    return page.kept(_may_tell_treatment, section.heading)


def _may_tell_treatment(page: Page, heading: Span) -> bool:
    return _PATTERNS["no_treatment_heading"].search(page.doc.quote(heading)) is None


def _is_no_help(page: Page, sentence: Span, cue: Span) -> bool:
    """Whether the sentence says of a treatment that it is unlikely to help, or is to be avoided."""
    text = page.doc.text
    after = page.prose.match(_PATTERNS, "no_help", (cue.end, sentence.end))
    return after is not None or _PATTERNS["avoided"].search(text[sentence.start : cue.start]) is not None


def _without_effects(page: Page, evidence: Evidence) -> Evidence:
    """The evidence without a frequency of what follows: "surgery often leads to recurrences" is not done often."""
    frequency = counting(evidence)
    if frequency is None or _PATTERNS["done"].match(page.doc.text, frequency.end):
        return evidence
    kept = tuple((name, span) for name, span in evidence.qualifier_spans if name not in {"frequency", "chance"})
    return replace(evidence, qualifier_spans=kept)
