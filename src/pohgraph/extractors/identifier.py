"""Identifiers the page prints for its disease; their strength is what a mapping set or the page's own words allow.

The page's own numbers in PubMed, PubMed Central or at its publisher are cross-references of the page, not of the disease. Identifiers that other registries give to what fits the page's names, gene or findings are inferred. A code system said to have no code is
a denied match with "an ICD-10 code of its own".
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from pohgraph.compiled import compiled
from pohgraph.extractors.shared.evidence import claim_of, evidence_of
from pohgraph.extractors.shared.own_identifiers import own_identifiers
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.extractors.shared.subjects import subject_at
from pohgraph.language.patterns import Patterns
from pohgraph.language.words import phrase_key
from pohgraph.model import Assertion, Detail, Mention, Qualifiers, Reference, Remark, Span
from pohgraph.schema.categories import REGISTRIES
from pohgraph.schema.relations import BROAD_MATCH, CLOSE_MATCH, EXACT_MATCH, HAS_DB_XREF

NAME = "identifier"
_PATTERNS = Patterns("extractors", "identifier_patterns.tsv")
_SYSTEM = compiled(r"(?:ICD-?)?(\d+)(-CM)?", re.IGNORECASE)
_IN_BRACKETS = compiled(r"\s*\(([^()]+)\)")
# Registries that give a disease one page of its own; a UMLS concept may be wider or one of several.
_OWN_PAGES = frozenset({"OMIM", "GARD", "ORPHA", "MONDO"})
_BRACKETS = compiled(r"\s*(?:[\[(][^\[\]()]*[\])]\s*)*")
_CODES = {"ICD10": "ICD-10", "ICD10CM": "ICD-10-CM", "ICD9": "ICD-9"}
_IN_TABLES = frozenset({*_CODES, "ICD11"})
_SECTIONS = frozenset(sections_of(NAME))


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
        elif (
            mention.reference.prefix in _IN_TABLES and mention.reference not in seen and _in_row_of_codes(page, mention)
        ):
            # Whether "narrower" is said of the code or of the disease, no table tells.
            seen.add(mention.reference)
            evidence = evidence_of(page, NAME, _line(page, mention.span), subject=page.topic.span, object_=mention.span)
            yield claim_of(page, HAS_DB_XREF, evidence, object_=mention.reference, object_label=mention.reference.curie)
    yield from _same_named(page, seen)
    for sentence in page.sentences(*sections_of("no_code")):
        yield from _no_code(page, sentence)
    for reference, place, line in own_identifiers(page):
        yield Assertion(
            subject=Reference.parse(page.doc.id),
            subject_label=page.doc.source.title or page.doc.source.file_name,
            predicate=HAS_DB_XREF,
            object=reference,
            object_label=reference.curie,
            evidence=(evidence_of(page, NAME, line, object_=place),),
        )


def _in_sections(page: Page, mention: Mention) -> bool:
    section = page.doc.section_at(mention.span.start)
    if section is None or section.name not in _SECTIONS:
        return False
    return not _is_of_finding(page, mention) and not _is_of_gene(page, mention)


def _is_of_gene(page: Page, mention: Mention) -> bool:
    """Whether an identifier stands in brackets right behind a gene, or its mutations: "JAG1 mutations (MIM 601920)" is the gene's."""
    text = page.doc.text
    sentence = page.doc.sentence_at(mention.span.start)
    if sentence is None or _is_listed(page, mention):
        return False
    opened = max(
        text.rfind("[", sentence.start, mention.span.start), text.rfind("(", sentence.start, mention.span.start)
    )
    before = Span(sentence.start, opened)
    genes = page.mentions_in("gene", before) if opened >= 0 and ")" not in text[opened : mention.span.start] else []
    if not genes or page.mentions_in("disease", Span(genes[-1].span.end, mention.span.start)):
        return False
    return _PATTERNS["of_gene"].fullmatch(text, genes[-1].span.end, opened) is not None


def _is_of_finding(page: Page, mention: Mention) -> bool:
    """Whether an identifier stands in brackets right behind a finding: "Pain [UMLS: C0030193]" is no number of the disease."""
    text = page.doc.text
    line = text.rfind("\n", 0, mention.span.start) + 1
    opened = max(text.rfind("[", line, mention.span.start), text.rfind("(", line, mention.span.start))
    if opened < 0 or any(mark in text[opened : mention.span.start] for mark in "])") or _is_listed(page, mention):
        return False
    before = Span(line, opened)
    named = [m for m in page.mentions_in("phenotype", before) if _BRACKETS.fullmatch(text, m.span.end, opened)]
    return bool(named) and not any(
        m.span.end == named[-1].span.end and page.names_topic(m) for m in page.mentions_in("disease", before)
    )


def _is_listed(page: Page, mention: Mention) -> bool:
    """Whether the page's own structure gives the identifier: then it is the disease's, whatever the registry."""
    return any(element.span.contains(mention.span) for element in page.doc.elements_of("identifier"))


def _in_row_of_codes(page: Page, mention: Mention) -> bool:
    """Whether a code is a cell of a table in a section on codes."""
    section = page.doc.section_at(mention.span.start)
    if section is None or section.name != "coding":
        return False
    return any(
        mention.span.end == cell.end and cell.contains(mention.span)
        for row in page.doc.elements_of("table_row")
        for cell in row.all_parts("cell")
    )


def _registered(page: Page, mention: Mention, *, alone: bool) -> Iterator[Assertion | Remark]:
    topic = page.topic.reference
    strength = page.mapped.get(mention.reference)
    canonical = page.lexicon.canonical(mention.reference)
    if canonical not in (mention.reference, topic) and not _is_behind_name(page, mention):
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
    yield claim_of(
        page,
        strength or HAS_DB_XREF,
        evidence_of(page, NAME, quote, subject=page.topic.span, object_=mention.span),
        object_=mention.reference,
        object_label=mention.reference.curie,
        # Of several identifiers of one registry, none says which is the page's own unless a mapping set does.
        about=strength is not None or (alone and mention.reference.prefix in _OWN_PAGES),
    )


def _is_behind_name(page: Page, mention: Mention) -> bool:
    """Whether a number stands in brackets right behind the name of the page's disease: "D (MIM 118450)", whatever a mapping set has it for."""
    sentence = page.doc.sentence_at(mention.span.start)
    if sentence is None:
        return False
    named = [m for m in page.diseases_on_topic(sentence) if m.span.end <= mention.span.start]
    return (
        bool(named)
        and _PATTERNS["behind_name"].fullmatch(page.doc.text, named[-1].span.end, mention.span.start) is not None
    )


def _same_named(page: Page, seen: set[Reference]) -> Iterator[Assertion]:
    """Another registry lists a disease of the page's names, gene or findings: a cross-reference, no identity.

    The page prints these and not the identifier, so this is inferred.
    """
    for other, place in page.topic.same_named:
        if other not in seen:
            evidence = evidence_of(page, NAME, place, subject=page.topic.span)
            evidence = replace(evidence, inferred_by=page.lexicon.source_naming(other))
            yield claim_of(page, HAS_DB_XREF, evidence, object_=other, about=True)


def _coded(page: Page, mention: Mention) -> Iterator[Assertion]:
    """A code of a classification: broader or close by the page's own words, never exact unless it bears the name."""
    sentence = page.doc.sentence_at(mention.span.start)
    if sentence is None:
        return
    text = page.doc.text
    title = _IN_BRACKETS.match(text, mention.span.end, sentence.end)
    before = page.before(sentence)
    cue = _search(_PATTERNS["loose"], text, sentence) or _search(_PATTERNS["broader"], text, sentence)
    if cue is None and before:
        cue = _search(_PATTERNS["broader"], text, before)
    own_name = title is not None and phrase_key(title[1]) == phrase_key(page.topic.label)
    predicate = EXACT_MATCH if own_name else BROAD_MATCH if cue else CLOSE_MATCH
    hedge = _search(_PATTERNS["loose"], text, sentence)
    quote = before.cover(sentence) if before and cue and before.contains(cue) else sentence
    details = (Detail("sssom:object_label", title[1]),) if title else ()
    yield claim_of(
        page,
        predicate,
        evidence_of(
            page,
            NAME,
            quote,
            subject=subject_at(page, sentence, mention.span.start).span,
            object_=mention.span,
            cue=cue,
            qualifiers=[("hedge", hedge)],
        ),
        object_=mention.reference,
        object_label=title[1] if title else mention.reference.curie,
        qualifiers=Qualifiers(hedged=hedge is not None, details=details),
    )


def _no_code(page: Page, sentence: Span) -> Iterator[Assertion]:
    match = page.prose.search(_PATTERNS, "no_code", sentence)
    if not match:
        return
    for system in _SYSTEM.finditer(match["systems"]):
        start = match.start("systems")
        place = Span(start + system.start(), start + system.end())
        yield claim_of(
            page,
            EXACT_MATCH,
            evidence_of(
                page,
                NAME,
                sentence,
                subject=subject_at(page, sentence, match.start()).span,
                object_=place,
                qualifiers=[("negation", Span(*match.span()))],
            ),
            value=f"an ICD-{system[1]}{(system[2] or '').upper()} code of its own",
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
