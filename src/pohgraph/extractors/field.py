"""What fields say of the disease itself: inheritance, onset, how common it is, treatment, outlook. The page's field says which is meant."""

import re
from collections.abc import Iterator

from pohgraph.compiled import compiled
from pohgraph.extractors.shared.cued import cue_table, cued
from pohgraph.extractors.shared.evidence import claim_of, evidence_of, not_a_claim
from pohgraph.extractors.shared.field_claims import quote_of
from pohgraph.extractors.shared.how_common import not_known, without_verb
from pohgraph.extractors.shared.how_common_subject import is_of_disease, is_of_subgroup, names_another
from pohgraph.extractors.shared.intervention_names import type_of
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.stages import at_years, stages
from pohgraph.extractors.topic.terms import route
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Detail, Element, Qualifiers, Reference, Remark, Span
from pohgraph.schema.relations import (
    HAS_MANAGEMENT,
    HAS_MODE_OF_INHERITANCE,
    HAS_ONSET,
    HAS_PREVALENCE,
    HAS_PROGNOSIS,
)
from pohgraph.tables import package_table, prose_pattern

NAME = "field"
_PATTERNS = Patterns("extractors", "field_patterns.tsv")
_ASIDE = compiled(r"\([^()]*\)")
_TYPES = ("surgery", "drug_therapy", "supportive_care")  # those that a word within a value tells
_MONTHS, _WEEK = 12, 0.02  # of a year
_LONGEST_OUTLOOK = 160  # code points of a value that is no paragraph
_NEWBORN = Reference("HP", "0003623")


def field(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per value of a field."""
    for element in page.fields("inheritance"):
        yield from _modes(page, element)
    for element in page.fields("onset"):
        yield from _onsets(page, element)
    for element in page.fields("frequency"):
        yield from _prevalence(page, element)
    for element in page.fields("treatment"):
        yield from _treatments(page, element)
    for element in page.fields("prognosis"):
        yield from _outlooks(page, element)


def mode_named(page: Page, place: Span) -> list[tuple[Reference, Span]]:
    """The modes of inheritance that a value or a cell names, in HPO's names or in short forms; no broader one beside its own kind."""
    found = [
        (m.reference, m.span)
        for m in page.mentions_in("inheritance", place)
        if not (m.context.negated or m.context.hedged) and route(page.lexicon, m.reference) == HAS_MODE_OF_INHERITANCE
    ]
    named = page.doc.quote(place)
    if not found:
        short = _ASIDE.sub("", named).strip(" .")
        for piece in re.finditer(r"[^,;/&]+", short):
            words = piece[0].strip()
            for row in package_table("extractors", "field_modes.tsv"):
                if re.fullmatch(row["pattern"], words, re.IGNORECASE):
                    start = place.start + named.index(words)
                    found.append((Reference.parse(row["term"]), Span(start, start + len(words))))
                    break
    return [
        (mode, span)
        for mode, span in found
        if not any(other != mode and page.lexicon.is_a(other, mode) for other, _ in found)
    ]


def _modes(page: Page, element: Element) -> Iterator[Assertion]:
    seen: set[Reference] = set()
    for value in element.all_parts("value"):
        for mode, span in mode_named(page, value):
            if mode not in seen:
                seen.add(mode)
                evidence = evidence_of(page, NAME, quote_of(element, value), subject=page.topic.span, object_=span)
                yield claim_of(page, HAS_MODE_OF_INHERITANCE, evidence, object_=mode)


def _onsets(page: Page, element: Element) -> Iterator[Assertion]:
    """The ages of a field; one of a few patients only where there is no other."""
    values = element.all_parts("value")
    usual = [value for value in values if not _PATTERNS["few"].search(page.doc.quote(value))]
    seen: set[Reference] = set()
    for value in usual:
        for term in _ages(page, value):
            if term not in seen:
                seen.add(term)
                evidence = evidence_of(page, NAME, quote_of(element, value), subject=page.topic.span, object_=value)
                yield claim_of(page, HAS_ONSET, evidence, object_=term)


def _ages(page: Page, value: Span) -> list[Reference]:
    return _ages_in(_ASIDE.sub("", page.doc.quote(value)).strip(" .").lower())


def _ages_in(words: str) -> list[Reference]:
    if not words or _PATTERNS["all_ages"].fullmatch(words):
        return []
    for row in package_table("extractors", "field_ages.tsv"):
        if prose_pattern(row["pattern"]).fullmatch(words):
            return [Reference.parse(row["term"])]
    if match := _PATTERNS["years"].fullmatch(words):
        return _in_years(words, match)
    pieces = [piece for piece in re.split(r"[/,;]", words) if piece.strip()]
    if len(pieces) > 1:
        return [term for piece in pieces for term in _ages_in(piece.strip())]
    return [stage.term for stage in stages(words, 0, len(words))]


def _in_years(words: str, match: re.Match[str]) -> list[Reference]:
    first, last, unit = float(match[1]), match[2], match[3] or "years"
    if _PATTERNS["weeks"].fullmatch(unit):
        return [_NEWBORN] if first * (7 if unit.startswith("w") else 1) <= 28 else []  # noqa: PLR2004 - days
    share = _MONTHS if _PATTERNS["months"].fullmatch(unit) else 1
    bounded = last is None and _PATTERNS["under"].search(words) is not None
    years = [max(first / share - (_WEEK if bounded else 0), 0.1)]
    if last:
        years.append(float(last) / share - _WEEK)
    return list(dict.fromkeys(at_years(number) for number in years))


def _prevalence(page: Page, element: Element) -> Iterator[Assertion | Remark]:
    """The values that say how common the disease is; of one that is a sentence, the words that do."""
    for value in element.all_parts("value"):
        if _PATTERNS["sentence"].search(page.doc.quote(value)):
            for kind, found in cued(page, value, cue_table("prevalence_cues.tsv", "kind")):
                cue, sentence = without_verb(page, found), page.doc.sentence_at(found.start) or value
                if kind == "unknown":
                    yield not_known(page, cue)
                elif not (
                    kind == "said_rare"
                    or names_another(page, sentence)
                    or is_of_subgroup(page, sentence, cue)
                    or not is_of_disease(page, sentence, kind, found, cue)
                ):
                    yield from _figure(page, value, cue)
        else:
            yield from _figure(page, element.span, value)


def _figure(page: Page, quote: Span, place: Span) -> Iterator[Assertion | Remark]:
    words = " ".join(page.doc.quote(place).split())
    if _PATTERNS["figure"].search(words):
        evidence = evidence_of(page, NAME, quote, subject=page.topic.span, object_=place)
        yield claim_of(page, HAS_PREVALENCE, evidence, value=words)
    elif _PATTERNS["not_known"].search(words):
        yield not_known(page, place)


def _treatments(page: Page, element: Element) -> Iterator[Assertion | Remark]:
    for part in element.all_parts("value"):
        lead = _PATTERNS["includes"].match(page.doc.text, *part)
        value = Span(lead.end(), part.end) if lead else part
        words = " ".join(page.doc.quote(value).split())
        if _PATTERNS["no_treatment"].search(words):
            yield not_a_claim(page, value, "it is no treatment that is given")
            continue
        kind = next((n for n in _TYPES if _PATTERNS[n].search(words)), "") or type_of(page.doc.text, value)
        details = (Detail("pohgraph:management_type", f"pohgraph:{kind}", is_reference=True),) if kind else ()
        evidence = evidence_of(page, NAME, quote_of(element, value), subject=page.topic.span, object_=value)
        yield claim_of(page, HAS_MANAGEMENT, evidence, value=words, qualifiers=_qualified(page, value, details))


def _outlooks(page: Page, element: Element) -> Iterator[Assertion]:
    """The values that say how the disease ends: "Reduced life expectancy", "Good with treatment"; a count of deaths says nothing of it."""
    for value in element.all_parts("value"):
        words = " ".join(page.doc.quote(value).split())
        if len(words) > _LONGEST_OUTLOOK or _PATTERNS["sentence"].search(words):
            continue  # read as prose
        if _PATTERNS["outlook"].search(words) and not _PATTERNS["not_known"].search(words):
            aspect = "life_span" if _PATTERNS["life_span"].search(words) else "general_outlook"
            details = (Detail("pohgraph:prognosis_aspect", f"pohgraph:{aspect}", is_reference=True),)
            evidence = evidence_of(page, NAME, quote_of(element, value), subject=page.topic.span, object_=value)
            yield claim_of(page, HAS_PROGNOSIS, evidence, value=words, qualifiers=_qualified(page, value, details))


def _qualified(page: Page, value: Span, details: tuple[Detail, ...]) -> Qualifiers:
    """The qualifiers of a value, which its own words may leave open: "Possibly poor"."""
    return Qualifiers(hedged=any(cue.is_open for cue in page.sentence(value).cues), details=details)
