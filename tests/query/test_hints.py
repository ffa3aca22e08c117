"""What is said about an empty answer: on the command line, in Python and in a notebook alike."""

from pathlib import Path

import pytest
from tests.cli.test_command_line import Command, pohgraph_command

from pohgraph import Graph
from pohgraph.errors import QueryError
from pohgraph.query import run_query
from pohgraph.query.notes import hints

__all__ = ["pohgraph_command"]

_PARAMETER = "the value of the parameter disease"
_HOW = "`pohgraph search --kind disease` lists its diseases"


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        (
            "SELECT * { ?s biolink:has_phenotyp ?o ; rdfs:label ?l }",
            "biolink:has_phenotyp does not occur in this graph (did you mean biolink:has_phenotype?)",
        ),
        (
            "SELECT ?words { ?e oa:hasSelector/oa:exact ?words }",
            "evidence and what is known of a page are in its graph: write GRAPH ?page { … oa:hasSelector … oa:exact … }",
        ),
        (
            "PREFIX web: <http://www.w3.org/ns/oa#> SELECT (COUNT(*) AS ?n) { ?e web:hasSelector ?s }",
            "evidence and what is known of a page are in its graph: write GRAPH ?page { … oa:hasSelector … }",
        ),
        (
            "ASK { GRAPH ?page { ?claim rdf:subject ?disease } }",
            "rdf:subject: not in the graphs of pages, so write it outside GRAPH ?page { … }",
        ),
        (
            "SELECT ?claim { ?claim rdf:subject OMIM:166350 }",
            "OMIM:166350 is another identifier of MONDO:0008153 (progressive osseous heteroplasia), which the claims are about",
        ),
        ("SELECT ?c { ?c rdf:object HP:10766 }", "HP:10766 does not occur in this graph (did you mean HP:0010766?)"),
        (
            "SELECT ?c { ?c rdf:object HP:0000117 }",
            "HP:0000117 does not occur in this graph (`pohgraph search` finds what does)",
        ),
        (
            'SELECT ?d { ?d rdfs:label "POH" }',
            '"POH" is a synonym of MONDO:0008153, whose label is "progressive osseous heteroplasia"',
        ),
        (
            'SELECT ?d { ?d rdfs:label "Progressive Osseous heteroplasia" }',
            'the label of MONDO:0008153 is "progressive osseous heteroplasia", not "Progressive Osseous heteroplasia"',
        ),
        (
            'SELECT ?d { ?d rdfs:label "progressive osseous heteroplasia"@en }',
            'names in this graph have no language: write "progressive osseous heteroplasia" without @en',
        ),
        (
            'SELECT ?d { ?d rdfs:label "progresive osseous heteroplasia" }',
            'nothing is called "progresive osseous heteroplasia" (did you mean "progressive osseous heteroplasia"?)',
        ),
    ],
)
def test_an_empty_answer_is_explained(graph: Graph, query: str, hint: str) -> None:
    """The names and texts of the query that the graph lacks, or has elsewhere, are told with what to type."""
    assert graph.query(query).notes == (hint,)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?words { GRAPH ?page { ?e oa:hasSelector/oa:exact ?words } }",
        'SELECT ?d { ?d rdfs:label "progressive osseous heteroplasia" }',
        'SELECT ?d { ?d rdfs:label "progressive osseous heteroplasia" FILTER(false) }',
        "ASK { NCBIGene:2778 biolink:causes MONDO:0008153 }",
    ],
)
def test_nothing_is_said_without_a_reason(graph: Graph, query: str) -> None:
    """An answer with rows has no hints, nor has a query whose names all occur where it looks."""
    assert graph.query(query).notes == ()


def test_a_name_is_never_suggested_for_itself(graph: Graph) -> None:
    """What the graph lacks but a ready-made query uses is not its own correction."""
    notes = graph.query("SELECT ?x { ?x sssom:mapping_set_title ?y ; dcterms:licence ?z }").notes
    assert notes
    assert not [note for note in notes if note.split(" does not")[0] in note.partition("did you mean")[2]]


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        (
            "MONDO:0000001",
            f"MONDO:0000001, {_PARAMETER}, does not occur in this graph ({_HOW})",
        ),
        ("HP:0010766", "the parameter disease is HP:0010766 (Ectopic calcification), a phenotype and not a disease"),
        ("MONDO:0019992", "`pohgraph show MONDO:0019992` shows what this graph has about it"),
    ],
)
def test_a_parameter_is_named(graph: Graph, value: str, hint: str) -> None:
    """A value that the graph lacks, or that is of another kind, is told with the parameter it was given for."""
    assert graph.query("prevalence", disease=value).notes == (hint,)


def test_a_default_is_named(pohgraph_command: Command, tmp_path: Path) -> None:
    """Who gave no value learns where the identifier came from, and how to find another."""
    page = tmp_path / "page.txt"
    page.write_text("Marfan syndrome is caused by mutations in the FBN1 gene.\n", encoding="utf-8")
    pohgraph_command("build", page)
    outcome = pohgraph_command("query", "disease-genes")
    assert outcome.err == (
        "pohgraph: no rows\n"
        "pohgraph: MONDO:0008153, the default of the parameter disease, does not occur in this graph "
        "(`pohgraph search --kind disease` lists its diseases)\n"
    )
    assert "Marfan syndrome" in pohgraph_command("search", "--kind", "disease").out


def test_an_unknown_name_is_told_with_its_parameter(graph: Graph) -> None:
    """A value that means nothing names the parameter."""
    with pytest.raises(QueryError, match="parameter 'disease': nothing in this graph is called 'nonsense'"):
        graph.query("disease-genes", disease="nonsense")


def test_hints_show_wherever_the_table_does(graph: Graph, seeds_path: Path, pohgraph_command: Command) -> None:
    """Print, notebook and terminal say the same."""
    query = 'SELECT ?d { ?d rdfs:label "POH" }'
    table = graph.query(query)
    (hint,) = hints(graph.store, run_query(graph.store, query))
    assert repr(table).splitlines() == ["d", "no rows", hint]
    assert hint.replace('"', "&quot;") in table._repr_html_()
    assert pohgraph_command("query", query, "--store", seeds_path).err.splitlines()[1] == f"pohgraph: {hint}"


@pytest.mark.parametrize(
    "query",
    [
        'PREFIX e: <http://e/> SELECT ?s { ?s e:p "abc" }',
        r"PREFIX e: <http://e/> SELECT ?s { ?s e:x\,y 1 }",
        "BASE <http://e/> SELECT ?s { ?s <rel> 1 }",
        "PREFIX hp: <http://purl.obolibrary.org/obo/HP_> SELECT ?s { ?s ?p hp:9999999 }",
    ],
)
def test_a_query_with_declarations_of_its_own_gets_hints(graph: Graph, query: str) -> None:
    """Names are looked for as the query means them, whatever its prefixes and base."""
    assert any("does not occur in this graph" in hint for hint in hints(graph.store, run_query(graph.store, query)))


def test_an_answer_without_columns_is_shown(pohgraph_command: Command, seeds_path: Path) -> None:
    """`SELECT *` of a pattern without variables has a row and nothing in it."""
    for format_ in ("table", "plain", "md", "csv", "tsv", "json", "jsonl"):
        outcome = pohgraph_command("query", "SELECT * {}", "--store", seeds_path, "--format", format_)
        assert (outcome.status, outcome.err) == (0, ""), format_
