"""Diagnostic criteria: the items of the page's lists, major or supporting, and criteria named in a sentence."""

from collections.abc import Iterator
from dataclasses import replace

from pohgraph.extractors.shared.cued import read
from pohgraph.extractors.shared.evidence import claim_of, evidence_of
from pohgraph.extractors.shared.form_names import subject_named
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.extractors.topic.subject import Subject
from pohgraph.language.disease_words import disease_words
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Detail, Element, Evidence, Qualifiers, Remark, Span
from pohgraph.schema.relations import HAS_DIAGNOSTIC_CRITERION

NAME = "diagnosis"
_PATTERNS = Patterns("extractors", "diagnosis_patterns.tsv")
_TYPE = "pohgraph:criterion_type"
_BULLETS = " \t\r\n\u00a0\u2022*-\u2013"


def diagnosis(page: Page) -> Iterator[Assertion | Remark]:
    """Criteria in the page's own words."""
    for item in page.doc.elements_of("list_item"):
        section = page.doc.section_at(item.span.start)
        if section is None or section.name != "diagnosis":
            continue
        kind, lead = _kind(page, item)
        if lead:
            place = _text(page, item)
            evidence = evidence_of(
                page, NAME, item.part("text") or item.span, object_=place, qualifiers=[("detail", lead)]
            )
            yield _claim(page, place, evidence, kind)
    for sentence in page.sentences(*sections_of(NAME)):
        for pattern, kind in ((_PATTERNS["based_on"], ""), (_PATTERNS["test"], "supporting_criterion")):
            if match := pattern.search(page.doc.text, sentence.start, sentence.end):
                place = Span(*match.span("what"))
                if _is_general(page.doc.quote(place)):
                    continue
                _, _, evidence = read(page, NAME, sentence, place)
                other = _of_another(page, Span(sentence.start, place.start))
                if doubt := page.prose.search(_PATTERNS, "suspected", (match.start(), place.start)):
                    placed = (*evidence.qualifier_spans, ("hedge", Span(*doubt.span())))
                    evidence = replace(evidence, qualifier_spans=placed)
                yield _claim(page, place, evidence, kind, hedged=doubt is not None, subject=other)


def _claim(
    page: Page, place: Span, evidence: Evidence, kind: str, *, hedged: bool = False, subject: Subject | None = None
) -> Assertion:
    details = (Detail(_TYPE, f"pohgraph:{kind}", is_reference=True),) if kind else ()
    value = " ".join(page.doc.quote(place).split())
    qualifiers = Qualifiers(hedged=hedged, details=details)
    return claim_of(page, HAS_DIAGNOSTIC_CRITERION, evidence, value=value, subject=subject, qualifiers=qualifiers)


def _of_another(page: Page, before: Span) -> Subject | None:
    """The disease whose diagnosis a sentence tells, where no word of it is one of the page's names: the group, on a member's page."""
    match = page.prose.search(_PATTERNS, "of", before)
    if match is None or disease_words(match["named"]) & page.own_words:
        return None
    named = Span(*match.span("named"))
    return None if any(map(page.names_topic, page.mentions_in("disease", named))) else subject_named(page, named)


def _is_general(words: str) -> bool:
    """Whether each item of a list only says that there are signs, an examination or tests."""
    items = [item for item in _PATTERNS["item"].split(" ".join(words.split())) if item]
    return all(_PATTERNS["general"].fullmatch(item.strip()) for item in items)


def _kind(page: Page, item: Element) -> tuple[str, Span | None]:
    """Which list an item belongs to, by the words of the sentence that leads it in."""
    lead = _lead(page, item)
    if lead is None:
        return "", None
    text = page.doc.quote(lead)
    before = page.before(lead)
    if _PATTERNS["major"].search(text) and not _PATTERNS["supporting"].search(text):
        return "major_criterion", lead
    if _PATTERNS["supporting"].search(page.doc.quote(before.cover(lead)) if before else text):
        return "supporting_criterion", lead
    return "", None


def _lead(page: Page, item: Element) -> Span | None:
    """The sentence that ends in a colon right before the item's list; nothing but items may stand between."""
    text = page.doc.text
    start = item.span.start
    for other in reversed([e for e in page.doc.elements_of("list_item") if e.span.end <= item.span.start]):
        if text[other.span.end : start].strip(_BULLETS):
            break
        start = other.span.start
    lead = next((s for s in reversed(page.doc.sentences) if s.end <= start), None)
    if lead and page.doc.quote(lead).rstrip().endswith(":") and not text[lead.end : start].strip(_BULLETS):
        return lead
    return None


def _text(page: Page, item: Element) -> Span:
    """The item's words without bullet, citation numbers and the joining "; and"."""
    span = item.part("text") or item.span
    text = page.doc.quote(span)
    end = _PATTERNS["trailing"].search(text)
    return Span(span.start, span.start + (end.start() if end else len(text)))
