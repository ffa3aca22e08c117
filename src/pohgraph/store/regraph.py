"""Gives the triples of a flattened export their graphs again: the IRIs of our evidence say whose it is."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from pyoxigraph import NamedNode, Quad

from pohgraph.schema.relations import ABOUT
from pohgraph.store.rdf import node, term

if TYPE_CHECKING:
    from pyoxigraph import Store

_TYPE, _DOCUMENT = term("rdf:type"), term("pohgraph:Document")
_SOURCE, _PUBLISHER = term("oa:hasSource"), term("dcterms:publisher")
# What the default graph alone says of a page; everything else about it stands in its own graph as well.
_ONLY_DEFAULT = frozenset({term("dcterms:references"), node(ABOUT)})


def regraphed(store: "Store", quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads of a file without graphs, each in the graphs our shape gives it; `store` holds them all."""
    documents = {subject for subject, _ in _pairs(store, _TYPE, _DOCUMENT)}
    evidence = dict(_pairs(store, _SOURCE))
    publishers: dict[str, set[str]] = {}
    for document, publisher in _pairs(store, _PUBLISHER):
        if document in documents:
            publishers.setdefault(publisher, set()).add(document)
    for quad in quads:
        subject = cast("NamedNode", quad.subject).value
        stem = subject.partition("#")[0]
        if subject in documents:
            yield quad
            if quad.predicate not in _ONLY_DEFAULT:
                yield _in_graph(quad, subject)
        elif stem in documents:
            yield _in_graph(quad, stem)
        elif stem in evidence:
            yield _in_graph(quad, evidence[stem])
        else:
            yield quad
            for document in sorted(publishers.get(subject, ())):
                yield _in_graph(quad, document)


def _in_graph(quad: Quad, graph: str) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, NamedNode(graph))


def _pairs(store: "Store", slot: NamedNode, value: NamedNode | None = None) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, slot, value):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            yield quad.subject.value, quad.object.value
