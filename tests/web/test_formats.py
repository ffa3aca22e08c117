"""Each format over a socket, and which one a client gets for its Accept header."""

from itertools import product

import httpx
import pytest

from pohgraph.web.negotiation import GRAPHS, ROWS, choose, prefers_plain_text

_BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
_SELECT = "SELECT * WHERE { ?s ?p ?o } LIMIT 2"
_CONSTRUCT = "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 2"


@pytest.mark.parametrize(
    ("accept", "rows", "graph"),
    [
        ("", "json", "ttl"),
        ("*/*", "json", "ttl"),
        ("text/csv", "csv", None),
        ("text/csv;charset=utf-8;header=present", "csv", None),
        ("TEXT/CSV", "csv", None),
        ("text/*", "csv", "ttl"),
        ("application/*", "json", "nt"),
        ("application/sparql-results+xml;q=0.4, text/csv;q=0.5", "csv", None),
        ("application/rdf+xml;q=0.5, text/turtle;q=0.4", None, "rdfxml"),
        ("application/json", "json", "jsonld"),
        ("application/n-triples, application/sparql-results+json", "json", "nt"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "xml", "ttl"),
        ("text/csv;q=0", None, None),
        ("text/csv;q=rubbish", None, None),
        ("text/csv;q=nan", None, None),
        ("text/csv;q=5, text/tab-separated-values", "csv", None),
        ("image/png", None, None),
        (",;,q=1", "json", "ttl"),
        (_BROWSER, "xml", "rdfxml"),
        # What SPARQLWrapper, rdflib, RDF4J and comunica send.
        ("application/sparql-results+json,application/json,text/javascript,application/javascript", "json", "jsonld"),
        ("application/sparql-results+xml, application/rdf+xml", "xml", "rdfxml"),
        (
            "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,text/turtle;q=0.6,*/*;q=0.1",
            "json",
            "nq",
        ),
    ],
)
def test_the_best_format_is_chosen(accept: str, rows: str | None, graph: str | None) -> None:
    """Weights first, then the most exact name, then our order."""
    assert (choose(accept, ROWS), choose(accept, GRAPHS)) == (rows, graph)


def test_errors_are_text_for_who_asks_for_text() -> None:
    """Whoever names JSON or names nothing gets JSON."""
    assert [prefers_plain_text(accept) for accept in ("", "*/*", "application/sparql-results+json", "text/csv")] == [
        False,
        False,
        False,
        True,
    ]
    assert prefers_plain_text("text/plain, application/json;q=0") is True
    assert prefers_plain_text(_BROWSER) is True


@pytest.mark.parametrize(
    ("query", "format_", "words"),
    [
        *product((_SELECT,), ROWS, ("number",)),
        *product(("ASK { ?s ?p ?o }",), ROWS, ("true",)),
        *product((_CONSTRUCT, "DESCRIBE <http://example.org/1>"), GRAPHS, ("number",)),
    ],
)
def test_each_format(client: httpx.Client, query: str, format_: str, words: str) -> None:
    """The type of the answer is the one that was asked for."""
    media = (ROWS.get(format_) or GRAPHS[format_])[0]
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": media})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media
    assert words in answer.text


def test_rows_are_not_given_as_a_graph(client: httpx.Client) -> None:
    """406 says what there is."""
    assert client.get("/sparql", params={"query": _SELECT}, headers={"Accept": "text/turtle"}).status_code == 406
    answer = client.get("/sparql", params={"query": _SELECT}, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/csv" in answer.text
