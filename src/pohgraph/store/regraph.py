"""Gives triples the graphs that our shape has them in: those of flattened exports, and of graphs that older versions wrote."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad

from pohgraph.schema.prefixes import iri_root
from pohgraph.store.description import IN_OWN_GRAPH
from pohgraph.store.quad_reader import QuadReader
from pohgraph.store.rdf import CONFLICTS, term

if TYPE_CHECKING:
    from pyoxigraph import Store

_TYPE, _DOCUMENT = term("rdf:type"), term("pohgraph:Document")
_SOURCE = term("oa:hasSource")
_CONFLICT = iri_root("pohconflict")
_IN_OWN_GRAPH = frozenset(map(term, IN_OWN_GRAPH))


def regraphed(store: "Store", quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads of a file without graphs, each in the graph our shape gives it; `store` holds them all."""
    documents = {subject for subject, _ in _pairs(store, _TYPE, _DOCUMENT)}
    evidence = dict(_pairs(store, _SOURCE))
    for quad in quads:
        subject = cast("NamedNode", quad.subject).value
        stem = subject.partition("#")[0]
        if subject in documents:
            yield _in_graph(quad, subject) if quad.predicate in _IN_OWN_GRAPH else quad
        elif stem in documents:
            yield _in_graph(quad, stem)
        elif stem in evidence:
            yield _in_graph(quad, evidence[stem])
        elif subject.startswith(_CONFLICT):
            yield _in_graph(quad, CONFLICTS.value)
        else:
            yield quad


def once_each(graph: QuadReader) -> Iterator[Quad]:
    """The quads of a graph; where an earlier version described pages in two graphs, each triple of such a description in one.

    What else has changed since (nodes that select words, classes of evidence) stays as it is.
    """
    documents = {document for document, _ in graph.triples("rdf:type", objects=[_DOCUMENT])}
    publishers = {publisher for _, publisher in graph.triples("dcterms:publisher", subjects=documents)}
    if not publishers:
        yield from graph.quads()
        return
    for quad in graph.quads():
        if isinstance(quad.graph_name, DefaultGraph):
            if quad.subject not in documents or quad.predicate not in _IN_OWN_GRAPH:
                yield quad
        elif quad.subject not in publishers and (quad.subject != quad.graph_name or quad.predicate in _IN_OWN_GRAPH):
            yield quad


def _in_graph(quad: Quad, graph: str) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, NamedNode(graph))


def _pairs(store: "Store", slot: NamedNode, value: NamedNode | None = None) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, slot, value):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            yield quad.subject.value, quad.object.value
