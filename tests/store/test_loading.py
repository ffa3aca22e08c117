"""Loading a graph into other people's servers: what is there afterwards, whatever breaks on the way."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import click
import pytest
from pyoxigraph import Literal, NamedNode, Quad
from tests import servers
from tests.store.relay import relayed
from tests.store.sample_graph import SOURCES, sample_content

from pohgraph import diff
from pohgraph.cli import run
from pohgraph.cli.loading import load
from pohgraph.errors import LoadError, QueryError
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.login import Login
from pohgraph.store.pushing import SERVERS, find_addresses, push, sending
from pohgraph.store.pushing.client import Client, Piece
from pohgraph.store.pushing.holding import held
from pohgraph.store.pushing.push import STAND_IN
from pohgraph.store.pushing.record import is_staging, read_record
from pohgraph.store.quads import quads
from pohgraph.store.writer import write_store

_FIRST, _THIRD = (NamedNode(f"https://w3id.org/pohgraph/document/{name}") for name in ("first", "third"))
_NEW = Quad(NamedNode("https://example.org/s"), NamedNode("https://example.org/p"), Literal('"new"\n.\\ é'), _FIRST)
_BOOLEAN = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
_TRUE, _ONE = (Literal(text, datatype=_BOOLEAN) for text in ("true", "1"))  # Virtuoso writes the one as the other
_STRANGER = "INSERT DATA { GRAPH <https://example.org/other> { <https://example.org/s> <https://example.org/p> 1 } }"


class _Peer(NamedTuple):
    """A server: where it answers, its login, and the named graph that our default graph gets there, "" for its own."""

    endpoint: str
    login: Login | None = None
    default_graph: str = ""

    def client(self, *, kind: type[Client] = Client, server: str | None = None, update: str | None = None) -> Client:
        """What asks it."""
        return kind(self.endpoint, login=self.login, timeout=60, server=server, update=update)


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POHGRAPH_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> tuple[GraphStore, GraphStore]:
    """A graph, and the same without one page and with another triple in another."""
    home = tmp_path_factory.mktemp("stores")
    before = list(quads(sample_content()))
    after = [*(quad for quad in before if quad.graph_name != _THIRD), _NEW]
    for name, content in (("before", before), ("after", after)):
        write_store(home / name, content, SOURCES, "{}")
    return open_store(home / "before"), open_store(home / "after")


@pytest.fixture(scope="module")
def _virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Peer]:
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        yield _Peer(f"{server.url}/sparql", Login(user="dba", password="dba"), STAND_IN)


@pytest.fixture
def virtuoso(_virtuoso: _Peer) -> _Peer:
    """A Virtuoso in which nothing of ours is."""
    client = _virtuoso.client()
    ours = [
        graph for graph in client.counts() if graph.startswith(("https://w3id.org/pohgraph/", "https://example.org"))
    ]
    sending.drop(client, ours)
    return _virtuoso


@contextmanager
def _oxigraph(home: Path, *options: str) -> Iterator[_Peer]:
    with servers.oxigraph(home / "graph", *options) as url:
        yield _Peer(f"{url}/query", default_graph=STAND_IN if options else "")


@pytest.fixture
def oxigraph(tmp_path: Path) -> Iterator[_Peer]:
    """An empty server of Oxigraph."""
    with _oxigraph(tmp_path) as peer:
        yield peer


@pytest.fixture
def oxigraph_union(tmp_path: Path) -> Iterator[_Peer]:
    """The same, whose default graph is the union of all."""
    with _oxigraph(tmp_path, "--union-default-graph") as peer:
        yield peer


@pytest.fixture(
    params=[
        "virtuoso",
        "oxigraph",
        "oxigraph_union",
    ]
)
def peer(request: pytest.FixtureRequest) -> _Peer:
    """Each server in turn."""
    found: _Peer = request.getfixturevalue(request.param)
    return found


def _there(peer: _Peer) -> set[str]:
    """What a server has of ours, as lines of N-Quads; its default graph is ours."""
    client = peer.client()
    rows = client.rows("?s ?p ?o ?g", "SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
    named = {(s, p, o, g.value) for s, p, o, g in rows if g.value.startswith("https://w3id.org/pohgraph/")}
    if not peer.default_graph:
        rows = client.rows("?s ?p ?o", "SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
        named |= {(s, p, o, "") for s, p, o in rows}
    return {
        " ".join(map(str, (s, p, _TRUE if o == _ONE else o, "" if g == peer.default_graph else g)))
        for s, p, o, g in named
        if g != "https://w3id.org/pohgraph/load"
    }


def _expected(store: GraphStore) -> set[str]:
    return {
        " ".join(map(str, (q.subject, q.predicate, q.object, getattr(q.graph_name, "value", ""))))
        for q in store.quads()
    }


def test_a_graph_is_loaded_and_then_replaced(peer: _Peer, stores: tuple[GraphStore, GraphStore]) -> None:
    """The server has every quad; again, nothing is sent; after a change, what changed. What is of others stays."""
    before, after = stores
    client = peer.client()
    client.update(_STRANGER)
    done = push(before, client)
    assert (done.loaded, done.unchanged, done.sent, done.default_graph) == (4, 0, len(before), peer.default_graph)
    assert _there(peer) == _expected(before)
    assert push(before, client).loaded == 0
    done = push(after, client)
    assert (done.loaded, done.unchanged, done.removed) == (1, 2, 1)
    assert _there(peer) == _expected(after)
    assert client.counts()["https://example.org/other"] == 1
    assert read_record(client)[1:] == (set(), set())


def test_a_graph_is_sent_again(oxigraph: _Peer, stores: tuple[GraphStore, GraphStore]) -> None:
    """What others put in place of a triple is not seen by counting, and goes with it; the server then has the graph of the store."""
    before, _ = stores
    client = oxigraph.client()
    push(before, client)
    client.update(
        f"DELETE {{ GRAPH {_FIRST} {{ ?s ?p ?o }} }} INSERT {{ GRAPH {_FIRST} {{ ?s ?p 1 }} }} WHERE {{ GRAPH {_FIRST} {{ SELECT * {{ ?s ?p ?o }} LIMIT 1 }} }}"
    )
    assert push(before, client).loaded == 0
    assert _there(oxigraph) != _expected(before)
    assert push(before, client, again=True).loaded == 4
    assert _there(oxigraph) == _expected(before)
    assert not diff(oxigraph.endpoint, before.path).claims


@pytest.mark.parametrize("name", ["virtuoso", "oxigraph"])
def test_what_broke_off_is_gone_on_with(
    name: str, request: pytest.FixtureRequest, stores: tuple[GraphStore, GraphStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cut wire leaves the old graph as it was; the next run sends the rest, in parts where a graph is large."""
    peer: _Peer = request.getfixturevalue(name)
    before, after = stores
    push(after, peer.client())
    monkeypatch.setattr(sending, "_LARGEST", dict.fromkeys(("quads", "triples", "update"), 4000))
    parts = urlsplit(peer.endpoint)
    with relayed(parts.port or 80) as relay:
        wired = _Peer(f"http://127.0.0.1:{relay.port}{parts.path}", peer.login)
        with pytest.raises(LoadError):
            push(before, wired.client(kind=_Lossy))
        sent, relay.sent = relay.sent, 0
        relay.cut_after = sent * 6 // 10
        with pytest.raises(QueryError, match=r"hung up|cannot be reached"):
            push(before, wired.client())
        assert _there(peer) >= _expected(after)
        assert read_record(peer.client()).parts
        relay.cut_after, relay.sent = None, 0
        push(before, wired.client())
        assert relay.sent < sent * 8 // 10
    assert _there(peer) == _expected(before)


class _Lossy(Client):
    """A server that takes all triples and loses one."""

    def deliver(self, pieces: Sequence[Piece]) -> None:
        """Send them without the first."""
        first, *rest = pieces
        line, rest_of_it = first.body.split(b"\n", 1)
        assert line
        super().deliver([first._replace(body=rest_of_it), *rest])


@pytest.mark.parametrize("update", [False, True])
def test_triples_that_the_server_loses_are_noticed(
    oxigraph: _Peer, stores: tuple[GraphStore, GraphStore], update: bool
) -> None:
    """They are counted before the old graph is replaced, which stays as it was. So by updates alone, as on a server we do not know."""
    before, after = stores
    server, address = ("other", oxigraph.endpoint.replace("query", "update")) if update else ("oxigraph", None)
    push(after, oxigraph.client(server=server, update=address))
    with pytest.raises(
        LoadError, match=r"the server counts \d+ triples in .* where \d+ were loaded \(nothing was replaced\)"
    ):
        push(before, oxigraph.client(kind=_Lossy, server=server, update=address))
    assert {line for line in _there(oxigraph) if "/load/" not in line} == _expected(after)
    push(before, oxigraph.client(server=server, update=address))
    assert _there(oxigraph) == _expected(before)


def test_a_graph_that_was_changed_on_the_server_is_loaded_again(
    oxigraph: _Peer, stores: tuple[GraphStore, GraphStore]
) -> None:
    """What is remembered there is not believed where the counts differ."""
    push(stores[0], oxigraph.client())
    oxigraph.client().update(f"DROP GRAPH {_FIRST}")
    assert push(stores[0], oxigraph.client()).loaded == 1
    assert _there(oxigraph) == _expected(stores[0])


def test_a_default_graph_of_others_is_not_replaced(oxigraph: _Peer, stores: tuple[GraphStore, GraphStore]) -> None:
    """Ours then needs a name."""
    client = oxigraph.client()
    client.update("INSERT DATA { <https://example.org/s> <https://example.org/p> 1 }")
    with pytest.raises(
        LoadError, match=r"its default graph has 1 triple that pohgraph did not load.*--default-graph IRI"
    ):
        push(stores[0], client)
    assert client.count_default() == 1
    push(stores[0], client, default_graph="https://w3id.org/pohgraph/mine")
    assert client.count_default() == 1
    assert _there(oxigraph._replace(default_graph="https://w3id.org/pohgraph/mine")) == _expected(stores[0])


def test_two_loads_at_once_are_refused(
    oxigraph: _Peer, stores: tuple[GraphStore, GraphStore], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On one machine, and from two. What was cut off is gone on with here; elsewhere somebody has to say so."""
    client = oxigraph.client()
    with held(client):
        with pytest.raises(LoadError, match="another process of this machine is loading"):
            push(stores[0], client)
        monkeypatch.setenv("POHGRAPH_CACHE", str(tmp_path / "other machine"))
        with pytest.raises(LoadError, match=r"has been loading a graph there since 20.*--take-over"):
            push(stores[0], client)
        push(stores[0], client, take_over=True)
    assert not read_record(client).holders
    (holder,) = _left_behind(client)
    assert read_record(client).holders == {holder}
    assert push(stores[0], client).unchanged == 4
    assert not read_record(client).holders


def _left_behind(client: Client) -> set[str]:
    """A killed load cannot say that it has ended."""
    from pohgraph.store.pushing.record import add_holder  # noqa: PLC0415

    with held(client):
        holders = read_record(client).holders
    client.update(*add_holder(next(iter(holders))))
    return holders


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        (
            {},
            "HTTP 401 Unauthorized (the server wants a login: set POHGRAPH_USER and POHGRAPH_PASSWORD, or POHGRAPH_TOKEN)",
        ),
        (
            {"POHGRAPH_USER": "dba", "POHGRAPH_PASSWORD": "no"},
            "HTTP 401 Unauthorized (the server does not accept the login in POHGRAPH_USER and POHGRAPH_PASSWORD)",
        ),
        ({"POHGRAPH_USER": "dba"}, "a login needs both POHGRAPH_USER and POHGRAPH_PASSWORD"),
    ],
    ids=["none", "wrong", "half"],
)
def test_a_login_that_is_not_accepted_is_one_line(
    virtuoso: _Peer, stores: tuple[GraphStore, GraphStore], environment: dict[str, str], message: str,
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """It says which variables are to blame, and nothing has changed."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert run(["load", "--endpoint", virtuoso.endpoint, "--store", str(stores[0].path)]) == 1
    error = capfd.readouterr().err
    assert error.startswith("pohgraph: ")
    assert error.endswith(f"{message}\n")
    assert not any(map(is_staging, virtuoso.client().counts()))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--endpoint", "{url}/nowhere"], "{url}/nowhere: HTTP 404"),
        (["--endpoint", "{url}/query", "--update", "{url}/query"], "{url}/query: HTTP 4"),
        (["--endpoint", "{url}/query", "--graph-store", "{url}/nowhere"], "{url}/nowhere: HTTP 404"),
        (["--endpoint", "http://127.0.0.1:1/query"], "http://127.0.0.1:1/query: cannot be reached"),
        (["--endpoint", "ftp://example.org/"], "'ftp://example.org/' is not the address of an endpoint"),
    ],
    ids=["endpoint", "update", "data", "nobody", "ftp"],
)
def test_a_wrong_address_is_one_line(
    oxigraph: _Peer,
    stores: tuple[GraphStore, GraphStore],
    options: list[str],
    message: str,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """It names the address that does not work, and nobody is said to load afterwards."""
    url = oxigraph.endpoint.removesuffix("/query")
    command = ["load", *(option.format(url=url) for option in options), "--store", str(stores[0].path)]
    assert run(command) == 1
    out, error = capfd.readouterr()
    assert error.startswith(f"pohgraph: {message.format(url=url)}")
    assert error.count("\n") == 1
    assert not out
    assert not read_record(oxigraph.client()).holders


def test_a_server_that_only_answers_says_so(
    stores: tuple[GraphStore, GraphStore], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Its refusal of the first update is the end."""
    with servers.oxigraph(tmp_path / "graph"):
        pass
    with servers.oxigraph(tmp_path / "graph", command="serve-read-only") as url:
        assert run(["load", "--endpoint", f"{url}/query", "--store", str(stores[0].path)]) == 1
    error = capfd.readouterr().err
    assert error.startswith(f"pohgraph: {url}/update: HTTP 403 Forbidden: The server is read-only")


def test_the_command_tells_what_it_did(
    oxigraph: _Peer, stores: tuple[GraphStore, GraphStore], capfd: pytest.CaptureFixture[str]
) -> None:
    """On standard error: nothing of it is data."""
    command = ["load", "--endpoint", oxigraph.endpoint, "--store", str(stores[0].path)]
    assert run([*command, "--default-graph", "no IRI"]) == 2
    capfd.readouterr()
    assert run([*command, "--default-graph", STAND_IN]) == 0
    out, error = capfd.readouterr()
    assert error.splitlines() == [
        f"loaded      4 graphs with {len(stores[0]):,} quads; 0 unchanged",
        f"            the default graph is {STAND_IN}",
        f"{oxigraph.endpoint}: {len(stores[0]):,} quads, as counted there",
    ]
    assert not out


def test_the_command_knows_the_kinds_of_servers() -> None:
    """Its help does without the table that a load reads."""
    (option,) = (parameter for parameter in load.params if parameter.name == "server")
    assert isinstance(option.type, click.Choice)
    assert list(option.type.choices) == list(SERVERS)


@pytest.mark.parametrize(
    ("kind", "endpoint", "update", "data"),
    [
        ("virtuoso", "http://a:8890/sparql", "http://a:8890/sparql-auth", "http://a:8890/sparql-graph-crud-auth"),
        ("fuseki", "https://a/ds/sparql", "https://a/ds/update", "https://a/ds/data"),
        ("graphdb", "http://a/repositories/x/", "http://a/repositories/x/statements", "http://a/repositories/x/statements"),
        ("neptune", "https://a:8182/sparql", "https://a:8182/sparql", "https://a:8182/sparql/gsp/"),
        ("stardog", "http://a/db/query", "http://a/db/update", "http://a/db"),
        ("qlever", "http://a:7001", "http://a:7001/", "http://a:7001/"),
        ("other", "http://a/q?x=y", "http://a/q?x=y", "http://a/q?x=y"),
    ],
)  # fmt: skip
def test_addresses_follow_from_the_kind_of_server(kind: str, endpoint: str, update: str, data: str) -> None:
    """As the servers' documentation has them."""
    found = find_addresses(endpoint, server=kind)
    assert (found.update, found.data) == (update, data)
