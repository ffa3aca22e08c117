"""The call `sparql`, asked of real workers."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results
from tests.web.pools import LOOK_UP, Answer, Served, problem, sparql

from pohgraph.query.formats import ROW_FORMATS
from pohgraph.query.run import run_query
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.web.asking import AskError
from pohgraph.web.sparql_answer import GRAPH_FORMATS

_ALL = "SELECT * WHERE { ?s ?p ?o }"
_GRAPH = "CONSTRUCT WHERE { ?s ?p ?o }"


@pytest.fixture(scope="module")
def served_sample(sample_path: Path) -> Iterator[Served]:
    """A pool with the usual limits, for all tests here."""
    with Served(sample_path) as served:
        yield served


def _ask(store: Path | Served, query: str, format_: str | list[str] = "json", rows: int = 0, **more: object) -> Answer:
    if isinstance(store, Served):
        return store.run(lambda pool: sparql(pool, query, format_, **more))
    with Served(store, rows=rows) as served:
        return served.run(lambda pool: sparql(pool, query, format_, **more))


def _fail(store: Served, query: str, format_: str = "json", **more: object) -> AskError:
    return store.run(lambda pool: problem(pool, query, format_, **more))


def _solutions(body: bytes, format_: str) -> QuerySolutions:
    found = parse_query_results(body, format=ROW_FORMATS[format_])
    assert isinstance(found, QuerySolutions)
    return found


@pytest.mark.parametrize("format_", ["json", "xml", "tsv"])
def test_all_rows_come_in_the_order_of_their_columns(
    served_sample: Served, sample_store: GraphStore, format_: str
) -> None:
    """What comes over the pipe is what the command line gives, columns in the order their author wrote them."""
    answer = _ask(served_sample, _ALL, format_)
    found = _solutions(answer.body, format_)
    assert [variable.value for variable in found.variables] == ["s", "p", "o"]
    assert [tuple(row) for row in found] == list(run_query(sample_store, _ALL))
    assert (answer.tail["rows"], answer.tail["cut"]) == (len(run_query(sample_store, _ALL)), False)


@pytest.mark.parametrize("format_", GRAPH_FORMATS)
def test_graphs_come_in_every_format(served_sample: Served, sample_store: GraphStore, format_: str) -> None:
    """With the same triples in each, each of them once."""
    answer = _ask(served_sample, _GRAPH, format_)
    found = [quad.triple for quad in parse(answer.body, format=GRAPH_FORMATS[format_])]
    expected = {tuple(row) for row in run_query(sample_store, _GRAPH)}
    assert {(triple.subject, triple.predicate, triple.object) for triple in found} == expected
    assert len(found) == answer.tail["rows"] == len(expected)
    assert answer.head["media_type"] == GRAPH_FORMATS[format_].media_type


def test_json_ld_is_compact(served_sample: Served) -> None:
    """The engine's own writer knows no prefixes."""
    value = json.loads(_ask(served_sample, "CONSTRUCT WHERE { MONDO:0008153 rdfs:label ?name }", "jsonld").body)
    assert value["@graph"][0]["@id"] == "MONDO:0008153"


def test_the_first_format_that_fits_is_taken(served_sample: Served) -> None:
    """A client that accepts rows as CSV and graphs as Turtle gets either; yes or no counts as rows."""
    assert _ask(served_sample, _ALL, ["ttl", "csv"]).head["format"] == "csv"
    assert _ask(served_sample, _GRAPH, ["csv", "ttl"]).head["format"] == "ttl"
    assert _ask(served_sample, "ASK { ?s ?p ?o }", ["ttl", "xml"]).head["format"] == "xml"
    refused = _fail(served_sample, _GRAPH, "csv")
    assert refused.status == 406
    assert "CONSTRUCT gives a graph" in refused.reason


def test_a_small_answer_says_at_once_how_long_it_is(served_sample: Served) -> None:
    """Its head has what else only the tail has, and the version of the graph that gave it."""
    head = _ask(served_sample, LOOK_UP).head
    assert (head["rows"], head["cut"], head["version"]) == (1, False, open_store(served_sample.store).version)


@pytest.mark.parametrize("format_", ROW_FORMATS)
def test_rows_beyond_the_limit_are_cut_and_the_answer_says_so(sample_path: Path, format_: str) -> None:
    """Inside where the format has a place for it, and before the first byte where not; what is left is well formed."""
    answer = _ask(sample_path, _ALL, format_, rows=7)
    assert (answer.tail["rows"], answer.tail["cut"]) == (7, True)
    if format_ == "csv":
        assert len(answer.body.splitlines()) == 8
    else:
        assert len(list(_solutions(answer.body, format_))) == 7
    assert answer.head["cut"] is True
    assert (b"cut after 7 rows" in answer.body) == (format_ in {"json", "xml"})


@pytest.mark.parametrize("format_", GRAPH_FORMATS)
def test_triples_beyond_the_limit_are_cut_and_the_answer_says_so(sample_path: Path, format_: str) -> None:
    """As with rows."""
    answer = _ask(sample_path, _GRAPH, format_, rows=7)
    assert (answer.tail["rows"], answer.tail["cut"]) == (7, True)
    assert len(list(parse(answer.body, format=GRAPH_FORMATS[format_]))) == 7
    assert (b"cut after 7 triples" in answer.body) == (format_ != "jsonld")


@pytest.mark.parametrize("format_", ["json", "csv", "tsv"])
def test_an_answer_of_many_chunks_says_before_them_that_it_is_cut(seeds_path: Path, format_: str) -> None:
    """These formats cannot say it at their end: JSON can, but strict readers then refuse all of it."""
    answer = _ask(seeds_path, "SELECT * WHERE { ?s ?p ?o . ?a ?b ?c }", format_, rows=5_000)
    assert len(answer.body) > 1_000_000
    assert answer.head["cut"] is True


def test_exactly_as_many_rows_as_the_limit_are_not_cut(sample_path: Path) -> None:
    """The last one that is allowed is no sign of more."""
    answer = _ask(sample_path, f"{_ALL} LIMIT 7", rows=7)
    assert (answer.tail["rows"], answer.tail["cut"]) == (7, False)


@pytest.mark.parametrize(
    ("query", "line", "column", "words"),
    [
        ("SELECT * WHERE {\n ?s ?p ?o", 1, 16, "never closed"),
        ("SELECT * WHERE { ?s rdfss:label ?o }", 1, 21, "unknown prefix"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", 1, 1, "changes data"),
        ("SELECT * WHERE { SERVICE <http://e/> { ?s ?p ?o } }", 1, 18, "another server"),
        ("SELECT *\nFROM <http://e/> WHERE { ?s ?p ?o }", 2, 1, "no such graph"),
        (f"SELECT * WHERE {'{' * 10_000} ?s ?p ?o {'}' * 10_000}", 1, 216, "nested more than 200 levels"),
        ("", 0, 0, "empty"),
    ],
)
def test_a_wrong_query_is_told_with_its_place(
    served_sample: Served, query: str, line: int, column: int, words: str
) -> None:
    """As the command line tells it, so an editor can mark it."""
    error = _fail(served_sample, query)
    assert (error.status, error.line, error.column) == (400, line, column)
    assert words in error.reason


def test_a_query_is_never_a_file_or_a_name(served_sample: Served, tmp_path: Path) -> None:
    """Somebody far away must not read files here, nor learn which there are."""
    file = tmp_path / "there.rq"
    file.write_text("SELECT * WHERE { ?s ?p ?o }", encoding="utf-8")
    assert _fail(served_sample, str(file)).reason == _fail(
        served_sample, str(tmp_path / "elsewhere.rq")
    ).reason.replace("elsewhere", "there")
    assert _fail(served_sample, "documents").status == 400


def test_a_client_names_the_graphs_that_its_query_sees(served_sample: Served, sample_store: GraphStore) -> None:
    """Named ones only within GRAPH, default ones only outside, and both only those that the store has."""
    pages = [str(row[0])[1:-1] for row in run_query(sample_store, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")]
    graphs = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert len(pages) > 1
    assert _ask(served_sample, graphs).tail["rows"] == len(pages)
    assert _ask(served_sample, graphs, named_graphs=pages[:1]).tail["rows"] == 1
    assert _ask(served_sample, graphs, default_graphs=pages[:1]).tail["rows"] == 0
    inside = len(run_query(sample_store, f"SELECT * WHERE {{ GRAPH <{pages[0]}> {{ ?s ?p ?o }} }}"))
    assert _ask(served_sample, _ALL, default_graphs=pages[:1]).tail["rows"] == inside
    assert _ask(served_sample, f"SELECT * FROM <{pages[0]}> WHERE {{ ?s ?p ?o }}").tail["rows"] == inside
    assert _fail(served_sample, _ALL, default_graphs=["http://e/nowhere"]).status == 400
    assert _fail(served_sample, _ALL, named_graphs=["no iri"]).status == 400


def test_advice_about_an_empty_answer_comes_where_it_is_asked_for(served_sample: Served) -> None:
    """The command line's own; in the head, and within JSON."""
    query = "SELECT ?d WHERE { ?d rdfs:label 'Progresive osseous heteroplasia' }"
    answer = _ask(served_sample, query, notes=True)
    assert "did you mean" in str(answer.head["notes"])
    assert json.loads(answer.body)["pohgraph"]["notes"] == answer.head["notes"]
    assert "notes" not in _ask(served_sample, query).head
    assert "notes" not in _ask(served_sample, LOOK_UP, notes=True).head


def test_the_same_graph_gives_the_same_bytes(served_sample: Served) -> None:
    """In every process: the engine alone would order its prefixes anew in each."""
    for format_ in ("ttl", "rdfxml", "jsonld"):
        assert _ask(served_sample, _GRAPH, format_).body == _ask(served_sample, _GRAPH, format_).body


def test_rows_read_by_an_independent_reader(sample_path: Path) -> None:
    """JSON that was cut is still what the standard says."""
    found = parse_query_results(_ask(sample_path, _ALL, rows=3).body, format=QueryResultsFormat.JSON)
    assert isinstance(found, QuerySolutions)
    assert RdfFormat.TURTLE.media_type == "text/turtle"
    assert len(list(found)) == 3
