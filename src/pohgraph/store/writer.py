"""A new generation of a store, filled step by step: what is added can be read, mended and taken away before it goes live."""

import errno
import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from itertools import islice
from pathlib import Path
from shutil import rmtree

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from pohgraph.garbage import give_back
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.basis import Basis, Changes, NextBasis
from pohgraph.store.digests import GraphDigest, digests
from pohgraph.store.directory import new_generation
from pohgraph.store.manifest import FILE, Origin, digest_in, save_manifest, write_manifest
from pohgraph.store.quad_reader import QuadReader
from pohgraph.store.renewal import Renewal, copy_graph, is_in_pieces
from pohgraph.store.seal import seal
from pohgraph.store.signing import Signer
from pohgraph.store.source import Answer

_BATCH = 40_000  # quads added at once, in some 100 MiB: the engine alone would hold a million, and three gigabytes
_BATCH_LINES = 8 * 2**20  # characters of N-Quads added at once: larger batches cost no less, and take memory
_FEW = 1_000  # quads that are added one by one: `bulk_extend` writes new files and waits for the disk, for a single quad as well


class GraphWriter(QuadReader):
    """The graph in the making, which can be read as far as it is.

    `scratch` is a folder for what is needed meanwhile; it is gone when the graph goes live.
    `origin` is how its pages were read, for whoever wants to read them again; `signer` signs its manifest, if anybody does.
    `known` are digests of named graphs, by IRI, as they are loaded; those that are changed afterwards are forgotten.
    """

    def __init__(self, folder: Path) -> None:
        self.origin = Origin()
        self.signer: Signer | None = None
        self.basis: NextBasis | None = None
        self.is_kept = False
        self.renewal: Renewal | None = None
        self.known: dict[str, GraphDigest] = {}
        self._changes: Changes | None = None
        self._folder = folder
        self._sources = folder / "sources"
        self._sources.mkdir()
        self._report = folder / "report.json"
        self.scratch = folder / "scratch"
        self.scratch.mkdir()

    @cached_property
    def store(self) -> Store:
        """The engine's store. It is opened when it is needed first: the engine has threads, and some things come before threads."""
        return Store(self._folder / "graph")

    built = None  # not yet

    @property
    def _open(self) -> Store:
        return self.store

    def __len__(self) -> int:
        return len(self.store)

    def extend(self, quads: Iterable[Quad]) -> None:
        """Add quads, batch by batch: the making of one may read the store, and finds those of the batches before."""
        if self.known:
            quads = map(self._touched, quads)
        fill(self.store, self._noted(quads) if self._changes else quads)

    def extend_lines(self, pieces: Iterable[str]) -> None:
        """Add what is given as N-Quads, in pieces of whole lines; batch by batch, as `extend` does.

        Its IRIs are not checked again. It takes half the time of as many quads.
        """
        batch: list[str] = []
        size = 0
        for piece in pieces:
            batch.append(piece)
            size += len(piece)
            if size >= _BATCH_LINES:
                self.load("".join(batch).encode())
                batch, size = [], 0
        if batch:
            self.load("".join(batch).encode())

    def keep_old(self) -> None:
        """Leave the live graph as it is: this one would be the same."""
        self.is_kept = True

    def keep_basis(self) -> NextBasis:
        """Write down for the next build what this graph is made of; gives what to write it to."""
        self.basis = NextBasis(self._folder)
        return self.basis

    def start_from(self, basis: Basis) -> Renewal:
        """Begin with a copy of the live graph instead of none."""
        copy_graph(basis.folder / "graph", self._folder / "graph")
        self.renewal = Renewal(basis, self.store)
        return self.renewal

    @contextmanager
    def changes(self) -> Iterator[Changes]:
        """What is added and removed in the block, one by one."""
        self._changes = Changes()
        try:
            yield self._changes
        finally:
            self._changes = None

    def begin_anew(self) -> None:
        """Close the engine's store and open it when it is needed next: with it goes what the engine remembers of what it has read.

        It keeps some tens of megabytes for each of its indexes, so that steps that read different ones would have them all.
        """
        if not self.renewal and "store" in self.__dict__:
            self.store.flush()
            del self.store
            give_back()

    def close(self) -> None:
        """Let go of the engine's files; it takes away those it needs no longer."""
        self.renewal = None
        self.__dict__.pop("store", None)

    def _noted(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        assert self._changes
        seen: set[Quad] = set()  # those that may not be in the store yet
        for quad in quads:
            if quad not in seen and quad not in self.store:
                self._changes.add(quad)
            seen.add(quad)
            yield quad

    def _touched(self, quad: Quad) -> Quad:
        if isinstance(quad.graph_name, NamedNode):
            self.known.pop(quad.graph_name.value, None)
        return quad

    def load(self, nquads: bytes) -> None:
        """Add quads that `pyoxigraph` has written as N-Quads: their IRIs are not checked again."""
        self.store.bulk_load(nquads, format=RdfFormat.N_QUADS, lenient=True)

    def query(self, sparql: str) -> Answer:
        """Evaluate SPARQL over what is there so far."""
        return self.store.query(sparql, prefixes=prefix_map())

    def remove(self, quads: Iterable[Quad]) -> None:
        """Take quads away."""
        for quad in quads:
            if self._changes and quad in self.store:
                self._changes.remove(quad)
            self.store.remove(self._touched(quad))

    def add_source(self, sha256: str, content: bytes) -> None:
        """Keep the bytes of a page.

        Raises:
            ValueError: they do not have that hash.
        """
        if hashlib.sha256(content).hexdigest() != sha256:
            message = f"source {sha256}: its bytes have another hash"
            raise ValueError(message)
        (self._sources / sha256).write_bytes(content)

    def source(self, sha256: str) -> bytes:
        """The bytes of a page that was added."""
        return (self._sources / sha256).read_bytes()

    def add_report(self, pieces: Iterable[str]) -> None:
        """Keep what was read, found and left out: pieces of one JSON text."""
        with self._report.open("w", encoding="utf-8", errors="backslashreplace") as file:  # names of files
            file.writelines(pieces)


def fill(store: Store, quads: Iterable[Quad]) -> None:
    """Add quads to a store of the engine, in memory that does not grow with them."""
    iterator = iter(quads)
    while batch := list(islice(iterator, _BATCH)):
        if len(batch) < _FEW:
            store.extend(batch)
        else:
            store.bulk_extend(batch)


@contextmanager
def new_graph(path: str | Path) -> Iterator[GraphWriter]:
    """Give a graph to fill; when the block ends well it takes the place of the store's live one, else nothing changes.

    Raises:
        StoreError: the directory is not ours, another build writes there, or the disk refuses.
    """
    with new_generation(Path(path)) as folder:
        writer = GraphWriter(folder)
        try:
            try:
                yield writer
            except sqlite3.OperationalError as error:  # of a database in `scratch`
                number = errno.ENOSPC if error.sqlite_errorcode == sqlite3.SQLITE_FULL else errno.EIO
                raise OSError(number, os.strerror(number)) from error
            if writer.is_kept:
                writer.close()
                rmtree(folder)
                return
            writer.store.flush()
            if not writer.renewal or is_in_pieces(folder / "graph"):
                writer.store.optimize()  # of many small pieces a few files: whoever reads them all takes half the time
            writer.begin_anew()
            rmtree(writer.scratch)
            _write_manifest(folder, writer)
        finally:
            writer.close()
        seal(folder)


def _write_manifest(folder: Path, writer: GraphWriter) -> None:
    """Write the manifest, and what the next build needs to write one that differs little."""
    if not writer.basis:
        write_manifest(folder, writer.store, writer.origin, writer.signer)
        return
    if writer.renewal:
        graphs = writer.renewal.digests(writer.basis)
    else:
        with writer.basis.leaves() as leaves:
            graphs = digests(writer.store, leaves, writer.known)
    save_manifest(folder / FILE, origin=writer.origin, graphs=graphs, signer=writer.signer)
    writer.basis.finish(digest_in(folder / FILE))


def write_store(path: str | Path, quads: Iterable[Quad], sources: Mapping[str, bytes], report: str) -> int:
    """Write a whole graph as the live one of a store; return how many distinct quads it has.

    Args:
        path: the store's directory, made if missing.
        quads: may repeat; whatever it raises leaves the old graph as it was.
        sources: the bytes of each page by their SHA-256.
        report: what the build found, as JSON.

    Raises:
        StoreError: the directory is not ours, another build writes there, or the disk refuses.
        ValueError: the bytes of a source do not have the hash they are filed under.
    """
    with new_graph(path) as graph:
        for sha256, content in sources.items():
            graph.add_source(sha256, content)
        graph.extend(quads)
        graph.add_report([report])
        return len(graph)
