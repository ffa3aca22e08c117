"""Takes changes from those who have the token: SPARQL Update, and whole graphs by the Graph Store Protocol at `/graphs`.

One change is made at a time, each by a process of its own (`updating.py`) that is killed when it takes too long.
"""

import asyncio
import hmac
import json
import os
from asyncio.subprocess import PIPE
from collections.abc import Callable, Mapping
from pathlib import Path

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pohgraph.web.asking import AskError, Asks, Limits
from pohgraph.web.bodies import Bodies
from pohgraph.web.child import child
from pohgraph.web.endpoint import answer_query, read_only
from pohgraph.web.negotiation import GRAPHS, choose
from pohgraph.web.protocol import Operation, arguments, parameters, read_request
from pohgraph.web.updating import FORMATS

_TRIPLES = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {} }}"
_SEEN_WITHIN = 10.0  # seconds in which workers follow a change
_STEP = 0.02
_METHODS = ("GET", "HEAD", "PUT", "POST", "DELETE")
_CHANGES = {"PUT": "put", "POST": "post", "DELETE": "delete"}


class Writer:
    """Makes changes. `follow` has the pool look whether the graph is another."""

    def __init__(
        self, asks: Asks, store: Path, token: str, limits: Limits, *, largest: int, follow: Callable[[], None]
    ) -> None:
        self._asks = asks
        self._store = store
        self._token = token
        self._limits = limits
        self._largest = largest
        self._bodies = Bodies(most=4 * largest)
        self._follow = follow
        self._one_at_a_time = asyncio.Lock()

    def largest_change(self, request: Request) -> int:
        """How many bytes of an update a client may send: none, unless it has the token."""
        return self._largest if self._has_token(request) else 0

    async def update(self, request: Request, operation: Operation) -> Response:
        """Apply a SPARQL update.

        Raises:
            AskError: it is wrong, or the client has not the token.
        """
        self._check_token(request)
        if operation.default_graphs or operation.named_graphs:
            raise AskError(400, "using-graph-uri is not supported", hint="write USING or WITH in the update")
        await self._change({"action": "update"}, operation.text.encode())
        return Response(status_code=204)

    async def update_route(self, request: Request) -> Response:
        """`/update`: the same as an update sent to /sparql.

        Raises:
            AskError: as `update` does; or there is no update.
        """
        self._check_token(request)
        body = await self._bodies.read(request, self._largest)
        type_ = request.headers.get("content-type", "")
        operation = read_request(request.method, request.scope["query_string"], type_, body)
        if operation.kind != "update":
            raise AskError(400, "there is no update", hint="send queries to /sparql")
        return await self.update(request, operation)

    async def graphs(self, request: Request) -> Response:
        """`/graphs?default` or `/graphs?graph=IRI`: a graph as a whole.

        Raises:
            AskError: no such graph, it cannot be read or written, or the token is missing.
        """
        graph = _graph(request)
        if request.method not in _CHANGES:
            return await self._read(request, graph)
        self._check_token(request)
        type_ = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if request.method != "DELETE" and type_ not in FORMATS:
            raise AskError(415, f"cannot read a graph of the type {type_!r}", hint=f"send {', '.join(FORMATS)}")
        body = await self._bodies.read(request, self._largest)
        outcome = await self._change({"action": _CHANGES[request.method], "graph": graph, "type": type_}, body)
        is_new = bool(outcome.get("was_new")) and request.method != "DELETE"
        return Response(status_code=201 if is_new else 204)

    async def _read(self, request: Request, graph: str) -> Response:
        accept = request.headers.get("accept", "")
        if choose(accept, GRAPHS) is None:
            raise AskError(406, f"a graph cannot be written as {accept[:200]}")
        node = NamedNode(graph) if graph else None
        pattern = f"GRAPH {node} {{ ?s ?p ?o }}" if node else "?s ?p ?o"
        await self._check_size(pattern, graph)
        return await answer_query(self._asks, request, Operation("query", _TRIPLES.format(pattern)))

    async def _check_size(self, pattern: str, graph: str) -> None:
        """Refuse a graph that does not exist, and one that would be cut: writing it back would lose the rest."""
        most = self._limits.rows
        query = f"SELECT (COUNT(*) AS ?n) {{ SELECT ?s {{ {pattern} }} LIMIT {most + 1} }}"
        reply = await self._asks.ask("sparql", arguments(Operation("query", query), ["csv"]))
        size = int(b"".join([chunk async for chunk in reply.chunks]).split()[-1])
        if size > most:
            raise AskError(403, f"the graph has more than {most:,} triples", hint="`pohgraph export` writes all of it")
        if graph and not size:
            raise AskError(404, f"there is no graph {graph}")

    def _has_token(self, request: Request) -> bool:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        known = hmac.compare_digest(given.strip().encode("utf-8", "replace"), self._token.encode())
        return scheme.lower() == "bearer" and known

    def _check_token(self, request: Request) -> None:
        if not self._has_token(request):
            raise AskError(401, "a change needs the token", hint="send it as `Authorization: Bearer TOKEN`")

    async def _change(self, task: Mapping[str, object], body: bytes) -> Mapping[str, object]:
        async with self._one_at_a_time:
            outcome = await self._run(task, body)
        if "status" in outcome:
            raise AskError(**outcome)  # type: ignore[arg-type]
        self._follow()
        for _ in range(int(_SEEN_WITHIN / _STEP)):  # a client can read its own change at once
            if self._asks.version == outcome["version"]:
                break
            await asyncio.sleep(_STEP)
        return outcome

    async def _run(self, task: Mapping[str, object], body: bytes) -> Mapping[str, object]:
        settings = {"store": str(self._store.absolute()), "server": os.getpid(), "memory": self._limits.memory}
        async with child("pohgraph.web.updating", stdin=PIPE, stdout=PIPE) as process:
            try:
                async with asyncio.timeout(self._limits.seconds):
                    output, _ = await process.communicate(json.dumps({**task, **settings}).encode() + b"\n" + body)
            except TimeoutError:
                reason = f"the change took longer than {self._limits.seconds:g} s and was not made"
                raise AskError(503, reason) from None
        try:
            outcome = json.loads(output)
        except ValueError:
            reason = "the change could not be made: it needs too much memory, or is nested too deeply"
            raise AskError(503, reason, hint="send less at once") from None
        return dict(outcome)


def writing_routes(writer: Writer | None) -> list[Route]:
    """`/update` and `/graphs`; on a read-only server they return an error."""
    if writer is None:
        return [Route(path, _refuse, methods=list(_METHODS)) for path in ("/update", "/graphs")]
    return [
        Route("/update", writer.update_route, methods=["POST"]),
        Route("/graphs", writer.graphs, methods=list(_METHODS)),
    ]


async def _refuse(request: Request) -> Response:  # noqa: ARG001 - whatever it is
    raise read_only()


def _graph(request: Request) -> str:
    """The graph that is meant; empty for the default one."""
    given = parameters(request.scope["query_string"])
    graphs = given.get("graph", [])
    if len(graphs) + ("default" in given) != 1:
        raise AskError(400, "name one graph", hint="/graphs?default or /graphs?graph=IRI")
    if graphs:
        try:
            NamedNode(graphs[0])
        except ValueError:
            raise AskError(400, f"{graphs[0]!r} is not an absolute IRI") from None
    return graphs[0] if graphs else ""
