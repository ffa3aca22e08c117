"""Which quads one graph has and another lacks: what every report of a difference and every patch is made from."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, Quad

from pohgraph.claims.sorting import sort_lines, split_graph
from pohgraph.store.digests import DEFAULT_GRAPH
from pohgraph.store.graph import GraphStore
from pohgraph.store.source import Readable


class QuadChange(NamedTuple):
    """One quad that came (`is_added`) or went, as N-Quads tokens; `graph` is "" for the default graph."""

    is_added: bool
    subject: str
    predicate: str
    object: str
    graph: str

    @property
    def quad(self) -> str:
        """The line of N-Quads, without its dot."""
        return " ".join(filter(None, self[1:]))


def changed_quads(before: Readable, after: Readable) -> Iterator[QuadChange]:
    """Every quad that one of two graphs has alone: the default graph first, then page by page, in the order of the lines.

    Graphs whose digests are equal are not read; the digests are those of the graphs as they are, whatever their manifests say. The
    rest is sorted on disk where it is large, so no graph is held in memory.
    """
    if not (isinstance(before, GraphStore) and isinstance(after, GraphStore)):
        yield from _apart(before.quads(), after.quads())
        return
    old, new = before.digests(), after.digests()
    for name in sorted(old.keys() | new.keys(), key=_token):
        if old.get(name) != new.get(name):
            graph = None if name == DEFAULT_GRAPH else NamedNode(name)
            yield from _apart(before.quads_of(graph), after.quads_of(graph))


def _token(name: str) -> str:
    """A graph as its lines begin, so that whole graphs come in the order of sorted lines."""
    return f"<{name}>" if name else ""


def _apart(old: Iterable[Quad], new: Iterable[Quad]) -> Iterator[QuadChange]:
    """What is in one of two streams alone, sorted by graph and line."""
    left, right = sort_lines(map(_line, old)), sort_lines(map(_line, new))
    one, other = next(left, None), next(right, None)
    while one is not None or other is not None:
        if one == other:
            one, other = next(left, None), next(right, None)
        elif other is None or (one is not None and one < other):
            yield _change(str(one), is_added=False)
            one = next(left, None)
        else:
            yield _change(other, is_added=True)
            other = next(right, None)


def _line(quad: Quad) -> str:
    """`g s p o`, where `g` is "" for the default graph: its order is that of the graphs, then of their lines."""
    graph = "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name
    return f"{graph} {quad.triple}"


def _change(line: str, *, is_added: bool) -> QuadChange:
    graph, _, triple = line.partition(" ")
    subject, predicate, value = split_graph(triple)[0].split(" ", 2)  # which refuses a statement about a statement
    return QuadChange(is_added, subject, predicate, value, graph)
