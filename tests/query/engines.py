"""Other people's engines as servers on loopback, each with one graph, for tests that read a graph over SPARQL."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from pyoxigraph import RdfFormat, parse, serialize
from rdflib import Dataset
from tests import servers
from tests.query.endpoint import answering

from pohgraph.store.graph import open_store
from pohgraph.store.writer import write_store

MOST_ROWS = 700  # of an answer of Virtuoso, which has 10,000 by itself: the graphs of tests are small


@contextmanager
def _rdflib(nquads: Path, _: Path) -> Iterator[str]:
    graph = Dataset()
    with nquads.open("rb") as file:
        graph.parse(file, format="nquads")

    def _answer(sparql: str) -> tuple[str, bytes]:
        return "application/sparql-results+json", graph.query(sparql).serialize(format="json") or b""

    with answering(_answer) as url:
        yield url


@contextmanager
def _oxigraph(nquads: Path, home: Path, *options: str) -> Iterator[str]:
    servers.fill_oxigraph(home / "graph", nquads)
    with servers.oxigraph(home / "graph", *options, command="serve-read-only") as url:
        yield f"{url}/query"


@contextmanager
def _pohgraph(nquads: Path, home: Path) -> Iterator[str]:
    """Our own server."""
    store, port = home / "pohgraph.db", servers.free_port()
    with nquads.open("rb") as file:
        write_store(store, parse(file, format=RdfFormat.N_QUADS), {}, "{}")
    command: list[str | Path] = [sys.executable, "-m", "pohgraph", "serve", "-q", "--workers", "1", "--port", str(port)]
    with servers.running([*command, "--store", store], port):
        yield f"http://127.0.0.1:{port}/sparql"


def _oxigraph_of_all(nquads: Path, home: Path) -> AbstractContextManager[str]:
    """Its default graph is the union of all graphs."""
    return _oxigraph(nquads, home, "--union-default-graph")


@contextmanager
def _virtuoso(nquads: Path, home: Path) -> Iterator[str]:
    """Its default graph is the union of all graphs, and what we call the default graph needs a name."""
    shutil.copy(nquads, home / "graph.nq")
    with servers.virtuoso(home, most_rows=MOST_ROWS) as server:
        server.execute(f"DB.DBA.TTLP_MT(file_to_string_output('{home}/graph.nq'), '', 'urn:default', 512);")
        yield f"{server.url}/sparql"


ENGINES: dict[str, Callable[[Path, Path], AbstractContextManager[str]]] = {
    "rdflib": _rdflib,
    "oxigraph": _oxigraph,
    "oxigraph-union": _oxigraph_of_all,
    "virtuoso": _virtuoso,
    "pohgraph": _pohgraph,
}


class Servers:
    """Servers that are started when they are first asked for, and live as long as the tests."""

    def __init__(self, home: Callable[[str], Path]) -> None:
        self._home = home
        self._stack = ExitStack()
        self._urls: dict[tuple[str, Path], str] = {}

    def url(self, engine: str, store: Path) -> str:
        """The address of an engine's server with the graph of a store."""
        if (engine, store) not in self._urls:
            home = self._home(engine)
            nquads = home / "quads.nq"
            serialize(open_store(store).quads(), output=nquads, format=RdfFormat.N_QUADS)
            self._urls[engine, store] = self._stack.enter_context(ENGINES[engine](nquads, home))
        return self._urls[engine, store]

    def close(self) -> None:
        """End all of them."""
        self._stack.close()
