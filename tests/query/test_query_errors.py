"""What is wrong with a query is said in words, with its line and column."""

import pytest

from pohgraph.errors import QueryError
from pohgraph.query.syntax import check_syntax


@pytest.mark.parametrize(
    ("sparql", "place", "message"),
    [
        ("SELECT ?o {\n  ?s foo:bar ?o }", (2, 6), r"unknown prefix 'foo:' \(declare it"),
        ("SELECT ?o { ?s hp:bar ?o }", (1, 16), r"unknown prefix 'hp:' \(did you mean HP:\?"),
        ("SELECT ?o { ?s biolik:causes ?o }", (1, 16), "did you mean biolink:"),
        ("SELECT ?o { ?s Orphanet:1 ?o }", (1, 16), "did you mean ORPHA:"),
        ("SELECT ?o { ?s ?p ?o", (1, 11), r"{ is never closed \(add }\)"),
        ("SELECT ?o { ?s ?p ?o }}", (1, 23), "} closes nothing"),
        ("SELECT ?o { FILTER(?x }", (1, 23), r"} where \) is due"),
        ("SELEC ?o { ?s ?p ?o }", (1, 1), "unknown word 'SELEC' .did you mean SELECT"),
        ("SELECT ?o WERE { ?s ?p ?o }", (1, 11), "did you mean WHERE"),
        ("SELECT ?o {\n\n ?s ?p ?o FILTR(?o) }", (3, 11), "did you mean FILTER"),
        ("SELECT ?o { ?s causes ?o }", (1, 16), "did you mean biolink:causes"),
        ("SELECT ?o { ?s associated_with ?o }", (1, 16), "did you mean biolink:associated_with"),
        ("SELECT ?o { ?s ?p 'abc }", (1, 19), "a string opens with ' and does not close"),
        ("SELECT ?o { ?s <name> ?o }", (1, 16), "<name> is not an absolute IRI"),
        ("SELECT ?o { ?s qwertz ?o }", (1, 16), "a name needs its prefix"),
        ("SELECT ?o { ?s <a b> ?o }", (1, 16), "an IRI opens with <a and does not close"),
        ("SELECT ?o { ?s ?p ?o } LIMIT ten", (1, 30), "unknown word 'ten'"),
        ("SELECT ?é { ?é ?p ?o . ?o }", (1, 28), "not understood near '}'"),
        ("SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?o }", (0, 0), "add it to GROUP BY"),
        ("SELECT ?x ?x { ?x ?p ?o }", (0, 0), "selected twice"),
        ("{ ?s ?p ?o }", (1, 1), "no SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("", (0, 0), "the query is empty"),
        ("# only a comment", (0, 0), "the query is empty"),
    ],
)
def test_mistake_is_explained(sparql: str, place: tuple[int, int], message: str) -> None:
    """Each kind of mistake has its place and what to do."""
    with pytest.raises(QueryError, match=message) as caught:
        check_syntax(sparql)
    assert (caught.value.line, caught.value.column) == place
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "PREFIX a: <urn:a>\nDELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP GRAPH <urn:g>",
        "LOAD <https://example.org/>",
    ],
)
def test_update_is_refused(update: str) -> None:
    """An update is told that the graph is only read."""
    with pytest.raises(QueryError, match="changes data, and this graph is only read"):
        check_syntax(update)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <http://localhost:1/> { ?s ?p ?o } } }",
    ],
)
def test_service_is_refused(query: str) -> None:
    """SERVICE never reaches the network, in whatever case or depth it stands."""
    with pytest.raises(QueryError, match="stay off the network"):
        check_syntax(query)


def test_service_is_let_through_on_request() -> None:
    """The option lets SERVICE be parsed."""
    query = "SELECT ?s { SERVICE <http://localhost:1/> { ?s ?p ?o } }"
    assert check_syntax(query, allow_service=True) == ("s",)


@pytest.mark.parametrize(
    "query",
    ["ASK { ?s ?p 'SERVICE' } # SERVICE", "ASK { ?service <urn:SERVICE> ?INSERT }", "ASK { ?s biolink:SERVICE ?o }"],
)
def test_word_in_another_role_is_no_keyword(query: str) -> None:
    """SERVICE in a string, a comment, a name or a variable is no request."""
    check_syntax(query)


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {'{' * 20000}{'}' * 20000}",
        f"ASK {{ FILTER({'(' * 20000}1{')' * 20000}) }}",
        f"ASK {{ FILTER({'!' * 20000}?s) }}",
        f"ASK {{ FILTER({'||'.join(['?s'] * 20000)}) }}",
        f"ASK {{ ?s {'/'.join(['<urn:p>'] * 20000)} ?o }}",
    ],
    ids=["groups", "brackets", "negations", "alternatives", "path"],
)
def test_monster_is_refused_before_it_ends_the_process(query: str) -> None:
    """A query nested or chained beyond all measure is an error; the engine itself would crash on it."""
    with pytest.raises(QueryError, match=r"levels deep|are the most"):
        check_syntax(query)
