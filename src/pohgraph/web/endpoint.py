"""`/sparql`: queries by the SPARQL 1.1 Protocol, and what the service says of itself when it is asked nothing."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pohgraph.web.asking import AskError, Asks
from pohgraph.web.negotiation import GRAPHS, ROWS, choose, media_type
from pohgraph.web.protocol import READING, Operation, arguments, read_request
from pohgraph.web.responding import (
    CUT,
    allow,
    answered,
    begin,
    caching,
    etag,
    is_known,
    problem,
)
from pohgraph.web.settings import Settings

_HTML = ("text/html", "application/xhtml+xml")


class Endpoint:
    """Answers queries; gives `describe` what asks for nothing, and `write` what changes the graph."""

    def __init__(self, asks: Asks, settings: Settings) -> None:
        self._asks = asks
        self._settings = settings

    async def answer(self, request: Request) -> Response:
        """Answer one request to the endpoint."""
        accept = request.headers.get("accept", "")
        try:
            return await self._answer(request, accept)
        except AskError as error:
            return problem(error, accept, headers=_more(error.status))

    async def _answer(self, request: Request, accept: str) -> Response:
        body = b""
        if request.method == "POST":
            most = max(self._settings.largest_query, self._settings.largest_change(request))
            body = await self._settings.bodies.read(request, most)
        operation = read_request(
            request.method, request.scope["query_string"], request.headers.get("content-type", ""), body
        )
        if operation.kind == "description":
            return await self._describe(request, accept)
        if operation.kind == "update":
            if self._settings.update is None:
                raise read_only()
            return await self._settings.update(request, operation)
        return await answer_query(self._asks, request, operation)

    async def _describe(self, request: Request, accept: str) -> Response:
        offers = {"html": _HTML, **GRAPHS} if self._settings.page else GRAPHS
        format_ = choose(accept, offers) if accept.strip() not in {"", "*/*"} else "ttl"
        if format_ == "html":
            return RedirectResponse("/query", 303, {"Vary": "Accept"})
        if format_ is None:
            raise _nothing_fits(accept)
        return await self._settings.describe(request, format_)


async def answer_query(asks: Asks, request: Request, operation: Operation) -> Response:
    """The answer to a query in the form that the client accepts best.

    Raises:
        AskError: there is none.
    """
    accept = request.headers.get("accept", "")
    formats = [name for name in (choose(accept, ROWS), choose(accept, GRAPHS)) if name]
    if not formats:
        raise _nothing_fits(accept)
    tag = etag(asks.version, *operation, *formats) if operation.is_repeatable else ""
    if tag and is_known(request, tag):
        return Response(status_code=304, headers=caching(tag))
    begun = await begin(asks, request, "sparql", arguments(operation, formats))
    head = begun.reply.head
    if tag and "version" in head:  # a rebuilt graph may have been swapped in between
        tag = etag(str(head["version"]), *operation, *formats)
    headers = {"Content-Type": _media_type(head), **(caching(tag) if tag else {"Cache-Control": "no-store"})}
    headers["Vary"] = "Accept"
    if head.get("cut"):
        headers[CUT] = str(head.get("rows", "true"))
    if request.method == "HEAD":
        await begun.read_through()  # breaking it off would cost the worker
        return Response(headers=headers)
    return answered(begun, headers)


def read_only() -> AskError:
    """What whoever wants to change something on a server that only reads is told."""
    hint = "`pohgraph serve --writable --token TOKEN` takes updates; `pohgraph build` writes the graph"
    return AskError(403, "this server only reads", hint=hint)


def _more(status: int) -> dict[str, str]:
    """The headers that a status must have."""
    more = {401: {"WWW-Authenticate": 'Bearer realm="pohgraph"'}, 405: allow(READING)}
    return more.get(status, {})


def _media_type(head: Mapping[str, object]) -> str:
    return media_type(str(head["format"])) if "format" in head else str(head["media_type"])


def _nothing_fits(accept: str) -> AskError:
    types = ", ".join(types[0] for types in (*ROWS.values(), *GRAPHS.values()))
    return AskError(406, f"no answer can be given as {accept.strip()[:200]}", hint=f"there are {types}")
