"""Opens a graph wherever it is: a store as it is, a graph file or a release read into a store for the while."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pohgraph.errors import ReadError
from pohgraph.intake.releases import release_date
from pohgraph.leftovers import scratch_folder
from pohgraph.pipeline.gather import gather
from pohgraph.store.directory import is_store
from pohgraph.store.graph import GraphStore, open_store


@contextmanager
def graph_at(path: Path) -> Iterator[GraphStore]:
    """The graph of a store, or of a graph file or a folder of them, which are read into a store for the while.

    Raises:
        ReadError: the file cannot be read.
        StoreError: the store cannot.
    """
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
