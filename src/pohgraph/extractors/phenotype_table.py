"""Rows of an HPO table, routed by what HPO says each term is; the printed label is held against the identifier."""

from collections.abc import Iterator
from functools import cache, lru_cache

from pohgraph.extractors.shared.evidence import claim_of, evidence_of
from pohgraph.extractors.shared.frequency import figures, frequency_term, misprinted, share
from pohgraph.extractors.shared.page import Page
from pohgraph.language.words import loose_key, phrase_key
from pohgraph.model import Assertion, Document, Element, Qualifiers, Reference, Remark, Span, Term
from pohgraph.schema.branches import branch_below
from pohgraph.tables import package_table
from pohgraph.vocab.lexicon import Lexicon

NAME = "phenotype_table"
_LABELS = 1 << 14  # printed labels that are kept with their terms: the same ones stand in most tables


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
    found = share(text)
    absent = found is not None and found.upper == 0
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
        qualifiers=Qualifiers(negated=absent, frequency=frequency_term(text), details=figures(text)),
    )


def row_term(doc: Document, lexicon: Lexicon, row: Element) -> Term | None:
    """The HPO term of a row: by its identifier where the page prints one, else by its label."""
    identifier = row.part("identifier")
    if identifier:
        return lexicon.term(Reference("HP", doc.quote(identifier)))
    return term_named(lexicon, doc.quote(row.part("label") or row.span))


@lru_cache(maxsize=_LABELS)
def route(lexicon: Lexicon, reference: Reference) -> Reference | None:
    """The predicate a term is the object of by its branch of HPO; None for other branches and for a branch's own root."""
    above = lexicon.ancestors(reference)
    branch = branch_below(reference, above)
    return branch.predicate if branch else None


@lru_cache(maxsize=_LABELS)
def term_named(lexicon: Lexicon, label: str) -> Term | None:
    """The HPO term a printed label names: now or formerly, in HPO's newer wording, or in other words that fit one alone."""
    exact = lexicon.phenotype_names.get(phrase_key(label), [])
    current = next((curie for curie, name, scope in exact if scope == "LABEL" and name.lower() == label.lower()), None)
    found = current or _former_labels().get(phrase_key(label)) or _only(exact, label)
    if not found:
        # HPO turned "Abnormality of X" into "Abnormal X morphology".
        rewordings = (f"{label} morphology", label)
        found = next(
            (c for n in rewordings if (c := _only(lexicon.phenotype_rewordings.get(loose_key(n)), label))), None
        )
    return lexicon.term(Reference.parse(found)) if found else None


def _only(entries: list[tuple[str, str, str]] | None, label: str) -> str | None:
    """The one term the best of the entries name, or the one that is called just so."""
    if not entries:
        return None
    same = next((curie for curie, name, _ in entries if name.lower() == label.lower()), None)
    terms = {curie for curie, _, scope in entries if scope == entries[0][2]}
    return same or (terms.pop() if len(terms) == 1 else None)


@cache
def _former_labels() -> dict[str, str]:
    return {phrase_key(row["label"]): row["term"] for row in package_table("extractors", "former_labels.tsv")}


def _is_name(printed: str, term: Term) -> bool:
    key = phrase_key(printed)
    return any(phrase_key(name) == key for name in (term.label, *(text for text, _ in term.synonyms)))


def _remark(page: Page, code: str, span: Span, message: str) -> Remark:
    return Remark(document=page.doc.id, code=code, message=message, start=span.start, end=span.end)
