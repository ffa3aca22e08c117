"""What is asked of the server that a graph is loaded into: rows, counts, updates and data."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, cast
from urllib.parse import urlencode

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions

from pohgraph.store.http_client import send
from pohgraph.store.login import Login
from pohgraph.store.pushing.servers import Addresses, find_addresses
from pohgraph.store.remote import RemoteStore
from pohgraph.store.source import Node

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
        self._store = RemoteStore(endpoint, timeout=timeout, login=self._login)
        self.addresses: Addresses = find_addresses(
            endpoint, server=server, said="" if server else self._said(endpoint), update=update, data=data
        )

    def ask(self, pattern: str) -> bool:
        """Whether something fits a pattern."""
        return bool(cast("QueryBoolean", self._store.query(f"ASK {{ {pattern} }}")))

    def rows(self, columns: str, select: str) -> Iterator[Sequence[Node]]:
        """All rows of a query, sorted by its columns, page by page."""
        offset = 0
        while True:  # sorted within, since Virtuoso sorts no more than 10,000 rows of which it is to give some
            inner = f"{select} ORDER BY {columns}"
            paged = f"SELECT {columns} WHERE {{ {{ {inner} }} }} LIMIT {_PAGE} OFFSET {offset}"
            found = [tuple(cast("Iterable[Node]", row)) for row in cast("QuerySolutions", self._store.query(paged))]
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

    def update(self, *operations: str) -> None:
        """Carry out operations as one request."""
        body = " ;\n".join(operations).encode()
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
        form = urlencode({"query": "ASK {}"}).encode()
        headers = {"Accept": "application/sparql-results+json", "Content-Type": "application/x-www-form-urlencoded"}
        found, _ = send(endpoint, form, headers, timeout=self._timeout, login=self._login)
        return (found["Server"] or "").strip()

    def _send(self, address: str, body: bytes, media: str) -> None:
        send(address, body, {"Content-Type": media, "Accept": "*/*"}, timeout=self._timeout, login=self._login)
