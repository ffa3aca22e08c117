"""The graph in the shapes other Python libraries work on."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol, cast

from networkx import MultiDiGraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Triple
from rdflib import BNode, Dataset, URIRef
from rdflib import Literal as RdflibLiteral

from pohgraph.vocab.prefixes import compress, prefix_map

if TYPE_CHECKING:
    from pohgraph.store.graph import Answer

_NODES = """
SELECT ?node ?label ?category WHERE {
  { SELECT DISTINCT ?node WHERE {
      ?association a biolink:Association ; rdf:subject|rdf:object ?node . FILTER(isIRI(?node)) } }
  OPTIONAL { ?node rdfs:label ?label }
  OPTIONAL { ?node biolink:category ?given }
  OPTIONAL { ?node a ?type }
  BIND(COALESCE(?given, ?type) AS ?category)
} ORDER BY ?node ?label ?category"""
_EDGES = """
SELECT ?association ?slot ?value WHERE {
  ?association a biolink:Association ; rdf:object ?object ; ?slot ?value . FILTER(isIRI(?object))
} ORDER BY ?association ?slot ?value"""


class Queryable(Protocol):
    """What answers SPARQL: a `GraphStore`."""

    def query(self, sparql: str) -> "Answer":
        """Evaluate SPARQL with the usual prefixes declared."""


def rdflib_dataset(quads: Iterable[Quad]) -> Dataset:
    """The quads as an rdflib dataset, with our prefixes bound."""
    dataset = Dataset()
    for prefix, iri in prefix_map().items():
        dataset.bind(prefix, iri, replace=True)
    default, named = dataset.default_graph, {}
    for quad in quads:
        if isinstance(quad.graph_name, DefaultGraph):
            graph = default
        else:
            name = quad.graph_name.value
            if name not in named:
                named[name] = dataset.graph(URIRef(name))
            graph = named[name]
        graph.add((_rdflib_term(quad.subject), _rdflib_term(quad.predicate), _rdflib_term(quad.object)))
    return dataset


def networkx_graph(store: Queryable) -> "MultiDiGraph[str]":
    """Entities as nodes and associations as edges, all named by CURIE.

    A node has `label`, `category` and `curie`. An edge's key is its association's CURIE, and it has `predicate`,
    `negated`, `hedged`, `borrowed`, `frequency`, `source`, `publications`, `quotes` and `iri`. Claims that are taken
    back are edges too: filter on their flags. Claims whose object is text, such as synonyms, are no edges.
    """
    graph: MultiDiGraph[str] = MultiDiGraph()
    for node, label, category in _rows(store, _NODES):
        curie = compress(cast("NamedNode", node).value)
        if curie not in graph:
            graph.add_node(curie, label=_text(label), category=_text(category).rpartition(":")[2], curie=curie)
    for iri, slots in _associations(store).items():
        subject, target = slots["rdf:subject"][0], slots["rdf:object"][0]
        graph.add_edge(
            subject,
            target,
            key=compress(iri),
            predicate=slots["rdf:predicate"][0],
            negated=slots["biolink:negated"] == ["true"],
            hedged=slots["pohgraph:hedged"] == ["true"],
            borrowed=slots["pohgraph:borrowed"] == ["true"],
            frequency=next(iter(slots["biolink:frequency_qualifier"]), ""),
            source=next(iter(slots["prov:hadPrimarySource"]), ""),
            publications=slots["biolink:publications"],
            quotes=slots["biolink:supporting_text"],
            iri=iri,
        )
    return graph


def _associations(store: Queryable) -> dict[str, defaultdict[str, list[str]]]:
    found: dict[str, defaultdict[str, list[str]]] = {}
    for association, slot, value in _rows(store, _EDGES):
        slots = found.setdefault(cast("NamedNode", association).value, defaultdict(list))
        slots[_text(slot)].append(_text(value))
    return found


def _rows(store: Queryable, sparql: str) -> Iterable[tuple[object, ...]]:
    return (tuple(row) for row in cast("QuerySolutions", store.query(sparql)))


def _text(value: object) -> str:
    if isinstance(value, NamedNode):
        return compress(value.value)
    return value.value if isinstance(value, Literal) else ""


def _rdflib_term(value: NamedNode | BlankNode | Literal | Triple) -> URIRef | BNode | RdflibLiteral:
    if isinstance(value, NamedNode):
        return URIRef(value.value)
    if isinstance(value, BlankNode):
        return BNode(value.value)
    if isinstance(value, Triple):
        message = "rdflib has no triple terms, and no graph of ours holds any"
        raise TypeError(message)
    if value.language:
        return RdflibLiteral(value.value, lang=value.language)
    plain = value.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
    return RdflibLiteral(value.value, datatype=None if plain else URIRef(value.datatype.value), normalize=False)
