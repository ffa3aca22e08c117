"""Other people's engines as servers on loopback, each with one graph, for tests that read a graph over SPARQL."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse, serialize
from rdflib import Dataset
from tests.query.endpoint import answering

from pohgraph.store.graph import open_store
from pohgraph.store.writer import write_store

_OXIGRAPH = shutil.which("oxigraph")
_VIRTUOSO, _ISQL = shutil.which("virtuoso-t"), shutil.which("isql-vt")
MOST_ROWS = 700  # of an answer of Virtuoso, which has 10,000 by itself: the graphs of tests are small
_START = 60  # seconds that a server has to start
_INI = """
[Database]
DatabaseFile = {0}/virtuoso.db
ErrorLogFile = {0}/virtuoso.log
LockFile = {0}/virtuoso.lck
TransactionFile = {0}/virtuoso.trx
xa_persistent_file = {0}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {0}/temporary.db
TransactionFile = {0}/temporary.trx
[Parameters]
ServerPort = {1}
DirsAllowed = {0}
NumberOfBuffers = 4000
[SPARQL]
ResultSetMaxRows = {3}
[HTTPServer]
ServerPort = 127.0.0.1:{2}
ServerThreads = 2
"""


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
    assert _OXIGRAPH
    subprocess.run([_OXIGRAPH, "load", "--location", home / "graph", "--file", nquads], check=True, capture_output=True)
    port = _free_port()
    command: list[str | Path] = [
        _OXIGRAPH,
        "serve-read-only",
        "--location",
        home / "graph",
        "--bind",
        f"127.0.0.1:{port}",
        *options,
    ]
    with _running(command, port):
        yield f"http://127.0.0.1:{port}/query"


@contextmanager
def _pohgraph(nquads: Path, home: Path) -> Iterator[str]:
    """Our own server."""
    store, port = home / "pohgraph.db", _free_port()
    with nquads.open("rb") as file:
        write_store(store, parse(file, format=RdfFormat.N_QUADS), {}, "{}")
    command: list[str | Path] = [sys.executable, "-m", "pohgraph", "serve", "-q", "--workers", "1", "--port", str(port)]
    with _running([*command, "--store", store], port):
        yield f"http://127.0.0.1:{port}/sparql"


def _oxigraph_of_all(nquads: Path, home: Path) -> AbstractContextManager[str]:
    """Its default graph is the union of all graphs."""
    return _oxigraph(nquads, home, "--union-default-graph")


@contextmanager
def _virtuoso(nquads: Path, home: Path) -> Iterator[str]:
    """Its default graph is the union of all graphs, and what we call the default graph needs a name."""
    assert _VIRTUOSO
    assert _ISQL
    port, web = _free_port(), _free_port()
    (home / "virtuoso.ini").write_text(_INI.format(home, port, web, MOST_ROWS))
    shutil.copy(nquads, home / "graph.nq")
    load = f"DB.DBA.TTLP_MT(file_to_string_output('{home}/graph.nq'), '', 'urn:default', 512);"
    with _running([_VIRTUOSO, "+foreground", "+configfile", home / "virtuoso.ini"], port, web):
        done = subprocess.run(
            [_ISQL, str(port), "dba", "dba", f"EXEC={load}"], check=True, capture_output=True, text=True
        )
        assert "Error" not in done.stdout + done.stderr
        yield f"http://127.0.0.1:{web}/sparql"


ENGINES: dict[str, Callable[[Path, Path], AbstractContextManager[str]]] = {
    "rdflib": _rdflib,
    "oxigraph": _oxigraph,
    "oxigraph-union": _oxigraph_of_all,
    "virtuoso": _virtuoso,
    "pohgraph": _pohgraph,
}
LEFT_OUT = {
    **dict.fromkeys(
        ("oxigraph", "oxigraph-union"),
        pytest.mark.skipif(not _OXIGRAPH, reason="no oxigraph server on this machine"),
    ),
    "virtuoso": pytest.mark.skipif(not (_VIRTUOSO and _ISQL), reason="no Virtuoso on this machine"),
}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def _running(command: list[str | Path], *ports: int) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            end = time.monotonic() + _START
            while not all(map(_listening, ports)):
                assert server.poll() is None, f"{command[0]} stopped"
                assert time.monotonic() < end, f"{command[0]} does not start"
                time.sleep(0.1)
            yield
        finally:
            server.terminate()


def _listening(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


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
