"""A server that takes changes: from whom, which, and that no reader ever sees half of one."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from tests.web.running import Started, serve

from pohgraph.store.directory import new_generation
from pohgraph.store.graph import open_store

_TOKEN = "correct horse battery staple"
_WRITES = {"Authorization": f"Bearer {_TOKEN}"}
_UPDATE = {"Content-Type": "application/sparql-update"}
_GRAPH = "http://example.org/mine"


@pytest.fixture(scope="module")
def writable(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Started, Path]]:
    """A writable server, and its store."""
    store = tmp_path_factory.mktemp("writable") / "graph.db"
    shutil.copytree(sample_path, store)
    with serve(store, "--workers", "2", "--timeout", "5", "--writable", env={"POHGRAPH_TOKEN": _TOKEN}) as own:
        yield own, store


@pytest.fixture
def client(writable: tuple[Started, Path]) -> Iterator[httpx.Client]:
    """A client that has the token."""
    with httpx.Client(base_url=writable[0].address, headers=_WRITES, timeout=20) as client:
        yield client


def test_an_update_is_seen_by_the_next_query(client: httpx.Client) -> None:
    """At both addresses, in both forms."""
    data = "INSERT DATA { <urn:a> <urn:p> %d }"
    answers = (
        client.post("/update", content=data % 1, headers=_UPDATE),
        client.post("/sparql", content=data % 2, headers=_UPDATE),
        client.post("/update", data={"update": data % 3}),
        client.post("/sparql", data={"update": data % 4}),
    )
    assert [answer.status_code for answer in answers] == [204] * 4
    rows = client.get("/sparql", params={"query": "SELECT ?o { <urn:a> <urn:p> ?o } ORDER BY ?o"}).json()
    assert [row["o"]["value"] for row in rows["results"]["bindings"]] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer wrong", f"Basic {_TOKEN}", f"Bearer {_TOKEN}x", "Bearer é"])
def test_who_has_not_the_token_may_only_read(writable: tuple[Started, Path], given: str) -> None:
    """401, whatever the request is."""
    headers = [(b"Authorization", given.encode())]
    with httpx.Client(base_url=writable[0].address, headers=headers) as client:
        answers = (
            client.post("/update", content="CLEAR ALL", headers=_UPDATE),
            client.post("/sparql", content="CLEAR ALL", headers=_UPDATE),
            client.put("/graphs?default", content="", headers={"Content-Type": "text/turtle"}),
            client.delete("/graphs?default"),
        )
        assert [answer.status_code for answer in answers] == [401] * 4
        assert "Bearer" in answers[0].headers["www-authenticate"]
        assert client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True


def test_only_writers_may_send_much(client: httpx.Client, writable: tuple[Started, Path]) -> None:
    """What others send is bounded as on a server that only reads."""
    update = "INSERT DATA { <urn:long> <urn:p> 1 } #".ljust(2 << 20)
    assert httpx.post(f"{writable[0].address}/sparql", content=update, headers=_UPDATE).status_code == 413
    assert httpx.post(f"{writable[0].address}/sparql", data={"query": update}).status_code == 413
    assert client.post("/sparql", content=update, headers=_UPDATE).status_code == 204


@pytest.mark.parametrize(
    ("update", "status"),
    [
        ("INSERT DATA { <urn:a> }", 400),
        ("LOAD <http://127.0.0.1/x>", 400),
        ("load silent <file:///etc/passwd>", 400),
        ("INSERT DATA {} ; LOADSILENT<http://127.0.0.1/x>", 400),
        ("PREFIX e: <http://127.0.0.1/> LOADe:x", 400),
        ("INSERT DATA { <urn:half> <urn:p> 1 } ; LOADSILENTrdfs:label", 400),
        ("INSERT { ?s ?p ?o } WHERE { SERVICErdfs:label { ?s ?p ?o } }", 400),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 400),
        ("INSERT DATA { <urn:half> <urn:p> 1 } ; INSERT DATA { <urn:half> }", 400),
        (f"INSERT DATA {{ <urn:half> <urn:p> 1 }} ; ASK {'{' * 20_000}", 503),
    ],
)
def test_a_wrong_update_changes_nothing(client: httpx.Client, update: str, status: int) -> None:
    """Not even by half, and the server goes on."""
    answer = client.post("/update", content=update, headers=_UPDATE)
    assert answer.status_code in {status, 400}, answer.text
    assert answer.json()["error"]
    assert client.get("/sparql", params={"query": "ASK { <urn:half> ?p ?o }"}).json()["boolean"] is False


def test_an_update_that_takes_too_long_is_stopped(client: httpx.Client, writable: tuple[Started, Path]) -> None:
    """And leaves the graph, and the next writer, alone."""
    slow = "INSERT { <urn:slow> <urn:p> ?f } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(STR(?c) < STR(?f)) }"
    assert client.post("/update", content=slow, headers=_UPDATE).status_code == 503
    assert client.post("/update", content="INSERT DATA { <urn:b> <urn:p> 1 }", headers=_UPDATE).status_code == 204
    with open_store(writable[1]) as store:
        assert not store.query("ASK { <urn:slow> ?p ?o }")


def test_whole_graphs(client: httpx.Client) -> None:
    """The Graph Store Protocol: put, read, add, drop."""
    turtle = {"Content-Type": "text/turtle"}
    where = f"/graphs?graph={_GRAPH}"
    assert client.get(where).status_code == 404
    assert client.put(where, content="<a> <urn:p> 1 .", headers=turtle).status_code == 201
    assert client.get(where, headers={"Accept": "application/n-triples"}).text.startswith("<http://example.org/a> ")
    assert client.post(where, content="<b> <urn:p> 2 .", headers=turtle).status_code == 204
    assert client.get(where, headers={"Accept": "application/n-triples"}).text.count("\n") == 2
    nt = {"Content-Type": "application/n-triples"}
    assert client.put(where, content="<urn:c> <urn:p> <urn:d> .", headers=nt).status_code == 204
    assert client.get(where, headers={"Accept": "application/n-triples"}).text.count("\n") == 1
    assert client.head(where).status_code == 200
    assert client.delete(where).status_code == 204
    assert client.delete(where).status_code == 404
    assert client.get("/graphs?default", headers={"Accept": "application/n-triples"}).text.count("\n") > 10


@pytest.mark.parametrize(
    ("method", "address", "type_", "body", "status"),
    [
        ("PUT", "/graphs", "text/turtle", "", 400),
        ("PUT", "/graphs?default&graph=urn:x", "text/turtle", "", 400),
        ("PUT", "/graphs?graph=relative", "text/turtle", "", 400),
        ("PUT", "/graphs?graph=urn:x", "text/csv", "", 415),
        ("PUT", "/graphs?graph=urn:x", "text/turtle", "<a> <b", 400),
        ("PUT", "/graphs?graph=urn:x", "application/n-triples", b"\xff\xfe", 400),
        ("GET", "/graphs?graph=relative", "", "", 400),
        ("PATCH", "/graphs?default", "", "", 405),
        ("GET", "/update", "", "", 405),
        ("POST", "/update", "application/sparql-query", "ASK {}", 400),
        ("POST", "/update?using-graph-uri=urn:x", "application/sparql-update", "CLEAR ALL", 400),
    ],
)
def test_wrong_requests_change_nothing(
    client: httpx.Client, method: str, address: str, type_: str, body: str | bytes, status: int
) -> None:
    """Each is told why."""
    answer = client.request(method, address, content=body, headers={"Content-Type": type_} if type_ else {})
    assert answer.status_code == status, answer.text


def test_no_reader_sees_half_of_a_change(client: httpx.Client) -> None:
    """Two triples are written at once, and never seen alone; no reader fails meanwhile."""
    pair = "DELETE { ?s <urn:pair> ?o } INSERT { <urn:x> <urn:pair> %d . <urn:y> <urn:pair> %d } WHERE { OPTIONAL { ?s <urn:pair> ?o } }"
    query = "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?o) AS ?d) { ?s <urn:pair> ?o }"

    def read(_: int) -> tuple[str, str]:
        row = client.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]
        return row["n"]["value"], row["d"]["value"]

    with ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(client.post, "/update", content=pair % (n, n), headers=_UPDATE) for n in range(2)]
        seen = set(pool.map(read, range(24)))
        assert [one.result().status_code for one in writing] == [204] * 2
    assert seen <= {("0", "0"), ("2", "1")}


def test_a_build_and_an_update_never_meet(client: httpx.Client, writable: tuple[Started, Path]) -> None:
    """Who comes second is told to wait."""
    with suppress(RuntimeError), new_generation(writable[1]):
        answer = client.post("/update", content="INSERT DATA { <urn:c> <urn:p> 1 }", headers=_UPDATE)
        raise RuntimeError  # nothing goes live
    assert answer.status_code == 503
    assert "another build is writing" in answer.json()["error"]


def test_a_server_that_only_reads_says_how_to_write(sample_path: Path) -> None:
    """403 at every address that writes."""
    with serve(sample_path, "--workers", "1") as own, httpx.Client(base_url=own.address, headers=_WRITES) as client:
        answers = (
            client.post("/update", content="CLEAR ALL", headers=_UPDATE),
            client.post("/sparql", content="CLEAR ALL", headers=_UPDATE),
            client.get("/graphs?default"),
            client.put("/graphs?default", content="", headers={"Content-Type": "text/turtle"}),
        )
        assert [answer.status_code for answer in answers] == [403] * 4
        assert all("--writable" in answer.json()["hint"] for answer in answers)


def test_no_graph_is_given_by_half(sample_path: Path, tmp_path: Path) -> None:
    """Who puts back what he got would lose the rest."""
    shutil.copytree(sample_path, tmp_path / "graph.db")
    with serve(tmp_path / "graph.db", "--workers", "1", "--max-rows", "5", "--writable", "--token", _TOKEN) as own:
        answer = httpx.get(f"{own.address}/graphs?default")
        assert (answer.status_code, "more than 5 triples" in answer.json()["error"]) == (403, True)
