"""What a graph is asked through: an embedded store, a loaded file, a remote endpoint or anything else that offers the same."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples

if TYPE_CHECKING:
    from rdflib import Dataset

Node = NamedNode | Literal
Answer = QuerySolutions | QueryTriples | QueryBoolean


class Queryable(Protocol):
    """What answers SPARQL: a `GraphStore` or a `RemoteStore`."""

    def query(self, sparql: str) -> Answer:
        """Evaluate SPARQL with the usual prefixes declared."""


class Readable(Protocol):
    """What gives triples: a `GraphStore`, a `RemoteStore` or a part of one. Each call reads only what it is asked for.

    Predicates are given as our CURIEs. The order is the source's own.
    """

    @property
    def built(self) -> datetime | None:
        """When the graph was written, in UTC; None where nobody knows."""

    def quads(self) -> Iterator[Quad]:
        """Every quad of every graph."""

    def triples(
        self, predicate: str, *, subjects: Iterable[NamedNode] | None = None, objects: Iterable[Node] | None = None
    ) -> Iterator[tuple[NamedNode, Node]]:
        """Subject and object of every triple of one predicate in the default graph: of these subjects or objects alone."""

    def descriptions(
        self, subjects: Iterable[NamedNode], graph: NamedNode | None = None
    ) -> Iterator[tuple[NamedNode, NamedNode, Node]]:
        """Every triple of these subjects, in the default graph or a named one."""

    def own_descriptions(self, pages: Iterable[NamedNode]) -> Iterator[tuple[NamedNode, NamedNode, Node]]:
        """Every triple of these pages, each in the graph that has its name."""


class OpenGraph(Queryable, Readable, Protocol):
    """A graph that can be asked and read: a `GraphStore` or a `RemoteStore`."""

    @property
    def path(self) -> Path | str:
        """The directory of the store, or the address of the endpoint."""

    @property
    def version(self) -> str:
        """What tells this graph from one that takes its place."""

    def query(
        self,
        sparql: str,
        *,
        default_graphs: Sequence[NamedNode] | None = None,
        named_graphs: Sequence[NamedNode] | None = None,
    ) -> Answer:
        """Evaluate SPARQL with the usual prefixes declared; the graphs, where given, are all that the query sees."""

    def __len__(self) -> int:
        """The number of quads."""

    def has_graph(self, name: NamedNode) -> bool:
        """Whether it is one of the named graphs."""

    def source(self, sha256: str) -> bytes:
        """The bytes of a page.

        Raises:
            StoreError: there is no copy of it.
        """

    def to_rdflib(self) -> "Dataset":
        """The graph as an rdflib dataset in memory."""

    def close(self) -> None:
        """Let go of what is held."""
