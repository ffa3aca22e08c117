"""`/sparql`: queries by the SPARQL 1.1 Protocol, and what the service says of itself when it is asked nothing."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pohgraph.web.asking import AskError, Asks
from pohgraph.web.negotiation import GRAPHS, ROWS, choose, media_type
from pohgraph.web.protocol import READING, Operation, arguments, is_repeatable, read_request
from pohgraph.web.responding import (
    CUT,
    allow,
    answered,
    begin,
    caching,
    etag,
    problem,
    unchanged,
)
from pohgraph.web.settings import Settings

_NO_METHOD = 405
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
            return problem(error, accept, headers=allow(READING) if error.status == _NO_METHOD else None)

    async def _answer(self, request: Request, accept: str) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=allow(READING))
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
    tag = etag(asks.version, *operation, *formats) if is_repeatable(operation.text) else ""
    if tag and (known := unchanged(request, tag)):
        return known
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
        answer = Response(headers=headers)
        del answer.headers["content-length"]  # it would be that of no body
        return answer
    return answered(begun, headers)


def read_only() -> AskError:
    """The error for a change that is sent to a read-only server."""
    hint = "`pohgraph serve --writable --token TOKEN` accepts updates; `pohgraph build` writes the graph"
    return AskError(403, "this server is read-only", hint=hint)


def _media_type(head: Mapping[str, object]) -> str:
    return media_type(str(head["format"])) if "format" in head else str(head["media_type"])


def _nothing_fits(accept: str) -> AskError:
    types = ", ".join(types[0] for types in (*ROWS.values(), *GRAPHS.values()))
    return AskError(406, f"the result cannot be written as {accept.strip()[:200]}", hint=f"choose one of {types}")
