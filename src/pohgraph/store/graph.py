"""The embedded graph: written aside and swapped in whole, then only read. No RDF shape is decided here."""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cached_property
from itertools import product
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Store,
    Triple,
    Variable,
)

from pohgraph.errors import StoreError
from pohgraph.model import Reference
from pohgraph.schema.prefixes import expand, prefix_map
from pohgraph.store.directory import live_generation
from pohgraph.store.source import Answer, Node

if TYPE_CHECKING:
    from rdflib import Dataset

Substitutions = Mapping[str, Node]
DEFAULT_PATH = "pohgraph.db"
_ENVIRONMENT = "POHGRAPH_STORE"


def default_path() -> Path:
    """Where the store is when nobody says: $POHGRAPH_STORE, else ./pohgraph.db."""
    return Path(os.environ.get(_ENVIRONMENT) or DEFAULT_PATH)


def open_store(path: str | Path | None = None) -> "GraphStore":
    """Open the live graph of a store for reading; a build that runs meanwhile does not disturb it.

    Raises:
        StoreError: there is no store at `path`, or it cannot be read.
    """
    directory = Path(path) if path is not None else default_path()
    folder = live_generation(directory)
    try:
        return GraphStore(folder)
    except StoreError:
        # Two builds may have ended since the pointer was read, and taken that graph away.
        if live_generation(directory) == folder:
            raise
        return GraphStore(live_generation(directory))


class GraphStore:
    """One generation of a store, read-only. `folder` is as `live_generation` gives it; use `open_store`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            self._store: Store | None = Store.read_only(str(folder / "graph"))
        except OSError as error:
            raise StoreError(folder.parent, f"cannot be read: {error}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return self._size

    def __repr__(self) -> str:
        return f"<GraphStore {self._folder.parent}: {len(self)} quads>"

    @cached_property
    def _size(self) -> int:
        return len(self._open)

    def close(self) -> None:
        """Let go of the files; reading afterwards is an error."""
        self._store = None

    @property
    def _open(self) -> Store:
        if self._store is None:
            raise StoreError(self.path, "this store has been closed")
        return self._store

    @property
    def path(self) -> Path:
        """The directory of the store this graph is a generation of."""
        return self._folder.parent

    @property
    def report(self) -> str:
        """What the build that wrote this graph found, as JSON."""
        return (self._folder / "report.json").read_text(encoding="utf-8")

    @property
    def version(self) -> str:
        """What tells this graph from the one that a later build writes in its place."""
        return f"{self._folder.name} {(self._folder / 'report.json').stat().st_mtime_ns}"

    @property
    def built(self) -> datetime:
        """When this graph was written, in UTC."""
        return datetime.fromtimestamp((self._folder / "report.json").stat().st_mtime, tz=UTC)

    def query(self, sparql: str, substitutions: Substitutions | None = None) -> Answer:
        """Evaluate SPARQL as it stands, with the usual prefixes declared; errors are pyoxigraph's own.

        `pohgraph.query.run_query` is the way in for people: it resolves names, and says what is wrong with a query.
        """
        named: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
            Variable(name): value for name, value in (substitutions or {}).items()
        }
        return self._open.query(sparql, prefixes=prefix_map(), substitutions=named or None)

    def quads(self) -> Iterator[Quad]:
        """Every quad, in the store's own order."""
        return iter(self._open)

    def triples(
        self, predicate: str, *, subjects: Iterable[NamedNode] | None = None, objects: Iterable[Node] | None = None
    ) -> Iterator[tuple[NamedNode, Node]]:
        """Subject and object of every triple of one predicate in the default graph: far faster than a query.

        `predicate` is a CURIE. `subjects` and `objects` narrow the triples to theirs.
        """
        iri = NamedNode(expand(Reference.parse(predicate)))
        wanted = product((None,) if subjects is None else subjects, (None,) if objects is None else objects)
        for subject, value in wanted:
            for quad in self._open.quads_for_pattern(subject, iri, value, DefaultGraph()):
                yield cast("NamedNode", quad.subject), cast("Node", quad.object)

    def descriptions(
        self, subjects: Iterable[NamedNode], graph: NamedNode | None = None
    ) -> Iterator[tuple[NamedNode, NamedNode, Node]]:
        """Every triple of these subjects, in the default graph or a named one."""
        for subject in subjects:
            for quad in self._open.quads_for_pattern(subject, None, None, graph or DefaultGraph()):
                yield subject, quad.predicate, cast("Node", quad.object)

    def source(self, sha256: str) -> bytes:
        """The bytes of a page as they were read.

        Raises:
            StoreError: no page of this graph has that hash.
        """
        try:
            return (self._folder / "sources" / Path(sha256).name).read_bytes()
        except OSError as error:
            raise StoreError(self.path, f"no source with the hash {sha256}") from error

    def to_rdflib(self) -> "Dataset":
        """The graph as an rdflib dataset in memory: its default graph and one named graph per document."""
        from pohgraph.store.convert import rdflib_dataset  # noqa: PLC0415 - rdflib only for those who ask

        return rdflib_dataset(self.quads())
