"""Opens a graph for reading wherever it is: in a store on disk, or behind a SPARQL endpoint."""

from pathlib import Path

from pohgraph.store.graph import open_store
from pohgraph.store.place import GraphPlace, is_address
from pohgraph.store.source import OpenGraph

PATIENCE = 60.0  # seconds for each answer of a server


def open_graph_at(place: GraphPlace, *, wholly: bool = False, timeout: float = PATIENCE) -> OpenGraph:
    """Open a graph; `wholly` is as for `open_store`, `timeout` of a server in seconds.

    Raises:
        StoreError: there is no store, or it cannot be read.
        QueryError: the address is none that can be asked.
    """
    if is_address(place):
        from pohgraph.store.remote import RemoteStore  # noqa: PLC0415 - loads what speaks HTTP

        return RemoteStore(str(place), timeout=timeout)
    return open_store(Path(place), wholly=wholly)
