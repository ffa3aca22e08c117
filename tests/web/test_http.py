"""What HTTP offers beside the protocol: streams, compression, caches, other sites, limits and names."""

import json
import socket
import subprocess
from contextlib import ExitStack
from time import monotonic, sleep

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from tests.web.conftest import Served

_ALL = "SELECT * WHERE { ?s ?p ?o } ORDER BY ?o"
_CONSTRUCT = "CONSTRUCT WHERE { ?s ?p ?o }"


def test_a_long_answer_is_streamed(client: httpx.Client) -> None:
    """It has no length, and comes in pieces."""
    with client.stream("GET", "/sparql", params={"query": _ALL}, headers={"Accept-Encoding": "identity"}) as answer:
        assert "content-length" not in answer.headers
        pieces = list(answer.iter_raw())
    assert len(pieces) > 1
    assert len(json.loads(b"".join(pieces))["results"]["bindings"]) == 1000


def test_answers_are_compressed_for_who_can_read_it(client: httpx.Client) -> None:
    """The same rows in fewer bytes; caches are told that the two differ."""
    plain = client.get("/sparql", params={"query": _ALL}, headers={"Accept-Encoding": "identity"})
    packed = client.get("/sparql", params={"query": _ALL}, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.json() == plain.json()
    assert {part.strip() for part in packed.headers["vary"].split(",")} >= {"Accept", "Accept-Encoding"}


def test_an_answer_that_is_known_is_not_made_again(client: httpx.Client, served: Served) -> None:
    """304 without a worker; another format, query or graph is another answer."""
    first = client.get("/sparql", params={"query": _ALL})
    known = {"If-None-Match": first.headers["etag"]}
    before = len(served.asks.asked)
    again = client.get("/sparql", params={"query": _ALL}, headers=known)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert len(served.asks.asked) == before
    assert client.get("/sparql", params={"query": _ALL}, headers={**known, "Accept": "text/csv"}).status_code == 200
    assert client.get("/sparql", params={"query": f"{_ALL} LIMIT 1"}, headers=known).status_code == 200
    served.asks.version = "generation-2 2"
    try:
        assert client.get("/sparql", params={"query": _ALL}, headers=known).status_code == 200
    finally:
        served.asks.version = "generation-1 1"


@pytest.mark.parametrize(
    "query", ["SELECT (NOW() AS ?now) {}", "SELECT (RAND() AS ?x) {}", "SELECT (uuid () AS ?x) {}"]
)
def test_what_changes_is_not_kept(client: httpx.Client, query: str) -> None:
    """An answer with the time in it is no answer for later."""
    answer = client.get("/sparql", params={"query": query})
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_head_has_the_headers_of_get(client: httpx.Client) -> None:
    """And no body."""
    head, get = (client.request(method, "/sparql", params={"query": "ASK {}"}) for method in ("HEAD", "GET"))
    assert head.content == b""
    assert {head.headers[name] == get.headers[name] for name in ("etag", "content-type")} == {True}


@pytest.mark.parametrize("path", ["/sparql", "/sparql?query=ASK%20%7B%7D", "/.well-known/void", "/"])
def test_head_tells_no_wrong_length(client: httpx.Client, path: str) -> None:
    """That of the body, or none: a client that asks for the size before it loads would think that there is nothing."""
    plain = {"Accept-Encoding": "identity"}
    length = client.head(path, headers=plain).headers.get("content-length")
    assert length in {None, str(len(client.get(path, headers=plain).content))}


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/sparql", {"GET", "HEAD", "POST", "OPTIONS"}),
        ("/api/claims", {"GET", "HEAD", "POST", "OPTIONS"}),
        ("/entity/HP:1", {"GET", "HEAD", "OPTIONS"}),
        ("/healthz", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_options_says_which_methods_there_are(client: httpx.Client, path: str, methods: set[str]) -> None:
    """Outside of CORS, too, and the same as whoever uses another method is told."""
    answer, refused = client.options(path), client.delete(path)
    assert (answer.status_code, refused.status_code) == (204, 405)
    assert {frozenset(one.headers["allow"].split(", ")) for one in (answer, refused)} == {frozenset(methods)}


def test_other_sites_may_ask(client: httpx.Client) -> None:
    """A page elsewhere can query, and read our headers."""
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "ETag" in answer.headers["access-control-expose-headers"]
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    before = client.options("/sparql", headers={**asked, "Access-Control-Request-Headers": "content-type"})
    assert before.status_code == 200
    assert "POST" in before.headers["access-control-allow-methods"]


@pytest.mark.parametrize("path", ["/api/decisions", "/api/summary", "/metrics", "/", "/sparq"])
def test_other_sites_may_not_read_what_is_for_our_page(client: httpx.Client, path: str) -> None:
    """What curators decide, texts, and the figures of the server."""
    asked = {"Origin": "https://elsewhere.example"}
    assert "access-control-allow-origin" not in client.get(path, headers=asked).headers
    before = client.options(path, headers={**asked, "Access-Control-Request-Method": "POST"})
    assert "access-control-allow-origin" not in before.headers


def test_other_sites_may_not_decide(client: httpx.Client, served: Served) -> None:
    """A decision is taken from our own page, and never from a form that any page can send."""
    decision = {"claim": "x", "decision": "accept"}
    own = client.post("/api/decisions", json=decision, headers={"Origin": served.address})
    assert own.json() == ["decide", {"decisions": "decisions.tsv", "decision": decision}]
    assert (
        client.post("/api/decisions", json=decision, headers={"Origin": "https://elsewhere.example"}).status_code == 403
    )
    assert client.post("/api/decisions", json=decision, headers={"Origin": "null"}).status_code == 403
    text = {"Content-Type": "text/plain"}
    assert client.post("/api/decisions", content=json.dumps(decision), headers=text).status_code == 415


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:1", 200),
        ("LOCALHOST", 200),
        ("[::1]:8765", 200),
        ("graph.example.org", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("", 421),
        ("localhost:80@evil.example", 421),
        ('localhost:80"><script>', 421),
    ],
)
def test_only_our_own_names_are_answered(client: httpx.Client, host: str, status: int) -> None:
    """A name that somebody else has pointed at this machine is not ours."""
    assert client.get("/healthz", headers={"Host": host}).status_code == status


def test_browsers_are_told_what_to_allow(client: httpx.Client) -> None:
    """On pages, on answers and on errors."""
    for path in ("/", "/sparql?query=ASK{}", "/nowhere", "/api/nowhere", "/static/app.js"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_long_requests_are_refused(client: httpx.Client) -> None:
    """Whether they say how long they are or not."""
    headers = {"Content-Type": "application/sparql-query"}
    assert client.post("/sparql", content=b"#" * 10_001, headers=headers).status_code == 413
    pieces = (b"#" * 1000 for _ in range(11))
    assert client.post("/sparql", content=pieces, headers=headers).status_code == 413
    refused = client.post("/api/read", content=b"a" * 20_001)
    assert refused.status_code == 413
    assert "pohgraph extract" in refused.json()["hint"]
    assert client.post("/api/read", content=b"a" * 20_000).status_code == 200
    assert client.get("/sparql", params={"query": "a" * 50_000}).status_code == 400
    assert client.get("/healthz", headers={"X-Long": "a" * 100_000}).status_code == 431
    assert client.get("/healthz").status_code == 200


def test_who_is_turned_away_knows_when_to_come_again(client: httpx.Client) -> None:
    """503 with Retry-After."""
    answer = client.get("/sparql", params={"query": "SELECT * { ?BUSY ?p ?o }"})
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0


def test_rows_that_are_missing_are_told(client: httpx.Client) -> None:
    """In a header, where it is known in time."""
    answer = client.get("/sparql", params={"query": "SELECT * { ?CUT ?p ?o }"})
    assert answer.headers["pohgraph-rows-cut"] == "7"
    assert "pohgraph-rows-cut" not in client.get("/sparql", params={"query": "ASK {}"}).headers


def test_half_an_answer_is_not_taken_for_whole(client: httpx.Client) -> None:
    """What fails in the middle ends the connection."""
    with pytest.raises(httpx.RemoteProtocolError):
        client.get("/sparql", params={"query": "SELECT * { ?BREAK ?p ?o }"})


def test_nobody_works_for_who_has_gone(served: Served) -> None:
    """While the answer is made, and while it is sent."""
    before = served.asks.cancelled
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(served.sparql, params={"query": "SELECT * { ?SLEEP ?p ?o }"}, timeout=0.3)
    _wait_for(lambda: served.asks.cancelled > before)


def test_an_api_call_is_passed_on(client: httpx.Client) -> None:
    """With its parameters checked."""
    assert client.get("/api/search", params={"q": "calcific", "limit": 5}).json() == [
        "search",
        {"words": "calcific", "kind": "", "limit": 5, "beyond": ""},
    ]
    assert client.get("/api/entity/MONDO%3A1").json() == ["entity", {"id": "MONDO:1"}]
    assert client.get("/api/network?focus=A:1&focus=B:2").json() == ["network", {"focus": ["A:1", "B:2"], "limit": 60}]
    assert client.post("/api/read", content="Text é").json() == ["read", {"text": "Text é"}]
    for path in (
        "search?limit=0",
        "search?limit=-1",
        "search?limit=1e3",
        "search?limit=999999999999999999999",
        "search?q=a&q=b",
        "search?q=a&kind=illness",
        f"search?q={'a' * 501}",
        "search?q=%ff",
        "network?limit=x",
        "claims?offset=x",
        "claims?limit=000000001999999999",
    ):
        answer = client.get(f"/api/{path}")
        assert answer.status_code == 400, path
        assert answer.json()["error"]
    assert client.post("/api/read", content=b"\xff").status_code == 400


def test_a_decision_that_nests_without_end_is_refused(client: httpx.Client) -> None:
    """It is the client's mistake."""
    kind = {"Content-Type": "application/json"}
    for path in ("/api/decisions", "/api/claims"):
        assert client.post(path, content="[" * 9000, headers=kind).status_code == 400


def test_metrics_count_requests(client: httpx.Client) -> None:
    """By route, not by address, as Prometheus reads it."""
    client.get("/api/entity/MONDO:1")
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert "MONDO" not in answer.text
    found = {one.name: one for family in text_string_to_metric_families(answer.text) for one in family.samples}
    assert found["pohgraph_pool_workers"].value == 2
    assert found["pohgraph_pool_killed_total"].value == 0
    samples = [one for family in text_string_to_metric_families(answer.text) for one in family.samples]
    entity = {"route": "/api/entity/{id:path}"}
    requests = sum(
        one.value
        for one in samples
        if one.name == "pohgraph_http_requests_total" and one.labels.items() > entity.items()
    )
    times = [
        one for one in samples if entity.items() <= one.labels.items() and one.name.endswith(("_bucket", "_count"))
    ]
    buckets = [one.value for one in times if one.name.endswith("_bucket")]
    assert buckets == sorted(buckets)
    assert [buckets[-1]] == [one.value for one in times if one.name.endswith("_count")] == [requests]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GARBAGE\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n", b"400"),
        (b"GET /sparql?query=\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n", b"400"),
        (b"GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", b"404"),
        (b"GET /static/../conftest.py HTTP/1.1\r\nHost: localhost\r\n\r\n", b"404"),
        (b"GET /static/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", b"404"),
        (b"GET /static/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", b"404"),
        (b"GET / HTTP/1.1\r\n\r\n", b"421"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", b"421"),
        (b"GET /?" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", b"414"),
        (b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n", b"200"),
    ],
)
def test_malformed_requests_are_refused(served: Served, request_: bytes, status: bytes) -> None:
    """And the server goes on."""
    host, _, port = served.address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(request_)
        line = connection.makefile("rb").readline()
    assert line.split(b" ")[1] == status
    assert httpx.get(f"{served.address}/healthz").status_code == 200


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\nA",
    ],
)
def test_clients_that_wait_do_not_stop_others(served: Served, begun: bytes) -> None:
    """Connected without a word, kept open after an answer, or in the middle of a request."""
    host, _, port = served.address.removeprefix("http://").partition(":")
    with ExitStack() as stack:
        for _ in range(250):
            connection = stack.enter_context(socket.create_connection((host, int(port)), timeout=5))
            connection.sendall(begun)
        assert httpx.get(f"{served.address}/healthz", timeout=5).status_code == 200


def test_half_a_request_is_given_up(served: Served) -> None:
    """And costs its connection only for a while."""
    host, _, port = served.address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
            b"Content-Length: 9\r\n\r\nA"
        )
        assert connection.makefile("rb").readline().split(b" ")[1] == b"408"


def test_bodies_do_not_fill_the_memory(served: Served) -> None:
    """What many clients have sent by halves counts together, and is forgotten when they are gone."""
    host, _, port = served.address.removeprefix("http://").partition(":")
    head = b"POST /api/read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000\r\n\r\n"
    with ExitStack() as stack:
        for _ in range(3):
            connection = stack.enter_context(socket.create_connection((host, int(port)), timeout=5))
            connection.sendall(head + b"a" * 19_000)
        sleep(0.2)
        assert httpx.post(f"{served.address}/api/read", content=b"a" * 9000).status_code == 503
    sleep(0.2)
    assert httpx.post(f"{served.address}/api/read", content=b"a" * 9000).status_code == 200


def test_a_connection_is_kept(served: Served) -> None:
    """Two requests, one connection."""
    host, _, port = served.address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        for _ in range(2):
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert connection.recv(4096).startswith(b"HTTP/1.1 200")


def test_curl(served: Served) -> None:
    """As the documentation has it."""
    command = ["curl", "-sS", served.sparql, "--data-urlencode", "query=ASK { ?s ?p ?o }"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["boolean"] is True
    done = subprocess.run([*command, "-H", "Accept: text/csv"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "true"


def _wait_for(happened: object) -> None:
    assert callable(happened)
    end = monotonic() + 5
    while not happened():
        assert monotonic() < end
        sleep(0.02)


def test_an_address_that_does_not_exist(client: httpx.Client) -> None:
    """A browser gets the page, which says so and where to go on; programs get a problem; both get 404."""
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    for headers, path, media in (
        (browser, "/nosuch", "text/html"),
        (browser, "/nosuch/place", "text/html"),
        (browser, "/static/nosuch.js", "text/plain"),
        ({}, "/nosuch", "application/json"),
        ({"Accept": "text/plain"}, "/nosuch", "text/plain"),
    ):
        answer = client.get(path, headers=headers)
        assert answer.status_code == 404
        assert answer.headers["content-type"].partition(";")[0] == media, path
    assert '<div id="app">' in client.get("/nosuch", headers=browser).text
