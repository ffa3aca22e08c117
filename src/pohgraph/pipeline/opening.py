"""Opens a graph wholly wherever it is: a store as it is; a graph file, a release or a server's graph as a store for the while.

Who reads a part of a graph opens it with `store/opening.py`, which downloads nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pohgraph.errors import ReadError
from pohgraph.intake.releases import release_date
from pohgraph.leftovers import scratch_folder
from pohgraph.pipeline.gather import gather
from pohgraph.store.copied import copied
from pohgraph.store.directory import is_store
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.place import GraphPlace, is_address
from pohgraph.store.remote import RemoteStore


@contextmanager
def graph_at(place: GraphPlace) -> Iterator[GraphStore]:
    """The graph of a store, or of a graph file, a folder of them or an endpoint, which are read into a store for the while.

    Raises:
        ReadError: the file cannot be read.
        QueryError: the server cannot be asked, or does not give all.
        StoreError: the store cannot be read.
    """
    if is_address(place):
        with copied(RemoteStore(str(place))) as store:
            yield store
        return
    path = Path(place)
    if is_store(path):
        with open_store(path, wholly=True) as store:
            yield store
        return
    with scratch_folder("graph") as folder:
        report = gather([path], store=folder / "graph", as_they_are=True)
        if report.failures:  # half a graph is none to compare
            raise ReadError(str(path), report.failures[0])
        with open_store(folder / "graph") as store:
            yield store


@contextmanager
def previous_release(path: Path | None) -> Iterator[tuple[GraphStore | None, str]]:
    """The graph of the release before and what to call it, as `export_files` takes them; nothing where there is none.

    Raises:
        ReadError: the file cannot be read.
        StoreError: the store cannot.
    """
    if path is None:
        yield None, ""
        return
    date = release_date(path)
    with graph_at(path) as graph:
        yield graph, f"{path.resolve().name}{f' ({date})' if date else ''}"
