"""A graph view with a cache, for reading the same claims and passages many times."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from pyoxigraph import NamedNode, Quad

from pohgraph.store.source import Node, Readable

_Described = list[tuple[NamedNode, NamedNode, Node]]


class Remembering:
    """Holds all claims about a subject in memory: for graphs that fit into a browser anyway."""

    def __init__(self, graph: Readable) -> None:
        self._graph = graph
        self._known: dict[tuple[str, str], _Described] = {}

    @property
    def built(self) -> datetime | None:
        """When the graph was written."""
        return self._graph.built

    def quads(self) -> Iterator[Quad]:
        """Every quad of every graph."""
        return self._graph.quads()

    def triples(
        self, predicate: str, *, subjects: Iterable[NamedNode] | None = None, objects: Iterable[Node] | None = None
    ) -> Iterator[tuple[NamedNode, Node]]:
        """Subject and object of every triple of one predicate in the default graph."""
        return self._graph.triples(predicate, subjects=subjects, objects=objects)

    def descriptions(
        self, subjects: Iterable[NamedNode], graph: NamedNode | None = None
    ) -> Iterator[tuple[NamedNode, NamedNode, Node]]:
        """Every triple of these subjects, in the default graph or a named one."""
        name = graph.value if graph else ""
        for subject in subjects:
            key = (name, subject.value)
            if key not in self._known:
                self._known[key] = list(self._graph.descriptions([subject], graph))
            yield from self._known[key]

    def own_descriptions(self, pages: Iterable[NamedNode]) -> Iterator[tuple[NamedNode, NamedNode, Node]]:
        """Every triple of these pages, each in the graph that has its name."""
        for page in pages:
            yield from self.descriptions([page], page)
