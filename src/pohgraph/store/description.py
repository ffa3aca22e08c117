"""What is said of all beside the claims: pages, nodes, terms, mappings, publications, vocabularies."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from pohgraph.model import Document, Entity, Mapping, Publication, Term, VocabularySource
from pohgraph.schema.prefixes import iri_root
from pohgraph.schema.relations import EXACT_MATCH
from pohgraph.store.rdf import Description, Node, digest, node, section_node, selector_node, term
from pohgraph.store.selectors import Selectors

# What the graph of a page says of the page; its class and names, its topic and its literature are in the default graph.
IN_OWN_GRAPH = (
    "dcterms:title",
    "dcterms:publisher",
    "pohgraph:sha256",
    "pohgraph:family",
    "pohgraph:encoding",
    "pohgraph:text_length",
    "dcterms:source",
    "dcterms:license",
    "dcterms:rights",
    "dcterms:modified",
    "dcterms:language",
    "pohgraph:publication_status",
)


def source_node(doc: Document) -> NamedNode:
    """The information resource a page belongs to: its infores, or an own IRI where none is registered."""
    if doc.source.infores:
        return term(doc.source.infores)
    return NamedNode(f"{iri_root('pohsource')}{doc.source.family}")


def describe_document(doc: Document) -> Iterator[Description]:
    """A page: its class and names in the default graph, where it came from and the hash of its bytes in its own."""
    source = doc.source
    this, publisher = term(doc.id), source_node(doc)
    title = source.title or source.file_name
    label = f"{source.site}: {title}" if source.site else title
    if source.status:
        label = f"{label} ({source.status.replace('_', ' ')})"
    found_by: list[tuple[str, Node]] = [
        ("rdf:type", term("pohgraph:Document")),
        ("rdfs:label", Literal(label)),
        ("pohgraph:file_name", Literal(source.file_name)),
    ]
    yield Description(this, found_by)
    statements: list[tuple[str, Node]] = [
        ("dcterms:title", Literal(title)),
        ("dcterms:publisher", publisher),
        ("pohgraph:sha256", Literal(source.sha256)),
        ("pohgraph:family", Literal(source.family)),
        ("pohgraph:encoding", Literal(source.encoding)),
        ("pohgraph:text_length", Literal(len(doc.text))),
    ]
    if source.iri:
        statements.append(("dcterms:source", NamedNode(source.iri)))
    if source.license:
        statements.append(("dcterms:license", NamedNode(source.license)))
    if source.rights:
        statements.append(("dcterms:rights", Literal(source.rights)))
    if source.modified:
        statements.append(("dcterms:modified", Literal(source.modified, datatype=term("xsd:date"))))
    if source.language:
        statements.append(("dcterms:language", Literal(source.language)))
    if source.status:
        statements.append(("pohgraph:publication_status", term(f"pohgraph:{source.status}")))
    yield Description(this, statements, this)
    # Many pages have one publisher, so it stands in the default graph.
    resource: list[tuple[str, Node]] = [
        ("rdf:type", term("biolink:InformationContentEntity")),
        ("rdfs:label", Literal(source.publisher or f"publisher not named ({source.family})")),
    ]
    if not source.infores:
        resource.append(("rdfs:comment", Literal("No information resource (infores) is registered for this source.")))
    yield Description(publisher, resource)


def describe_sections(doc: Document, selectors: Selectors) -> Iterator[Description]:
    """The sections of a page, in its graph."""
    for section in doc.sections:
        statements: list[tuple[str, Node]] = [
            ("rdf:type", term("pohgraph:Section")),
            ("pohgraph:section_name", Literal(section.name)),
            ("oa:hasSelector", selector_node(doc, section.span)),
        ]
        if section.heading:
            statements.append(("rdfs:label", Literal(doc.quote(section.heading))))
        yield Description(section_node(doc, section), statements, term(doc.id))
        yield from selectors.of_stretch(doc, section.span)


def describe_entity(entity: Entity) -> Description:
    """A node with its label and Biolink category."""
    category = term(f"biolink:{entity.category}")
    return Description(
        node(entity.reference),
        [("rdf:type", category), ("biolink:category", category), ("rdfs:label", Literal(entity.label))],
    )


def describe_term(ontology_term: Term) -> Description:
    """An ontology term with its label and parents."""
    statements: list[tuple[str, Node]] = [("rdfs:label", Literal(ontology_term.label))]
    statements += [("rdfs:subClassOf", node(parent)) for parent in ontology_term.parents]
    return Description(node(ontology_term.reference), statements)


def describe_mapping(mapping: Mapping) -> Iterator[Description]:
    """A row of a mapping set with its justification and source, and the plain link where its set is sure of it."""
    subject, predicate, target = node(mapping.subject), node(mapping.predicate), node(mapping.object)
    key = (mapping.mapping_set, mapping.subject.curie, mapping.predicate.curie, mapping.object.curie)
    this = NamedNode(f"{iri_root('pohmapping')}{digest(*key)}")
    if mapping.is_firm:
        yield Description(subject, [(mapping.predicate.curie, target)])
    statements: list[tuple[str, Node]] = [
        ("rdf:type", term("sssom:Mapping")),
        ("sssom:subject_id", subject),
        ("sssom:predicate_id", predicate),
        ("sssom:object_id", target),
        ("sssom:mapping_justification", node(mapping.justification)),
    ]
    if mapping.confidence < 1:
        statements.append(("sssom:confidence", Literal(str(mapping.confidence), datatype=term("xsd:decimal"))))
    if mapping.mapping_set:
        statements.append(("prov:hadPrimarySource", NamedNode(mapping.mapping_set)))
    if mapping.source:
        statements.append(("sssom:mapping_source", Literal(mapping.source)))
    if mapping.object_label:
        statements.append(("sssom:object_label", Literal(mapping.object_label)))
    yield Description(this, statements)


def describe_publication(work: Publication) -> Iterator[Description]:
    """A work of the literature, and the pages that list it."""
    statements: list[tuple[str, Node]] = [
        ("rdf:type", term("biolink:Publication")),
        ("biolink:category", term("biolink:Publication")),
        ("rdfs:label", Literal(work.title or work.citation)),
        ("dcterms:bibliographicCitation", Literal(work.citation)),
    ]
    statements += [(EXACT_MATCH.curie, node(other)) for other in work.same_as]
    if work.year:
        statements.append(("dcterms:issued", Literal(work.year, datatype=term("xsd:gYear"))))
    yield Description(node(work.reference), statements)
    for document in work.documents:
        yield Description(term(document), [("dcterms:references", node(work.reference))])


def describe_vocabulary(vocabulary: VocabularySource) -> Description:
    """A vocabulary release the graph was made with."""
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
    return Description(NamedNode(f"{iri_root('pohvocab')}{vocabulary.name}"), statements)
