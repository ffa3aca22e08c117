"""Every ready-made query gives the same rows on other people's engines: rdflib, oxigraph's server and Virtuoso."""

import shutil
import socket
import subprocess
import sysconfig
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, serialize
from rdflib import Dataset
from tests.needs import need_virtuoso
from tests.query.endpoint import answering

from pohgraph.query import CatalogueQuery, catalogue, run_query
from pohgraph.query.result import Cell
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.remote import RemoteStore

pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # of rdflib about itself
_OXIGRAPH = Path(sysconfig.get_path("scripts")) / "oxigraph"  # of the package from PyPI
_SAMPLE = {
    "document-statements": {"document": "pohdoc:first"},
    "phenotype-overlap": {"second": "MONDO:0012912"},
}
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


def _oxigraph_of_all(nquads: Path, home: Path) -> AbstractContextManager[str]:
    """Its default graph is the union of all graphs."""
    return _oxigraph(nquads, home, "--union-default-graph")


@contextmanager
def _virtuoso(nquads: Path, home: Path) -> Iterator[str]:
    """Its default graph is the union of all graphs, and what we call the default graph needs a name."""
    virtuoso, isql = need_virtuoso()
    port, web = _free_port(), _free_port()
    (home / "virtuoso.ini").write_text(_INI.format(home, port, web))
    shutil.copy(nquads, home / "graph.nq")
    load = f"DB.DBA.TTLP_MT(file_to_string_output('{home}/graph.nq'), '', 'urn:default', 512);"
    with _running([virtuoso, "+foreground", "+configfile", home / "virtuoso.ini"], port, web):
        done = subprocess.run(
            [isql, str(port), "dba", "dba", f"EXEC={load}"], check=True, capture_output=True, text=True
        )
        assert "Error" not in done.stdout + done.stderr
        yield f"http://127.0.0.1:{web}/sparql"


_ENGINES: dict[str, Callable[[Path, Path], AbstractContextManager[str]]] = {
    "rdflib": _rdflib,
    "oxigraph": _oxigraph,
    "oxigraph-union": _oxigraph_of_all,
    "virtuoso": _virtuoso,
}


@pytest.fixture(scope="module", params=["sample", "seeds"])
def local(request: pytest.FixtureRequest, sample_path: Path, seeds_path: Path) -> tuple[str, GraphStore]:
    """The hand-made graph, and that of the bundled pages."""
    return request.param, open_store({"sample": sample_path, "seeds": seeds_path}[request.param])


@pytest.fixture(scope="module", params=_ENGINES)
def remote(
    request: pytest.FixtureRequest, local: tuple[str, GraphStore], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RemoteStore]:
    """Another engine's server with the same graph."""
    home = tmp_path_factory.mktemp(request.param)
    nquads = home / "quads.nq"
    serialize(local[1].quads(), output=nquads, format=RdfFormat.N_QUADS)
    with _ENGINES[request.param](nquads, home) as url:
        yield RemoteStore(url)


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_query_gives_the_same_rows_elsewhere(
    query: CatalogueQuery, local: tuple[str, GraphStore], remote: RemoteStore
) -> None:
    """An engine that is stricter, or reads SPARQL in its own way, gives the columns and rows of the embedded one."""
    name, store = local
    params = _SAMPLE.get(query.name, {}) if name == "sample" else {}
    here, there = run_query(store, query.name, params), run_query(remote, query.name, params)
    assert there.columns == here.columns
    assert sorted(there, key=_as_text) == sorted(here, key=_as_text)


@pytest.mark.parametrize("pattern", ["?s a biolink:Gene", "?s a biolink:NoClass"])
def test_yes_and_no_are_the_same_elsewhere(pattern: str, local: tuple[str, GraphStore], remote: RemoteStore) -> None:
    """So is the answer of an ASK, which Virtuoso gives as rows."""
    query = f"ASK {{ {pattern} }}"
    assert run_query(remote, query).rows == run_query(local[1], query).rows


def _as_text(row: tuple[Cell, ...]) -> str:
    return " ".join(map(str, row))


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
