"""A graph behind a SPARQL server is read as the one on disk: each command gives the same bytes."""

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryResultsFormat, QueryTriples, RdfFormat, Store, serialize
from tests.query.endpoint import answering
from tests.query.engines import Servers
from tests.servers import fill_oxigraph, oxigraph

import pohgraph as pg
from pohgraph.cli import run
from pohgraph.errors import ExportError, QueryError, StoreError
from pohgraph.store import remote_rows
from pohgraph.store.graph import open_store
from pohgraph.store.remote import RemoteStore
from pohgraph.store.sparql import tokens

_PAGE = "pohdoc:001_e4cb718ecab0250e"
_COMMANDS = [
    ["show", "POH"],
    ["show", _PAGE, "--format", "json"],
    ["search", "calcific"],
    ["search", "--kind", "gene"],
    ["query", "SELECT (COUNT(*) AS ?triples) WHERE { ?s ?p ?o }", "--format", "csv"],
    ["query", f"SELECT ?h WHERE {{ {_PAGE} a ?c . GRAPH {_PAGE} {{ ?s pohgraph:sha256 ?h }} }}", "--format", "csv"],
    ["query", "SELECT ?c ?n WHERE { ?c biolink:negated ?n } ORDER BY ?c", "--format", "json"],
    ["explain", "POH", "phenotype", "Osteoma", "--format", "json"],
    ["conflicts", "--format", "nq"],
    ["compare", "POH", "--format", "csv"],
    ["similar", "POH"],
    ["viz", "graph", "--format", "mermaid"],
    ["export", "ttl", "--license", "public-domain"],
    ["export", "jsonld"],
]
_SOME = ("show", "query", "export")  # the first of each is asked of our own server as well
_CASES = [
    *((command, "virtuoso") for command in _COMMANDS),
    *((next(command for command in _COMMANDS if command[0] == name), "pohgraph") for name in _SOME),
]
_STORES = ["virtuoso", "oxigraph", "oxigraph-union"]


@pytest.fixture(scope="module")
def virtuoso(servers: Servers, seeds_path: Path) -> str:
    """The address of Virtuoso with the graph of the bundled pages."""
    return servers.url("virtuoso", seeds_path)


@pytest.mark.parametrize(
    ("command", "engine"), _CASES, ids=lambda value: value if isinstance(value, str) else " ".join(value)
)
def test_a_command_gives_the_same_bytes(
    command: list[str],
    engine: str,
    servers: Servers,
    seeds_path: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    """So is the exit status. Virtuoso gives 700 rows at most, which is less than most commands read."""
    url = servers.url(engine, seeds_path)
    told = []
    for place in (["--store", str(seeds_path)], ["--endpoint", url]):
        status = run([*command, *place])
        told.append((status, capfdbinary.readouterr().out))
    assert told[0] == told[1]
    assert told[0][1]


@pytest.mark.parametrize("engine", _STORES)
def test_every_quad_is_read_once(engine: str, servers: Servers, sample_path: Path, seeds_path: Path) -> None:
    """Wherever the default graph is: apart, in the union of all, or under a name."""
    for path in (sample_path, seeds_path) if engine == "virtuoso" else (seeds_path,):
        remote, local = RemoteStore(servers.url(engine, path)), open_store(path)
        found = list(map(str, remote.quads()))
        assert sorted(found) == sorted(map(str, local.quads()))
        assert len(remote) == len(local)


def test_half_an_answer_is_an_error(virtuoso: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Virtuoso cuts rows and says so beside the answer; whoever asks for no more gets them."""
    assert run(["query", "SELECT * WHERE { ?s ?p ?o }", "--endpoint", virtuoso]) == 1
    assert f"{virtuoso}: the server gives at most 700 rows, and there may be more (" in capfd.readouterr().err
    assert run(["query", "SELECT * WHERE { ?s ?p ?o } LIMIT 700", "--endpoint", virtuoso, "--format", "csv"]) == 0


def test_a_limit_is_sent_to_the_server(virtuoso: str, capfd: pytest.CaptureFixture[str]) -> None:
    """It would refuse to send all of them; that there may be more is told."""
    command = ["query", "SELECT * WHERE { ?s ?p ?o }", "--endpoint", virtuoso, "--format", "csv", "--limit", "3"]
    assert run(command) == 0
    told = capfd.readouterr()
    assert len(told.out.splitlines()) == 4
    assert told.err == "the server was asked for 3 rows, and may have more\n"
    assert run(["query", "documents", "--endpoint", virtuoso, "--limit", "50"]) == 0
    assert not capfd.readouterr().err


def test_a_round_number_of_triples_is_no_cut(virtuoso: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Virtuoso does not say that it cut triples. Where one more can be asked for, and there is none, it did not."""
    monkeypatch.setattr(remote_rows, "_ROUND", 100)
    some = "{ SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o FILTER(isIRI(?o)) } ORDER BY ?s ?p ?o LIMIT 100 }"
    with RemoteStore(virtuoso) as there:
        found = there.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {some} }} # all")
        assert isinstance(found, QueryTriples)
        assert len(list(found)) == 100
        with pytest.raises(QueryError, match="there may be more"):
            there.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")


@pytest.mark.parametrize(
    "query",
    ["CONSTRUCT { ?s ?p ?o . ?o a ?p } WHERE { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } OFFSET 5"],
)
def test_no_query_tells_whether_there_is_more(query: str) -> None:
    """Two triples a row are more triples than rows, and a query with an offset has no other."""
    assert not remote_rows.beyond(query, tuple(tokens(query)), 100)


def test_python_reads_an_address(virtuoso: str, graph: pg.Graph) -> None:
    """Tables, texts and files are the same; what a server has no way to give is told in one line."""
    there = pg.open(virtuoso)
    poh, here = there.disease("POH"), graph.disease("POH")
    assert poh.phenotypes().to_csv() == here.phenotypes().to_csv()
    assert repr(poh.quotes("Papule")) == repr(here.quotes("Papule"))
    assert len(there) == len(graph)
    with pytest.raises(StoreError, match=r"^http\S+: a SPARQL server has no copies of pages"):
        there.page(_PAGE)
    with pytest.raises(ExportError, match="export from a graph on disk"):
        there.export("html", "poh.html")


@pytest.mark.parametrize("pages", [[], ["--pages", "seeds"]], ids=["alone", "with its pages"])
def test_what_is_not_proven_is_told(
    pages: list[str], virtuoso: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without pages no quote is proven, and a server has no manifest: neither is a fault."""
    monkeypatch.chdir(Path(__file__).parents[2])
    assert run(["check", "--fast", *pages, "--endpoint", virtuoso]) == 0
    err = capfd.readouterr().err
    assert ("not proven: the quotes of 3 pages, which `--pages` may give" in err) == (not pages)
    assert ("213 of 213 verbatim" in err) == bool(pages)
    assert "not proven: that the graph is as it was written: a server has no manifest of it" in err


def test_graphs_are_compared_with_those_of_servers(virtuoso: str, seeds_path: Path) -> None:
    """An address stands where a path may."""
    assert run(["diff", virtuoso, str(seeds_path)]) == 0


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["show", "POH", "--store", "poh.db"], "leave one of them out"),
        (["export", "html"], "html shows pages, of which a server has no copies: export it from a store on disk"),
        (["export", "nq", "-o", "a.nq", "--manifest"], "a server has no manifest of its graph"),
        (["serve", "--writable", "--token", "x" * 16], "send changes to the server of the graph itself"),
        (["check", "--public-key", "RWQ"], ""),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_what_a_server_cannot_do_is_one_line(
    command: list[str], message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nothing is asked of it, and no traceback is shown."""
    assert run([*command, "--endpoint", "http://127.0.0.1:9/sparql"]) in {1, 2}
    err = capfd.readouterr().err
    assert message in err
    assert "Traceback" not in err


def test_the_environment_may_name_the_server(monkeypatch: pytest.MonkeyPatch, sample_path: Path) -> None:
    """What the command line says comes before it."""
    monkeypatch.setenv("POHGRAPH_ENDPOINT", "http://127.0.0.1:9/sparql")
    assert run(["show", "POH"]) == 1
    assert run(["show", "POH", "--store", str(sample_path)]) == 0


def test_several_graphs_with_pages_are_told_apart(sample_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Which of them is read is for the user to say; a load that is under way is none of them."""
    store = Store()
    for name in ("urn:one", "urn:two", "https://w3id.org/pohgraph/load/x"):
        for quad in open_store(sample_path).quads():
            home = NamedNode(name) if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name
            store.add(Quad(quad.subject, quad.predicate, quad.object, home))

    def _answer(sparql: str) -> tuple[str, bytes]:
        found = store.query(sparql)
        if isinstance(found, QueryTriples):
            return "application/n-triples", found.serialize(format=RdfFormat.N_TRIPLES) or b""
        return "application/sparql-results+json", found.serialize(format=QueryResultsFormat.JSON) or b""

    with answering(_answer) as url:
        assert run(["query", "SELECT * { ?s ?p ?o }", "--endpoint", url]) == 1
        assert "several graphs there describe pages" in capfd.readouterr().err
        with pytest.raises(
            QueryError, match=r"several graphs there describe pages: urn:one, urn:two .*default-graph-uri"
        ):
            list(RemoteStore(url).quads())
        # This server passes over the parameters of a request, so that each query has to name the graph.
        chosen = RemoteStore(f"{url}/?default-graph-uri=urn:one")
        assert sorted(map(str, chosen.quads())) == sorted(map(str, open_store(sample_path).quads()))


def test_a_graph_under_a_name_beside_another_default_graph(
    tmp_path: Path, seeds_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A server that sees no other graphs where one is chosen answers what names its graphs; what cannot be asked is told."""
    home = NamedNode("urn:home")
    quads = [
        Quad(q.subject, q.predicate, q.object, home if isinstance(q.graph_name, DefaultGraph) else q.graph_name)
        for q in open_store(seeds_path).quads()
    ]
    nquads = tmp_path / "quads.nq"
    serialize([*quads, Quad(home, home, home)], output=nquads, format=RdfFormat.N_QUADS)
    fill_oxigraph(tmp_path / "graph", nquads)
    with oxigraph(tmp_path / "graph", command="serve-read-only") as url:
        for command in (["show", "POH"], ["query", "disease-genes", "--format", "csv"], ["search", "calcific"]):
            told = []
            for place in (["--store", str(seeds_path)], ["--endpoint", f"{url}/query"]):
                assert run([*command, *place]) == 0
                told.append(capfdbinary.readouterr().out)
            assert told[0] == told[1]
        assert run(["query", "SELECT * { GRAPH ?g { ?s ?p ?o } }", "--endpoint", f"{url}/query"]) == 1
        assert b"only to queries without GRAPH and a variable" in capfdbinary.readouterr().err
