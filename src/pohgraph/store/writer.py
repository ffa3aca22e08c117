"""A new generation of a store, filled step by step: what is added can be read, mended and taken away before it goes live."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from shutil import rmtree

from pyoxigraph import Quad, RdfFormat, Store

from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.directory import new_generation
from pohgraph.store.manifest import Origin, write_manifest
from pohgraph.store.quad_reader import QuadReader
from pohgraph.store.seal import seal
from pohgraph.store.signing import Signer
from pohgraph.store.source import Answer

_BATCH = 40_000  # quads added at once, in some 100 MiB: the engine alone would hold a million, and three gigabytes
_FEW = 1_000  # quads that are added one by one: `bulk_extend` writes new files and waits for the disk, for a single quad as well


class GraphWriter(QuadReader):
    """The graph in the making, which can be read as far as it is.

    `scratch` is a folder for what is needed meanwhile; it is gone when the graph goes live.
    `origin` is how its pages were read, for whoever wants to read them again; `signer` signs its manifest, if anybody does.
    """

    def __init__(self, folder: Path) -> None:
        self.origin = Origin()
        self.signer: Signer | None = None
        self._sources = folder / "sources"
        self._sources.mkdir()
        self._report = folder / "report.json"
        self.scratch = folder / "scratch"
        self.scratch.mkdir()
        self.store = Store(folder / "graph")

    built = None  # not yet

    @property
    def _open(self) -> Store:
        return self.store

    def __len__(self) -> int:
        return len(self.store)

    def extend(self, quads: Iterable[Quad]) -> None:
        """Add quads, batch by batch: the making of one may read the store, and finds those of the batches before."""
        fill(self.store, quads)

    def load(self, nquads: bytes) -> None:
        """Add quads that `pyoxigraph` has written as N-Quads: their IRIs are not checked again."""
        self.store.bulk_load(nquads, format=RdfFormat.N_QUADS, lenient=True)

    def query(self, sparql: str) -> Answer:
        """Evaluate SPARQL over what is there so far."""
        return self.store.query(sparql, prefixes=prefix_map())

    def remove(self, quads: Iterable[Quad]) -> None:
        """Take quads away."""
        for quad in quads:
            self.store.remove(quad)

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
            yield writer
            writer.store.flush()
            writer.store.optimize()  # of many small pieces a few files: whoever reads them all takes half the time
            rmtree(writer.scratch)
            write_manifest(folder, writer.store, writer.origin, writer.signer)
        finally:
            del writer.store  # the engine closes its files, and takes away those it needs no longer
        seal(folder)


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
