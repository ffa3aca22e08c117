"""A remote endpoint, spoken to over HTTP: the tests run a server of the protocol on the sample graph."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.query.endpoint import serving

from pohgraph.errors import QueryError
from pohgraph.query import run_query
from pohgraph.store.graph import GraphStore
from pohgraph.store.remote import RemoteStore


@pytest.fixture(scope="module")
def endpoint_url(sample_path: Path) -> Iterator[str]:
    """A server on a free port of this machine."""
    with serving(sample_path) as url:
        yield url


@pytest.mark.parametrize(
    "query", ["disease-phenotypes", "identifiers", "SELECT * { ?z a ?b }", "ASK {}", "DESCRIBE GARD:109"]
)
def test_endpoint_answers_like_the_local_graph(sample_store: GraphStore, endpoint_url: str, query: str) -> None:
    """The same query gives the same columns and rows from an endpoint that knows no prefix of ours."""
    here, there = run_query(sample_store, query), run_query(RemoteStore(endpoint_url), query)
    assert there.columns == here.columns
    assert set(there) == set(here)


def test_names_are_looked_up_at_the_endpoint(endpoint_url: str) -> None:
    """A parameter may be a name there, too."""
    assert len(run_query(RemoteStore(endpoint_url), "disease-genes", {"disease": "poh"})) == 1


@pytest.mark.parametrize(
    ("path", "message"),
    [("/page", "answered in text/html"), ("/slow", "no complete answer within 0.2 seconds")],
)
def test_wrong_answer_is_explained(endpoint_url: str, path: str, message: str) -> None:
    """A web page instead of a result, or no answer in time, is a clear error with the address."""
    with pytest.raises(QueryError, match=message) as caught:
        run_query(RemoteStore(endpoint_url + path, timeout=0.2), "ASK {}")
    assert caught.value.name == endpoint_url + path


def test_refusal_of_the_server_is_passed_on(endpoint_url: str) -> None:
    """What the server says of a query it refuses is in the error."""
    with pytest.raises(QueryError, match=r"HTTP 400 .*expected"):
        RemoteStore(endpoint_url).query("SELECT")


def test_unreachable_server_is_an_error() -> None:
    """Nobody listening is a clear error."""
    with pytest.raises(QueryError, match="cannot be reached"):
        run_query(RemoteStore("http://127.0.0.1:9/sparql", timeout=2), "ASK {}")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "sparql", "http://", "ftp://example.org/"])
def test_other_addresses_are_refused(address: str) -> None:
    """Only http and https are spoken."""
    with pytest.raises(QueryError, match="is not the address of an endpoint"):
        RemoteStore(address)
