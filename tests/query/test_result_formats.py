"""Results in each format, read back by another reader."""

import csv
import io
import json
import warnings
from io import BytesIO
from typing import cast
from xml.etree import ElementTree as ET

import pytest
import rdflib
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)
from pyoxigraph import QueryResultsFormat as RowFormat

from pohgraph.errors import QueryError
from pohgraph.query import run_query
from pohgraph.query.formats import write_result
from pohgraph.query.result import Result
from pohgraph.store.graph import GraphStore

_ROWS = "SELECT ?label ?s { ?s a biolink:Disease ; rdfs:label ?label } ORDER BY ?label"
_GRAPH = "CONSTRUCT WHERE { ?s ?p ?o }"


def _write(store: GraphStore, sparql: str, format_: str) -> str:
    out = io.BytesIO()
    write_result(run_query(store, sparql), format_, out)
    return out.getvalue().decode()


def test_csv_is_read_by_python(sample_store: GraphStore) -> None:
    """CSV has the columns in order and full IRIs."""
    rows = list(csv.reader(io.StringIO(_write(sample_store, _ROWS, "csv"))))
    assert rows[:2] == [
        ["label", "s"],
        ["progressive osseous heteroplasia", "http://purl.obolibrary.org/obo/MONDO_0008153"],
    ]


@pytest.mark.parametrize(
    ("format_", "reader"), [("json", RowFormat.JSON), ("xml", RowFormat.XML), ("tsv", RowFormat.TSV)]
)
def test_rows_survive_their_formats(sample_store: GraphStore, format_: str, reader: RowFormat) -> None:
    """The W3C's formats of rows give the same terms back."""
    parsed = parse_query_results(_write(sample_store, _ROWS, format_), format=reader)
    assert [tuple(row) for row in parsed] == list(run_query(sample_store, _ROWS))  # type: ignore[union-attr]


def test_ask_is_written_in_every_format_of_rows(sample_store: GraphStore) -> None:
    """A yes or no is valid JSON and XML, and a word elsewhere."""
    assert json.loads(_write(sample_store, "ASK {}", "json"))["boolean"] is True
    assert "true" in "".join(ET.fromstring(_write(sample_store, "ASK {}", "xml")).itertext())
    assert _write(sample_store, "ASK {}", "csv") == "true\n"
    assert _write(sample_store, "ASK {}", "table") == "answer\nyes\n"


@pytest.mark.parametrize(
    ("format_", "reader"), [("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("jsonld", RdfFormat.JSON_LD)]
)
def test_graph_survives_its_formats(sample_store: GraphStore, format_: str, reader: RdfFormat) -> None:
    """Turtle, N-Triples and JSON-LD hold exactly the triples of the result."""
    triples = {(t.subject, t.predicate, t.object) for t in parse(_write(sample_store, _GRAPH, format_), format=reader)}
    assert triples == set(run_query(sample_store, _GRAPH))


def test_json_ld_is_read_by_rdflib(sample_store: GraphStore) -> None:
    """Another JSON-LD reader finds as many triples."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own parser uses what rdflib deprecates
        dataset = rdflib.Dataset()
        dataset.parse(data=_write(sample_store, _GRAPH, "jsonld"), format="json-ld")
    assert len(list(dataset.quads((None, None, None, None)))) == len(run_query(sample_store, _GRAPH))


def test_turtle_has_prefixes_it_uses_and_no_others(sample_store: GraphStore) -> None:
    """Turtle is compact."""
    text = _write(sample_store, "CONSTRUCT WHERE { NCBIGene:2778 biolink:causes ?o }", "ttl")
    assert "NCBIGene:2778 biolink:causes MONDO:" in text
    assert "@prefix HP:" not in text


def test_table_is_aligned_and_compact(sample_store: GraphStore) -> None:
    """The table has CURIEs, one line a row and columns that start at one place."""
    lines = _write(sample_store, _ROWS, "table").splitlines()
    assert lines[1].split("  ")[-1].strip() == "MONDO:0008153"
    assert {line.find(end) for line, end in zip(lines, ("s", "MONDO", "MONDO"), strict=True)} <= {
        lines[1].find("MONDO"),
        0,
        3,
    }


@pytest.mark.parametrize("format_", ["csv", "tsv", "json", "xml"])
def test_graph_in_a_format_of_rows_is_refused(sample_store: GraphStore, format_: str) -> None:
    """CONSTRUCT as rows is an error that names what to take."""
    with pytest.raises(QueryError, match="use --format ttl"):
        _write(sample_store, _GRAPH, format_)


@pytest.mark.parametrize("sparql", [_ROWS, "ASK {}"])
@pytest.mark.parametrize("format_", ["ttl", "nt", "jsonld"])
def test_rows_in_a_format_of_graphs_are_refused(sample_store: GraphStore, sparql: str, format_: str) -> None:
    """SELECT and ASK as a graph are errors that name what to take."""
    with pytest.raises(QueryError, match="use --format table"):
        _write(sample_store, sparql, format_)


def test_unknown_format_is_refused(sample_store: GraphStore) -> None:
    """A format nobody knows lists those there are."""
    with pytest.raises(QueryError, match="one of table, csv"):
        _write(sample_store, _ROWS, "xlsx")


@pytest.mark.parametrize("format_", ["csv", "json", "ttl"])
def test_a_part_is_asked_for_once(format_: str) -> None:
    """A limit costs no second evaluation, which may be a request to a server."""
    graph = Store()
    graph.extend(Quad(NamedNode(f"http://e/{i}"), NamedNode("http://e/p"), Literal(str(i))) for i in range(3))
    asked = 0
    is_graph = format_ == "ttl"

    def answer() -> QuerySolutions | QueryTriples:
        nonlocal asked
        asked += 1
        sparql = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }" if is_graph else "SELECT ?s { ?s ?p ?o }"
        return cast("QuerySolutions | QueryTriples", graph.query(sparql))

    result = Result(form="CONSTRUCT" if is_graph else "SELECT", columns=("s",), sparql="", answer=answer)
    assert write_result(result, format_, BytesIO(), limit=2) == 1
    assert asked == 1
