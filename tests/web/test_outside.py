"""What a query may name outside the graph."""

from time import perf_counter

import pytest
from pyoxigraph import NamedNode

from pohgraph.errors import QueryError
from pohgraph.store.sparql import tokens
from pohgraph.web.outside import refuse_outside

_REFUSED = [
    "SELECT * WHERE { SERVICE <http://e/sparql> { ?s ?p ?o } }",
    "SELECT * WHERE { service silent <http://e/sparql> { ?s ?p ?o } }",
    "SELECT * WHERE { ?x ?p ?e . SERVICE ?e { ?s ?p ?o } }",
    "SELECT * WHERE { SERVICE biolink:Gene { ?s ?p ?o } }",
    "PREFIX ok: <http://e/> SELECT * WHERE { SERVICE ok:sparql { ?s ?p ?o } }",
    "SELECT * FROM <http://e/data.ttl> WHERE { ?s ?p ?o }",
    "SELECT * FROM NAMED <file:///etc/passwd> WHERE { ?s ?p ?o }",
    "SELECT * FROM <http://page/1> FROM <http://page/2> WHERE { ?s ?p ?o }",
    "PREFIX e: <http://e/> ASK FROM e:x { ?s ?p ?o }",
    "BASE <http://e/> ASK FROM <x> { ?s ?p ?o }",
    "SELECT * WHERE { ?s ?p trueSERVICE <http://e/sparql> { ?s ?p ?o } }",
    "SELECT * WHERE { SERVICESILENT<http://e/sparql> { ?s ?p ?o } }",
    "PREFIX e: <http://e/> SELECT * WHERE { SERVICEe:sparql { ?s ?p ?o } }",
    "SELECT * WHERE { ?s ?p ?o #\rSERVICE <http://e/sparql> { ?s ?p ?o }\n }",
    "SELECT * WHERE { SERVICE <http://ok/spar\\u0071l> { ?s ?p ?o } }",
    "BASE <http://e/> PREFIX x: <sparql> BASE <http://ok/> SELECT * WHERE { SERVICE x: { ?s ?p ?o } }",
    # The engine reads these otherwise than they look: another prefix, another keyword, another host.
    "PREFIX ok: <http://ok/> PREFIXok:<http://e/> SELECT * WHERE { SERVICE ok:sparql { ?s ?p ?o } }",
    "PREFIX SILENTe: <http://ok/> PREFIX e: <http://e/> SELECT * WHERE { SERVICE SILENTe:sparql { ?s ?p ?o } }",
    "BASE <http://ok/> SELECT * WHERE { SERVICE <http:e/../sparql> { ?s ?p ?o } }",
    "ASK { { SELECT * WHERE { SERVICE <http://e/sparql> { ?s ?p ?o } } } }",
]
_TAKEN = [
    "SELECT * FROM <http://page/1> WHERE { ?s ?p ?o }",
    "PREFIX page: <http://page/> SELECT * FROM NAMED page:1 WHERE { GRAPH ?g { ?s ?p ?o } }",
    "BASE <http://page/> ASK FROM <1> { ?s ?p ?o }",
    "SELECT * WHERE { SERVICE <http://ok/sparql> { ?s ?p ?o } }",
    "PREFIX ok: <http://ok/> SELECT * FROM ok:data WHERE { SERVICE SILENT <http://ok/sparql> { ?s ?p ?o } }",
    "SELECT ?from WHERE { ?from ?p 'SERVICE <http://e/sparql>' } # FROM <http://e/x>",
]
_ALLOWED = frozenset({"http://ok/sparql", "http://ok/data"})


def _refuse(query: str) -> None:
    page = NamedNode("http://page/1")
    refuse_outside(query, tuple(tokens(query)), allowed=_ALLOWED, has_graph=lambda graph: graph == page)


@pytest.mark.parametrize("query", _REFUSED)
def test_what_leads_outside_is_refused_with_its_place(query: str) -> None:
    """Other servers, files and unknown graphs, however they are spelled."""
    with pytest.raises(QueryError) as error:
        _refuse(query)
    rest = query.split("\n")[error.value.line - 1][error.value.column - 1 :].upper()
    assert rest.startswith(("SERVICE", "FROM", "TRUESERVICE"))


@pytest.mark.parametrize("query", _TAKEN)
def test_graphs_of_the_store_and_listed_addresses_may_be_named(query: str) -> None:
    """And words in strings, comments and variables say nothing."""
    _refuse(query)


def test_an_open_string_is_not_begun_again_and_again() -> None:
    """Each of its escaped quotes may not start another one: half a megabyte of them would take minutes."""
    began = perf_counter()
    assert [token.text for token in tokens('ASK { "' + r"\"" * 50_000)][:4] == ["ASK", "{", '"', r"\""]
    assert perf_counter() - began < 1
