"""A server whose installation has no page: it says so to browsers, with what to do, and answers all else."""

import asyncio
from collections.abc import Mapping

import httpx
from pyoxigraph import Store
from starlette.requests import Request
from starlette.responses import Response
from tests.web.inprocess import InProcess

from pohgraph.web.app import create_app
from pohgraph.web.asking import AskError, Reply
from pohgraph.web.settings import Settings

_BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


class _Empty(InProcess):
    async def ask(self, call: str, arguments: Mapping[str, object], *, client: str = "") -> Reply:
        if arguments.get("id") == "MONDO:1":
            raise AskError(404, "MONDO:1 is not in this graph")
        return await super().ask(call, arguments, client=client)


async def _describe(request: Request, format_: str) -> Response:  # noqa: ARG001 - as the endpoint calls it
    return Response(format_)


def _get(path: str, headers: Mapping[str, str]) -> httpx.Response:
    app = create_app(_Empty(Store()), Settings(describe=_describe, hosts=None, page=None))

    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(get())


def test_a_browser_is_told_how_to_get_the_page() -> None:
    """In place of each view."""
    for path in ("/", "/query", "/review"):
        answer = _get(path, _BROWSER)
        assert answer.status_code == 200
        assert "make page" in answer.text


def test_entities_are_read_without_it() -> None:
    """As text, and what is not there is told by its reason."""
    assert "<h1>x</h1>" in _get("/entity/HP:1", _BROWSER).text
    lost = _get("/entity/MONDO:1", _BROWSER)
    assert (lost.status_code, lost.text) == (404, "MONDO:1 is not in this graph\n")


def test_a_browser_gets_the_description_of_the_endpoint() -> None:
    """It is not sent to an editor that is not there."""
    assert _get("/sparql", _BROWSER).text == "ttl"
