"""Answers as HTTP has them: whole or streamed, with what caches need, and errors with their advice."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from contextlib import aclosing, suppress
from typing import NamedTuple, Self, TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from pohgraph.version import __version__
from pohgraph.web.asking import AskError, Asks, Reply
from pohgraph.web.negotiation import prefers_plain_text

CUT = "Pohgraph-Rows-Cut"
_SAFE = ("GET", "HEAD")
_SOON = 0.05  # seconds
# The headers that a status must have; Retry-After has the seconds after which trying again makes sense.
_NEEDED: Mapping[int, Mapping[str, str]] = {
    401: {"WWW-Authenticate": 'Bearer realm="pohgraph"'},
    429: {"Retry-After": "1"},
    503: {"Retry-After": "2"},
}
_Answer = TypeVar("_Answer")


class GoneError(Exception):
    """The client hung up."""


class Connection:
    """Notices when the client disconnects, so that its work can stop.

    It looks only when an answer takes longer than most do: to watch costs as much as a short answer itself.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._is_gone = False
        self._waits: asyncio.Task[object] | None = None
        self._watch: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(_SOON, self._begin_to_watch)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Watch no longer."""
        self._timer.cancel()
        if self._watch is not None:
            self._watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._watch

    async def meanwhile(self, work: Awaitable[_Answer]) -> _Answer:
        """The outcome of some work.

        Raises:
            GoneError: the client hung up first; the work is cancelled.
        """
        self._waits = waits = asyncio.current_task()
        assert waits is not None
        try:
            if self._is_gone:
                waits.cancel()
            return await work
        except asyncio.CancelledError:
            if self._is_gone and waits.uncancel() == 0:  # else somebody else has cancelled us as well
                raise GoneError from None
            raise
        finally:
            self._waits = None

    def _begin_to_watch(self) -> None:
        self._watch = asyncio.create_task(self._wait_until_gone())

    async def _wait_until_gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._is_gone = True
        if self._waits is not None:
            self._waits.cancel()


def answered(begun: "Begun", headers: Mapping[str, str]) -> Response:
    """The answer: at once where all of it is there, else as it comes."""
    if begun.reply.whole is None:
        return Streamed(begun, headers)
    return Response(begun.reply.whole, headers=dict(headers))


class Streamed(Response):
    """A streamed response. An error in the middle closes the connection, so nobody mistakes it for a complete one."""

    def __init__(self, begun: "Begun", headers: Mapping[str, str]) -> None:
        super().__init__(headers=dict(headers))
        del self.headers["content-length"]
        self._begun = begun

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - as ASGI has it
        """Send the head, and chunk after chunk."""
        begun = self._begun
        async with begun.connection, aclosing(begun.reply):
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            chunk = begun.first
            while chunk is not None:
                if chunk:
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
                chunk = await begun.connection.meanwhile(_next(begun.reply))
            await send({"type": "http.response.body", "body": b"", "more_body": False})


class Begun(NamedTuple):
    """An answer whose head and first chunk are there; `first` is None where it has no chunk."""

    reply: Reply
    first: bytes | None
    connection: Connection

    async def whole(self) -> bytes:
        """All of it; for answers that are known to be small."""
        if self.reply.whole is not None:
            return self.reply.whole
        return b"".join([chunk async for chunk in self._chunks()])

    async def read_through(self) -> None:
        """Have the worker come to its end, and keep nothing."""
        if self.reply.whole is None:
            async for _ in self._chunks():
                pass

    async def _chunks(self) -> AsyncIterator[bytes]:
        async with self.connection, aclosing(self.reply):
            chunk = self.first
            while chunk is not None:
                yield chunk
                chunk = await self.connection.meanwhile(_next(self.reply))


async def begin(asks: Asks, request: Request, call: str, arguments: Mapping[str, object]) -> Begun:
    """Ask, and wait for the first chunk: whatever goes wrong until then still gets a status of its own.

    Raises:
        AskError: no answer.
        GoneError: the client hung up.
    """
    connection = Connection(request.receive)
    try:
        client = request.client.host if request.client else ""
        reply = await connection.meanwhile(asks.ask(call, arguments, client=client))
        if reply.whole is not None:
            await connection.aclose()
            return Begun(reply, reply.whole, connection)
        try:
            first = await connection.meanwhile(_next(reply))
        except BaseException:
            await reply.aclose()
            raise
    except BaseException:
        await connection.aclose()
        raise
    return Begun(reply, first, connection)


async def _next(reply: Reply) -> bytes | None:
    return await anext(reply.chunks, None)


def problem(error: AskError, accept: str, *, headers: Mapping[str, str] | None = None) -> Response:
    """An error with its place and advice: as JSON, or as text for a client that prefers it."""
    more = {"Cache-Control": "no-store", "Vary": "Accept", **_NEEDED.get(error.status, {}), **(headers or {})}
    if prefers_plain_text(accept):
        at = f"line {error.line}, column {error.column}: " if error.line else ""
        hint = f" ({error.hint})" if error.hint else ""
        return Response(f"{at}{error.reason}{hint}\n", error.status, more, "text/plain")
    body = {"error": error.reason, "line": error.line, "column": error.column, "hint": error.hint}
    return Response(f"{json.dumps(body, ensure_ascii=False)}\n", error.status, more, "application/json")


def etag(version: str, *parts: object) -> str:
    """What tells one answer from another: the graph's version, ours, and what was asked.

    It is a weak one: the same answer may be sent compressed or not.
    """
    digest = hashlib.sha256(json.dumps([version, __version__, *map(str, parts)]).encode())
    return f'W/"{digest.hexdigest()[:32]}"'


def caching(tag: str) -> dict[str, str]:
    """Headers by which an answer may be kept, and is asked for again each time."""
    return {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept"}


def unchanged(request: Request, tag: str) -> Response | None:
    """What a client is answered that says it has the answer already; None for all others."""
    if request.method not in _SAFE:
        return None
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    is_known = "*" in known or tag.removeprefix("W/") in known
    return Response(status_code=304, headers=caching(tag)) if is_known else None


def allow(methods: Sequence[str]) -> dict[str, str]:
    """The header that an answer 405 has."""
    return {"Allow": ", ".join(methods)}
