"""Every ready-made query gives the same rows on other people's engines: rdflib, oxigraph's server and Virtuoso."""

from pathlib import Path

import pytest
from tests.query.engines import ENGINES, Servers

from pohgraph.query import CatalogueQuery, catalogue, run_query
from pohgraph.query.result import Cell
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.remote import RemoteStore

pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # of rdflib about itself
_SAMPLE = {
    "document-statements": {"document": "pohdoc:first"},
    "phenotype-overlap": {"second": "MONDO:0012912"},
}


@pytest.fixture(scope="module", params=["sample", "seeds"])
def local(request: pytest.FixtureRequest, sample_path: Path, seeds_path: Path) -> tuple[str, GraphStore]:
    """The hand-made graph, and that of the bundled pages."""
    return request.param, open_store({"sample": sample_path, "seeds": seeds_path}[request.param])


@pytest.fixture(scope="module", params=[name for name in ENGINES if name != "pohgraph"])
def remote(request: pytest.FixtureRequest, local: tuple[str, GraphStore], servers: Servers) -> RemoteStore:
    """Another engine's server with the same graph."""
    return RemoteStore(servers.url(request.param, local[1].path))


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
