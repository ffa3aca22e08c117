"""A server's graph copied to disk for the while, for whoever reads all of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from pyoxigraph import Store

from pohgraph.leftovers import scratch_folder
from pohgraph.store.graph import GraphStore
from pohgraph.store.source import OpenGraph
from pohgraph.store.writer import fill


class CopiedStore(GraphStore):
    """A copy of a server's graph. It has neither the pages nor what a build writes beside a graph."""

    @property
    def built(self) -> None:
        """Nobody knows when the graph was written."""
        return


@contextmanager
def copied(graph: OpenGraph) -> Iterator[GraphStore]:
    """The graph of a server as a store for the while; a store as it is.

    Raises:
        QueryError: the server cannot be asked, or does not give all.
    """
    if isinstance(graph, GraphStore):
        yield graph
        return
    with scratch_folder("graph") as folder:
        store = Store(folder / "graph")
        fill(store, graph.quads())
        store.flush()
        del store
        with CopiedStore(folder) as copy:
            yield copy
