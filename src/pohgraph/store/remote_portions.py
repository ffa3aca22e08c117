"""What one query to a server asks about: nodes in portions, since servers refuse long queries and cut long answers."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from pyoxigraph import NamedNode

from pohgraph.store.source import Node

_AT_ONCE = 200  # nodes named in one query: servers refuse very long ones
_QUADS_AT_ONCE = 9000  # of such a query: Virtuoso gives 10,000 rows


def in_order(counts: Mapping[NamedNode, int]) -> list[tuple[NamedNode, int]]:
    """Nodes and their counts, sorted by the nodes."""
    return sorted(counts.items(), key=lambda pair: pair[0].value)


def together(sizes: Iterable[tuple[NamedNode, int]], *, most: int) -> Iterator[tuple[list[NamedNode], int]]:
    """Graphs or predicates that are read by one query, and how many triples they have."""
    nodes: list[NamedNode] = []
    total = 0
    for node, size in sizes:
        if nodes and (len(nodes) == most or total + size > _QUADS_AT_ONCE):
            yield nodes, total
            nodes, total = [], 0
        nodes.append(node)
        total += size
    if nodes:
        yield nodes, total


def listed(nodes: Iterable[Node]) -> str:
    """Nodes as SPARQL lists them."""
    return " ".join(map(str, nodes))


def values_of(variable: str, nodes: Iterable[Node] | None, *, at_once: int = _AT_ONCE) -> list[str]:
    """VALUES blocks of at most so many nodes; an empty one where any node will do."""
    if nodes is None:
        return [""]
    return [f"VALUES {variable} {{ {listed(some)} }}" for some in _batches(nodes, at_once)]


def _batches(nodes: Iterable[Node], at_once: int) -> Iterator[list[Node]]:
    rest = iter(nodes)
    while some := list(islice(rest, at_once)):
        yield some
