"""Tells when another graph takes the place of the one that is served: on disk by a pointer, on a server by what it counts."""

import asyncio
import time
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from pohgraph.errors import QueryError
from pohgraph.store.graph import live_version
from pohgraph.store.place import GraphPlace, is_address
from pohgraph.store.remote import RemoteStore

_EVERY = 60.0  # seconds between two counts of a server's graph
_PATIENCE = 10.0  # seconds that a count may take; a stop of ours waits for it


class Follower(Protocol):
    """Watches one place of a graph."""

    async def refresh(self) -> None:
        """Look again where looking takes time."""

    def mark(self) -> object:
        """What changes when another graph may have gone live; it costs nothing."""

    def version(self) -> str:
        """What tells the live graph from others.

        Raises:
            StoreError: there is none.
        """


def follower_of(place: GraphPlace) -> Follower:
    """What watches a store or an endpoint."""
    return _OfServer(str(place)) if is_address(place) else _OfStore(Path(place))


class _OfStore:
    def __init__(self, store: Path) -> None:
        self._store = store

    async def refresh(self) -> None:
        """A look at the pointer takes no time."""

    def mark(self) -> object:
        try:
            status = (self._store / "current").stat()
        except OSError:
            return ()
        return status.st_ino, status.st_mtime_ns, status.st_ctime_ns

    def version(self) -> str:
        return live_version(self._store)


class _OfServer:
    def __init__(self, address: str) -> None:
        self._remote = RemoteStore(address, timeout=_PATIENCE)
        self._version = ""
        self._due = time.monotonic() + _EVERY

    async def refresh(self) -> None:
        """Count now and then. A server that does not answer may have the same graph when it does."""
        if time.monotonic() < self._due:
            return
        with suppress(QueryError):
            self._version = await asyncio.to_thread(lambda: self._remote.version)
        self._due = time.monotonic() + _EVERY

    def mark(self) -> object:
        return self._version

    def version(self) -> str:
        return self._version
