"""Serves the service description. Counting a large graph takes a minute, so it runs once per graph, in the background."""

import asyncio
import csv
import os
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from pohgraph.errors import StoreError
from pohgraph.store.directory import live_generation
from pohgraph.store.graph import live_version
from pohgraph.store.place import GraphPlace, is_address
from pohgraph.version import __version__
from pohgraph.web.asking import AskError, Asks
from pohgraph.web.child import child
from pohgraph.web.description import Described, write_description, write_quads
from pohgraph.web.negotiation import GRAPHS, choose, media_type
from pohgraph.web.protocol import Operation, arguments
from pohgraph.web.responding import begin, caching, etag, problem, unchanged

_PATIENCE = 3.0  # seconds that a request waits for the counts; SIB's editor waits five for the whole answer
_SIZES = "SELECT ?g (COUNT(*) AS ?n) WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } GROUP BY ?g"
_NICE = 10
_KEPT = f"void-{__version__}.ttl"  # beside the graph, and gone with it


class Counts:
    """The graph's VoID in Turtle, computed in a separate process and cached until the graph changes.

    It is also written beside the graph where that can be, so that a server which starts anew has it at once.
    """

    def __init__(self, store: GraphPlace, version: Callable[[], str]) -> None:
        self._store = store
        self._version = version
        self._task: asyncio.Task[bytes] | None = None
        self._of = ""

    @property
    def is_elsewhere(self) -> bool:
        """Whether the graph is on another server: then it is not counted."""
        return is_address(self._store)

    def start(self) -> "asyncio.Task[bytes]":
        """Begin to count, or go on."""
        if self._task is None or self._of != self._version():
            if self._task is not None:
                self._task.cancel()
            self._of = self._version()
            self._task = asyncio.create_task(_count(self._store))
        return self._task

    async def get(self) -> bytes:
        """The VoID; nothing if it is not ready in time or cannot be computed."""
        done, _ = await asyncio.wait({self.start()}, timeout=_PATIENCE)
        return done.pop().result() if done else b""

    async def stop(self) -> None:
        """Stop counting."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task


class Describer:
    """Answers for the description and for `/.well-known/void`."""

    def __init__(self, asks: Asks, counts: Counts, *, is_writable: bool = False, is_federated: bool = False) -> None:
        self._asks = asks
        self._counts = counts
        self._is_writable = is_writable
        self._is_federated = is_federated
        self._sizes: tuple[str, dict[str, int]] = ("", {})
        self._written: dict[str, bytes] = {}

    async def describe(self, request: Request, format_: str) -> Response:
        """The description of the service in a format.

        Raises:
            AskError: no worker answers.
        """
        version = self._asks.version
        endpoint = f"{request.url.scheme}://{request.headers.get('host', request.url.netloc)}/sparql"
        void = await self._counts.get()
        tag = etag(version, endpoint, format_, len(void))
        if known := unchanged(request, tag):
            return known
        if tag not in self._written:
            sizes = await self._graph_sizes(request, version)
            default = None if self._counts.is_elsewhere else sizes.get("", 0)
            described = Described(
                endpoint=endpoint,
                default=default,
                named={graph: size for graph, size in sizes.items() if graph},
                void=void,
                is_writable=self._is_writable,
                is_federated=self._is_federated,
            )
            if len(self._written) >= len(GRAPHS):
                self._written.clear()
            self._written[tag] = await asyncio.to_thread(write_description, described, format_)
        return _answer(self._written[tag], tag, format_, is_complete=bool(void))

    async def void(self, request: Request) -> Response:
        """The description of the graph as a dataset, as soon as it is counted."""
        accept = request.headers.get("accept", "")
        format_ = choose(accept, GRAPHS) or "ttl"
        turtle = await self._counts.get()
        if not turtle and self._counts.is_elsewhere:
            raise AskError(404, "the graph is on another server, and is not counted here", hint="ask that server")
        if not turtle:
            error = AskError(503, "the graph is still being counted", hint="try again in a moment")
            return problem(error, accept, headers={"Retry-After": "10"})
        tag = etag(self._asks.version, "void", format_)
        if known := unchanged(request, tag):
            return known
        body = turtle if format_ == "ttl" else await asyncio.to_thread(_converted, turtle, format_)
        return _answer(body, tag, format_, is_complete=True)

    async def _graph_sizes(self, request: Request, version: str) -> dict[str, int]:
        """Number of triples of each named graph, and of the default graph under ""."""
        if self._counts.is_elsewhere:
            return {}
        if self._sizes[0] != version:
            begun = await begin(self._asks, request, "sparql", arguments(Operation("query", _SIZES), ["csv"]))
            lines = (await begun.whole()).decode().splitlines()
            self._sizes = version, {graph: int(size) for graph, size in csv.reader(lines[1:])}
        return self._sizes[1]


async def _count(place: GraphPlace) -> bytes:
    if is_address(place):
        return b""  # it would be downloaded again and again
    store = Path(place)
    try:
        folder, version = live_generation(store), live_version(store)
    except StoreError:
        return b""
    with suppress(OSError):
        return (folder / _KEPT).read_bytes()
    void = await _counted(store)
    with suppress(StoreError, OSError):
        if void and live_version(store) == version:  # else it may be of either graph
            aside = folder / f"{_KEPT}.{os.getpid()}"
            aside.write_bytes(void)
            aside.replace(folder / _KEPT)
    return void


async def _counted(store: Path) -> bytes:
    command = ("pohgraph", "-q", "export", "void", "--store", str(store))
    async with child(*command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL) as process:
        with suppress(AttributeError, OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)  # requests go first
        output, _ = await process.communicate()
    return output if process.returncode == 0 else b""


def _converted(turtle: bytes, format_: str) -> bytes:
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415

    return write_quads(list(parse(turtle, format=RdfFormat.TURTLE)), format_)


def _answer(body: bytes, tag: str, format_: str, *, is_complete: bool) -> Response:
    headers = caching(tag) if is_complete else {"Cache-Control": "no-store", "Vary": "Accept"}
    return Response(body, headers=headers, media_type=media_type(format_))
