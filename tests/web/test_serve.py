"""`pohgraph serve` with its own workers: the clients people use, the command's own manners, and a graph that is rebuilt."""

import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper
from tests.web.running import Started, serve, start

from pohgraph.api.graph import Graph as OurGraph

_POH = "http://purl.obolibrary.org/obo/MONDO_0008153"
_GENES = "SELECT ?gene WHERE { ?gene biolink:causes MONDO:0008153 }"
_PREFIXED = f"PREFIX biolink: <https://w3id.org/biolink/vocab/> SELECT ?gene WHERE {{ ?gene biolink:causes <{_POH}> }}"


@pytest.fixture(scope="module")
def server(seeds_path: Path) -> Iterator[Started]:
    """One server on the bundled pages for all tests that only read."""
    with serve(seeds_path, "--workers", "2") as started:
        yield started


def test_sparqlwrapper(server: Started) -> None:
    """Every format it knows, by GET and by POST."""
    wrapper = SPARQLWrapper(f"{server.address}/sparql")
    wrapper.setQuery(_PREFIXED)
    wrapper.setReturnFormat(JSON)
    answer = wrapper.queryAndConvert()
    assert isinstance(answer, dict)
    assert [row["gene"]["value"] for row in answer["results"]["bindings"]]
    wrapper.setMethod(POST)
    for format_, part in ((CSV, b"gene"), (XML, b"<variable")):
        wrapper.setReturnFormat(format_)
        assert part in wrapper.query().response.read()
    wrapper.setQuery(f"CONSTRUCT {{ <{_POH}> ?p ?o }} WHERE {{ <{_POH}> ?p ?o }}")
    wrapper.setReturnFormat(TURTLE)
    assert b"progressive osseous heteroplasia" in wrapper.query().response.read()


def test_rdflib(server: Started) -> None:
    """As a store that is read by patterns and by queries."""
    graph = Graph(SPARQLStore(f"{server.address}/sparql"))
    assert len(list(graph.predicate_objects(URIRef(_POH)))) > 3
    assert len(list(graph.query(_PREFIXED))) == 1


def test_pohgraph_query(server: Started, graph: OurGraph) -> None:
    """The answer of a remote graph is that of the graph on disk."""
    remote, local = (
        subprocess.run(
            [sys.executable, "-m", "pohgraph", "query", "disease-phenotypes", "--format", "csv", *where],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for where in (("--endpoint", f"{server.address}/sparql"), ("--store", str(graph.store.path)))
    )
    assert remote == local
    assert remote.count("\n") > 10


def test_an_error_reaches_the_command_line(server: Started) -> None:
    """With its place and its advice, as if the graph were here."""
    command = [sys.executable, "-m", "pohgraph", "query", "ASK { ?s ?p ?o ", "--endpoint", f"{server.address}/sparql"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_entities(server: Started) -> None:
    """As a page, and as RDF by ending or by Accept."""
    with httpx.Client(base_url=server.address) as client:
        page = client.get("/entity/MONDO:0008153", headers={"Accept": "text/html"})
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert "progressive osseous heteroplasia" in page.text
        assert '<script type="application/ld+json">' in page.text
        for ending, media in (
            ("ttl", "text/turtle"),
            ("jsonld", "application/ld+json"),
            ("nt", "application/n-triples"),
        ):
            by_ending = client.get(f"/entity/MONDO:0008153.{ending}")
            by_accept = client.get("/entity/MONDO%3A0008153", headers={"Accept": media})
            assert by_ending.headers["content-type"].partition(";")[0] == media
            assert by_ending.content == by_accept.content
            known = client.get(f"/entity/MONDO:0008153.{ending}", headers={"If-None-Match": by_ending.headers["etag"]})
            assert known.status_code == 304
        for spelling in ("mondo:0008153", "MONDO_0008153", "MONDO:8153"):
            assert client.get(f"/entity/{spelling}.ttl").content == client.get("/entity/MONDO:0008153.ttl").content
        assert client.get("/entity/MONDO:9999999.ttl").status_code == 404
        assert client.get("/entity/MONDO:9999999", headers={"Accept": "text/html"}).status_code == 404
        assert client.get("/entity/MONDO:0008153", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    "path",
    [
        "summary",
        "search?q=calcific",
        "entity/MONDO:0008153",
        "queries",
        "vocabulary",
        "network?focus=MONDO:0008153",
        "claims",
        "decisions",
    ],
)
def test_the_page_is_answered(server: Started, path: str) -> None:
    """Each call that the page makes."""
    answer = httpx.get(f"{server.address}/api/{path}", timeout=40)
    assert answer.status_code == 200, answer.text
    assert answer.json()


def test_a_decision_is_kept(seeds_path: Path, server: Started, tmp_path: Path) -> None:
    """In the file that the command names."""
    claim = httpx.get(f"{server.address}/api/claims?limit=1").json()["claims"][0]["id"]
    file = tmp_path / "mine.tsv"
    with serve(seeds_path, "--workers", "1", "--decisions", str(file)) as own:
        answer = httpx.post(f"{own.address}/api/decisions", json={"claim": claim, "decision": "accept"})
        assert answer.status_code == 200, answer.text
        kept = httpx.get(f"{own.address}/api/decisions").json()["decisions"]
    assert [one["claim"] for one in kept] == [claim]
    assert claim in file.read_text(encoding="utf-8")


def test_a_rebuilt_graph_is_picked_up(sample_path: Path, seeds_path: Path, tmp_path: Path) -> None:
    """Without a restart; the answers of before are no longer known."""
    store = tmp_path / "graph.db"
    shutil.copytree(sample_path, store)
    with serve(store, "--workers", "1") as own, httpx.Client(base_url=own.address) as client:
        count = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}
        first = client.get("/sparql", params=count)
        generation = (seeds_path / "current").read_text().strip()
        shutil.copytree(seeds_path / generation, store / "generation-000099")
        (store / "current.new").write_text("generation-000099\n")
        (store / "current.new").replace(store / "current")
        headers = {"If-None-Match": first.headers["etag"]}
        for _ in range(200):
            again = client.get("/sparql", params=count, headers=headers)
            if again.status_code != 304:
                break
            signal.sigtimedwait([], 0.05)
        assert again.status_code == 200
        assert again.json() != first.json()


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_it_stops_when_told(sample_path: Path, number: int, status: int) -> None:
    """Soon, and without a word."""
    with serve(sample_path, "--workers", "1") as own:
        own.process.send_signal(number)
        assert own.process.wait(20) == status
    assert len(own.said) == 1


def test_each_request_is_written_to_standard_error_where_asked_for(sample_path: Path) -> None:
    """With its address as far as it is short, its status and how long it took; none where nobody asks."""
    for options, lines in (((), 0), (("--access-log",), 2)):
        with serve(sample_path, "--workers", "1", *options) as own:
            assert httpx.get(f"{own.address}/healthz").status_code == 200
            assert httpx.get(f"{own.address}/sparql", params={"query": f"ASK {{{'a' * 30_000}"}).status_code == 400
            own.process.terminate()
            own.process.wait(20)
            signal.sigtimedwait([], 0.2)
        requests = [line for line in own.said if "GET /" in line]
        assert len(requests) == lines
        assert not lines or re.fullmatch(r"\S+ GET /sparql\?query=ASK\S* 400 [\d.]+ ms\n", requests[1])
        assert all(len(line) < 1200 for line in own.said)


def test_answers_are_finished_before_it_stops(seeds_path: Path) -> None:
    """Who has asked already is answered."""
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . FILTER(STR(?c) < STR(?f)) } "
    with serve(seeds_path, "--workers", "1", "--timeout", "2") as own:
        with httpx.Client(base_url=own.address) as client, client.stream("GET", "/healthz"):
            pass
        asking = subprocess.Popen(
            [
                "curl",
                "-s",
                "-o",
                "/dev/null",
                "-w",
                "%{http_code}",
                f"{own.address}/sparql",
                "--data-urlencode",
                f"query={slow}",
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        signal.sigtimedwait([], 0.7)
        own.process.terminate()
        assert asking.communicate(timeout=30)[0] == "503"  # too slow, and told so: not an empty reply
        assert own.process.wait(20) == 0


def test_one_line_says_what_is_wrong(sample_path: Path, tmp_path: Path) -> None:
    """No store, a port that is taken, no such host, a server that anybody could write to."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        cases = (
            (["--store", str(tmp_path / "none.db")], 1, "no store there"),
            (["--store", str(sample_path), "--port", port], 1, "already in use"),
            (["--store", str(sample_path), "--host", "no.such.host.invalid"], 1, "no.such.host.invalid"),
            (["--store", str(sample_path), "--writable"], 2, "--token"),
            (["--store", str(sample_path), "--writable", "--token", "short"], 2, "16 characters"),
        )
        for options, status, reason in cases:
            process = start(options)
            _, said = process.communicate(timeout=60)
            assert (process.returncode, reason in said, "Traceback" in said) == (status, True, False), said


def test_a_second_server_does_not_share_the_port(server: Started, sample_path: Path) -> None:
    """It would get half of the requests."""
    process = start(["--store", str(sample_path), "--port", server.address.rpartition(":")[2]])
    assert "already in use" in process.communicate(timeout=60)[1]
    assert process.returncode == 1


def test_a_server_that_others_can_reach_says_so(sample_path: Path) -> None:
    """And takes any name, but keeps no decisions unless told where."""
    with serve(sample_path, "--workers", "1", "--host", "0.0.0.0") as own:
        assert "can be reached from other machines" in own.said[0]
        assert httpx.get(f"{own.address}/healthz", headers={"Host": "lab.example.org"}).status_code == 200
        assert httpx.get(f"{own.address}/api/decisions").status_code == 403


def test_every_figure_says_what_it_is(server: Started) -> None:
    """To whoever watches many servers."""
    lines = httpx.get(f"{server.address}/metrics").text.splitlines()
    told = [line.split(" ", 3)[2:] for line in lines if line.startswith("# HELP ")]
    assert len(told) >= 14
    assert all(meaning.endswith(".") for _, meaning in told), told


def test_decisions_of_a_browser_filter_the_claims(server: Started) -> None:
    """They come with the question; what is no object of texts is refused in one line."""
    claims = httpx.get(f"{server.address}/api/claims?limit=3").json()["claims"]
    kept = {claims[0]["id"]: "reject", claims[2]["id"]: "accept"}
    rejected = httpx.post(f"{server.address}/api/claims?decision=reject", json=kept).json()
    assert [claim["id"] for claim in rejected["claims"]] == [claims[0]["id"]]
    assert rejected["progress"]["decided"] == 2
    left = httpx.post(f"{server.address}/api/claims?decision=none&limit=1", json=kept).json()
    assert (left["total"], left["claims"][0]["id"]) == (rejected["progress"]["of"] - 2, claims[1]["id"])
    refused = httpx.post(f"{server.address}/api/claims?decision=none", json=[1])
    assert (refused.status_code, "JSON object" in refused.json()["error"]) == (400, True)
