"""What a claim looks like in RDF: `GraphContent` -> quads. No blank nodes, no clock, no random part.

The default graph holds nodes, associations and plain edges; each document's named graph holds the document and its evidence.
No triple is in two graphs, so that a server may take the union of all as its default graph.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from pohgraph.model import Assertion, Detail, Document, Evidence, GraphContent, Reference
from pohgraph.schema.lineage import data_behind
from pohgraph.schema.prefixes import iri_root
from pohgraph.schema.relation import Group
from pohgraph.schema.relations import FLAGS, INFERRED, READ, get_relation
from pohgraph.store.description import (
    describe_document,
    describe_entity,
    describe_mapping,
    describe_publication,
    describe_sections,
    describe_term,
    describe_vocabulary,
    source_node,
)
from pohgraph.store.rdf import Description, Node, decimal, digest, node, section_node, selector_node, term
from pohgraph.store.selectors import Selectors
from pohgraph.version import __version__

AGENT_TYPE = "text_mining_agent"
_EVIDENCE_CODE = "ECO:0000501"  # evidence used in automatic assertion
_ASSOCIATIONS, _EVIDENCE, _EXTRACTIONS = map(iri_root, ("pohassoc", "pohevidence", "pohextraction"))


def quads(content: GraphContent) -> Iterator[Quad]:
    """Every quad of a graph in an order that depends on the content alone; a quad may come more than once."""
    for description in descriptions(content):
        yield from description.quads()


def descriptions(content: GraphContent) -> Iterator[Description]:
    """The same as descriptions of nodes; a node may have several."""
    documents = {doc.id: doc for doc in content.documents}
    yield from map(describe_vocabulary, content.vocabularies)
    yield from map(describe_entity, content.entities)
    yield from map(describe_term, content.terms)
    for mapping in content.mappings:
        yield from describe_mapping(mapping)
    for publication in content.publications:
        yield from describe_publication(publication)
    selectors = Selectors()
    for doc in content.documents:
        yield from describe_document(doc)
        yield from describe_sections(doc, selectors)
    for assertion in content.assertions:
        yield from _assertion(assertion, documents, selectors)
    for extractor in sorted({evidence.extractor for made in content.assertions for evidence in made.evidence}):
        yield _extraction(extractor)


def association_iri(assertion: Assertion, document: str) -> NamedNode:
    """One claim of one document: a hash of its key, so that every build names it alike."""
    return NamedNode(f"{_ASSOCIATIONS}{digest(*assertion.key, document)}")


def evidence_iri(evidence: Evidence) -> NamedNode:
    """One place in one document where one extractor read a claim.

    The hash is of the document's id, the extractor's name, and each span as "name=start,end" in the order quote, subject,
    object, cue, then the qualifiers as they come; a span that is not there is left out.
    """
    named = (
        ("quote", evidence.quote),
        ("subject", evidence.subject_span),
        ("object", evidence.object_span),
        ("cue", evidence.cue),
        *evidence.qualifier_spans,
    )
    spans = (f"{name}={span.start},{span.end}" for name, span in named if span)
    return NamedNode(f"{_EVIDENCE}{digest(evidence.document, evidence.extractor, *spans)}")


def describe_citation(association: str, work: Reference) -> Description:
    """That a claim's page cites a work for it; `association` is the claim's IRI."""
    return Description(NamedNode(association), [("biolink:publications", node(work))])


def _assertion(assertion: Assertion, documents: dict[str, Document], selectors: Selectors) -> Iterator[Description]:
    by_document: defaultdict[str, list[Evidence]] = defaultdict(list)
    for evidence in assertion.evidence:
        by_document[evidence.document].append(evidence)
    subject, predicate = node(assertion.subject), node(assertion.predicate)
    target = node(assertion.object) if assertion.object else Literal(assertion.value or "")
    if assertion.qualifiers.state == "stated":
        yield Description(subject, [(assertion.predicate.curie, target)])
    for document, group in by_document.items():
        doc = documents[document]
        places = [(evidence, evidence_iri(evidence)) for evidence in group]
        yield _association(assertion, (subject, predicate, target), doc, places)
        for evidence, this in places:
            yield from _evidence(evidence, this, doc, selectors)


def _association(
    assertion: Assertion,
    triple: tuple[NamedNode, NamedNode, Node],
    doc: Document,
    places: list[tuple[Evidence, NamedNode]],
) -> Description:
    group = [evidence for evidence, _ in places]
    # What one place says in words is not inferred, whatever it was inferred from elsewhere.
    inferred_by = group[0].inferred_by if all(evidence.inferred_by for evidence in group) else None
    statements: list[tuple[str, Node]] = [
        ("rdf:type", term("biolink:Association")),
        ("rdf:type", node(get_relation(assertion).association)),
        *zip(("rdf:subject", "rdf:predicate", "rdf:object"), triple, strict=True),
        ("biolink:primary_knowledge_source", node(inferred_by) if inferred_by else source_node(doc)),
        ("biolink:knowledge_level", Literal(INFERRED if inferred_by else READ)),
        ("biolink:agent_type", Literal(AGENT_TYPE)),
        ("biolink:has_evidence", term(_EVIDENCE_CODE)),
        ("prov:hadPrimarySource", term(doc.id)),
        *(("biolink:supporting_data_source", term(data)) for data in _data_behind(doc, group)),
        *_standard_axiom(assertion, triple),
        *_qualifiers(assertion),
    ]
    for evidence, its in places:
        if evidence.inferred_by is None:
            statements.append(("biolink:supporting_text", Literal(doc.quote(evidence.quote))))
        statements.append(("prov:wasDerivedFrom", its))
        statements += [("biolink:publications", node(work)) for work in evidence.publications]
    return Description(association_iri(assertion, doc.id), statements)


def _data_behind(doc: Document, group: list[Evidence]) -> list[str]:
    """The data that every place repeats: what the page says once in its own words, it says itself."""
    sections = (doc.section_at(evidence.quote.start) for evidence in group)
    behind = [data_behind(section.name) if section else () for section in sections]
    return sorted(set(behind[0]).intersection(*behind[1:]))


def _standard_axiom(assertion: Assertion, triple: tuple[NamedNode, NamedNode, Node]) -> Iterator[tuple[str, Node]]:
    """Synonyms are OWL axioms and identifiers SSSOM mappings, so these carry their own standard's slots as well."""
    group = get_relation(assertion).group
    if group is Group.SYNONYMS and assertion.value is not None:
        yield from zip(("owl:annotatedSource", "owl:annotatedProperty", "owl:annotatedTarget"), triple, strict=True)
    elif group is Group.IDENTIFIERS and assertion.object:
        yield from zip(("sssom:subject_id", "sssom:predicate_id", "sssom:object_id"), triple, strict=True)
        yield "sssom:mapping_justification", term("semapv:LexicalMatching")


def _qualifiers(assertion: Assertion) -> Iterator[tuple[str, Node]]:
    q = assertion.qualifiers
    for flag, slot in FLAGS.items():
        if getattr(q, flag):
            yield slot, Literal(value=True)
    if q.frequency:
        yield "biolink:frequency_qualifier", node(q.frequency)
    if q.onset:
        yield "biolink:onset_qualifier", node(q.onset)
    for detail in q.details:
        yield detail.slot, _detail_value(detail)


def _detail_value(detail: Detail) -> Node:
    if detail.is_reference:
        return term(detail.value)
    if detail.slot in {"biolink:has_count", "biolink:has_total"}:
        return Literal(int(detail.value))
    if detail.slot in {"biolink:has_quotient", "biolink:has_percentage"}:
        return decimal(detail.value)
    if detail.slot == "pohgraph:as_of":
        return Literal(detail.value, datatype=term("xsd:gYear"))
    if detail.slot == "pohgraph:grounding_score":
        return Literal(detail.value, datatype=term("xsd:decimal"))
    return Literal(detail.value)


def _evidence(evidence: Evidence, this: NamedNode, doc: Document, selectors: Selectors) -> Iterator[Description]:
    statements: list[tuple[str, Node]] = [
        ("rdf:type", term("oa:SpecificResource")),
        ("oa:hasSource", term(doc.id)),
        ("oa:hasSelector", selector_node(doc, evidence.quote)),
        ("prov:wasGeneratedBy", _extraction_node(evidence.extractor)),
    ]
    section = doc.section_at(evidence.quote.start)
    if section:
        statements.append(("pohgraph:in_section", section_node(doc, section)))
    yield from selectors.of_quote(doc, evidence.quote)
    named = (("subject", evidence.subject_span), ("object", evidence.object_span), ("cue", evidence.cue))
    for name, span in (*named, *evidence.qualifier_spans):
        if span:
            statements.append((f"pohgraph:{name}_selector", selector_node(doc, span)))
            yield from selectors.of_part(doc, span)
    yield Description(this, statements, term(doc.id))


@cache
def _extraction_node(extractor: str) -> NamedNode:
    return NamedNode(f"{_EXTRACTIONS}{extractor}/{__version__}")


def _extraction(extractor: str) -> Description:
    return Description(
        _extraction_node(extractor),
        [
            ("rdf:type", term("pohgraph:Extraction")),
            ("rdfs:label", Literal(f"{extractor} {__version__}")),
            ("pohgraph:extractor_name", Literal(extractor)),
            ("pohgraph:extractor_version", Literal(__version__)),
        ],
    )
