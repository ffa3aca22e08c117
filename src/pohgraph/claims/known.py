"""What a graph has that no vocabulary names, asked for one thing at a time."""

from pohgraph.claims.view import GraphView
from pohgraph.model import Named
from pohgraph.schema.categories import Category
from pohgraph.store.rdf import term
from pohgraph.store.source import Readable


class KnownHere:
    """Answers from one graph, which may still be in the making."""

    def __init__(self, graph: Readable) -> None:
        self._graph = graph

    def has_value(self, predicate: str, value: str) -> bool:
        """Whether a claim with this predicate has this object; both are CURIEs."""
        having = {claim for claim, _ in self._graph.triples("rdf:object", objects=[term(value)])}
        return any(found == term(predicate) for _, found in self._graph.triples("rdf:predicate", subjects=having))

    def disease(self, curie: str) -> Named | None:
        """A disease of the graph."""
        node, view = term(curie), GraphView(self._graph)
        return view.named(node) if view.category(node) == Category.DISEASE.curie else None
