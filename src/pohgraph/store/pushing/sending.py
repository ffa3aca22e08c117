"""Brings the triples of graphs to the server, each graph beside the one that it will replace, in requests of some megabytes.

What has arrived before is not sent again: a graph that is complete, and parts of a large one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256

from pyoxigraph import NamedNode

from pohgraph.store.graph import GraphStore
from pohgraph.store.pushing.client import Client, Piece
from pohgraph.store.pushing.record import Loaded, add_parts, staging

_LARGEST = {
    "quads": 8 << 20,
    "triples": 8 << 20,
    "update": 1 << 20,
}  # bytes of one request: an update has to be parsed as a whole
_DROPPED_AT_ONCE = 100


def stage(
    client: Client,
    graph: GraphStore,
    wanted: Mapping[str, Loaded],
    there: Mapping[str, int],
    parts: set[str],
    tick: Callable[[int], None],
) -> None:
    """Send graphs, given by the names that they have in the store; `tick` is told how many more triples are there.

    `there` are the counts of the server's graphs, and `parts` the names of parts that have arrived in them.
    """
    most = _LARGEST[client.addresses.way]
    for batch in _batches(_pieces(graph, wanted, most), most):
        names = {_name(piece): piece for piece in batch if not piece.whole}
        missing = [
            piece for piece in batch if piece.whole or _name(piece) not in parts or not there.get(piece.graph.value)
        ]
        if missing:
            client.deliver(missing)
            if arrived := [*add_parts(names.keys() - parts)]:
                client.update(*arrived)
        tick(sum(piece.triples for piece in batch))


def drop(client: Client, graphs: Iterable[str]) -> None:
    """Take named graphs away."""
    operations = [f"DROP SILENT GRAPH {NamedNode(graph)}" for graph in sorted(graphs)]
    for start in range(0, len(operations), _DROPPED_AT_ONCE):
        client.update(*operations[start : start + _DROPPED_AT_ONCE], is_bulky=True)


def _pieces(graph: GraphStore, wanted: Mapping[str, Loaded], most: int) -> Iterator[Piece]:
    for name, loaded in wanted.items():
        place = staging(loaded)
        lines: list[bytes] = []
        size = 0
        whole = True
        for quad in graph.quads_of(NamedNode(name) if name else None):
            line = f"{quad.subject} {quad.predicate} {quad.object} .\n".encode()
            if size + len(line) > most:
                whole = False
                yield Piece(place, len(lines), b"".join(lines), whole)
                lines, size = [], 0
            lines.append(line)
            size += len(line)
        yield Piece(place, len(lines), b"".join(lines), whole)


def _batches(pieces: Iterable[Piece], most: int) -> Iterator[list[Piece]]:
    batch: list[Piece] = []
    for piece in pieces:
        if batch and sum(len(one.body) for one in batch) + len(piece.body) > most:
            yield batch
            batch = []
        batch.append(piece)
    if batch:
        yield batch


def _name(piece: Piece) -> str:
    """A part by its content: the same part has the same name in every run."""
    return sha256(f"{piece.graph}\n".encode() + piece.body).hexdigest()
