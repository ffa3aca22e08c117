"""The embedded graph: written aside and swapped in whole, then only read. No RDF shape is decided here."""

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple, Variable

from pohgraph.errors import StoreError
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.directory import live_generation
from pohgraph.store.quad_reader import QuadReader
from pohgraph.store.seal import damage_met, open_sealed
from pohgraph.store.source import Answer, Node

if TYPE_CHECKING:
    from rdflib import Dataset

    from pohgraph.store.digests import GraphDigest
    from pohgraph.store.manifest import Manifest

Substitutions = Mapping[str, Node]
DEFAULT_PATH = "pohgraph.db"
_ENVIRONMENT = "POHGRAPH_STORE"


def default_path() -> Path:
    """Where the store is when nobody says: $POHGRAPH_STORE, else ./pohgraph.db."""
    return Path(os.environ.get(_ENVIRONMENT) or DEFAULT_PATH)


def open_store(path: str | Path | None = None, *, wholly: bool = False) -> "GraphStore":
    """Open the live graph of a store for reading; a build that runs meanwhile does not disturb it.

    `wholly` compares every byte of a large graph with what was written, too: for whoever reads all of it anyway.

    Raises:
        StoreError: there is no store at `path`, or it cannot be read.
    """
    directory = Path(path) if path is not None else default_path()
    folder = live_generation(directory)
    try:
        return GraphStore(folder, wholly=wholly)
    except StoreError:
        # Two builds may have ended since the pointer was read, and taken that graph away.
        if live_generation(directory) == folder:
            raise
        return GraphStore(live_generation(directory), wholly=wholly)


def live_version(path: Path) -> str:
    """The `version` of the graph that is live, without opening it.

    Raises:
        StoreError: there is none.
    """
    return _version(live_generation(path))


class GraphStore(QuadReader):
    """One generation of a store, read-only. `folder` is as `live_generation` gives it; use `open_store`."""

    def __init__(self, folder: Path, *, wholly: bool = False) -> None:
        self._folder = folder
        self._store: Store | None = open_sealed(folder, wholly=wholly)

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
        try:
            return len(self._open)
        except (OSError, RuntimeError) as error:
            if damage := damage_met(error):
                raise damage from error
            raise

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
        """What the build that wrote this graph found, as JSON.

        Raises:
            StoreError: it is missing or damaged.
        """
        try:
            return (self._folder / "report.json").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = f"damaged: {self._folder.name}/report.json cannot be read; run `pohgraph build` again"
            raise StoreError(self.path, reason) from error

    @cached_property
    def manifest(self) -> "Manifest | None":
        """What the build or merge that wrote this graph wrote down of it; None where it did not.

        Raises:
            StoreError: it is damaged, or was changed.
        """
        from pohgraph.store.manifest import read_manifest  # noqa: PLC0415 - no query asks for it

        return read_manifest(self._folder)

    @property
    def manifest_path(self) -> Path:
        """Where the manifest is, and its signature beside it."""
        from pohgraph.store.manifest import FILE  # noqa: PLC0415 - as above

        return self._folder / FILE

    def digests(self) -> dict[str, "GraphDigest"]:
        """The digest of each graph as it is now, by its IRI; that of the default graph under ""."""
        from pohgraph.store.digests import digests  # noqa: PLC0415 - as above

        return digests(self._open)

    @property
    def version(self) -> str:
        """What tells this graph from the one that a later build writes in its place."""
        return _version(self._folder)

    @property
    def built(self) -> datetime | None:
        """When this graph was written, in UTC; None for a copy of a server's."""
        return datetime.fromtimestamp((self._folder / "report.json").stat().st_mtime, tz=UTC)

    def query(
        self,
        sparql: str,
        substitutions: Substitutions | None = None,
        *,
        default_graphs: Sequence[NamedNode] | None = None,
        named_graphs: Sequence[NamedNode] | None = None,
    ) -> Answer:
        """Evaluate SPARQL as it stands, with the usual prefixes declared; errors are pyoxigraph's own, but for damage.

        `default_graphs` and `named_graphs`, where given, are what the query sees, whatever its FROM says.
        `pohgraph.query.run_query` is the way in for people: it resolves names, and says what is wrong with a query.
        """
        named: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
            Variable(name): value for name, value in (substitutions or {}).items()
        }
        try:
            return self._open.query(
                sparql,
                prefixes=prefix_map(),
                default_graph=None if default_graphs is None else list(default_graphs),
                named_graphs=None if named_graphs is None else list(named_graphs),
                substitutions=named or None,
            )
        except (OSError, RuntimeError) as error:
            if damage := damage_met(error):
                raise damage from error
            raise

    def has_graph(self, name: NamedNode) -> bool:
        """Whether it is one of the named graphs, of which each page has its own."""
        return self._open.contains_named_graph(name)

    def source(self, sha256: str) -> bytes:
        """The bytes of a page as they were read; whether they still have their hash is for `check` to say.

        Raises:
            StoreError: no page of this graph has that hash, or it cannot be read.
        """
        path = self._folder / "sources" / Path(sha256).name
        if not path.is_file():  # a pipe in its place would be waited for
            raise StoreError(self.path, f"no source with the hash {sha256}")
        try:
            return path.read_bytes()
        except OSError as error:
            raise StoreError(self.path, f"cannot be read: sources/{path.name}: {error.strerror or error}") from error

    def to_rdflib(self) -> "Dataset":
        """The graph as an rdflib dataset in memory: its default graph and one named graph per document."""
        from pohgraph.store.convert import rdflib_dataset  # noqa: PLC0415 - rdflib only for those who ask

        return rdflib_dataset(self.quads())


def _version(folder: Path) -> str:
    try:
        return f"{folder.name} {(folder / 'report.json').stat().st_mtime_ns}"
    except OSError as error:
        raise StoreError(
            folder.parent, f"damaged: {folder.name}/report.json is missing; run `pohgraph build` again"
        ) from error
