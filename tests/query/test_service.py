"""SERVICE, where it is allowed: the other server is asked once, and by nothing but the query itself."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from pohgraph.cli import app
from pohgraph.errors import QueryError
from pohgraph.query import run_query
from pohgraph.query.syntax import check_syntax
from pohgraph.store.graph import GraphStore

_ANSWER = b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "far"}}]}}'


class _Server(HTTPServer):
    """A SPARQL server of one row, which counts what it is asked."""

    asked = 0


class _Endpoint(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        self.server.asked += 1
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(_ANSWER)))
        self.end_headers()
        self.wfile.write(_ANSWER)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[_Server]:
    """The server, on a free port of this machine."""
    found = _Server(("127.0.0.1", 0), _Endpoint)
    thread = threading.Thread(target=found.serve_forever, args=(0.05,))
    thread.start()
    yield found
    found.shutdown()
    thread.join()
    found.server_close()


def service(server: _Server) -> str:
    """The clause that asks the server."""
    return f"SERVICE <http://127.0.0.1:{server.server_port}/> {{ ?s ?p ?x }}"


@pytest.mark.parametrize(
    "form", ["SELECT ?x {{ {} }}", "SELECT * {{ {} }}", "ASK {{ {} }}", "CONSTRUCT {{ <urn:a> <urn:b> ?x }} {{ {} }}"]
)
def test_server_is_asked_once(sample_store: GraphStore, server: _Server, form: str) -> None:
    """A query and the reading of its answer are one request."""
    result = run_query(sample_store, form.format(service(server)), allow_service=True)
    assert len(result.rows) == 1
    assert server.asked == 1


def test_command_asks_once(sample_path: Path, server: _Server) -> None:
    """So does the command line."""
    query = f"SELECT ?x {{ {service(server)} }}"
    done = CliRunner().invoke(app, ["query", query, "--allow-service", "--store", str(sample_path)])
    assert "far" in done.output
    assert server.asked == 1


@pytest.mark.parametrize("silent", ["", "silent"])
def test_checking_asks_nobody(server: _Server, silent: str) -> None:
    """The syntax of a request is checked without making it."""
    query = f"SELECT * {{ {service(server).replace('SERVICE', f'Service {silent}')} }}"
    assert check_syntax(query, allow_service=True) == ("p", "s", "x")
    assert server.asked == 0


@pytest.mark.parametrize("fault", ["OPTIONAL ?x", "FILTER", "?a ?b"])
def test_place_of_a_fault_behind_a_request_stays(server: _Server, fault: str) -> None:
    """A fault behind the clause is found where it stands in the query as it was written."""
    query = f"SELECT * {{ {service(server)}\n {fault} }}"
    with pytest.raises(QueryError) as caught:
        check_syntax(query, allow_service=True)
    with pytest.raises(QueryError) as without:
        check_syntax(query.replace(service(server), " " * len(service(server))))
    assert caught.value.line == 2
    assert caught.value.column == without.value.column
