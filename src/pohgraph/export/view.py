"""What an exporter reads: the graph of a store, later narrowed to a licence and spelled for a consumer.

Exporters take a `GraphView`, never a store, so that every option of `pohgraph export` reaches every format.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Protocol, cast

from pyoxigraph import NamedNode, Quad

from pohgraph.export.records import SourceRecord
from pohgraph.model import Reference
from pohgraph.store.graph import Node
from pohgraph.vocab.prefixes import compress, expand, prefix_map

Slots = dict[str, list[Node]]
_CACHED = 1 << 16  # nodes whose CURIE is remembered: some megabytes, whatever the size of the graph


class Triples(Protocol):
    """What a view reads from: a `GraphStore`."""

    def quads(self) -> Iterator[Quad]:
        """Every quad of every graph."""

    def triples(self, predicate: str) -> Iterator[tuple[NamedNode, Node]]:
        """Subject and object of every triple of one predicate of the default graph."""

    def statements(self, subject: NamedNode, graph: NamedNode | None = None) -> Iterator[tuple[NamedNode, Node]]:
        """Predicate and object of every triple of one subject, in the default graph or a named one."""

    def subjects(self, predicate: str, value: Node) -> Iterator[NamedNode]:
        """The subject of every triple of one predicate and object of the default graph."""


class GraphView:
    """One export's view of a graph. Its order is the store's own: sort what you write."""

    def __init__(self, store: Triples) -> None:
        self._store = store
        self._curies = lru_cache(maxsize=_CACHED)(compress)
        self._labels = lru_cache(maxsize=_CACHED)(self._read_label)
        self._sources = lru_cache(maxsize=_CACHED)(self._read_source)

    @property
    def prefixes(self) -> dict[str, str]:
        """Prefix -> IRI, as this export writes them."""
        return prefix_map()

    def quads(self) -> Iterator[Quad]:
        """Every quad to be written."""
        return self._store.quads()

    def triples(self, predicate: str) -> Iterator[tuple[NamedNode, Node]]:
        """Subject and object of every triple of one predicate, given as our CURIE, in the default graph."""
        return self._store.triples(predicate)

    def statements(self, subject: NamedNode, graph: NamedNode | None = None) -> Iterator[tuple[NamedNode, Node]]:
        """Predicate and object of every triple of one subject, in the default graph or in a document's."""
        return self._store.statements(subject, graph)

    def subjects(self, predicate: str, value: Node) -> Iterator[NamedNode]:
        """The subject of every triple of one predicate, given as our CURIE, and object in the default graph."""
        return self._store.subjects(predicate, value)

    def curie(self, node: NamedNode) -> str:
        """The CURIE of a node as this export writes it; its IRI where no prefix fits."""
        return self._curies(node.value)

    def text(self, value: Node) -> str:
        """The CURIE of a node, or the text of a literal."""
        return self.curie(value) if isinstance(value, NamedNode) else value.value

    def label(self, node: NamedNode) -> str:
        """What a node is called, or ""; the first of several labels."""
        return self._labels(node)

    def source(self, document: NamedNode) -> SourceRecord:
        """A page."""
        return self._sources(document)

    def slots(self, subject: NamedNode, graph: NamedNode | None = None) -> Slots:
        """The triples of one subject: values by the IRI of their predicate."""
        found: Slots = {}
        for predicate, value in self.statements(subject, graph):
            found.setdefault(predicate.value, []).append(value)
        return found

    def first(self, slots: Slots, predicate: str) -> str:
        """The first value of a predicate, given as our CURIE, in code point order, or ""."""
        found = slots.get(iri_of(predicate))
        if not found:
            return ""
        return self.text(found[0]) if len(found) == 1 else min(map(self.text, found))

    def values(self, slots: Slots, predicate: str) -> tuple[str, ...]:
        """All values of a predicate, given as our CURIE, sorted."""
        return tuple(sorted(map(self.text, slots.get(iri_of(predicate), ()))))

    def _read_label(self, node: NamedNode) -> str:
        return self.first(self.slots(node), "rdfs:label")

    def _read_source(self, document: NamedNode) -> SourceRecord:
        slots = self.slots(document)
        publisher = slots.get(iri_of("dcterms:publisher"), [])
        return SourceRecord(
            id=self.curie(document),
            iri=document.value,
            title=self.first(slots, "dcterms:title"),
            label=self.first(slots, "rdfs:label"),
            family=self.first(slots, "pohgraph:family"),
            publisher=self.first(slots, "dcterms:publisher"),
            publisher_label=self.label(named_node(publisher[0])) if publisher else "",
            license=iri_in(slots, "dcterms:license"),
            rights=self.first(slots, "dcterms:rights"),
            web_page=iri_in(slots, "dcterms:source"),
            modified=self.first(slots, "dcterms:modified"),
            sha256=self.first(slots, "pohgraph:sha256"),
        )


@cache
def iri_of(curie: str) -> str:
    """The IRI of a CURIE of ours, such as "biolink:negated"."""
    return expand(Reference.parse(curie))


def named_node(value: Node) -> NamedNode:
    """A value that our own quads only ever give a node."""
    return cast("NamedNode", value)


def iri_in(slots: Slots, predicate: str) -> str:
    """The first value of a predicate as it is, an IRI never shortened, or ""."""
    return min((value.value for value in slots.get(iri_of(predicate), ())), default="")
