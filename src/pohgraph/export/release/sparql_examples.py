"""The catalogue's queries as SIB's SPARQL examples: one Turtle file each, which example browsers and editors read.

The queries are complete: their prefixes are declared, and every parameter has its default value.
"""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store, Triple

from pohgraph.claims.view import GraphView
from pohgraph.export.rdf.described import Value, name, triples_of, write_triples
from pohgraph.query import run_query
from pohgraph.query.catalogue import CatalogueQuery, catalogue
from pohgraph.query.result import Result
from pohgraph.schema.prefixes import iri_root, prefix_map
from pohgraph.store.source import Answer
from pohgraph.store.sparql import declared_prefixes, tokens

ENDPOINT = f"{iri_root('poh')}sparql"
_PREFIXES = {
    "ex": f"{ENDPOINT}/.well-known/sparql-examples/",
    "schema": iri_root("schemas"),  # SIB's, not the http one of the graph
    "sh": iri_root("sh"),
    "spex": iri_root("spex"),
}
# Form of a query -> its class, and the property that holds its text.
_FORMS = {
    "SELECT": ("sh:SPARQLSelectExecutable", "sh:select"),
    "ASK": ("sh:SPARQLAskExecutable", "sh:ask"),
    "CONSTRUCT": ("sh:SPARQLConstructExecutable", "sh:construct"),
    "DESCRIBE": ("spex:SPARQLDescribeExecutable", "spex:describe"),
}
_UNTELLING = frozenset({"a", "and", "by", "for", "in", "of", "per", "the", "under"})


def write_sparql_examples(_: GraphView, folder: Path) -> None:
    """Write a file for each query into a folder; the queries are the same for every graph."""
    for query in catalogue():
        with (folder / f"{query.name}.ttl").open("wb") as out:
            write_triples(out, _triples(query, run_query(_Nothing(), query.name), ENDPOINT), prefixes=_PREFIXES)


def example_triples(endpoint: str) -> Iterator[Triple]:
    """The same of all queries at once, as queries to the endpoint at this address."""
    for query in catalogue():
        yield from _triples(query, run_query(_Nothing(), query.name), endpoint)


class _Nothing:
    """A graph that is empty: enough to fill in parameters whose defaults are identifiers."""

    def query(self, sparql: str) -> Answer:
        """Evaluate SPARQL over nothing."""
        return Store().query(sparql, prefixes=prefix_map())


def _triples(query: CatalogueQuery, result: Result, endpoint: str) -> Iterator[Triple]:
    this = NamedNode(_PREFIXES["ex"] + query.name)
    kind, text = _FORMS[result.form]
    statements: list[tuple[str, Value]] = [
        ("rdf:type", name("sh:SPARQLExecutable", _PREFIXES)),
        ("rdf:type", name(kind, _PREFIXES)),
        ("rdfs:label", Literal(query.title, language="en")),
        ("rdfs:comment", Literal(_comment(query), language="en")),
        (text, _complete(result.sparql)),
        ("schema:target", NamedNode(endpoint)),
        *(("schema:keywords", word) for word in query.name.split("-") if word not in _UNTELLING),
    ]
    return triples_of(this, statements, _PREFIXES)


def _comment(query: CatalogueQuery) -> str:
    return f"{query.title}. {query.description}".strip()


def _complete(sparql: str) -> str:
    """A query without our header, with a declaration of every prefix it uses."""
    stream = tuple(tokens(sparql))
    used = {token.text.partition(":")[0] for token in stream if token.kind == "name"} - declared_prefixes(stream)
    prefixes = "".join(f"PREFIX {prefix}: <{prefix_map()[prefix]}>\n" for prefix in sorted(used))
    return f"{prefixes}\n{sparql[stream[0].start :]}".strip() + "\n"
