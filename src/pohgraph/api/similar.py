"""Diseases alike by phenotype, over the graph or over HPO's annotations."""

from functools import cache
from typing import cast, get_args

from pyoxigraph import NamedNode

from pohgraph.api.labels import labels_of
from pohgraph.api.phenotypes import phenotypes_by_disease, phenotypes_of
from pohgraph.api.table import Table, Value
from pohgraph.compare.similarity import InformationContent, Measure, best_match_average, best_matches
from pohgraph.errors import QueryError
from pohgraph.model import Named, Reference
from pohgraph.schema.prefixes import expand
from pohgraph.store.source import OpenGraph
from pohgraph.vocab.annotations import annotated_diseases
from pohgraph.vocab.known import KnownDiseases
from pohgraph.vocab.lexicon import Lexicon, open_lexicon

_AGAINST = ("graph", "hpoa")
_NAMED = 3  # findings that are named as the reason


def similar_diseases(store: OpenGraph, disease: Named, *, against: str, measure: str, limit: int | None) -> Table:
    """Diseases that are alike by their phenotypes, the most alike first, with the phenotypes that make them so.

    Raises:
        QueryError: no such measure, or nothing called `against`.
    """
    for value, choices, name in ((measure, get_args(Measure), "measure"), (against, _AGAINST, "against")):
        if value not in choices:
            raise QueryError(f"{name}={value!r} is not known", hint=f"one of {', '.join(choices)}")
    kind = cast("Measure", measure)
    lexicon = open_lexicon()
    content = information_content(lexicon)
    query = {term for term in phenotypes_of(store, disease) if content.ancestors(term)}
    candidates: dict[str, set[str]]
    if against == "graph":
        candidates = {other: terms for other, terms in phenotypes_by_disease(store).items() if other != disease}
    else:
        candidates = {curie: set(found.present) for curie, found in annotated_diseases().items()}
    known = {curie: {t for t in terms if content.ancestors(t)} for curie, terms in candidates.items()}
    scores = best_match_average(content, query, known, measure=kind)
    ranked = sorted((curie for curie in scores if scores[curie] > 0), key=lambda curie: (-scores[curie], curie))
    terms = [_term(curie) for curie in ranked[:limit]]
    labels = labels_of(store, (NamedNode(term.iri) for term in terms))
    rows: list[tuple[Value, ...]] = []
    for curie in terms:
        reasons = best_matches(content, query, known[curie], measure=kind)[:_NAMED]
        because = "; ".join(_reason(lexicon, one, other) for _, one, other in reasons)
        shared = len(query & known[curie])
        label = labels.get(curie.iri) or lexicon.label(Reference.parse(curie))
        rows.append((label, curie, round(scores[curie], 3), shared, because))
    title = f"Diseases like {disease.label} ({measure}, {len(query)} findings, against {against})"
    return Table(("disease", "id", "score", "shared", "because"), rows, title=title)


@cache
def information_content(lexicon: Lexicon) -> InformationContent:
    """How informative each term of HPO is, by the diseases HPO annotates."""
    present = (disease.present for disease in annotated_diseases().values())
    return InformationContent(present, KnownDiseases(lexicon).ancestors)


def _reason(lexicon: Lexicon, one: str, other: str) -> str:
    names = [lexicon.label(Reference.parse(curie)) for curie in dict.fromkeys((one, other))]
    return " ~ ".join(names)


def _term(curie: str) -> Named:
    return Named(curie, iri=expand(Reference.parse(curie)))
