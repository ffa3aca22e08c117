"""The quads of a graph as rdflib has them."""

from collections.abc import Iterable

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple
from rdflib import BNode, Dataset, URIRef
from rdflib import Literal as RdflibLiteral

from pohgraph.schema.prefixes import prefix_map


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
    plain = value.datatype.value == f"{prefix_map()['xsd']}string"
    return RdflibLiteral(value.value, datatype=None if plain else URIRef(value.datatype.value), normalize=False)
