"""Opens a graph for reading wherever it is: in a store on disk, or behind a SPARQL endpoint."""

import re
from pathlib import Path

from pohgraph.errors import QueryError
from pohgraph.store.graph import open_store
from pohgraph.store.remote import RemoteStore
from pohgraph.store.source import OpenGraph

GraphPlace = Path | str  # the directory of a store, or the address of an endpoint
PATIENCE = 60.0  # seconds for each answer of a server
_ADDRESS = re.compile("https?://", re.IGNORECASE)


def is_address(place: GraphPlace) -> bool:
    """Whether a place is an address of the web; a path never is, for it keeps no two slashes in a row.

    >>> is_address("https://example.org/sparql"), is_address("pohgraph.db"), is_address(Path("http://x"))
    (True, False, False)
    """
    return isinstance(place, str) and bool(_ADDRESS.match(place))


def open_graph_at(place: GraphPlace, *, wholly: bool = False, timeout: float = PATIENCE) -> OpenGraph:
    """Open a graph; `wholly` is as for `open_store`, `timeout` of a server in seconds.

    Raises:
        StoreError: there is no store, or it cannot be read.
        QueryError: the address is none that can be asked.
    """
    if is_address(place):
        return RemoteStore(str(place), timeout=timeout)
    return open_store(Path(place), wholly=wholly)


def refuse_address(place: GraphPlace, what: str, instead: str) -> Path:
    """The path of a store, for what a server cannot do.

    Raises:
        QueryError: the place is an address; the message says `what` it cannot do, and what to do `instead`.
    """
    if is_address(place):
        raise QueryError(what, name=str(place), hint=instead)
    return Path(place)
