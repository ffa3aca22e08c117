"""Names behind an endpoint, found by SPARQL: slower than an index, and enough for one search."""

from collections.abc import Iterable, Sequence
from typing import cast

from pyoxigraph import Literal, NamedNode

from pohgraph.schema.prefixes import compress
from pohgraph.schema.relations import SYNONYM_PREDICATES
from pohgraph.search.identifiers import iri_of
from pohgraph.search.index import Candidate, Entity
from pohgraph.search.kinds import PAGE, category_of, kind_of
from pohgraph.search.match import LABEL, folded
from pohgraph.store.source import Queryable

_SCOPES = {"rdfs:label": LABEL, "pohgraph:file_name": "exact"} | {
    predicate.curie: scope for scope, predicate in SYNONYM_PREDICATES.items()
}
_START = 4  # letters of a misspelt word that are taken to be right
_CLAIMS = "{ ?claim rdf:subject ?node } UNION { ?claim rdf:object ?node } UNION { ?claim prov:hadPrimarySource ?node }"


class RemoteNames:
    """The names of a graph that only answers SPARQL."""

    def __init__(self, store: Queryable) -> None:
        self._store = store

    def close(self) -> None:
        """Nothing is held."""

    def candidates(self, folded_words: str, words: Sequence[str], kind: str, limit: int) -> list[Candidate]:
        """Names that hold each word, or the beginning of one where none do."""
        del folded_words
        holding = " && ".join(f"CONTAINS(LCASE(STR(?name)), {Literal(word)})" for word in words)
        found = self._names(holding, kind, limit)
        if not found:
            begun = " || ".join(f"CONTAINS(LCASE(STR(?name)), {Literal(word[:_START])})" for word in words)
            found = self._names(begun, kind, limit)
        return found

    def entities(self, curies: Iterable[str]) -> dict[str, Entity]:
        """Those that the graph has a category for, by CURIE."""
        nodes = " ".join(f"<{iri_of(curie)}>" for curie in curies)
        if not nodes:
            return {}
        return {entity.curie: entity for entity in self._entities(f"VALUES ?node {{ {nodes} }}", "")}

    def of_kind(self, kind: str, limit: int) -> list[Entity]:
        """The entities of a kind, those with the most claims first."""
        found = self._entities(_is(kind), f"LIMIT {limit}" if _is(kind) else "")
        return [entity for entity in found if entity.kind == kind][:limit]

    def _names(self, condition: str, kind: str, limit: int) -> list[Candidate]:
        rows = self._select(
            f"SELECT DISTINCT ?node ?slot ?name {{ VALUES ?slot {{ {' '.join(_SCOPES)} }} ?node ?slot ?name . {_is(kind)} "
            f"FILTER({condition}) }} ORDER BY STRLEN(STR(?name)) ?name ?node LIMIT {limit}"
        )
        curies = [compress(node) for node, _, _ in rows]
        known = self.entities(dict.fromkeys(curies))
        return [
            Candidate(folded(name), name, _SCOPES[compress(slot)], known[curie])
            for curie, (_, slot, name) in zip(curies, rows, strict=True)
            if curie in known and (not kind or known[curie].kind == kind)
        ]

    def _entities(self, pattern: str, end: str) -> Iterable[Entity]:
        rows = self._select(
            "SELECT ?node (MIN(?called) AS ?label) (MIN(?is) AS ?category) (COUNT(DISTINCT ?claim) AS ?claims) { "
            f"{pattern} {{ ?node biolink:category ?is }} UNION {{ ?node a pohgraph:Document BIND(pohgraph:Document AS ?is) }} "
            f"OPTIONAL {{ ?node rdfs:label ?called }} OPTIONAL {{ {_CLAIMS} }} }} "
            f"GROUP BY ?node ORDER BY DESC(?claims) ?label ?node {end}"
        )
        for node, label, category, claims in rows:
            kind = PAGE if compress(category) == "pohgraph:Document" else kind_of(compress(category))
            yield Entity(compress(node), label or compress(node), kind, int(claims))

    def _select(self, sparql: str) -> list[tuple[str, ...]]:
        rows = cast("Iterable[Iterable[NamedNode | Literal | None]]", self._store.query(sparql))
        return [tuple(cell.value if cell else "" for cell in row) for row in rows]


def _is(kind: str) -> str:
    if kind == PAGE:
        return "?node a pohgraph:Document ."
    return f"?node biolink:category biolink:{category_of(kind)} ." if category_of(kind) else ""
