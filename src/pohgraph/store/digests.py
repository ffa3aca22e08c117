"""A digest of the quads of a graph, whatever order they come in.

Each node has a leaf: the SHA-256 of its sorted triples. That of a graph is the SHA-256 of its sorted leaves, so that a
graph with another triple has another digest, and two stores with the same triples have the same.

Leaves that are written down are the digest's own input: where some nodes change, theirs are replaced, and no other triple is read.
"""

import hashlib
import heapq
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack
from typing import IO, BinaryIO, NamedTuple, Self, cast

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, serialize

DEFAULT_GRAPH = ""  # its name among the digests
_SIZE = 32  # bytes of a leaf
_HELD = 200_000  # leaves sorted at once, in some 20 MiB
_READ = 2048  # leaves read at once


class GraphDigest(NamedTuple):
    """How many triples a graph has, and the digest of them in hexadecimal digits."""

    triples: int
    digest: str


def graph_digest(store: Store, graph: NamedNode | DefaultGraph, leaves: BinaryIO | None = None) -> GraphDigest:
    """The digest of one graph of a store; of an absent one, that of no triples. `leaves` takes its sorted leaves."""
    with _Leaves() as found:
        # The engine asks it to write, and no more.
        store.dump(cast("IO[bytes]", found), RdfFormat.N_TRIPLES, from_graph=graph)
        found.close()
        return _digested(found.count, found.sorted(), leaves)


def digests(
    store: Store, leaves: BinaryIO | None = None, known: Mapping[str, GraphDigest] | None = None
) -> dict[str, GraphDigest]:
    """The digests of all graphs of a store, those of named graphs but where they are `known`.

    `leaves` takes the leaves of that of the default graph.
    """
    names = sorted(name.value for name in store.named_graphs() if isinstance(name, NamedNode))
    found = {DEFAULT_GRAPH: graph_digest(store, DefaultGraph(), leaves)}
    for name in names:
        found[name] = (known or {}).get(name) or graph_digest(store, NamedNode(name))
    return found


def text_digest(nquads: bytes) -> GraphDigest:
    """The digest of the one named graph that N-Quads are of, as the engine writes what is loaded from them.

    The literals must be as it writes them: it turns "01" into 1.
    """
    nodes: defaultdict[bytes, list[bytes]] = defaultdict(list)
    lines = set(nquads.splitlines())
    for line in lines:
        triple = line[: line.rindex(b" <")]
        nodes[triple[: triple.index(b" ")]].append(triple + b" .")
    return _digested(len(lines), sorted(map(_leaf, nodes.values())), None)


def renewed_digest(
    known: GraphDigest, old: BinaryIO, nodes: Iterable[NamedNode], *, before: Store, now: Store, leaves: BinaryIO
) -> GraphDigest:
    """The digest of a default graph of which only some nodes have other triples than before.

    Args:
        known: its digest before.
        old: its sorted leaves before.
        nodes: all whose triples may differ.
        before: the store as it was.
        now: the store as it is.
        leaves: takes its sorted leaves.

    Raises:
        ValueError: the old leaves are not those of the store before.
    """
    gone: set[bytes] = set()
    new: list[bytes] = []
    count = known.triples
    for node in nodes:
        for lines in filter(None, [_triples(before, node)]):
            gone.add(_leaf(lines))
            count -= len(lines)
        for lines in filter(None, [_triples(now, node)]):
            new.append(_leaf(lines))
            count += len(lines)
    digest = _digested(count, heapq.merge(_without(gone, old), sorted(new)), leaves)
    if gone:
        message = f"{len(gone)} nodes have no leaf"
        raise ValueError(message)
    return digest


def _without(gone: set[bytes], old: BinaryIO) -> Iterator[bytes]:
    """The leaves but those that are gone, which are taken out of the set as they are met."""
    for leaf in _read(old):
        if leaf in gone:
            gone.remove(leaf)
        else:
            yield leaf


def _triples(store: Store, node: NamedNode) -> list[bytes]:
    found = (quad.triple for quad in store.quads_for_pattern(node, None, None, DefaultGraph()))
    return (serialize(found, format=RdfFormat.N_TRIPLES) or b"").splitlines()


def _leaf(lines: Collection[bytes]) -> bytes:
    return hashlib.sha256(b"\n".join(sorted(lines))).digest()


def _digested(count: int, leaves: Iterable[bytes], out: BinaryIO | None) -> GraphDigest:
    digest = hashlib.sha256()
    for leaf in leaves:
        digest.update(leaf)
        if out:
            out.write(leaf)
    return GraphDigest(count, digest.hexdigest())


def _read(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(_SIZE * _READ):
        yield from (piece[start : start + _SIZE] for start in range(0, len(piece), _SIZE))


class _Leaves:
    """Takes N-Triples piece by piece. The engine has the triples of a node in a row, so no more than one node's are held."""

    def __init__(self) -> None:
        self.count = 0
        self._rest = b""
        self._subject = b""
        self._lines: list[bytes] = []
        self._leaves: list[bytes] = []
        self._files: list[IO[bytes]] = []  # those that were too many for the memory, sorted in each
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def write(self, piece: bytes) -> int:
        *lines, self._rest = (self._rest + piece).split(b"\n")
        for line in lines:
            subject = line[: line.index(b" ")]
            if subject != self._subject:
                self.close()
                self._subject = subject
            self._lines.append(line)
        return len(piece)

    def flush(self) -> None:
        """Nothing waits anywhere."""

    def sorted(self) -> Iterator[bytes]:
        """All leaves."""
        self._leaves.sort()
        if not self._files:
            yield from self._leaves
            return
        for file in self._files:
            file.seek(0)
        yield from heapq.merge(self._leaves, *(_read(cast("BinaryIO", file)) for file in self._files))

    def close(self) -> None:
        """Count the node that is in hand, if any."""
        if self._lines:
            self.count += len(self._lines)
            self._leaves.append(_leaf(self._lines))
            self._lines = []
        if len(self._leaves) >= _HELD:
            file = self._stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
            file.writelines(sorted(self._leaves))
            self._files.append(file)
            self._leaves = []
