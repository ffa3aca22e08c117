"""Diseases alike by phenotype, over the graph or over HPO's annotations."""

from functools import cache
from typing import TYPE_CHECKING, cast, get_args

from pyoxigraph import NamedNode

from pohgraph.api.entity import labels_of
from pohgraph.api.table import Table, Term, Value
from pohgraph.compare.similarity import InformationContent, Measure, best_match_average, best_matches
from pohgraph.errors import QueryError
from pohgraph.model import Reference
from pohgraph.schema.prefixes import compress, expand
from pohgraph.schema.relations import HAS_PHENOTYPE
from pohgraph.store.graph import GraphStore
from pohgraph.vocab.annotations import annotated_diseases
from pohgraph.vocab.lexicon import Lexicon, open_lexicon

if TYPE_CHECKING:
    from pohgraph.api.entity import Disease

_AGAINST = ("graph", "hpoa")
_NAMED = 3  # findings that are named as the reason


def similar_diseases(store: GraphStore, disease: "Disease", *, against: str, measure: str, limit: int | None) -> Table:
    """See `Graph.similar`."""
    for value, choices, name in ((measure, get_args(Measure), "measure"), (against, _AGAINST, "against")):
        if value not in choices:
            raise QueryError(f"{name}={value!r} is not known", hint=f"one of {', '.join(choices)}")
    kind = cast("Measure", measure)
    lexicon = open_lexicon()
    content = information_content(lexicon)
    query = {term for term in graph_phenotypes(store).get(disease.curie, ()) if content.ancestors(term)}
    if against == "graph":
        candidates = {c: terms for c, terms in graph_phenotypes(store).items() if c != disease.curie}
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


def graph_phenotypes(store: GraphStore) -> dict[str, set[str]]:
    """The findings that pages plainly state, by the CURIE of the disease."""
    found: dict[str, set[str]] = {}
    for subject, target in store.triples(HAS_PHENOTYPE.curie):
        found.setdefault(compress(subject.value), set()).add(compress(target.value))
    return found


@cache
def information_content(lexicon: Lexicon) -> InformationContent:
    """How informative each term of HPO is, by the diseases HPO annotates."""

    @cache
    def ancestors(curie: str) -> frozenset[str]:
        prefix, _, identifier = curie.partition(":")
        term = lexicon.term(Reference(prefix, identifier)) if prefix == "HP" else None
        if term is None:
            return frozenset()
        return frozenset({term.reference.curie}).union(*(ancestors(parent.curie) for parent in term.parents))

    return InformationContent((disease.present for disease in annotated_diseases().values()), ancestors)


def _reason(lexicon: Lexicon, one: str, other: str) -> str:
    names = [lexicon.label(Reference.parse(curie)) for curie in dict.fromkeys((one, other))]
    return " ~ ".join(names)


def _term(curie: str) -> Term:
    return Term(curie, iri=expand(Reference.parse(curie)))
