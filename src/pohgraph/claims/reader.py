"""The graph as typed records: what most exporters are written from, one record at a time.

Every function takes a `GraphView` and yields in an order that depends on the graph alone; memory does not grow with
the graph beyond the claims of one subject.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter

from pyoxigraph import NamedNode

from pohgraph.claims.records import (
    AssociationRecord,
    MappingRecord,
    NodeRecord,
    PassageRecord,
    PublicationRecord,
    SourceRecord,
    Synonym,
    VocabularyRecord,
    Xref,
)
from pohgraph.claims.sorting import sort_lines
from pohgraph.claims.source import SOURCE_KINDS, Slots, iri_in, iri_of, named_node
from pohgraph.claims.view import GraphView
from pohgraph.model import Detail
from pohgraph.schema.prefixes import compress
from pohgraph.schema.relations import EXACT_MATCH, FLAGS, MAPPING_PREDICATES, SYNONYM_PREDICATES

_SYNONYMS = {predicate.curie: scope for scope, predicate in SYNONYM_PREDICATES.items()}
# Slots of an association that have a field of their own, or repeat one; all others are its `details`.
_FIELDS = [
    "rdf:type",
    "rdf:subject",
    "rdf:predicate",
    "rdf:object",
    *FLAGS.values(),
    "biolink:frequency_qualifier",
    "pohgraph:frequency_text",
    "biolink:onset_qualifier",
    "biolink:supporting_text",
    "biolink:publications",
    "biolink:primary_knowledge_source",
    "biolink:knowledge_level",
    "biolink:agent_type",
    "biolink:has_evidence",
    "prov:hadPrimarySource",
    "prov:wasDerivedFrom",
    "sssom:subject_id",
    "sssom:predicate_id",
    "sssom:object_id",
    "owl:annotatedSource",
    "owl:annotatedProperty",
    "owl:annotatedTarget",
]


def read_associations(view: GraphView) -> Iterator[AssociationRecord]:
    """Every claim of every page, by subject, then predicate, object and page.

    The identifiers of vocabularies' own mapping rows are no claims: see `read_mappings`.
    """
    keyed = sort_lines(f"{subject_.value} {association.value}" for association, subject_ in view.triples("rdf:subject"))
    pairs = (line.split(" ") for line in keyed)
    for _, group in groupby(pairs, key=itemgetter(0)):
        yield from _sorted_claims(view, (association for _, association in group))


def read_claims_on(view: GraphView, node: str) -> Iterator[AssociationRecord]:
    """The claims that have one node, given by IRI, as subject or object; in the order of `read_associations`."""
    found = {
        association.value
        for slot in ("rdf:subject", "rdf:object")
        for association in view.subjects(slot, NamedNode(node))
    }
    yield from _sorted_claims(view, found)


def read_nodes(view: GraphView) -> Iterator[NodeRecord]:
    """Every node with a category, and every other thing a claim is about or names, sorted by IRI.

    Publications are no nodes here: see `read_publications`. Pages are, with a category of `SOURCE_KINDS`.
    """
    for iri in sort_lines(_node_iris(view)):
        slots = view.slots(NamedNode(iri))
        category = _category(view, slots)
        if category != "biolink:Publication":
            yield _node(view, iri, category, slots)


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
    for iri in sort_lines(node.value for kind in kinds for node in view.subjects("rdf:type", kind)):
        yield view.source(NamedNode(iri))


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


def read_passages(view: GraphView, association: AssociationRecord) -> tuple[PassageRecord, ...]:
    """The places of the page a claim was read at, in the order of the text; a claim read back from a file has none."""
    graph = NamedNode(association.source.iri)
    found = (_passage(view, evidence, graph) for evidence in association.evidence)
    return tuple(sorted(filter(None, found), key=lambda passage: (passage.start, passage.end, passage.iri)))


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
    )


def _sorted_claims(view: GraphView, associations: Iterable[str]) -> list[AssociationRecord]:
    claims = (_association(view, iri) for iri in associations)
    return sorted(
        claims, key=lambda claim: (claim.subject, claim.predicate, claim.object, claim.value, claim.source.id, claim.id)
    )


def _association(view: GraphView, iri: str) -> AssociationRecord:
    slots = view.slots(NamedNode(iri))
    subject = named_node(slots[iri_of("rdf:subject")][0])
    target = slots[iri_of("rdf:object")][0]
    is_node = isinstance(target, NamedNode)
    return AssociationRecord(
        id=view.curie(NamedNode(iri)),
        iri=iri,
        category=_specific(view.values(slots, "rdf:type")),
        subject=view.curie(subject),
        subject_iri=subject.value,
        subject_label=view.label(subject),
        predicate=view.first(slots, "rdf:predicate"),
        object=view.text(target) if is_node else "",
        object_iri=target.value if is_node else "",
        object_label=view.label(named_node(target)) if is_node else "",
        value="" if is_node else target.value,
        negated=view.first(slots, "biolink:negated") == "true",
        hedged=view.first(slots, "pohgraph:hedged") == "true",
        borrowed=view.first(slots, "pohgraph:borrowed") == "true",
        frequency=view.first(slots, "biolink:frequency_qualifier"),
        frequency_texts=view.values(slots, "pohgraph:frequency_text"),
        onset=view.first(slots, "biolink:onset_qualifier"),
        details=tuple(sorted(_details(view, slots))),
        supporting_text=view.values(slots, "biolink:supporting_text"),
        publications=view.values(slots, "biolink:publications"),
        knowledge_source=view.first(slots, "biolink:primary_knowledge_source"),
        knowledge_level=view.first(slots, "biolink:knowledge_level"),
        agent_type=view.first(slots, "biolink:agent_type"),
        evidence_codes=view.values(slots, "biolink:has_evidence"),
        evidence=tuple(sorted(value.value for value in slots.get(iri_of("prov:wasDerivedFrom"), ()))),
        source=view.source(named_node(slots[iri_of("prov:hadPrimarySource")][0])),
    )


def _specific(types: tuple[str, ...]) -> str:
    return next((kind for kind in types if kind != "biolink:Association"), "biolink:Association")


def _details(view: GraphView, slots: Slots) -> Iterator[Detail]:
    for predicate, values in slots.items():
        if predicate not in _field_iris():
            slot = compress(predicate)
            yield from (Detail(slot, view.text(value), isinstance(value, NamedNode)) for value in values)


@cache
def _field_iris() -> frozenset[str]:
    return frozenset(map(iri_of, _FIELDS))


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


def _passage(view: GraphView, evidence: str, graph: NamedNode) -> PassageRecord | None:
    slots = view.slots(NamedNode(evidence), graph)
    selectors = [view.slots(named_node(node), graph) for node in slots.get(iri_of("oa:hasSelector"), ())]
    position = next((found for found in selectors if iri_of("oa:start") in found), None)
    quote = next((found for found in selectors if iri_of("oa:exact") in found), None)
    if position is None or quote is None:
        return None
    return PassageRecord(
        iri=evidence,
        start=int(view.first(position, "oa:start")),
        end=int(view.first(position, "oa:end")),
        exact=view.first(quote, "oa:exact"),
        section=iri_in(slots, "pohgraph:in_section"),
        extraction=view.first(slots, "prov:wasGeneratedBy"),
    )
