"""What a graph describes beside its claims: nodes, pages, cited works, rows of mapping sets, vocabulary releases.

Every function takes a `GraphView`, yields one record at a time, and comes in an order that depends on the graph alone.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter

from pyoxigraph import NamedNode

from pohgraph.claims.records import MappingRecord, NodeRecord, PublicationRecord, Synonym, VocabularyRecord, Xref
from pohgraph.claims.slots import SOURCE_KINDS, Slots, iri_in, iri_of, named_node
from pohgraph.claims.sorting import sort_lines
from pohgraph.claims.view import GraphView
from pohgraph.model import SourceRecord
from pohgraph.schema.relations import EXACT_MATCH, MAPPING_PREDICATES, SYNONYM_PREDICATES

_AT_ONCE = 500  # pages that are read together
_SYNONYMS = {predicate.curie: scope for scope, predicate in SYNONYM_PREDICATES.items()}


def read_nodes(view: GraphView) -> Iterator[NodeRecord]:
    """Every node with a category, and every other thing a claim is about or names, sorted by IRI.

    Publications are no nodes here: see `read_publications`. Pages are, with a category of `SOURCE_KINDS`.
    """
    for iri in sort_lines(_node_iris(view)):
        slots = view.slots(NamedNode(iri))
        category = _category(view, slots)
        if category != "biolink:Publication":
            yield _node(view, iri, category, slots)


def read_nodes_of(view: GraphView, nodes: Iterable[str]) -> Iterator[NodeRecord]:
    """The nodes of these IRIs, in their order, as `read_nodes` gives them; nothing else of the graph is read."""
    listed = list(nodes)
    found = view.all_slots(map(NamedNode, listed))
    return (_node(view, iri, _category(view, found.get(iri, {})), found.get(iri, {})) for iri in listed)


def read_publications(view: GraphView) -> Iterator[PublicationRecord]:
    """Every work pages cite, sorted by IRI."""
    category = NamedNode(iri_of("biolink:Publication"))
    for iri in sort_lines(node.value for node in view.subjects("biolink:category", category)):
        slots = view.slots(NamedNode(iri))
        yield PublicationRecord(
            id=view.curie(NamedNode(iri)),
            iri=iri,
            label=view.first(slots, "rdfs:label"),
            citation=view.first(slots, "dcterms:bibliographicCitation"),
            year=view.first(slots, "dcterms:issued"),
            same_as=view.values(slots, EXACT_MATCH.curie),
        )


def read_sources(view: GraphView) -> Iterator[SourceRecord]:
    """Every page, and every file of statements that was read back, sorted by IRI."""
    kinds = [NamedNode(iri_of(kind)) for kind in SOURCE_KINDS]
    iris = sort_lines(node.value for kind in kinds for node in view.subjects("rdf:type", kind))
    while some := [NamedNode(iri) for iri in islice(iris, _AT_ONCE)]:
        view.learn_sources(some)
        yield from map(view.source, some)


def read_mappings(view: GraphView) -> Iterator[MappingRecord]:
    """Every row of the loaded mapping sets, by subject, strength and object."""
    keyed = sort_lines(f"{subject.value} {row.value}" for row, subject in view.triples("sssom:subject_id"))
    pairs = (line.split(" ") for line in keyed)
    for _, group in groupby(pairs, key=itemgetter(0)):
        found = (_mapping(view, row) for _, row in group)
        yield from sorted(filter(None, found), key=lambda mapping: (mapping.predicate, mapping.object, mapping.id))


def read_vocabularies(view: GraphView) -> Iterator[VocabularyRecord]:
    """Every vocabulary release the graph was made with, sorted by IRI."""
    for iri in sort_lines(node.value for node, _ in view.triples("dcterms:hasVersion")):
        slots = view.slots(NamedNode(iri))
        yield VocabularyRecord(
            id=view.curie(NamedNode(iri)),
            iri=iri,
            label=view.first(slots, "rdfs:label"),
            version=view.first(slots, "dcterms:hasVersion"),
            license=iri_in(slots, "dcterms:license") or view.first(slots, "dcterms:rights"),
            web_page=iri_in(slots, "dcterms:source"),
            sha256=view.first(slots, "pohgraph:sha256"),
        )


def _node_iris(view: GraphView) -> Iterator[str]:
    for node, _ in view.triples("biolink:category"):
        yield node.value
    for slot in ("rdf:subject", "rdf:object"):
        yield from (end.value for _, end in view.triples(slot) if isinstance(end, NamedNode))


def _category(view: GraphView, slots: Slots) -> str:
    return view.first(slots, "biolink:category") or view.first(slots, "rdf:type")


def _node(view: GraphView, iri: str, category: str, slots: Slots) -> NodeRecord:
    return NodeRecord(
        id=view.curie(NamedNode(iri)),
        iri=iri,
        category=category,
        label=view.first(slots, "rdfs:label"),
        synonyms=tuple(Synonym(text, scope) for slot, scope in _SYNONYMS.items() for text in view.values(slots, slot)),
        xrefs=tuple(Xref(other, slot) for slot in MAPPING_PREDICATES for other in view.values(slots, slot)),
    )


def _mapping(view: GraphView, row: str) -> MappingRecord | None:
    slots = view.slots(NamedNode(row))
    if iri_of("rdf:subject") in slots:
        return None  # a claim of a page, which is a mapping as well
    subject = named_node(slots[iri_of("sssom:subject_id")][0])
    return MappingRecord(
        id=view.curie(NamedNode(row)),
        subject=view.curie(subject),
        subject_label=view.label(subject),
        predicate=view.first(slots, "sssom:predicate_id"),
        object=view.first(slots, "sssom:object_id"),
        object_label=view.first(slots, "sssom:object_label"),
        justification=view.first(slots, "sssom:mapping_justification"),
        source=view.first(slots, "sssom:mapping_source"),
        mapping_set=iri_in(slots, "prov:hadPrimarySource"),
        confidence=view.first(slots, "sssom:confidence"),
    )
