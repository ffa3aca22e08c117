"""Says of a claim or a piece of evidence what a person looks for: what is claimed, in which file, and where in its text."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from pohgraph.check.parts import Slots, Value, description, texts
from pohgraph.schema.prefixes import compress, prefix_map
from pohgraph.store.quad_reader import QuadReader

if TYPE_CHECKING:
    from pohgraph.store.graph import GraphStore

_RDF, _RDFS, _PROV, _OA, _POHGRAPH = (prefix_map()[prefix] for prefix in ("rdf", "rdfs", "prov", "oa", "pohgraph"))
_PARTS = ("subject", "predicate", "object")


class Whereabouts:
    """Looks things up in a graph, and in `given`, what its pages give, where that is known already."""

    def __init__(self, store: "GraphStore") -> None:
        self._store = store
        self.given: QuadReader | None = None

    def label(self, iri: str) -> str:
        """What a node is called; "" where it has no name."""
        found = self._one(iri, f"{_RDFS}label")
        return found[0] if found else ""

    def claim(self, slots: Slots) -> str:
        """A claim's subject, predicate and object, by their labels."""
        subject, predicate, target = (self._shown(slots.get(f"{_RDF}{part}", ())) for part in _PARTS)
        return f"{subject} {predicate} {target}"

    def of_claim(self, slots: Slots) -> str:
        """Where a claim was read."""
        document = next(iter(texts(slots, f"{_PROV}hadPrimarySource")), "")
        for evidence in sorted(texts(slots, f"{_PROV}wasDerivedFrom")):
            if place := self._place(document, evidence):
                return f"at {place} of {self.page(document)}"
        return f"read from {self.page(document)}"

    def of_node(self, document: str, node: str) -> str:
        """Of which claims a node of a page's graph is evidence, and of which page."""
        claims = [claim for evidence in self._evidence(document, node) for claim in self._derived(evidence)]
        stretch = node.removeprefix(f"{document}#char=").replace(",", "-")
        place = f"at {stretch} of {self.page(document)}" if stretch != node else f"in {self.page(document)}"
        return f"evidence of {claims[0]}, {place}" if claims else place

    def page(self, document: str) -> str:
        """A page by its file's name."""
        found = self._one(document, f"{_POHGRAPH}file_name")
        return f"{compress(document)} ({found[0]})" if found else compress(document)

    def _evidence(self, document: str, node: str) -> list[str]:
        """The evidence that points to a node, or the node itself."""
        graph, this = NamedNode(document), NamedNode(node)
        found = self._store.quads_to(this, graph)
        return [node, *sorted(quad.subject.value for quad in found if isinstance(quad.subject, NamedNode))]

    def _derived(self, evidence: str) -> list[str]:
        claims = self._store.triples("prov:wasDerivedFrom", objects=[NamedNode(evidence)])
        return [self.claim(description(self._store, claim.value)) for claim, _ in claims]

    def _place(self, document: str, evidence: str) -> str:
        graph = NamedNode(document)
        for _, predicate, value in self._store.descriptions([NamedNode(evidence)], graph):
            stretch = str(getattr(value, "value", "")).partition("#char=")[2]
            if predicate.value == f"{_OA}hasSelector" and stretch:
                return stretch.replace(",", "-")
        return ""

    def _one(self, iri: str, predicate: str) -> list[str]:
        """The value in what the pages give, else in the graph."""
        for reader in (self.given, self._store):
            if reader and (found := sorted(texts(description(reader, iri), predicate))):
                return found
        return []

    def _shown(self, values: Sequence[Value]) -> str:
        if not values:
            return "?"
        value = values[0]
        if isinstance(value, NamedNode):
            return self.label(value.value) or compress(value.value)
        return str(value)
