"""What pages say of diseases beside what HPO's annotations, Orphanet and Mondo say of them."""

from collections.abc import Callable, Iterable

from pohgraph.api.table import Table, Value
from pohgraph.compare.disease_names import NAME_PREDICATES
from pohgraph.compare.wording import SUMMARY_COLUMNS, comparison_note, counts, page_says, reference_says
from pohgraph.errors import QueryError
from pohgraph.model import Named, Reference
from pohgraph.pipeline.reference import compared
from pohgraph.pipeline.worklist import FORMS
from pohgraph.pipeline.worklist import worklist as made_worklist
from pohgraph.schema.prefixes import expand
from pohgraph.store.source import OpenGraph
from pohgraph.vocab.annotations import AnnotatedDisease, annotated_diseases
from pohgraph.vocab.known import KnownDiseases
from pohgraph.vocab.lexicon import open_lexicon

_COLUMNS = ("finding", "id", "status", "relation", "page_says", "reference_says", "source", "quote", "note")

_TITLES = {"hpoa": "HPO's annotations", "orphanet": "Orphanet's annotations", "mondo": "Mondo's identifiers and names"}


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


def compare(store: OpenGraph, disease: Named, *, against: str = "hpoa") -> Table:
    """What pages say of a disease beside a reference: one row for each claim, with a status.

    Raises:
        QueryError: there is no such reference, or the vocabularies in use have nothing of it.
    """
    label = KnownDiseases(open_lexicon()).label

    def often(frequency: str) -> str:
        return _often(frequency, label)

    rows: list[tuple[Value, ...]] = []
    for comparison in (c for one in compared(store, against, disease) for c in one.found):
        claim, term = comparison.claim, comparison.term
        rows.append(
            (
                label(term),
                None if comparison.relation in NAME_PREDICATES else _term(term, label(term)),
                comparison.status,
                comparison.relation.partition(":")[2],
                page_says(claim, often) if claim else "",
                reference_says(comparison, label, often),
                claim.source.name if claim else "",
                " | ".join(claim.quotes) if claim else "",
                comparison_note(comparison),
            )
        )
    return Table(_COLUMNS, rows, title=f"{disease.label}: pages beside {_TITLES[against]}")


def compare_all(store: OpenGraph, *, against: str = "hpoa") -> Table:
    """How many claims of each disease of a graph agree with a reference, differ, and are on one side alone.

    Raises:
        QueryError: there is no such reference, or the vocabularies in use have nothing of it.
    """
    rows: list[tuple[Value, ...]] = [
        (one.disease, one.disease.label, " ".join(one.entries), *counts(one.found))
        for one in compared(store, against)
        if one.entries
    ]
    return Table(SUMMARY_COLUMNS, rows, title=f"Pages beside {_TITLES[against]}")


def worklist(store: OpenGraph, disease: str = "", *, form: str = "hpoa") -> Table:
    """What pages say, of one disease by CURIE or of all, that HPO's annotations do not have, as rows of a form.

    Raises:
        QueryError: there is no such form.
    """
    if form not in FORMS:
        raise QueryError(f"form={form!r} is not known", hint=f"one of {', '.join(FORMS)}")
    return Table(FORMS[form], list(made_worklist(store, disease).rows(form)), title="Candidates for HPO's annotations")


def _often(frequency: str, label: Callable[[str], str]) -> str:
    """A frequency as the file has it, its terms by their labels."""
    return label(frequency) if frequency.startswith("HP:") else frequency


def _term(curie: str, label: str = "") -> Named:
    return Named(curie, label=label, iri=expand(Reference.parse(curie)))
