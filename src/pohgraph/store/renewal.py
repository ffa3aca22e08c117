"""A copy of a finished graph, of which a few quads are changed: it costs what is changed, not what is there.

The engine never writes to a file of data that is complete, but makes others and takes the old ones away. So the copy has the
same files under names of its own, and each of both graphs lives on without the other.
"""

import shutil
from itertools import islice
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from pohgraph.store.basis import Basis, Changes, NextBasis
from pohgraph.store.digests import DEFAULT_GRAPH, GraphDigest, graph_digest, renewed_digest

_DATA = ".sst"
_BATCH = 40_000  # quads added at once
_NOT_COPIED = ("LOCK", "LOG")
_SMALL, _MANY = 4 * 2**20, 64  # bytes of a small file, and how many of them are too many


def copy_graph(source: Path, target: Path) -> None:
    """Give the files of the engine's finished graph other names in a new folder; where the system cannot, they are copied."""
    target.mkdir()
    for path in source.iterdir():
        if path.name.startswith(_NOT_COPIED) or not path.is_file():
            continue
        if path.suffix == _DATA:
            try:
                (target / path.name).hardlink_to(path)
            except OSError:
                shutil.copyfile(path, target / path.name)
        else:
            shutil.copyfile(path, target / path.name)


class Renewal:
    """The copy, and what was changed in it."""

    def __init__(self, basis: Basis, store: Store) -> None:
        self._basis = basis
        self._store = store
        self._nodes: set[NamedNode] = set()
        self._gone: set[str] = set()
        self._changed: set[NamedNode] = set()  # named graphs

    def undo(self, changes: Changes) -> None:
        """Take back what decisions did."""
        self._store.extend(changes.removed)
        for quad in changes.added:
            self._store.remove(quad)
        self.note(changes)

    def note(self, changes: Changes) -> None:
        """What was added and removed otherwise."""
        for quad in (*changes.added, *changes.removed):
            self._touch(quad)

    def remove_page(self, iri: str, claims: bytes) -> None:
        """Take away the graph of a page and the quads that only its claims have."""
        self._store.remove_graph(NamedNode(iri))
        self._gone.add(iri)
        self.remove(claims)

    def add_page(self, iri: str) -> None:
        """The graph of a page was added."""
        self._changed.add(NamedNode(iri))

    def remove(self, nquads: bytes) -> None:
        """Take quads away."""
        for quad in parse(nquads, format=RdfFormat.N_QUADS, lenient=True):
            self._store.remove(quad)
            self._touch(quad)

    def add(self, nquads: bytes) -> None:
        """Add quads."""
        quads = parse(nquads, format=RdfFormat.N_QUADS, lenient=True)
        while batch := list(islice(quads, _BATCH)):
            self._store.extend(batch)
            for quad in batch:
                self._touch(quad)

    def digests(self, leaves: NextBasis) -> dict[str, GraphDigest]:
        """The digests of all graphs as they are now."""
        changed = {graph.value for graph in self._changed}
        found = {
            name: known
            for name, known in self._basis.manifest.graphs.items()
            if name not in self._gone and name not in changed
        }
        there = (graph for graph in self._changed if self._store.contains_named_graph(graph))
        digests = ((graph.value, graph_digest(self._store, graph)) for graph in there)
        found |= {name: digest for name, digest in digests if digest.triples}
        try:
            with self._basis.leaves() as old, leaves.leaves() as new:
                found[DEFAULT_GRAPH] = renewed_digest(
                    found[DEFAULT_GRAPH], old, self._nodes, before=self._basis.store, now=self._store, leaves=new
                )
        except ValueError:
            with leaves.leaves() as new:
                found[DEFAULT_GRAPH] = graph_digest(self._store, DefaultGraph(), new)
        return found

    def _touch(self, quad: Quad) -> None:
        if isinstance(quad.graph_name, NamedNode):
            self._changed.add(quad.graph_name)
        elif isinstance(quad.graph_name, DefaultGraph) and isinstance(quad.subject, NamedNode):
            self._nodes.add(quad.subject)


def is_in_pieces(graph: Path) -> bool:
    """Whether a graph has so many small files that whoever reads all of it should have them made into few."""
    return sum(_size(path) < _SMALL for path in graph.glob(f"*{_DATA}")) > _MANY


def _size(path: Path) -> int:
    """The bytes of a file; none where the engine, which is at work, has just made a larger one of it."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
