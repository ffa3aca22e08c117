"""A digest of the quads of a graph, whatever order they come in.

Each node has a leaf: the SHA-256 of its sorted triples. That of a graph is the SHA-256 of its sorted leaves, so that a
graph with another triple has another digest, and two stores with the same triples have the same.
"""

import hashlib
from typing import IO, NamedTuple, cast

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store


class GraphDigest(NamedTuple):
    """How many triples a graph has, and the digest of them in hexadecimal digits."""

    triples: int
    digest: str


def graph_digest(store: Store, graph: NamedNode | DefaultGraph) -> GraphDigest:
    """The digest of one graph of a store; of an absent one, that of no triples."""
    leaves = _Leaves()
    store.dump(cast("IO[bytes]", leaves), RdfFormat.N_TRIPLES, from_graph=graph)  # which asks it to write, and no more
    return leaves.finished()


class _Leaves:
    """Takes N-Triples piece by piece. The engine has the triples of a node in a row, so no more than one node's are held."""

    def __init__(self) -> None:
        self._rest = b""
        self._subject = b""
        self._lines: list[bytes] = []
        self._leaves: list[bytes] = []
        self._count = 0

    def write(self, piece: bytes) -> int:
        *lines, self._rest = (self._rest + piece).split(b"\n")
        for line in lines:
            subject = line[: line.index(b" ")]
            if subject != self._subject:
                self._close()
                self._subject = subject
            self._lines.append(line)
        return len(piece)

    def flush(self) -> None:
        """Nothing waits anywhere."""

    def finished(self) -> GraphDigest:
        self._close()
        return GraphDigest(self._count, hashlib.sha256(b"".join(sorted(self._leaves))).hexdigest())

    def _close(self) -> None:
        if self._lines:
            self._count += len(self._lines)
            self._leaves.append(hashlib.sha256(b"\n".join(sorted(self._lines))).digest())
            self._lines = []
