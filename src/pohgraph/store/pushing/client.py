"""What is asked of the server that a graph is loaded into: rows, counts, updates and data."""

from collections.abc import Iterable, Iterator, Sequence
from email.message import Message
from typing import NamedTuple, cast
from urllib.parse import urlencode

from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from pohgraph.errors import QueryError
from pohgraph.store.http_client import check_address, send
from pohgraph.store.login import Login
from pohgraph.store.pushing.servers import Addresses, find_addresses
from pohgraph.store.source import Node

Row = tuple[Node, ...]

_ROWS = "application/sparql-results+json"
_PAGE = 5000  # rows of one answer: servers cut longer ones off, some without a word
_UNCUT = 1000  # no server cuts off fewer rows than these


class Piece(NamedTuple):
    """Some triples of a graph, as N-Triples; `whole` where they are all that it has."""

    graph: NamedNode
    triples: int
    body: bytes
    whole: bool


class Client:
    """A server with its addresses. `timeout` is in seconds, for each request.

    Raises:
        QueryError: no query can be answered at the endpoint; so do the methods, of what they ask.
    """

    def __init__(
        self,
        endpoint: str,
        *,
        server: str | None = None,
        update: str | None = None,
        data: str | None = None,
        timeout: float = 600.0,
        login: Login | None = None,
    ) -> None:
        self._timeout = timeout
        self._login = login or Login.from_environment()
        said = "" if server else self._said(endpoint)
        self.addresses: Addresses = find_addresses(endpoint, server=server, said=said, update=update, data=data)

    def has(self, pattern: str) -> bool:
        """Whether something fits a pattern."""
        return bool(self._select(self.addresses.query, f"SELECT * WHERE {{ {pattern} }} LIMIT 1")[1])

    def rows(self, columns: str, select: str) -> Iterator[Row]:
        """All rows of a query, sorted by its columns, page by page."""
        offset = 0
        while True:  # sorted within, since Virtuoso sorts no more than 10,000 rows of which it is to give some
            inner = f"{select} ORDER BY {columns}"
            paged = f"SELECT {columns} WHERE {{ {{ {inner} }} }} LIMIT {_PAGE} OFFSET {offset}"
            _, found = self._select(self.addresses.query, paged)
            yield from found
            if len(found) < _UNCUT:
                return
            offset += len(found)

    def counts(self) -> dict[str, int]:
        """How many triples each named graph has."""
        rows = self.rows("?g ?n", "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        return {graph.value: int(count.value) for graph, count in rows}

    def count_default(self) -> int:
        """How many triples the default graph has."""
        ((count,),) = self.rows("?n", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        return int(count.value)

    def update(self, *operations: str, is_bulky: bool = False) -> None:
        """Carry out operations as one request, in one transaction where that can hold them."""
        before = [self.addresses.bulky] if is_bulky and self.addresses.bulky else []
        body = "\n".join([*before, " ;\n".join(operations)]).encode()
        self._send(self.addresses.update, body, "application/sparql-update")

    def deliver(self, pieces: Sequence[Piece]) -> None:
        """Send triples, each to its graph. What is already there stays as it is."""
        way = self.addresses.way
        if way == "update":
            blocks = (f"GRAPH {piece.graph} {{\n{piece.body.decode()}}}" for piece in pieces)
            self.update(f"INSERT DATA {{ {' '.join(blocks)} }}")
        elif way == "quads":
            body = b"".join(
                p.body.replace(b" .\n", f" {p.graph} .\n".encode()) for p in pieces
            )  # only at the end of a line
            self._send(self.addresses.data, body, "application/n-quads")
        else:
            for piece in pieces:
                address = self.addresses.data
                address += ("&" if "?" in address else "?") + urlencode({"graph": piece.graph.value})
                self._send(address, piece.body, "application/n-triples")

    def _said(self, endpoint: str) -> str:
        """What the server calls itself."""
        check_address(endpoint)
        headers, _ = self._select(endpoint, "SELECT * WHERE { ?s ?p ?o } LIMIT 1")
        return (headers["Server"] or "").strip()

    def _select(self, address: str, sparql: str) -> tuple[Message, list[Row]]:
        body = urlencode({"query": sparql}).encode()
        asked = {"Accept": _ROWS, "Content-Type": "application/x-www-form-urlencoded"}
        headers, answer = send(address, body, asked, timeout=self._timeout, login=self._login)
        try:
            found = parse_query_results(answer, format=QueryResultsFormat.JSON)
            return headers, [tuple(cast("Iterable[Node]", row)) for row in cast("QuerySolutions", found)]
        except (SyntaxError, ValueError, TypeError) as error:
            hint = "is this the address of the endpoint itself?"
            raise QueryError("its answer is no SPARQL result in JSON", name=address, hint=hint) from error

    def _send(self, address: str, body: bytes, media: str) -> None:
        send(address, body, {"Content-Type": media, "Accept": "*/*"}, timeout=self._timeout, login=self._login)
