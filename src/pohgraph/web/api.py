"""`/api/*`: checks what a request says, asks a worker, and passes its JSON on. What is answered: `answering.py`."""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pohgraph.answers import claims_table, network, search
from pohgraph.search.kinds import KINDS
from pohgraph.web.asking import TEXT_HINT, AskError, Asks
from pohgraph.web.protocol import parameters
from pohgraph.web.responding import begin, caching, etag, unchanged
from pohgraph.web.settings import Settings

_JSON = "application/json"
_LONGEST = 500  # characters of a parameter
_MOST = 1000  # values of one parameter
_FAR = 10_000_000
NETWORK: Mapping[str, object] = {"focus": [], "limit": network.LIMIT}  # what is drawn where nobody says of what
_FILTERS = ("words", "predicate", "state", "document", "decision")


class _Number(NamedTuple):
    """A parameter that is a number."""

    name: str
    default: int
    most: int
    least: int = 1


def api_routes(asks: Asks, settings: Settings) -> list[Route]:
    """All routes under /api."""
    api = _Api(asks, settings)
    return [
        Route(f"/api/{path}", handler, methods=methods)
        for path, handler, methods in (
            ("summary", api.summary, ["GET"]),
            ("search", api.search, ["GET"]),
            ("entity/{id:path}", api.entity, ["GET"]),
            ("page/{id:path}", api.page, ["GET"]),
            ("queries", api.queries, ["GET"]),
            ("vocabulary", api.vocabulary, ["GET"]),
            ("network", api.network, ["GET"]),
            ("claims", api.claims, ["GET", "POST"]),
            ("read", api.read, ["POST"]),
            ("decisions", api.decisions, ["GET", "POST"]),
            ("{rest:path}", _unknown, ["GET", "POST"]),
        )
    ]


def summary_arguments(settings: Settings) -> Mapping[str, object]:
    """What a worker needs to summarise the graph: the features of this server."""
    features = {"read": True, "review": settings.decisions is not None, "writable": settings.update is not None}
    return {"features": features}


class _Api:
    def __init__(self, asks: Asks, settings: Settings) -> None:
        self._asks = asks
        self._settings = settings

    async def summary(self, request: Request) -> Response:
        return await self._kept(request, "summary", summary_arguments(self._settings))

    async def search(self, request: Request) -> Response:
        given = _Given(request)
        arguments = {
            "words": given.text("q"),
            "kind": given.choice("kind", KINDS),
            "limit": given.number(_Number("limit", search.LIMIT, search.MOST)),
            "beyond": given.choice("beyond", ("1",)),
        }
        return await self._kept(request, "search", arguments)

    async def entity(self, request: Request) -> Response:
        return await self._kept(request, "entity", {"id": request.path_params["id"]})

    async def page(self, request: Request) -> Response:
        return await self._kept(request, "page", {"id": request.path_params["id"]})

    async def queries(self, request: Request) -> Response:
        return await self._kept(request, "queries", {})

    async def vocabulary(self, request: Request) -> Response:
        return await self._kept(request, "vocabulary", {})

    async def network(self, request: Request) -> Response:
        given = _Given(request)
        focus = given.texts("focus")  # without any, the most described part of the graph
        limit = given.number(_Number("limit", network.LIMIT, network.MOST))
        return await self._kept(request, "network", {**NETWORK, "focus": focus, "limit": limit})

    async def claims(self, request: Request) -> Response:
        given = _Given(request)
        arguments: dict[str, object] = {
            **{name: given.text(name) for name in _FILTERS},
            "offset": given.number(_Number("offset", 0, _FAR, least=0)),
            "limit": given.number(_Number("limit", claims_table.LIMIT, claims_table.MOST, least=0)),
            "decisions": self._decisions_file(),
        }
        if request.method == "POST":  # decisions that are stored in a browser, not on this server
            arguments["decided"] = await self._decided(request)
        return await self._fresh(request, "claims", arguments)

    async def read(self, request: Request) -> Response:
        body = await self._settings.bodies.read(request, self._settings.largest_text, TEXT_HINT)
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError as error:
            raise AskError(400, f"the text is not UTF-8: byte {error.start + 1} is wrong") from error
        return await self._fresh(request, "read", {"text": text})

    async def decisions(self, request: Request) -> Response:
        if self._settings.decisions is None:
            raise AskError(403, "this server does not store decisions", hint="start it with --decisions FILE.tsv")
        file = self._decisions_file()
        if request.method != "POST":
            return await self._fresh(request, "decisions", {"decisions": file})
        _refuse_other_pages(request)
        body = await self._settings.bodies.read(request, self._settings.largest_query)
        try:
            decision = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise AskError(400, "the decision is not JSON", hint='{"claim": "…", "decision": "accept"}') from error
        return await self._fresh(request, "decide", {"decisions": file, "decision": decision})

    async def _decided(self, request: Request) -> dict[str, str]:
        body = await self._settings.bodies.read(request, self._settings.largest_query)
        try:
            given = json.loads(body)
        except (ValueError, RecursionError):
            given = None
        if not isinstance(given, dict) or not all(isinstance(decision, str) for decision in given.values()):
            raise AskError(
                400, "the decisions are not a JSON object with texts as values", hint='{"pohassoc:…": "accept"}'
            )
        return given

    def _decisions_file(self) -> str:
        return str(self._settings.decisions or "")

    async def _kept(self, request: Request, call: str, arguments: Mapping[str, object]) -> Response:
        """An answer that is the same as long as the graph is."""
        tag = etag(self._asks.version, call, json.dumps(arguments))
        if known := unchanged(request, tag):
            return known
        begun = await begin(self._asks, request, call, arguments)
        version = str(begun.reply.head.get("version", self._asks.version))
        body = await begun.whole()
        return Response(body, headers=caching(etag(version, call, json.dumps(arguments))), media_type=_JSON)

    async def _fresh(self, request: Request, call: str, arguments: Mapping[str, object]) -> Response:
        """An answer that depends on more than the graph."""
        body = await (await begin(self._asks, request, call, arguments)).whole()
        return Response(body, headers={"Cache-Control": "no-store", "Vary": "Accept"}, media_type=_JSON)


class _Given:
    """The parameters of a request, checked one by one."""

    def __init__(self, request: Request) -> None:
        self._values = parameters(request.scope["query_string"])

    def texts(self, name: str) -> list[str]:
        values = [value.strip() for value in self._values.get(name, ()) if value.strip()]
        if any(len(value) > _LONGEST for value in values) or len(values) > _MOST:
            raise AskError(400, f"the parameter `{name}` is longer than {_LONGEST} characters")
        return values

    def text(self, name: str) -> str:
        values = self.texts(name)
        if len(values) > 1:
            raise AskError(400, f"the parameter `{name}` occurs {len(values)} times", hint="send it once")
        return values[0] if values else ""

    def choice(self, name: str, words: Sequence[str]) -> str:
        text = self.text(name)
        if text and text.lower() not in words:
            raise AskError(400, f"the parameter `{name}` is {text!r}", hint=f"give one of {', '.join(words)}")
        return text.lower()

    def number(self, number: _Number) -> int:
        text = self.text(number.name)
        if not text:
            return number.default
        if not (
            text.isascii()
            and text.isdecimal()
            and len(text) <= len(str(number.most))
            and number.least <= int(text) <= number.most
        ):
            reason = f"the parameter `{number.name}` is {text!r}"
            raise AskError(400, reason, hint=f"give a number from {number.least:,} to {number.most:,}")
        return int(text)


async def _unknown(request: Request) -> Response:
    raise AskError(404, f"there is no {request.url.path}", hint="docs/reference/service.md lists all addresses")


def _refuse_other_pages(request: Request) -> None:
    """Refuse writes that a page of another site sends through a user's browser.

    Raises:
        AskError: the request comes from elsewhere, or is one that any page can send without being asked.
    """
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise AskError(403, f"{origin} may not write here")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _JSON:
        raise AskError(415, "send a decision as application/json")
