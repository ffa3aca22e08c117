"""Rows of an HPO table, routed by what HPO says each term is; the printed label is held against the identifier."""

from collections.abc import Iterator

from pohgraph.extractors.shared.evidence import claim_of, evidence_of
from pohgraph.extractors.shared.frequency import figures, frequency_term, misprinted, share
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.topic.terms import route, row_term
from pohgraph.language.words import phrase_key
from pohgraph.model import Assertion, Element, Qualifiers, Reference, Remark, Span, Term
from pohgraph.schema.frequencies import EXCLUDED

NAME = "phenotype_table"


def phenotype_table(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per row whose term HPO knows; the others are reported."""
    for row in page.doc.elements_of("phenotype_row"):
        label = row.part("label") or row.span
        printed = page.doc.quote(label)
        term = row_term(page.doc, page.lexicon, row)
        if term is None:
            yield _remark(page, "unknown_term", row.span, f"{printed!r} names no HPO term; the row was left out")
            continue
        if row.part("identifier") and not _is_name(printed, term):
            message = (
                f"printed label {printed!r}, HPO calls {term.reference.curie} {term.label!r}; the identifier was kept"
            )
            yield _remark(page, "label_mismatch", label, message)
        predicate = route(page.lexicon, term.reference)
        if predicate is None:
            message = f"{term.reference.curie} {term.label!r} says nothing of a disease; the row was left out"
            yield _remark(page, "no_claim", row.span, message)
            continue
        place = _frequency(page, row)
        if place and misprinted(page.doc.quote(place)):
            message = f"{page.doc.quote(place)!r} of {printed!r} counts more patients than there are; it was left out"
            yield _remark(page, "misprinted_frequency", place, message)
            place = None
        yield _claim(page, row, label, term, predicate, place)


def _frequency(page: Page, row: Element) -> Span | None:
    """Where a row prints how many patients have it; "-" prints nothing."""
    place = row.part("frequency")
    return place if place and any(map(str.isalnum, page.doc.quote(place))) else None


def _claim(page: Page, row: Element, label: Span, term: Term, predicate: Reference, place: Span | None) -> Assertion:
    text = page.doc.quote(place) if place else ""
    found, frequency = share(text), frequency_term(text)
    absent = (frequency is not None and frequency.curie == EXCLUDED) or (found is not None and found.upper == 0)
    evidence = evidence_of(
        page,
        NAME,
        row.span,
        subject=page.topic.span,
        object_=row.part("identifier") or label,
        cue=label,
        qualifiers=[("frequency", place)],
    )
    return claim_of(
        page,
        predicate,
        evidence,
        object_=term.reference,
        object_label=term.label,
        qualifiers=Qualifiers(negated=absent, frequency=frequency, details=figures(text)),
    )


def _is_name(printed: str, term: Term) -> bool:
    key = phrase_key(printed)
    return any(phrase_key(name) == key for name in (term.label, *(text for text, _ in term.synonyms)))


def _remark(page: Page, code: str, span: Span, message: str) -> Remark:
    return Remark(document=page.doc.id, code=code, message=message, start=span.start, end=span.end)
