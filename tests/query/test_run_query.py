"""Running a query: where its text comes from, how parameters are filled in, what order columns have."""

import os
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from pyoxigraph import Literal, NamedNode

from pohgraph.errors import QueryError
from pohgraph.query import run_query
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.quads import quads
from pohgraph.store.writer import write_store

_POH = NamedNode("http://purl.obolibrary.org/obo/MONDO_0008153")
_LABEL = "SELECT ?label { $x rdfs:label ?label }"


@pytest.mark.parametrize(
    "value",
    [
        "MONDO:0008153",
        "mondo:0008153",
        "http://purl.obolibrary.org/obo/MONDO_0008153",
        "<http://purl.obolibrary.org/obo/MONDO_0008153>",
        "POH",
        "poh",
        "Progressive Osseous Heteroplasia",
        "PROGRESSIVE OSSEOUS HETEROPLASIA",
        "pRoGressive osseous heteroplasia",
        "familial ectopic ossification",
        "OMIM:166350",
        "MIM:166350",
        "GARD:0000109",
        "Orphanet:2762",
    ],
)
def test_entity_is_found_by_any_name(sample_store: GraphStore, value: str) -> None:
    """A CURIE in any usual spelling, an IRI, a label or synonym in any case, and another identifier mean the same."""
    assert run_query(sample_store, _LABEL, {"x": value}).rows == ((Literal("progressive osseous heteroplasia"),),)


def test_name_of_several_is_refused(tmp_path: Path, sample: ModuleType) -> None:
    """A name that two entities bear is an error that lists both."""
    content = sample.sample_content()
    entities = tuple(replace(entity, label="Twin") for entity in content.entities[:2])
    write_store(tmp_path / "db", quads(replace(content, entities=entities, terms=())), {}, "{}")
    with pytest.raises(QueryError, match=r"'twin' is the name of several things: MONDO:0008153 \(.+\), MONDO:0012912"):
        run_query(open_store(tmp_path / "db"), _LABEL, {"x": "twin"})


def test_unknown_name_is_refused_with_what_is_near(sample_store: GraphStore) -> None:
    """A name nothing bears is an error that suggests one that is alike."""
    with pytest.raises(QueryError, match="did you mean 'progressive osseous heteroplasia'"):
        run_query(sample_store, _LABEL, {"x": "progresive osseus heteroplasia"})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("5", Literal("5", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))),
        ("0.5", Literal("0.5", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))),
        ('"POH"', Literal("POH")),
        ('"a \\"b\\" <c>"', Literal('a "b" <c>')),
    ],
)
def test_value_is_typed(sample_store: GraphStore, value: str, expected: Literal) -> None:
    """Numbers are numbers, and what is in double quotes stays text."""
    assert run_query(sample_store, "SELECT ?y { BIND($x AS ?y) }", {"x": value}).rows == ((expected,),)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?x ?label { ?x rdfs:label ?label }",
        "SELECT * { ?x rdfs:label ?label }",
        "SELECT ?x (MIN(?l) AS ?label) { ?x rdfs:label ?l } GROUP BY ?x ORDER BY ?x",
        "SELECT ?x ?label { { SELECT ?x ?label { ?x rdfs:label ?label } ORDER BY ?x LIMIT 1 } }",
        "SELECT DISTINCT * { ?x rdfs:label ?label FILTER(?x != 1) } # ?x }",
    ],
)
def test_parameter_may_be_selected(sample_store: GraphStore, sparql: str) -> None:
    """A parameter that is SELECTed, grouped or sorted by has its value in the rows."""
    result = run_query(sample_store, sparql, {"x": "POH"})
    assert result.columns == ("x", "label")
    assert result.rows == ((_POH, Literal("progressive osseous heteroplasia")),)


def test_text_in_a_string_is_no_parameter(sample_store: GraphStore) -> None:
    """What looks like a variable within a string, a comment or an IRI is left alone."""
    result = run_query(sample_store, 'ASK { $x rdfs:label ?l . FILTER("?x" != ?l) } # ?x', {"x": "POH"})
    assert bool(result)
    assert '"?x"' in result.sparql


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"disese": "POH"}, "no parameter 'disese'.*did you mean disease"),
        ({"disease": ""}, None),
        ({"disease": "nothing like it"}, "nothing in this graph is called"),
    ],
)
def test_wrong_parameter_is_refused(sample_store: GraphStore, params: dict[str, str], message: str | None) -> None:
    """A parameter the query lacks is an error with the nearest one; an empty value means the default."""
    if message is None:
        assert run_query(sample_store, "disease-genes", params).rows
    else:
        with pytest.raises(QueryError, match=message):
            run_query(sample_store, "disease-genes", params)


def test_parameter_that_is_bound_is_refused(sample_store: GraphStore) -> None:
    """A variable that the query itself gives a value cannot be set, and the error points at it."""
    with pytest.raises(QueryError, match=r"line 1, column 22: .*cannot be a parameter") as caught:
        run_query(sample_store, "SELECT * { BIND(1 AS ?x) }", {"x": "5"})
    assert (caught.value.line, caught.value.column) == (1, 22)


def test_predicate_may_be_given_bare(sample_store: GraphStore) -> None:
    """A predicate parameter takes a CURIE or its local name; a misspelt one is corrected."""
    params = {"subject": "GNAS", "object": "POH", "predicate": "causes"}
    assert len(run_query(sample_store, "quotes-for-statement", params)) == 2
    with pytest.raises(QueryError, match="did you mean causes"):
        run_query(sample_store, "quotes-for-statement", params | {"predicate": "cause"})


def test_document_may_be_given_by_file_name(sample_store: GraphStore) -> None:
    """A document parameter takes an identifier, a title in any case, or a file name."""
    wanted = run_query(sample_store, "document-statements", {"document": "pohdoc:second"}).rows
    assert run_query(sample_store, "document-statements", {"document": "second.txt"}).rows == wanted
    assert run_query(sample_store, "document-statements", {"document": "poh: QUESTIONS"}).rows == wanted


@pytest.mark.parametrize(
    ("sparql", "columns"),
    [
        ("SELECT * { ?z ?b ?a }", ("z", "b", "a")),
        ("SELECT DISTINCT * WHERE { ?z ?b ?a OPTIONAL { ?a ?y ?c } }", ("z", "b", "a", "y", "c")),
        ("SELECT * { ?z ?b ?a FILTER NOT EXISTS { ?z ?never ?a2 } }", ("z", "b", "a")),
        ("SELECT ?b ?a { ?a ?b ?c }", ("b", "a")),
        ("ASK {}", ("answer",)),
        ("CONSTRUCT WHERE { ?s ?p ?o }", ("subject", "predicate", "object")),
    ],
)
def test_columns_keep_their_order(sample_store: GraphStore, sparql: str, columns: tuple[str, ...]) -> None:
    """Columns stand in the order their author wrote them, with SELECT * as well."""
    result = run_query(sample_store, sparql)
    assert result.columns == columns
    assert all(len(row) == len(columns) for row in result)


def test_result_is_read_twice(sample_store: GraphStore) -> None:
    """A result can be read again, and an ASK is true or false as Python has it."""
    result = run_query(sample_store, "SELECT ?s { ?s a biolink:Disease } ORDER BY ?s")
    assert list(result) == list(result) == list(result.rows)
    assert not run_query(sample_store, "ASK { ?s a biolink:Drug }")
    assert not run_query(sample_store, "SELECT ?s { ?s a biolink:Drug }")
    assert len(run_query(sample_store, "DESCRIBE MONDO:0008153")) > 10


def test_query_is_read_from_a_file(sample_store: GraphStore, tmp_path: Path) -> None:
    """An .rq file is run by its path, with its header's parameters; a byte order mark does no harm."""
    path = tmp_path / "mine.rq"
    path.write_text(
        "\ufeff# title: T\n# param x (entity): an entity (default POH)\n\nSELECT ?l { $x rdfs:label ?l }",
        encoding="utf-8",
    )
    assert len(run_query(sample_store, path)) == len(run_query(sample_store, str(path))) == 1


def test_missing_file_and_name_are_told_apart(sample_store: GraphStore, tmp_path: Path) -> None:
    """A path that is not there says so; a name that is not there says what is near."""
    with pytest.raises(QueryError, match="No such file"):
        run_query(sample_store, tmp_path / "none.rq")
    with pytest.raises(QueryError, match="did you mean disease-genes"):
        run_query(sample_store, "disese-genes")


@pytest.mark.skipif(os.name == "nt", reason="one engine for all")
def test_failure_while_running_is_a_query_error(sample_store: GraphStore) -> None:
    """A function the engine lacks is the query's fault."""
    with pytest.raises(QueryError, match="not supported"):
        run_query(sample_store, "SELECT (<urn:f>(1) AS ?x) {}")
