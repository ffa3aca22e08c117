"""What a soak sends: requests with known answers, and requests that would end a server."""

import asyncio
import contextlib
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import httpx
from tests.web.pools import COUNTED, SORTED, UNIONS

STREAMED = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
_XML = {"Accept": "application/sparql-results+xml"}
_CSV = {"Accept": "text/csv"}
_DOUBLED = " ".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(40))
QUERIES = (
    UNIONS,
    f"SELECT * WHERE {'{' * 10_000} ?s ?p ?o {'}' * 10_000}",
    SORTED,
    COUNTED,
    f"SELECT ?a40 WHERE {{ BIND('abcdefgh' AS ?a0) {_DOUBLED} }}",
    "SELECT (COUNT(*) AS ?n) { ?a (<x:a>|!<x:a>)* ?b . ?c (^(<x:a>|!<x:a>))* ?d . ?e ?f ?g }",
    f"SELECT * WHERE {{ ?s ?p ?o {' '.join(f'BIND({n} AS ?a{n})' for n in range(5_000))} }}",
)
MALFORMED = (
    b"GET / HTTP/9.9\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20,
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\nquery=",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET /sparql?query=%ff%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000,
    b"GET /sparql?query=SELECT HTTP/1.1\r\nHost",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
)


class Known(NamedTuple):
    """A request whose answer is known: its path with `{turn}` for a number, and the headers."""

    path: str
    headers: Mapping[str, str] = {}

    def at(self, turn: int) -> str:
        """The path at some turn; each turn asks for something new, which is kept nowhere."""
        return self.path.replace("TURN", str(turn))

    async def ask(self, client: httpx.AsyncClient, turn: int) -> bytes:
        """The body, where the status is 200."""
        answer = await client.get(self.at(turn), headers=self.headers)
        assert answer.status_code == 200, f"{answer.status_code} {answer.text[:200]}"
        return answer.content.replace(b",%d\r\n" % turn, b",TURN\r\n")


def known_requests(page: str) -> list[Known]:
    """Look-ups, an entity, a search, and a page; and one answer that is streamed, at the end."""
    look_up = "SELECT ?name (TURN AS ?turn) WHERE { MONDO:0008153 rdfs:label ?name }"
    return [
        Known(f"/sparql?query={quote(look_up)}", _CSV),
        Known("/api/entity/MONDO:0008153"),
        Known("/api/search?q=osseous&limit=20"),
        Known(f"/api/page/{quote(page)}"),
        Known("/entity/MONDO:0008153.ttl"),
        Known("/api/claims?limit=20"),
        Known("/api/network?focus=MONDO:0008153&limit=60"),
        Known(f"/sparql?query={quote(STREAMED)}", _XML),
    ]


async def ask_hostile(client: httpx.AsyncClient, number: int) -> int:
    """A query that is refused, or costs its worker; the status."""
    query = QUERIES[number % len(QUERIES)]
    answer = await client.post("/sparql", content=query, headers={"Content-Type": "application/sparql-query"})
    return answer.status_code


async def send_malformed(address: str, number: int) -> None:
    """Bytes that are no request, whatever comes back."""
    await _talk(address, MALFORMED[number % len(MALFORMED)], reads=1, waits=0.2)


async def hang_up(address: str, number: int) -> None:
    """Go while the answer is made, or in the middle of it."""
    query = (COUNTED, STREAMED)[number % 2]
    await _talk(address, _request(query), reads=number % 3, waits=0.3)


async def read_slowly(address: str) -> None:
    """Take some bytes of a large answer now and then, and go."""
    await _talk(address, _request(STREAMED), reads=4, waits=0.5)


def _request(query: str) -> bytes:
    headers = "Host: localhost\r\nAccept: application/sparql-results+xml"
    return f"GET /sparql?query={quote(query)} HTTP/1.1\r\n{headers}\r\n\r\n".encode()


async def _talk(address: str, sent: bytes, *, reads: int, waits: float) -> None:
    parts = urlsplit(address)
    with contextlib.suppress(OSError, TimeoutError):
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port, limit=1 << 12)
        try:
            writer.write(sent)
            for _ in range(reads):
                async with asyncio.timeout(waits * 2):
                    await reader.read(100)
                await asyncio.sleep(waits)
            if not reads:
                await asyncio.sleep(waits)
        finally:
            writer.transport.abort()
