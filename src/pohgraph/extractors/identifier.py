"""Identifiers the page prints for its disease; their strength is what a mapping set or the page's own words allow."""

import re
from collections import Counter
from collections.abc import Iterator

from pohgraph.extractors.shared.page import Page
from pohgraph.language.words import phrase_key
from pohgraph.model import Assertion, Detail, Mention, Qualifiers, Reference, Remark, Span
from pohgraph.schema.categories import REGISTRIES
from pohgraph.schema.relations import BROAD_MATCH, CLOSE_MATCH, EXACT_MATCH, HAS_DB_XREF

NAME = "identifier"
# Registries that give a disease one page of its own; a UMLS concept may be wider or one of several.
_OWN_PAGES = frozenset({"OMIM", "GARD", "ORPHA", "MONDO"})
_CODES = {"ICD10": "ICD-10", "ICD10CM": "ICD-10-CM", "ICD9": "ICD-9"}
_SECTIONS = frozenset({"resources", "coding", "synonyms", "description", "header", "diagnosis"})
_BROADER = re.compile(r"\bbroad(?:er)?\b", re.IGNORECASE)
_LOOSE = re.compile(
    r"\b(?:do(?:es)? not (?:fully|completely|specifically|adequately) \w+|not specific to)\b", re.IGNORECASE
)
_NO_CODE = re.compile(
    r"\b(?:does not have|has no|there is no|without) (?:a |an |any )?(?:unique|specific|dedicated|own|distinct)?[^.;]{0,40}?"
    r"(?P<systems>ICD-?\d+(?:-CM)?(?:(?:,| or| and|/)\s*(?:ICD-?)?\d+(?:-CM)?)*)(?: diagnosis)? codes?\b",
    re.IGNORECASE,
)
_CODE_WORDS = ("icd",)


def identifier(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per identifier of the page's disease, and one per code system said to have none."""
    seen: set[Reference] = set()
    printed = [m for m in page.mentions_of("identifier") if _in_sections(page, m)]
    counts = Counter(prefix for prefix, _ in {m.reference for m in printed})
    for mention in printed:
        registered = mention.reference.prefix in REGISTRIES or _is_listed(page, mention)
        if registered and mention.reference not in seen:
            seen.add(mention.reference)
            yield from _registered(page, mention, alone=counts[mention.reference.prefix] == 1)
        elif mention.reference.prefix in _CODES and page.prose.has(mention.span):
            yield from _coded(page, mention)
    yield from _same_named(page, seen)
    for sentence in page.sentences("coding", "description", "diagnosis"):
        if page.prose.holds(_CODE_WORDS, sentence):
            yield from _no_code(page, sentence)


def _in_sections(page: Page, mention: Mention) -> bool:
    section = page.doc.section_at(mention.span.start)
    return section is not None and section.name in _SECTIONS


def _is_listed(page: Page, mention: Mention) -> bool:
    """Whether the page's own structure gives the identifier: then it is the disease's, whatever the registry."""
    return any(element.span.contains(mention.span) for element in page.doc.elements_of("identifier"))


def _registered(page: Page, mention: Mention, *, alone: bool) -> Iterator[Assertion | Remark]:
    topic = page.topic.reference
    strength = page.mapped.get(mention.reference)
    canonical = page.lexicon.canonical(mention.reference)
    if canonical not in (mention.reference, topic):
        message = (
            f"{mention.reference.curie} is {canonical.curie} ({page.lexicon.label(canonical)}) in the mapping sets"
        )
        yield Remark(
            document=page.doc.id,
            code="identifier_of_another",
            message=f"{message}; it was left out",
            start=mention.span.start,
            end=mention.span.end,
        )
        return
    quote = _line(page, mention.span)
    yield page.claim(
        strength or HAS_DB_XREF,
        page.evidence(NAME, quote, subject=page.topic.span, object_=mention.span),
        object_=mention.reference,
        object_label=mention.reference.curie,
        # Of several identifiers of one registry, none says which is the page's own unless a mapping set does.
        about=strength is not None or (alone and mention.reference.prefix in _OWN_PAGES),
    )


def _same_named(page: Page, seen: set[Reference]) -> Iterator[Assertion]:
    """Another registry lists a disease under one of the page's names: a cross-reference, no identity."""
    for other, place in page.topic.same_named:
        if other not in seen:
            evidence = page.evidence(NAME, place, subject=page.topic.span, object_=place)
            yield page.claim(HAS_DB_XREF, evidence, object_=other, about=True)


def _coded(page: Page, mention: Mention) -> Iterator[Assertion]:
    """A code of a classification: broader or close by the page's own words, never exact unless it bears the name."""
    sentence = page.doc.sentence_at(mention.span.start)
    if sentence is None:
        return
    text = page.doc.text
    title = re.match(r"\s*\(([^()]+)\)", text[mention.span.end : sentence.end])
    before = page.before(sentence)
    cue = _search(_LOOSE, text, sentence) or _search(_BROADER, text, sentence)
    if cue is None and before:
        cue = _search(_BROADER, text, before)
    own_name = title is not None and phrase_key(title[1]) == phrase_key(page.topic.label)
    predicate = EXACT_MATCH if own_name else BROAD_MATCH if cue else CLOSE_MATCH
    hedge = _search(_LOOSE, text, sentence)
    quote = before.cover(sentence) if before and cue and before.contains(cue) else sentence
    details = (Detail("sssom:object_label", title[1]),) if title else ()
    yield page.claim(
        predicate,
        page.evidence(
            NAME,
            quote,
            subject=page.subject(sentence, mention.span.start).span,
            object_=mention.span,
            cue=cue,
            qualifiers=[("hedge", hedge)],
        ),
        object_=mention.reference,
        object_label=title[1] if title else mention.reference.curie,
        qualifiers=Qualifiers(hedged=hedge is not None, details=details),
    )


def _no_code(page: Page, sentence: Span) -> Iterator[Assertion]:
    match = _NO_CODE.search(page.doc.text, sentence.start, sentence.end)
    if not match:
        return
    for system in re.finditer(r"(?:ICD-?)?(\d+)(-CM)?", match["systems"], re.IGNORECASE):
        start = match.start("systems")
        place = Span(start + system.start(), start + system.end())
        yield page.claim(
            EXACT_MATCH,
            page.evidence(
                NAME,
                sentence,
                subject=page.subject(sentence, match.start()).span,
                object_=place,
                qualifiers=[("negation", Span(*match.span()))],
            ),
            value=f"ICD-{system[1]}{(system[2] or '').upper()}",
            qualifiers=Qualifiers(negated=True),
        )


def _search(pattern: re.Pattern[str], text: str, span: Span) -> Span | None:
    match = pattern.search(text, span.start, span.end)
    return Span(*match.span()) if match else None


def _line(page: Page, place: Span) -> Span:
    """The line an identifier stands on, without bullet and margins."""
    text = page.doc.text
    start = max(text.rfind("\n", 0, place.start), text.rfind("\r", 0, place.start)) + 1
    ends = [end for end in (text.find("\n", place.end), text.find("\r", place.end)) if end >= 0]
    line = text[start : min(ends, default=len(text))]
    trimmed = line.lstrip(" \t-*\u2022")
    start += len(line) - len(trimmed)
    return Span(start, start + len(trimmed.rstrip()))
