"""How fast `pohgraph serve` answers: against the same query asked of the engine itself, rdflib-endpoint and Oxigraph's server.

All are asked in one run on one machine, one server after the other: the time of one look-up after another (median) over one
connection that is kept, and look-ups a second over several. Some look-ups before are not counted. Answers are SPARQL's JSON
and not compressed. A look-up asks for the phenotypes of one disease, each time of another one; no two queries are the same (they
differ in a LIMIT that no answer reaches), so nothing is answered from what a server remembers. "asked again" is pohgraph with
queries that it has answered before, which it remembers: it says nothing of the others and counts for no aim.

rdflib-endpoint takes minutes to load a large graph, so it serves the graph of the bundled pages alone and is asked for their
diseases, which favours it. The load comes from this process, which shares the processors with the server that it measures. Processor time is that of
the server and its workers; other work on the machine disturbs it least (Linux only).
"""

import argparse
import asyncio
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count, cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from pyoxigraph import DefaultGraph, QueryResultsFormat, QuerySolutions, RdfFormat, Store
from repeated_graph import make_graph

from pohgraph.pipeline.graph import build
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.directory import live_generation
from pohgraph.store.graph import open_store

_LOOK_UP = """SELECT ?id ?label WHERE {{
  ?claim rdf:subject <{disease}> ; rdf:predicate biolink:has_phenotype ; rdf:object ?id . ?id rdfs:label ?label }}"""
_DISEASES = "SELECT DISTINCT ?d WHERE { ?c rdf:subject ?d ; rdf:predicate biolink:has_phenotype } ORDER BY ?d LIMIT 500"
_NUMBERS = count(100_000)  # of the LIMITs
_PATIENCE = 600.0  # seconds until a server has loaded its graph
_PEER = "rdflib-endpoint"
_WARM = 30  # look-ups that are not counted
_AGAIN = "  asked again"
# The aims: p50 at most so many times the engine's own plus 1 ms; so many times rdflib-endpoint's rate.
_SLOWER, _MORE = 3.0, 10.0
_MS = 1000.0


class Measure(NamedTuple):
    """Median and 95 % of one look-up in ms, look-ups a second over all connections, and processor time of one in ms."""

    p50: float
    p95: float
    rate: float
    processor: float


def main() -> None:
    """Make the graph, start the servers one after the other, print the table."""
    options = _options()
    with TemporaryDirectory(prefix="pohgraph-benchmark-") as name:
        folder = Path(name)
        store = options.store or folder / "graph.db"
        seeds = folder / "seeds.db"
        if options.store is None:
            make_graph(store, seeds, options.quads)
        else:
            build(store=seeds)
        with open_store(store) as graph:
            quads = len(graph)
        queries = _look_ups(store)
        found = {"the engine itself": _measured_engine(store, queries, options.requests)}
        servers = _servers(store, seeds, folder, options.workers)
        for name_, (command, path) in servers.items():
            print(f"measuring {name_}", file=sys.stderr)
            with _served(command, path) as (address, pid):
                asked = _look_ups(seeds) if name_ == _PEER else queries
                time.sleep(options.rest)
                given = (address, pid, asked, options.requests, options.connections)
                found[name_] = asyncio.run(_measured(*given, anew=True))
                if name_ == "pohgraph serve":
                    found[_AGAIN] = asyncio.run(_measured(*given, anew=False))
    _print(found, quads, options.connections)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, default=100_000, help="how large the graph is (default %(default)s)")
    parser.add_argument("--store", type=Path, help="this graph instead")
    parser.add_argument("--requests", type=int, default=1000, help="look-ups of each kind (default %(default)s)")
    parser.add_argument("--connections", type=int, default=8, help="at the same time (default %(default)s)")
    parser.add_argument(
        "--rest", type=float, default=10, help="seconds that a server has to prepare (default %(default)s)"
    )
    parser.add_argument("--workers", type=int, default=2, help="of pohgraph serve (default %(default)s)")
    return parser.parse_args()


def _look_ups(store: Path) -> list[str]:
    """The query for each disease of a graph."""
    with open_store(store) as graph:
        rows = graph.query(_DISEASES)
        assert isinstance(rows, QuerySolutions)
        return [_LOOK_UP.format(disease=row["d"].value) for row in rows]


def _servers(store: Path, seeds: Path, folder: Path, workers: int) -> dict[str, tuple[list[str], str]]:
    """Each server's command, with PORT for its port, and the path of its endpoint."""
    bin_ = Path(sys.executable).parent
    found = {
        "pohgraph serve": (
            [
                sys.executable,
                "-m",
                "pohgraph",
                "serve",
                "--store",
                str(store),
                "--port",
                "PORT",
                "--workers",
                str(workers),
            ],
            "/sparql",
        )
    }
    if (bin_ / "oxigraph").exists():
        location = str(live_generation(store) / "graph")
        command = [str(bin_ / "oxigraph"), "serve-read-only", "--location", location, "--bind", "127.0.0.1:PORT"]
        found["oxigraph serve-read-only"] = (command, "/query")
    if (bin_ / "rdflib-endpoint").exists():
        turtle = folder / "seeds.ttl"
        with open_store(seeds) as graph:
            Store.read_only(str(live_generation(graph.path) / "graph")).dump(
                str(turtle), format=RdfFormat.TURTLE, from_graph=DefaultGraph()
            )
        command = [str(bin_ / "rdflib-endpoint"), "serve", str(turtle), "--host", "127.0.0.1", "--port", "PORT"]
        found[_PEER] = (command, "/")
    return found


@contextmanager
def _served(command: Sequence[str], path: str) -> Iterator[tuple[str, int]]:
    """The address of a server's endpoint and its process, while it runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603 - commands of `_servers`
        [part.replace("PORT", str(port)) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(process, port)
        yield f"http://127.0.0.1:{port}{path}", process.pid
    finally:
        process.terminate()
        process.wait(30)


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    sys.exit(f"this does not answer: {process.args!r}")


def _measured_engine(store: Path, queries: Sequence[str], times_: int) -> Measure:
    """The same answers as bytes of JSON, without a server; one after the other."""
    engine = Store.read_only(str(live_generation(store) / "graph"))
    prefixes = prefix_map()

    def ask(query: str) -> None:
        answer = engine.query(query, prefixes=prefixes)
        assert isinstance(answer, QuerySolutions)
        answer.serialize(format=QueryResultsFormat.JSON)

    before = time.process_time()
    times = _timed(ask, queries, times_)
    processor = (time.process_time() - before) / (times_ + _WARM)
    return Measure(*_percentiles(times), len(times) / sum(times), processor * _MS)


def _asked(queries: Sequence[str], times: int, *, anew: bool) -> list[str]:
    """So many queries: all of them different, or the same ones again and again."""
    again = islice(cycle(queries), times)
    return [f"{query} LIMIT {next(_NUMBERS)}" for query in again] if anew else list(again)


def _timed(ask: Callable[[str], object], queries: Sequence[str], times_: int) -> list[float]:
    times = []
    for number, query in enumerate(_asked(queries, _WARM + times_, anew=True)):
        began = time.perf_counter()
        ask(query)
        if number >= _WARM:
            times.append(time.perf_counter() - began)
    return times


async def _measured(
    address: str, pid: int, queries: Sequence[str], times_: int, connections: int, *, anew: bool
) -> Measure:
    one = await Client.open(address)
    await one.ask_all(_asked(queries, _WARM if anew else len(queries), anew=anew))
    times = await one.ask_all(_asked(queries, times_, anew=anew))
    many = [await Client.open(address) for _ in range(connections)]
    places = [place % len(queries) for place in range(connections)]
    shares = [_asked((*queries[at:], *queries[:at]), times_ // connections, anew=anew) for at in places]
    for client, share in zip(many, shares, strict=True):
        await client.ask_all(share[:1])
        del share[:1]
    before, began = _processor_seconds(pid), time.perf_counter()
    await asyncio.gather(*(client.ask_all(share) for client, share in zip(many, shares, strict=True)))
    count_ = sum(map(len, shares))
    rate = count_ / (time.perf_counter() - began)
    processor = (_processor_seconds(pid) - before) / count_ * _MS
    for client in (one, *many):
        client.close()
    return Measure(*_percentiles(times), rate, processor)


def _processor_seconds(pid: int) -> float:
    """What a process and those that it started have used; not a number where the system does not tell."""
    ticks = 0
    try:
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                fields = (folder / "stat").read_text(encoding="ascii").rpartition(")")[2].split()
                is_aside = b"void" in (folder / "cmdline").read_bytes()  # counts the graph once, whoever asks
                if pid in (int(folder.name), int(fields[1])) and not is_aside:
                    ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError):
        return float("nan")


class Client:
    """One connection that is kept; it reads answers with a length and chunked ones. A client that costs more would hide the server."""

    def __init__(self, address: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        parts = urlsplit(address)
        self._path, self._host = parts.path, parts.netloc
        self._reader, self._writer = reader, writer
        self._prologue = "".join(
            f"PREFIX {name}: <{iri}> " for name, iri in prefix_map().items() if name in {"rdf", "rdfs", "biolink"}
        )

    @classmethod
    async def open(cls, address: str) -> "Client":
        """Connect."""
        parts = urlsplit(address)
        return cls(address, *await asyncio.open_connection(parts.hostname, parts.port))

    async def ask_all(self, queries: Sequence[str]) -> list[float]:
        """Ask one after the other; the seconds of each."""
        times = []
        for query in queries:
            began = time.perf_counter()
            await self._ask(query)
            times.append(time.perf_counter() - began)
        return times

    async def _ask(self, query: str) -> bytes:
        target = f"{self._path}?query={quote(self._prologue + query)}"
        self._writer.write(
            f"GET {target} HTTP/1.1\r\nHost: {self._host}\r\nAccept: application/sparql-results+json\r\n\r\n".encode()
        )
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        if " 200 " not in head.partition("\r\n")[0]:
            sys.exit(f"no answer from {self._host}: {head}")
        body = b""
        if "transfer-encoding: chunked" in head:
            while size := int(await self._reader.readline(), 16):
                body += (await self._reader.readexactly(size + 2))[:-2]
            await self._reader.readline()
        else:
            length = int(head.partition("content-length:")[2].partition("\r\n")[0])
            body = await self._reader.readexactly(length)
        if b'"bindings"' not in body:
            sys.exit(f"no results from {self._host}: {body[:200]!r}")
        return body

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


def _percentiles(times: Sequence[float]) -> tuple[float, float]:
    return statistics.median(times) * _MS, sorted(times)[int(len(times) * 0.95)] * _MS


def _print(found: dict[str, Measure], quads: int, connections: int) -> None:
    print(f"{quads:,} quads, {connections} connections")
    print(f"{'':<28}{'p50 ms':>10}{'p95 ms':>10}{'requests/s':>12}{'processor ms':>14}{'x engine p50':>14}")
    raw = found["the engine itself"]
    for name, measure in found.items():
        times = f"{measure.p50:>10.2f}{measure.p95:>10.2f}{measure.rate:>12.0f}{measure.processor:>14.2f}"
        print(f"{name:<28}{times}{measure.p50 / raw.p50:>14.1f}")
    ours = found["pohgraph serve"]
    most = _SLOWER * raw.p50 + 1
    print(f"{'met   ' if ours.p50 <= most else 'missed'}  p50 {ours.p50:.2f} ms; aim: at most {most:.2f} ms")
    if peer := found.get(_PEER):
        ratio = ours.rate / peer.rate
        print(
            f"{'met   ' if ratio >= _MORE else 'missed'}  {ratio:.1f} times the requests of rdflib-endpoint; aim: {_MORE:g}"
        )


if __name__ == "__main__":
    main()
