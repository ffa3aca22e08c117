"""Every ready-made query gives the same rows on other people's engines: rdflib, oxigraph's server and Virtuoso."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, serialize
from rdflib import Dataset
from tests import servers
from tests.query.endpoint import answering

from pohgraph.query import CatalogueQuery, catalogue, run_query
from pohgraph.query.result import Cell
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.remote import RemoteStore

pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # of rdflib about itself
_SAMPLE = {
    "document-statements": {"document": "pohdoc:first"},
    "phenotype-overlap": {"second": "MONDO:0012912"},
}


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


def _oxigraph_of_all(nquads: Path, home: Path) -> AbstractContextManager[str]:
    """Its default graph is the union of all graphs."""
    return _oxigraph(nquads, home, "--union-default-graph")


@contextmanager
def _virtuoso(nquads: Path, home: Path) -> Iterator[str]:
    """Its default graph is the union of all graphs, and what we call the default graph needs a name."""
    shutil.copy(nquads, home / "graph.nq")
    with servers.virtuoso(home) as server:
        server.execute(f"DB.DBA.TTLP_MT(file_to_string_output('{home}/graph.nq'), '', 'urn:default', 512);")
        yield f"{server.url}/sparql"


_ENGINES: dict[str, Callable[[Path, Path], AbstractContextManager[str]]] = {
    "rdflib": _rdflib,
    "oxigraph": _oxigraph,
    "oxigraph-union": _oxigraph_of_all,
    "virtuoso": _virtuoso,
}
_LEFT_OUT = {
    **dict.fromkeys(
        ("oxigraph", "oxigraph-union"),
        pytest.mark.skipif(not servers.OXIGRAPH, reason="no oxigraph server on this machine"),
    ),
    "virtuoso": pytest.mark.skipif(not servers.HAS_VIRTUOSO, reason="no Virtuoso on this machine"),
}


@pytest.fixture(scope="module", params=["sample", "seeds"])
def local(request: pytest.FixtureRequest, sample_path: Path, seeds_path: Path) -> tuple[str, GraphStore]:
    """The hand-made graph, and that of the bundled pages."""
    return request.param, open_store({"sample": sample_path, "seeds": seeds_path}[request.param])


@pytest.fixture(scope="module", params=[pytest.param(name, marks=_LEFT_OUT.get(name, ())) for name in _ENGINES])
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
