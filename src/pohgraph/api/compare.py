"""What pages say of a disease beside what HPO's annotations say of it."""

from collections.abc import Callable, Iterable

from pohgraph.api.table import Table, Value
from pohgraph.compare.wording import comparison_note, hpoa_says, page_says
from pohgraph.errors import QueryError
from pohgraph.model import Named, Reference
from pohgraph.pipeline.comparing import compare_with_hpoa
from pohgraph.schema.prefixes import expand
from pohgraph.store.graph import GraphStore
from pohgraph.vocab.annotations import AnnotatedDisease, annotated_diseases
from pohgraph.vocab.known import KnownDiseases
from pohgraph.vocab.lexicon import open_lexicon

_COLUMNS = ("finding", "id", "status", "relation", "page_says", "hpoa_says", "source", "quote", "note")


def annotations(curies: Iterable[str]) -> Table:
    """The findings HPO annotates diseases with, by CURIEs of OMIM or Orphanet.

    Raises:
        QueryError: HPO annotates no disease of that CURIE.
    """
    label = KnownDiseases(open_lexicon()).label
    rows: list[tuple[Value, ...]] = []
    for curie in curies:
        disease = annotated(curie)
        for flag, terms in (("", disease.present), ("excluded", disease.excluded)):
            for found in sorted(
                (_term(term, label(term)) for term in terms), key=lambda term: (term.label.lower(), term)
            ):
                often = _often(terms[found], label)
                rows.append((disease.name, _term(curie), found.label, found, often, flag))
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


def compare(store: GraphStore, disease: Named) -> Table:
    """What pages say of a disease beside HPO's annotations: one row for each claim, with a status."""
    label = KnownDiseases(open_lexicon()).label

    def often(frequency: str) -> str:
        return _often(frequency, label)

    rows: list[tuple[Value, ...]] = []
    for comparison in compare_with_hpoa(store, disease):
        claim, found = comparison.claim, _term(comparison.term, label(comparison.term))
        rows.append(
            (
                found.label,
                found,
                comparison.status,
                comparison.relation.partition(":")[2],
                page_says(claim, often) if claim else "",
                hpoa_says(comparison, label, often),
                claim.source.name if claim else "",
                " | ".join(claim.quotes) if claim else "",
                comparison_note(comparison),
            )
        )
    return Table(_COLUMNS, rows, title=f"{disease.label}: pages beside HPO's annotations")


def _often(frequency: str, label: Callable[[str], str]) -> str:
    """A frequency as the file has it, its terms by their labels."""
    return label(frequency) if frequency.startswith("HP:") else frequency


def _term(curie: str, label: str = "") -> Named:
    return Named(curie, label=label, iri=expand(Reference.parse(curie)))
