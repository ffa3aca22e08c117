"""Triples of a store of quads, on disk or in memory, as readers ask for them."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from itertools import product
from typing import cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from pohgraph.model import Reference
from pohgraph.schema.prefixes import expand
from pohgraph.store.seal import damage_met
from pohgraph.store.source import Node


class QuadReader(ABC):
    """What gives the quads of `_open`."""

    @property
    @abstractmethod
    def _open(self) -> Store:
        """The store that is read."""

    def quads(self) -> Iterator[Quad]:
        """Every quad, in the store's own order.

        Raises:
            StoreError: a file is damaged; so do the other methods.
        """
        return _read(self._open)

    def quads_of(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Every quad of a named graph, or of the default graph; those of one node come in a row."""
        return _read(self._open.quads_for_pattern(None, None, None, graph or DefaultGraph()))

    def quads_to(self, value: Node, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Every quad of a named graph, or of the default graph, that has this value."""
        return _read(self._open.quads_for_pattern(None, None, value, graph or DefaultGraph()))

    def __contains__(self, quad: Quad) -> bool:
        return quad in self._open

    def triples(
        self, predicate: str, *, subjects: Iterable[NamedNode] | None = None, objects: Iterable[Node] | None = None
    ) -> Iterator[tuple[NamedNode, Node]]:
        """Subject and object of every triple of one predicate in the default graph: far faster than a query.

        `predicate` is a CURIE. `subjects` and `objects` narrow the triples to theirs.
        """
        iri = NamedNode(expand(Reference.parse(predicate)))
        wanted = product((None,) if subjects is None else subjects, (None,) if objects is None else objects)
        for subject, value in wanted:
            for quad in _read(self._open.quads_for_pattern(subject, iri, value, DefaultGraph())):
                yield cast("NamedNode", quad.subject), cast("Node", quad.object)

    def descriptions(
        self, subjects: Iterable[NamedNode], graph: NamedNode | None = None
    ) -> Iterator[tuple[NamedNode, NamedNode, Node]]:
        """Every triple of these subjects, in the default graph or a named one."""
        for subject in subjects:
            for quad in _read(self._open.quads_for_pattern(subject, None, None, graph or DefaultGraph())):
                yield subject, quad.predicate, cast("Node", quad.object)

    def own_descriptions(self, pages: Iterable[NamedNode]) -> Iterator[tuple[NamedNode, NamedNode, Node]]:
        """Every triple of these pages, each in the graph that has its name."""
        for page in pages:
            yield from self.descriptions([page], page)


class StoredQuads(QuadReader):
    """The quads of a store of the engine."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def _open(self) -> Store:
        return self._store


class MemoryGraph(StoredQuads):
    """A graph that is kept nowhere: some quads, to be read as a stored graph is."""

    built = None  # nobody wrote it

    def __init__(self, quads: Iterable[Quad]) -> None:
        super().__init__(Store())
        self._store.extend(quads)


def _read(quads: Iterable[Quad]) -> Iterator[Quad]:
    try:
        yield from quads
    except (OSError, RuntimeError) as error:
        if damage := damage_met(error):
            raise damage from error
        raise
