"""A server over a socket, with workers that answer in this process."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store
from starlette.requests import Request
from starlette.responses import Response
from tests.web.inprocess import InProcess

from pohgraph.web.app import create_app
from pohgraph.web.bodies import Bodies
from pohgraph.web.description import Described, write_description
from pohgraph.web.guard import LOOPBACK
from pohgraph.web.server import free_address, http_server
from pohgraph.web.settings import Settings

GRAPHS = ("http://example.org/one", "http://example.org/two")


class Served(NamedTuple):
    """A running server: its address without slash at the end, and what answers behind it."""

    address: str
    asks: InProcess

    @property
    def sparql(self) -> str:
        """The address of its endpoint."""
        return f"{self.address}/sparql"


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server for all tests of this folder."""
    asks = InProcess(_store())
    page = tmp_path_factory.mktemp("page")
    (page / "index.html").write_text(
        '<!DOCTYPE html><html><head><title>pohgraph</title></head><body><div id="app"></div></body></html>'
    )
    (page / "app.js").write_text("// " + "x" * 5000)
    settings = Settings(
        describe=_describe,
        hosts=frozenset((*LOOPBACK, "graph.example.org")),
        page=page,
        decisions=Path("decisions.tsv"),
        counters=lambda: {"pool_workers": 2, "pool_killed_total": 0},
        largest_query=10_000,
        bodies=Bodies(most=60_000, piece_within=1.0),
        largest_text=20_000,
    )
    host, port = free_address("127.0.0.1", 0)
    stop = threading.Event()

    async def serve() -> None:
        server = http_server(create_app(asks, settings), host, port)
        running = asyncio.create_task(server.serve())
        await asyncio.to_thread(stop.wait)
        server.stop()  # type: ignore[no-untyped-call]
        await running

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    address = f"http://{host}:{port}"
    with httpx.Client(transport=httpx.HTTPTransport(retries=5)) as client:
        assert client.get(f"{address}/healthz").status_code == 200
    yield Served(address, asks)
    stop.set()
    thread.join()


@pytest.fixture
def client(served: Served) -> Iterator[httpx.Client]:
    """A client of it."""
    with httpx.Client(base_url=served.address, timeout=10) as client:
        yield client


def _store() -> Store:
    """Two named graphs with one triple each, and a thousand triples in the default graph."""
    store = Store()
    value = NamedNode("http://example.org/value")
    for number in range(1000):
        store.add(Quad(NamedNode(f"http://example.org/{number}"), value, Literal(f"number {number}")))
    for graph in GRAPHS:
        store.add(Quad(NamedNode(graph), value, Literal("é"), NamedNode(graph)))
    return store


async def _describe(request: Request, format_: str) -> Response:
    endpoint = f"http://{request.headers['host']}/sparql"
    body = write_description(Described(endpoint=endpoint, default=1000, named=dict.fromkeys(GRAPHS, 1)), format_)
    return Response(body, media_type="text/turtle")
