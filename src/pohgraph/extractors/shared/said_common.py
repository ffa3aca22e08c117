"""How often a finding is there, where a sentence says it of the finding itself.

As its predicate: "A, B and C are also common"; as that of the signs it is one of: "common signs include A"; within its words: "ears are
often low-set".
"""

import re
from dataclasses import replace

from pohgraph.extractors.shared.in_turn import shares_of_groups
from pohgraph.extractors.shared.list_leads import is_item
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span
from pohgraph.recognise.context.doubt import is_chance

_PATTERNS = Patterns("extractors/shared", "said_common_patterns.tsv")
_OF_TOPIC = ("of_topic", "rare_topic", "often_topic", "behind_topic", "hallmark_topic", "obligatory_topic")
_PREDICATES = ("said", "rare", "share", "predicate", "often", "often_behind", "hallmark", "obligatory", *_OF_TOPIC)
_HEADINGS = ("heading", "heading_in", "heading_bare")
_SEMICOLONS = 2  # of a list
_LINE = 400  # code points from the beginning of a line to a finding that its label tells of
_NEAR = 80  # code points behind "common in" where the name of the disease stands


def said_common(page: Page, sentence: Span, mention: Mention) -> Mention:
    """A finding with the frequency that is said of it; the same mention where there is none, or one is known already."""
    context = mention.context
    if context.frequency or context.negation or context.hedge or _is_topic(page, sentence, mention):
        return mention
    words = (
        _beside(page, sentence, mention)
        or _as_predicate(page, sentence, mention)
        or _as_subject(page, sentence, mention)
        or _of_list(page, sentence, mention)
    )
    return replace(mention, context=replace(context, frequency=words)) if words else mention


def _is_topic(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a finding is called as the disease is: "D is common" tells no finding's frequency."""
    return any(disease.span.overlaps(mention.span) for disease in page.diseases_on_topic(sentence))


def _beside(page: Page, sentence: Span, mention: Mention) -> Span | None:
    """An aside right behind a finding, or the adverb of the verb that joins a thing to what it is like."""
    aside = page.prose.match(_PATTERNS, "aside", Span(mention.span.end, sentence.end))
    if aside:
        return Span(*aside.span("words"))
    entity = mention.entity or mention.span
    whole = Span(min(mention.span.start, entity.start), max(mention.span.end, entity.end))
    found = page.prose.search(_PATTERNS, "inside", whole)
    return Span(*found.span("words")) if found else None


def _as_predicate(page: Page, sentence: Span, mention: Mention) -> Span | None:
    for name in _PREDICATES:
        match = page.prose.search(_PATTERNS, name, (mention.span.end, sentence.end))
        if match is None or (name in _OF_TOPIC and not _is_in_topic(page, sentence, match.end())):
            continue
        named = page.diseases_on_topic(Span(mention.span.end, match.start()))
        if named and not _PATTERNS["of_disease"].fullmatch(page.doc.text, mention.span.end, named[0].span.start):
            continue  # "also a form of osteoma, D is rare", but "osteoma in D is rare"
        if _is_subject(page, sentence, mention, match.start(), is_rare="rare" in name):
            return Span(*match.span("every" if name == "said" and match["every"] else "words"))
    return _of_some(page, sentence, mention)


def _of_some(page: Page, sentence: Span, mention: Mention) -> Span | None:
    """The people counted who have a finding: "problems such as A and B were also seen in some patients"."""
    of_groups = shares_of_groups(page, sentence)
    for cue in page.sentence(sentence).cues:
        if of_groups and of_groups.overlaps(cue.span):
            continue
        counts = cue.kind == "frequency" and cue.direction == "people" and cue.span.start >= mention.span.end
        # What is told in turn is read by `in_turn`.
        if counts and not page.prose.match(_PATTERNS, "in_turn", (cue.span.end, sentence.end)):
            verb = page.prose.search(_PATTERNS, "came_in", (mention.span.end, cue.span.start))
            if verb and _is_subject(page, sentence, mention, verb.start(), is_rare=True):
                return cue.span
    return None


def _is_in_topic(page: Page, sentence: Span, end: int) -> bool:
    """Whether the name of the page's disease comes next: "is common in D", "in patients with D"."""
    behind = Span(end, min(end + _NEAR, sentence.end))
    own = [disease.span for disease in page.diseases_on_topic(behind)]
    if any(disease.span not in own for disease in page.mentions_in("disease", Span(end, sentence.end))):
        return False  # "is rare in D but common in E"
    return any(
        _PATTERNS["own_people"].fullmatch(page.doc.text, end, name.start)
        and not _PATTERNS["no_people"].match(page.doc.text, name.end, sentence.end)
        for name in own
    )


def _as_subject(page: Page, sentence: Span, mention: Mention) -> Span | None:
    """The quality of the signs that a list ends with a finding tells: "less common features of D are A and B"."""
    before = Span(sentence.start, mention.span.start)
    every = [head for name in ("heads", "heads_behind") for head in page.prose.finditer(_PATTERNS, name, before)]
    if not every:
        return None
    heads = max(every, key=re.Match.end)
    place = _item_start(page.doc.text, sentence, heads.end(), mention)
    if _PATTERNS["own_verb"].match(page.doc.text, mention.span.end, sentence.end):
        return None
    for finding in page.mentions_in("phenotype", Span(place, mention.span.start)):
        if _PATTERNS["no_list"].search(page.doc.text, place, max(place, finding.span.start)):
            return None
        place = max(place, finding.span.end)
    if _PATTERNS["no_list"].search(page.doc.text, place, mention.span.start):
        return None
    is_listed = ";" in page.doc.text[heads.end() : mention.span.start]
    if is_listed and _PATTERNS["clause"].match(page.doc.text, mention.span.end, sentence.end):
        return None  # "A; B; C", but not "A; B is rare"
    return Span(*heads.span("words"))


def _item_start(text: str, sentence: Span, start: int, mention: Mention) -> int:
    """Where the item with a finding begins in a list between semicolons, whose earlier items have no clauses but relative ones.

    "Weakness that becomes stiffness; deafness; and seizures"; a list with commas is one item.
    """
    items = text[start : mention.span.start].split(";")
    if text.count(";", start, sentence.end) < _SEMICOLONS or any(map(_PATTERNS["item_clause"].match, items[:-1])):
        return start
    return mention.span.start - len(items[-1])


def _of_list(page: Page, sentence: Span, mention: Mention) -> Span | None:
    """The frequency of an item of a list, which what leads to the list tells: "Most patients have:", or a heading over it."""
    if label := _of_label(page, mention):
        return label
    if page.prose.search(_PATTERNS, "no_list", (sentence.start, mention.span.start)):
        return None
    if page.prose.search(_PATTERNS, "how", (sentence.start, mention.span.start)):
        return None  # "Common signs: A. Rare signs: B"
    leads = page.lead_ins.get(sentence.start, ())
    if leads:
        return page.kept(_of_lead, leads[-1])
    section = page.doc.section_at(sentence.start)
    if section is None or section.heading is None or not is_item(page.doc.text, sentence):
        return None
    return _of_heading(page, section.heading)


def _of_label(page: Page, mention: Mention) -> Span | None:
    """The words at the start of a line, before the colon and a list of findings: "Very frequent (80-99%): A, B"."""
    text = page.doc.text
    line = max(text.rfind("\n", 0, mention.span.start) + 1, mention.span.start - _LINE)
    colon = text.find(":", line, mention.span.start)
    if colon < 0 or _PATTERNS["not_of_label"].search(text, colon + 1, mention.span.start):
        return None
    return _of_heading(page, Span(line, colon))


def _of_heading(page: Page, heading: Span) -> Span | None:
    """How frequent the items below a heading or a lead-in are: "Less common features", "Findings in most patients"."""
    for name in _HEADINGS:
        if match := page.prose.fullmatch(_PATTERNS, name, heading):
            return Span(*match.span("words"))
    return None


def _of_lead(page: Page, lead: Span) -> Span | None:
    """How often there is what a sentence leads to, where it says so of all of it."""
    words = page.doc.quote(lead)
    if _PATTERNS["one_of"].search(words):
        return None
    if heads := _of_heading(page, lead):
        return heads
    end = lead.start + len(words.rstrip(": *_"))
    counted = page.sentence(lead).context(Span(end, end), finding=True).frequency
    return counted if counted and not is_chance(page.doc.quote(counted)) else None


def _counts_people(page: Page, sentence: Span, end: int) -> bool:
    cues = page.sentence(sentence).cues
    return any(cue.kind == "frequency" and cue.direction == "people" and cue.span.end <= end for cue in cues)


def _is_subject(page: Page, sentence: Span, mention: Mention, verb: int, *, is_rare: bool) -> bool:
    """Whether nothing but a list of findings, and words that describe them, stands between the beginning of the clause and the verb.

    Where "macules on the fingers" are common, so are macules; where they are rare, macules need not be.
    """
    text = page.doc.text
    names = ("begins",) if is_rare else ("begins", "examples")
    begins = [match for name in names for match in _PATTERNS[name].finditer(text, sentence.start, verb)]
    opening = _PATTERNS["opening"].match(text, sentence.start, verb)
    if opening and opening.end() <= mention.span.start:
        named = page.mentions_in("disease", Span(*opening.span()))
        if page.mentions_in("phenotype", Span(*opening.span())) or not all(map(page.names_topic, named)):
            return False  # "in patients with seizures, ataxia is common"
        if is_rare and _counts_people(page, sentence, opening.end()):
            return False  # "in most patients, seizures are infrequent": how often each has them
        begins.append(opening)
    if any(match.start() < mention.span.start < match.end() for match in begins):
        return False
    place = max((match.end() for match in begins if match.end() <= mention.span.start), default=sentence.start)
    for finding in page.mentions_in("phenotype", Span(place, verb)):
        is_topic = _is_topic(page, sentence, finding)
        if not is_topic and _PATTERNS["no_subject"].search(text, place, finding.span.start):
            return False
        place = max(place, finding.span.end)
    if _PATTERNS["apposition"].fullmatch(text, place, verb):
        return True
    told = "no_subject" if is_rare else "no_head"
    return _PATTERNS[told].search(text, place, verb) is None
