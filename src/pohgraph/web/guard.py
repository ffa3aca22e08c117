"""Checks every request and every response: allowed hosts, headers for browsers, metrics."""

import logging
import re
from collections.abc import Collection
from time import perf_counter

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pohgraph.web.asking import AskError
from pohgraph.web.metrics import Metrics
from pohgraph.web.responding import GoneError, problem

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
ACCESS = logging.getLogger("pohgraph.access")
_LOG = logging.getLogger("pohgraph.web")
_LOGGED = 1000  # characters of an address: a query in it may have 60,000
_HUNG_UP = 499  # other servers log this code too: the client disconnected before the answer
_SOURCES = (
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",  # the editor makes style elements of its own
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",  # the layout of the network
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
_POLICY = "; ".join(_SOURCES)
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[\w.\-]+)(?::\d*)?", re.ASCII)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


class BrokenOffError(Exception):
    """A response broke off after it had started. The error is logged, and the server closes the connection."""


class Guard:
    """Refuses requests for other hosts, adds headers for browsers, and counts requests.

    `hosts` are the names by which the server may be called, without port; None allows every name. A site can
    point its own name at 127.0.0.1 (DNS rebinding), and could then read a server that only this machine should reach.
    """

    def __init__(self, app: ASGIApp, *, hosts: Collection[str] | None, metrics: Metrics, access_log: bool) -> None:
        self._app = app
        self._hosts = hosts
        self._metrics = metrics
        self._access_log = access_log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = perf_counter(), _HUNG_UP
        self._metrics.begin()

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = list(message.get("headers", ()))
                there = {name for name, _ in headers}
                message["headers"] = headers + [header for header in _HEADERS if header[0] not in there]
            await send(message)

        try:
            await (self._app if self._is_for_us(scope) else _turn_away)(scope, receive, sent)
        except GoneError:
            pass
        except Exception as error:  # noqa: BLE001 - any error goes to the client and to the log
            status = await self._failed(error, scope, receive, sent, has_begun=status != _HUNG_UP)
        finally:
            seconds = perf_counter() - began
            self._metrics.end(_route(scope), _method(scope), status, seconds)
            if self._access_log:
                ACCESS.info("%s %s %d %.1f ms", scope["method"], _address(scope), status, seconds * 1000)

    async def _failed(self, error: Exception, scope: Scope, receive: Receive, send: Send, *, has_begun: bool) -> int:
        """Log what went wrong, and answer if that is still possible; else break the connection."""
        error = error.__cause__ if isinstance(error.__cause__, AskError) else error  # one in the middle of an answer
        if isinstance(error, AskError):
            _LOG.warning("%s: broken off: %s", _address(scope), error.reason)
        else:
            _LOG.error("%s %s", scope["method"], _address(scope), exc_info=error)
        if has_begun:
            raise BrokenOffError from None
        shown = AskError(500, "the server failed", hint="its log has the details; please report this")
        await problem(shown, Headers(scope=scope).get("accept", ""))(scope, receive, send)
        return shown.status

    def _is_for_us(self, scope: Scope) -> bool:
        hosts = Headers(scope=scope).getlist("host")
        name = host_name(hosts[0]) if len(hosts) == 1 else ""
        return not hosts or bool(name) if self._hosts is None else name in self._hosts


def host_name(host: str) -> str:
    """The name in a Host header, without port and in lower case.

    Empty where it is none: addresses are made from it, so whatever else stands there is not let through.

    >>> host_name("LOCALHOST:8765"), host_name("[::1]:80"), host_name("[::1]"), host_name("localhost:80@evil.example")
    ('localhost', '[::1]', '[::1]', '')
    """
    found = _HOST.fullmatch(host.strip().lower())
    return found["name"].rstrip(".") if found else ""


async def _turn_away(scope: Scope, receive: Receive, send: Send) -> None:
    name = Headers(scope=scope).get("host", "")
    error = AskError(
        421,
        f"this server does not accept the host name {name!r}",
        hint="to allow it, start the server with --allow-host NAME",
    )
    await problem(error, Headers(scope=scope).get("accept", ""))(scope, receive, send)


def _route(scope: Scope) -> str:
    """The route that answered, not the address: there are as many addresses as entities."""
    return str(getattr(scope.get("route"), "path", "") or "other")


def _method(scope: Scope) -> str:
    return scope["method"] if scope["method"] in {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"} else "other"


def _address(scope: Scope) -> str:
    query = scope["query_string"].decode("latin-1")
    text = f"{scope['path']}{'?' if query else ''}{query}".encode("unicode_escape").decode()
    return text if len(text) <= _LOGGED else f"{text[:_LOGGED]}…"
