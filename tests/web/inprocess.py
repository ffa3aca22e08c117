"""A stand-in for the pool of workers: it answers from a store in this process, and can be told to fail or to wait."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from io import BytesIO
from typing import cast

from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Store

from pohgraph.errors import QueryError
from pohgraph.query.syntax import check_syntax
from pohgraph.schema.prefixes import prefix_map
from pohgraph.web.asking import AskError, Reply
from pohgraph.web.negotiation import GRAPHS, ROWS, media_type

_ROWS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
RDF_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
}
_PIECE = 1 << 14


class InProcess:
    """Answers `sparql` from a store of pyoxigraph, and every other call with its own name and arguments.

    `asked` are all calls; `dropped` counts the answers that were not read to their end. A query that holds one of these
    words does as it says: SLEEP waits for a minute, BREAK fails after its first chunk, CUT says that rows are missing,
    BUSY is turned away.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.version = "generation-1 1"
        self.asked: list[tuple[str, Mapping[str, object]]] = []
        self.dropped = 0
        self.cancelled = 0

    async def ask(self, call: str, arguments: Mapping[str, object], *, client: str = "") -> Reply:  # noqa: ARG002 - nobody waits
        """Answer, or do as the query says."""
        self.asked.append((call, arguments))
        if call == "entity_page":
            return self._reply(
                {"media_type": "application/json"}, b'{"head": "<title>x</title>", "body": "<h1>x</h1>"}'
            )
        if call != "sparql":
            return self._reply({"media_type": "application/json"}, json.dumps([call, arguments]).encode())
        query = str(arguments["query"])
        if "SLEEP" in query:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                self.cancelled += 1
                raise
        if "BUSY" in query:
            raise AskError(503, "every worker is busy")
        format_, body = self._evaluate(query, arguments)
        head: dict[str, object] = {"media_type": media_type(format_), "format": format_, "version": self.version}
        if "CUT" in query:
            head |= {"cut": True, "rows": 7}
        return self._reply(head, body, breaks="BREAK" in query)

    def _evaluate(self, query: str, arguments: Mapping[str, object]) -> tuple[str, bytes]:
        try:
            check_syntax(query)
        except QueryError as error:
            raise AskError(400, error.reason, error.line, error.column, error.hint) from error
        default, named = (
            [NamedNode(iri) for iri in cast("list[str]", arguments[name])]
            for name in ("default_graphs", "named_graphs")
        )
        given = default or named
        answer = self.store.query(
            query,
            prefixes=prefix_map(),
            default_graph=list(default) if given else None,
            named_graphs=list(named) if given else None,
        )
        is_rows = isinstance(answer, QuerySolutions | QueryBoolean)
        wanted = cast(
            "list[str]", [arguments["format"]] if isinstance(arguments["format"], str) else arguments["format"]
        )
        format_ = next((name for name in wanted if name in (ROWS if is_rows else GRAPHS)), "")
        if not format_:
            del answer  # the traceback would take it to another thread, where it may not be dropped
            raise AskError(406, "the result cannot be given so")
        out = BytesIO()
        answer.serialize(out, format=_ROWS[format_] if is_rows else RDF_FORMATS[format_])  # type: ignore[arg-type]
        return format_, out.getvalue()

    def _reply(self, head: Mapping[str, object], body: bytes, *, breaks: bool = False) -> Reply:
        async def chunks() -> AsyncIterator[bytes]:
            whole = False
            try:
                for start in range(0, len(body), _PIECE):
                    yield body[start : start + _PIECE]
                    if breaks:
                        raise AskError(504, "took too long")
                whole = True
            finally:
                self.dropped += not whole

        return Reply(head=head, chunks=chunks())
