"""What pages say of a disease beside what HPO's annotations say of it."""

from collections.abc import Iterable

from pohgraph.api.table import Table, Term, Value
from pohgraph.errors import QueryError
from pohgraph.model import Annotation, Claim, Reference
from pohgraph.pipeline.comparing import compare_with_hpoa
from pohgraph.schema.prefixes import expand
from pohgraph.store.graph import GraphStore
from pohgraph.vocab.annotations import AnnotatedDisease, annotated_diseases
from pohgraph.vocab.lexicon import Lexicon, open_lexicon

_COLUMNS = ("finding", "id", "status", "relation", "page_says", "hpoa_says", "source", "quote")


def annotations(curies: Iterable[str]) -> Table:
    """The findings HPO annotates diseases with, by CURIEs of OMIM or Orphanet.

    Raises:
        QueryError: HPO annotates no disease of that CURIE.
    """
    lexicon = open_lexicon()
    rows: list[tuple[Value, ...]] = []
    for curie in curies:
        disease = annotated(curie)
        for flag, terms in (("", disease.present), ("excluded", disease.excluded)):
            for found in sorted((_term(lexicon, term) for term in terms), key=lambda term: (term.label.lower(), term)):
                often = _often(lexicon, terms[found])
                rows.append((disease.name, _identifier(curie), found.label, found, often, flag))
    return Table(("disease", "disease_id", "finding", "id", "often", "flags"), rows, title="HPO's annotations")


def annotated(curie: str) -> AnnotatedDisease:
    """A disease as HPO annotates it.

    Raises:
        QueryError: HPO annotates no disease of that CURIE.
    """
    found = annotated_diseases().get(curie)
    if found is None:
        raise QueryError(f"HPO annotates no disease {curie!r}", hint="an OMIM or ORPHA number, as in OMIM:166350")
    return found


def annotated_among(curies: Iterable[str]) -> list[str]:
    """Those identifiers under which HPO annotates a disease."""
    return [curie for curie in curies if curie in annotated_diseases()]


def compare(store: GraphStore, disease: Term) -> Table:
    """What pages say of a disease beside HPO's annotations: one row for each claim, with a status."""
    lexicon = open_lexicon()
    rows: list[tuple[Value, ...]] = []
    for comparison in compare_with_hpoa(store, disease):
        claim, found = comparison.claim, _term(lexicon, comparison.term)
        hpoa = dict.fromkeys(_annotation(lexicon, annotation, comparison.term) for annotation in comparison.annotations)
        rows.append(
            (
                found.label,
                found,
                comparison.status,
                comparison.relation.partition(":")[2],
                _says(lexicon, claim) if claim else "",
                "; ".join(hpoa),
                (claim.source_label or claim.source) if claim else "",
                " | ".join(claim.quotes) if claim else "",
            )
        )
    return Table(_COLUMNS, rows, title=f"{disease.label}: pages beside HPO's annotations")


def _says(lexicon: Lexicon, claim: Claim) -> str:
    often = _often(lexicon, claim.frequency) if claim.quotient is None else f"{100 * claim.quotient:g}%"
    return " ".join(filter(None, (claim.flags or "states", often)))


def _annotation(lexicon: Lexicon, annotation: Annotation, own: str) -> str:
    other = _term(lexicon, annotation.term).label if annotation.term != own else ""
    verb = "denies" if annotation.negated else "states"
    return " ".join(filter(None, (verb, other, _often(lexicon, annotation.frequency))))


def _often(lexicon: Lexicon, frequency: str) -> str:
    """A frequency as the file has it, its terms by their labels."""
    return lexicon.label(Reference.parse(frequency)) if frequency.startswith("HP:") else frequency


def _term(lexicon: Lexicon, curie: str) -> Term:
    reference = Reference.parse(curie)
    return Term(curie, label=lexicon.label(reference), iri=expand(reference))


def _identifier(curie: str) -> Term:
    return Term(curie, iri=expand(Reference.parse(curie)))
