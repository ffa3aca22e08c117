"""The HPO terms that the rows of a table name, and the relation that each is the object of."""

from functools import cache, lru_cache

from pohgraph.language.words import loose_key, phrase_key
from pohgraph.model import Document, Element, Reference, Term
from pohgraph.schema.branches import branch_below
from pohgraph.tables import package_table
from pohgraph.vocab.lexicon import Lexicon

_LABELS = 1 << 14  # printed labels that are kept with their terms: the same ones stand in most tables


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
    return {phrase_key(row["label"]): row["term"] for row in package_table("extractors/topic", "former_labels.tsv")}
