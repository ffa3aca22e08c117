"""The one module that decides RDF shape: `GraphContent` -> quads. No blank nodes, no clock, no random part.

The default graph holds nodes, associations and plain edges; each document's named graph holds its evidence.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from pohgraph.model import (
    Assertion,
    Detail,
    Document,
    Entity,
    Evidence,
    GraphContent,
    Mapping,
    Publication,
    Reference,
    Section,
    Span,
    Term,
    VocabularySource,
)
from pohgraph.store.terms import association_class
from pohgraph.version import __version__
from pohgraph.vocab.prefixes import expand

Node = NamedNode | Literal
Graph = NamedNode | DefaultGraph
_DEFAULT = DefaultGraph()
_OWN = "https://w3id.org/pohgraph/"
_HASH_LENGTH = 24  # hex digits: 96 bits, no collision to expect below 10^14 claims
_CONTEXT = 32  # code points of prefix and suffix that a Web Annotation quote selector carries
_KNOWLEDGE_LEVEL = "knowledge_assertion"
_AGENT_TYPE = "text_mining_agent"
_EVIDENCE_CODE = "ECO:0000501"  # evidence used in automatic assertion
_SYNONYM_PREFIX = "oboInOwl"


def quads(content: GraphContent) -> Iterator[Quad]:
    """Every quad of a graph in an order that depends on the content alone; a quad may come more than once."""
    documents = {doc.id: doc for doc in content.documents}
    for vocabulary in content.vocabularies:
        yield from _vocabulary(vocabulary)
    for entity in content.entities:
        yield from _entity(entity)
    for term in content.terms:
        yield from _term(term)
    for mapping in content.mappings:
        yield from _mapping(mapping)
    for publication in content.publications:
        yield from _publication(publication)
    for doc in content.documents:
        yield from _document(doc, _DEFAULT)
        yield from _document(doc, node(Reference.parse(doc.id)))
        yield from _sections(doc)
    for assertion in content.assertions:
        yield from _assertion(assertion, documents)


@cache
def node(reference: Reference) -> NamedNode:
    """The IRI of a reference as a node."""
    return NamedNode(expand(reference))


@cache
def term(curie: str) -> NamedNode:
    """The IRI of a CURIE we wrote ourselves."""
    return node(Reference.parse(curie))


def association_iri(assertion: Assertion, document: str) -> NamedNode:
    """One claim of one document: a hash of its key, so that every build names it alike."""
    return NamedNode(f"{_OWN}association/{_digest(*assertion.key, document)}")


def evidence_iri(evidence: Evidence) -> NamedNode:
    """One place in one document where one extractor read a claim."""
    spans = (evidence.quote, evidence.subject_span, evidence.object_span, evidence.cue)
    named = (f"{name}{span}" for name, span in evidence.qualifier_spans)
    return NamedNode(f"{_OWN}evidence/{_digest(evidence.document, evidence.extractor, *map(str, spans), *named)}")


def source_node(doc: Document) -> NamedNode:
    """The information resource a page belongs to: its infores, or an own IRI where none is registered."""
    if doc.source.infores:
        return term(doc.source.infores)
    return NamedNode(f"{_OWN}source/{doc.source.family}")


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_HASH_LENGTH]


def _assertion(assertion: Assertion, documents: dict[str, Document]) -> Iterator[Quad]:
    by_document: defaultdict[str, list[Evidence]] = defaultdict(list)
    for evidence in assertion.evidence:
        by_document[evidence.document].append(evidence)
    subject, predicate = node(assertion.subject), node(assertion.predicate)
    target = node(assertion.object) if assertion.object else Literal(assertion.value or "")
    if not assertion.qualifiers.withheld:
        yield Quad(subject, predicate, target, _DEFAULT)
    for document, group in by_document.items():
        yield from _association(assertion, (subject, predicate, target), documents[document], group)


def _association(
    assertion: Assertion, triple: tuple[NamedNode, NamedNode, Node], doc: Document, group: list[Evidence]
) -> Iterator[Quad]:
    this = association_iri(assertion, doc.id)
    statements: list[tuple[str, Node]] = [
        ("rdf:type", term("biolink:Association")),
        ("rdf:type", node(association_class(assertion))),
        *zip(("rdf:subject", "rdf:predicate", "rdf:object"), triple, strict=True),
        ("biolink:primary_knowledge_source", source_node(doc)),
        ("biolink:knowledge_level", Literal(_KNOWLEDGE_LEVEL)),
        ("biolink:agent_type", Literal(_AGENT_TYPE)),
        ("biolink:has_evidence", term(_EVIDENCE_CODE)),
        ("prov:hadPrimarySource", term(doc.id)),
        *_standard_axiom(assertion, triple),
        *_qualifiers(assertion),
    ]
    for evidence in group:
        statements.append(("biolink:supporting_text", Literal(doc.quote(evidence.quote))))
        statements.append(("prov:wasDerivedFrom", evidence_iri(evidence)))
        statements += [("biolink:publications", node(work)) for work in evidence.publications]
        yield from _evidence(evidence, doc)
    yield from _quads(this, statements)


def _standard_axiom(assertion: Assertion, triple: tuple[NamedNode, NamedNode, Node]) -> Iterator[tuple[str, Node]]:
    """Synonyms are OWL axioms and identifiers SSSOM mappings, so these carry their own standard's slots as well."""
    if assertion.predicate.prefix == _SYNONYM_PREFIX and assertion.value is not None:
        yield from zip(("owl:annotatedSource", "owl:annotatedProperty", "owl:annotatedTarget"), triple, strict=True)
    elif association_class(assertion).curie == "sssom:Mapping" and assertion.object:
        yield from zip(("sssom:subject_id", "sssom:predicate_id", "sssom:object_id"), triple, strict=True)
        yield "sssom:mapping_justification", term("semapv:LexicalMatching")


def _qualifiers(assertion: Assertion) -> Iterator[tuple[str, Node]]:
    q = assertion.qualifiers
    for flag, slot in (
        (q.negated, "biolink:negated"),
        (q.hedged, "pohgraph:hedged"),
        (q.borrowed, "pohgraph:borrowed"),
    ):
        if flag:
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
        return Literal(float(detail.value))
    if detail.slot == "pohgraph:as_of":
        return Literal(detail.value, datatype=term("xsd:gYear"))
    if detail.slot == "pohgraph:grounding_score":
        return Literal(detail.value, datatype=term("xsd:decimal"))
    return Literal(detail.value)


def _evidence(evidence: Evidence, doc: Document) -> Iterator[Quad]:
    this, graph = evidence_iri(evidence), term(doc.id)
    quote = NamedNode(f"{this.value}#quote")
    start, end = evidence.quote
    statements: list[tuple[str, Node]] = [
        ("rdf:type", term("pohgraph:Evidence")),
        ("rdf:type", term("oa:SpecificResource")),
        ("oa:hasSource", graph),
        ("oa:hasSelector", _position(doc, evidence.quote)),
        ("oa:hasSelector", quote),
        ("prov:wasGeneratedBy", NamedNode(f"{_OWN}extraction/{evidence.extractor}/{__version__}")),
    ]
    section = doc.section_at(start)
    if section:
        statements.append(("pohgraph:in_section", _section_node(doc, section)))
    named = (("subject", evidence.subject_span), ("object", evidence.object_span), ("cue", evidence.cue))
    for name, span in (*named, *evidence.qualifier_spans):
        if span:
            statements.append((f"pohgraph:{name}_selector", _position(doc, span)))
            yield from _position_quads(doc, span)
    yield from _quads(this, statements, graph)
    yield from _position_quads(doc, evidence.quote)
    yield from _quads(
        quote,
        [
            ("rdf:type", term("oa:TextQuoteSelector")),
            ("oa:exact", Literal(doc.quote(evidence.quote))),
            ("oa:prefix", Literal(doc.text[max(0, start - _CONTEXT) : start])),
            ("oa:suffix", Literal(doc.text[end : end + _CONTEXT])),
        ],
        graph,
    )
    yield from _extraction(evidence.extractor)


@cache
def _extraction(extractor: str) -> tuple[Quad, ...]:
    return tuple(
        _quads(
            NamedNode(f"{_OWN}extraction/{extractor}/{__version__}"),
            [
                ("rdf:type", term("pohgraph:Extraction")),
                ("rdfs:label", Literal(f"{extractor} {__version__}")),
                ("pohgraph:extractor_name", Literal(extractor)),
                ("pohgraph:extractor_version", Literal(__version__)),
            ],
        )
    )


def _position(doc: Document, span: Span) -> NamedNode:
    # RFC 5147 names a stretch of plain text by a fragment, so the selector's IRI says what it selects.
    return NamedNode(f"{term(doc.id).value}#char={span.start},{span.end}")


def _position_quads(doc: Document, span: Span) -> Iterator[Quad]:
    statements: list[tuple[str, Node]] = [
        ("rdf:type", term("oa:TextPositionSelector")),
        ("oa:start", Literal(span.start)),
        ("oa:end", Literal(span.end)),
    ]
    return _quads(_position(doc, span), statements, term(doc.id))


def _document(doc: Document, graph: Graph) -> Iterator[Quad]:
    source = doc.source
    publisher = source_node(doc)
    statements: list[tuple[str, Node]] = [
        ("rdf:type", term("pohgraph:Document")),
        ("dcterms:publisher", publisher),
        ("pohgraph:sha256", Literal(source.sha256)),
        ("pohgraph:file_name", Literal(source.file_name)),
        ("pohgraph:family", Literal(source.family)),
        ("pohgraph:encoding", Literal(source.encoding)),
        ("pohgraph:text_length", Literal(len(doc.text))),
    ]
    title = source.title or source.file_name
    label = f"{source.site}: {title}" if source.site else title
    statements += [("rdfs:label", Literal(label)), ("dcterms:title", Literal(title))]
    if source.iri:
        statements.append(("dcterms:source", NamedNode(source.iri)))
    if source.license:
        statements.append(("dcterms:license", NamedNode(source.license)))
    if source.rights:
        statements.append(("dcterms:rights", Literal(source.rights)))
    if source.modified:
        statements.append(("dcterms:modified", Literal(source.modified, datatype=term("xsd:date"))))
    yield from _quads(term(doc.id), statements, graph)
    resource: list[tuple[str, Node]] = [
        ("rdf:type", term("biolink:InformationContentEntity")),
        ("rdfs:label", Literal(source.publisher or f"publisher not named ({source.family})")),
    ]
    if not source.infores:
        resource.append(("rdfs:comment", Literal("No information resource (infores) is registered for this source.")))
    yield from _quads(publisher, resource, graph)


def _sections(doc: Document) -> Iterator[Quad]:
    graph = term(doc.id)
    for section in doc.sections:
        statements: list[tuple[str, Node]] = [
            ("rdf:type", term("pohgraph:Section")),
            ("pohgraph:section_name", Literal(section.name)),
            ("dcterms:isPartOf", graph),
            ("oa:hasSelector", _position(doc, section.span)),
        ]
        if section.heading:
            statements.append(("rdfs:label", Literal(doc.quote(section.heading))))
        yield from _quads(_section_node(doc, section), statements, graph)
        yield from _position_quads(doc, section.span)


def _section_node(doc: Document, section: Section) -> NamedNode:
    return NamedNode(f"{term(doc.id).value}#section={section.name},{section.span.start}")


def _entity(entity: Entity) -> Iterator[Quad]:
    category = term(f"biolink:{entity.category}")
    return _quads(
        node(entity.reference),
        [("rdf:type", category), ("biolink:category", category), ("rdfs:label", Literal(entity.label))],
    )


def _term(ontology_term: Term) -> Iterator[Quad]:
    statements: list[tuple[str, Node]] = [("rdfs:label", Literal(ontology_term.label))]
    statements += [("rdfs:subClassOf", node(parent)) for parent in ontology_term.parents]
    return _quads(node(ontology_term.reference), statements)


def _mapping(mapping: Mapping) -> Iterator[Quad]:
    subject, predicate, target = node(mapping.subject), node(mapping.predicate), node(mapping.object)
    this = NamedNode(
        f"{_OWN}mapping/{_digest(mapping.mapping_set, mapping.subject.curie, mapping.predicate.curie, mapping.object.curie)}"
    )
    yield Quad(subject, predicate, target, _DEFAULT)
    statements: list[tuple[str, Node]] = [
        ("rdf:type", term("sssom:Mapping")),
        ("sssom:subject_id", subject),
        ("sssom:predicate_id", predicate),
        ("sssom:object_id", target),
        ("sssom:mapping_justification", node(mapping.justification)),
    ]
    if mapping.mapping_set:
        statements.append(("prov:hadPrimarySource", NamedNode(mapping.mapping_set)))
    if mapping.source:
        statements.append(("sssom:mapping_source", Literal(mapping.source)))
    if mapping.object_label:
        statements.append(("sssom:object_label", Literal(mapping.object_label)))
    yield from _quads(this, statements)


def _publication(work: Publication) -> Iterator[Quad]:
    statements: list[tuple[str, Node]] = [
        ("rdf:type", term("biolink:Publication")),
        ("biolink:category", term("biolink:Publication")),
        ("rdfs:label", Literal(work.title or work.citation)),
        ("dcterms:bibliographicCitation", Literal(work.citation)),
    ]
    statements += [("skos:exactMatch", node(other)) for other in work.same_as]
    if work.year:
        statements.append(("dcterms:issued", Literal(work.year, datatype=term("xsd:gYear"))))
    yield from _quads(node(work.reference), statements)
    for document in work.documents:
        yield Quad(term(document), term("dcterms:references"), node(work.reference), _DEFAULT)


def _vocabulary(vocabulary: VocabularySource) -> Iterator[Quad]:
    statements: list[tuple[str, Node]] = [
        ("rdf:type", term("prov:Entity")),
        ("rdfs:label", Literal(f"{vocabulary.title} {vocabulary.version}".strip())),
        ("dcterms:hasVersion", Literal(vocabulary.version)),
        ("pohgraph:sha256", Literal(vocabulary.sha256)),
    ]
    if vocabulary.license.startswith("http"):
        statements.append(("dcterms:license", NamedNode(vocabulary.license)))
    elif vocabulary.license:
        statements.append(("dcterms:rights", Literal(vocabulary.license)))
    if vocabulary.iri:
        statements.append(("dcterms:source", NamedNode(vocabulary.iri)))
    return _quads(NamedNode(f"{_OWN}vocabulary/{vocabulary.name}"), statements)


def _quads(subject: NamedNode, statements: Iterable[tuple[str, Node]], graph: Graph = _DEFAULT) -> Iterator[Quad]:
    for predicate, value in statements:
        yield Quad(subject, term(predicate), value, graph)
