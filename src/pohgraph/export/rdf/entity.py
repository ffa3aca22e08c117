"""One entity as RDF: its own triples, its claims with their evidence and pages, and what the other ends are called."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import DefaultGraph, NamedNode, Quad

from pohgraph.claims.reader import ENDS
from pohgraph.claims.slots import Slots, iri_of, named_node
from pohgraph.claims.view import GraphView
from pohgraph.export.rdf.jsonld import write_jsonld
from pohgraph.export.rdf.syntaxes import write_ntriples, write_turtle
from pohgraph.schema.relations import TAKEN_BACK
from pohgraph.store.quad_reader import MemoryGraph
from pohgraph.store.source import Node, Readable

if TYPE_CHECKING:
    from pohgraph.export.exporter import Writer

_DEFAULT = DefaultGraph()
_PARTS = ("rdf:subject", "rdf:predicate", "rdf:object")
_NAMING = ("rdfs:label", "biolink:category", "rdf:type")  # what is said of things that claims name
WRITERS: dict[str, "Writer"] = {"ttl": write_turtle, "jsonld": write_jsonld, "nt": write_ntriples}
MEDIA_TYPES = {"ttl": "text/turtle", "jsonld": "application/ld+json", "nt": "application/n-triples"}


def write_entity(store: Readable, iri: str, format_: str, out: BinaryIO) -> bool:
    """Write one entity, given by IRI, in a format of `WRITERS`; False, and nothing written, where the graph has nothing on it."""
    graph = entity_graph(store, iri)
    if graph:
        WRITERS[format_](graph, out)
    return graph is not None


def entity_graph(store: Readable, iri: str) -> GraphView | None:
    """What is written of one entity, given by IRI, to be written in several formats; None where the graph has nothing on it."""
    quads = list(_quads(store, NamedNode(iri)))
    return GraphView(MemoryGraph(quads)) if quads else None


def _quads(store: Readable, entity: NamedNode) -> Iterator[Quad]:
    own = [*_described(store, [entity]), *_described(store, [entity], entity)]
    claims = sorted({claim.value for slot in ENDS for claim, _ in store.triples(slot, objects=[entity])})
    if not (own or claims):
        return
    yield from own
    view = GraphView(store)
    found = view.all_slots(map(NamedNode, claims))
    yield from _described(store, map(NamedNode, claims))
    yield from _edges(found.values())
    documents: dict[str, set[str]] = {}
    for slots in found.values():
        for document in _iris(slots, "prov:hadPrimarySource"):
            documents.setdefault(document, set()).update(_iris(slots, "prov:wasDerivedFrom"))
    named = {
        iri
        for slots in (*found.values(), view.slots(entity))
        for values in slots.values()
        for iri in (value.value for value in values if isinstance(value, NamedNode))
    }
    yield from _naming(store, named - {entity.value, *claims, *documents})
    vocabularies = [node for node, _ in store.triples("dcterms:hasVersion")]
    yield from _described(store, [*map(NamedNode, sorted(documents)), *vocabularies])
    pages = {document: view.slots_of_source(NamedNode(document)) for document in sorted(documents)}
    publishers = {iri for slots in pages.values() for iri in _iris(slots, "dcterms:publisher")}
    yield from _described(store, map(NamedNode, sorted(publishers)))
    for document, evidence in sorted(documents.items()):
        yield from _described(store, [NamedNode(document)], NamedNode(document))
        yield from _evidence(store, NamedNode(document), sorted(evidence))


def _edges(claims: Iterable[Slots]) -> Iterator[Quad]:
    """The plain edges of stated claims: of those that come to the entity the other end is the subject."""
    for slots in claims:
        if not any(iri_of(flag) in slots for flag in TAKEN_BACK):
            subject, predicate, target = (slots.get(iri_of(part), [None])[0] for part in _PARTS)
            if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and target:
                yield Quad(subject, predicate, target, _DEFAULT)


def _evidence(store: Readable, document: NamedNode, evidence: Iterable[str]) -> Iterator[Quad]:
    """The places a claim was read at, with the stretches of text that they lead to, in the graph of their page."""
    places = list(_described(store, map(NamedNode, evidence), document))
    yield from places
    own = {named_node(quad.subject).value for quad in places}
    leads = {quad.object.value for quad in places if isinstance(quad.object, NamedNode)} - own - {document.value}
    yield from _described(store, map(NamedNode, sorted(leads)), document)


def _naming(store: Readable, iris: Iterable[str]) -> Iterator[Quad]:
    nodes = [NamedNode(iri) for iri in sorted(iris)]
    for slot in _NAMING:
        for node, value in store.triples(slot, subjects=nodes):
            yield Quad(node, NamedNode(iri_of(slot)), value, _DEFAULT)


def _described(store: Readable, nodes: Iterable[NamedNode], graph: NamedNode | None = None) -> Iterator[Quad]:
    return (Quad(*triple, graph or _DEFAULT) for triple in store.descriptions(nodes, graph))


def _iris(slots: Slots, predicate: str) -> list[str]:
    values: list[Node] = slots.get(iri_of(predicate), [])
    return [value.value for value in values if isinstance(value, NamedNode)]
