"""Rows one at a time are written as the engine writes whole answers."""

from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    Store,
    parse_query_results,
)

from pohgraph.query.formats import ROW_FORMATS
from pohgraph.web.rows import ROW_WRITERS

_XSD = "http://www.w3.org/2001/XMLSchema#"
_VALUES: list[NamedNode | BlankNode | Literal] = [
    NamedNode("http://e/a?b=1&c=2"),
    BlankNode("b0"),
    Literal("plain"),
    Literal(""),
    Literal('a "quoted", <b>&amp;</b>\r\n\ttext \\ é 𝄞 -->'),
    Literal("chat", language="fr"),
    Literal("1", datatype=NamedNode(f"{_XSD}integer")),
    Literal("+01", datatype=NamedNode(f"{_XSD}integer")),
    Literal("1.50", datatype=NamedNode(f"{_XSD}decimal")),
    Literal(" \t spaced "),
    Literal("1e6", datatype=NamedNode(f"{_XSD}double")),
    Literal("true", datatype=NamedNode(f"{_XSD}boolean")),
    Literal("x", datatype=NamedNode("http://e/type")),
]


@pytest.fixture(scope="module")
def store() -> Store:
    """Every kind of term, in an order that the query keeps."""
    store = Store()
    subject, predicate = NamedNode("http://e/s"), NamedNode("http://e/p")
    store.extend(Quad(subject, predicate, value) for value in _VALUES)
    return store


def _ours(store: Store, query: str, format_: str) -> bytes:
    answer = store.query(query)
    assert isinstance(answer, QuerySolutions)
    writer = ROW_WRITERS[format_]([variable.value for variable in answer.variables])
    return "".join([writer.head({}), *map(writer.row, answer), writer.end({})]).encode()


_QUERIES = [
    "SELECT ?o ?unbound ?s WHERE { ?s ?p ?o } ORDER BY ?o",
    "SELECT ?s ?t WHERE { ?s ?p ?o BIND(TRIPLE(?s, ?p, ?o) AS ?t) } ORDER BY ?o",
    "SELECT ?x WHERE { ?s ?p ?x FILTER(?x = 'nothing') }",
    "SELECT * WHERE { }",
]


@pytest.mark.parametrize("format_", ["json", "csv", "tsv"])
@pytest.mark.parametrize("query", _QUERIES)
def test_the_bytes_are_the_engine_s(store: Store, query: str, format_: str) -> None:
    """Every term in every format, unbound variables, triples as terms, no row, no column."""
    answer = store.query(query)
    assert isinstance(answer, QuerySolutions)
    theirs = answer.serialize(format=ROW_FORMATS[format_]) or b""
    assert _ours(store, query, format_).rstrip(b"\n") == theirs.rstrip(b"\n")


@pytest.mark.parametrize("query", _QUERIES)
def test_xml_reads_back_as_it_was(store: Store, query: str) -> None:
    """With the end of line and the outer spaces that readers would change."""
    expected, found = store.query(query), parse_query_results(_ours(store, query, "xml"), format=QueryResultsFormat.XML)
    assert isinstance(expected, QuerySolutions)
    assert isinstance(found, QuerySolutions)
    assert found.variables == expected.variables
    assert [tuple(row) for row in found] == [tuple(row) for row in expected]


def test_xml_is_well_formed_whatever_a_text_holds() -> None:
    """A character that XML cannot hold is replaced, as the engine does not."""
    writer = ROW_WRITERS["xml"](["x"])
    text = writer.head({}) + writer.row([Literal("a\x08b\x00c")]) + writer.end({})
    literal = next(ET.fromstring(text).iter("{http://www.w3.org/2005/sparql-results#}literal"))
    assert literal.text == "a\ufffdb\ufffdc"


@pytest.mark.parametrize("format_", ["json", "xml"])
def test_notes_leave_the_answer_readable(store: Store, format_: str) -> None:
    """A strict reader meets the same rows, whatever is said beside them."""
    answer = store.query(_QUERIES[0])
    assert isinstance(answer, QuerySolutions)
    writer = ROW_WRITERS[format_]([variable.value for variable in answer.variables])
    notes = {"cut": "after -- 12 rows --"}
    text = "".join([writer.head(notes), *map(writer.row, answer), writer.end(notes)])
    assert "12 rows" in text
    found = parse_query_results(text, format=ROW_FORMATS[format_])
    assert isinstance(found, QuerySolutions)
    assert len(list(found)) == len(store)
