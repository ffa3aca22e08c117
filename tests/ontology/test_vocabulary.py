"""The own vocabulary: complete, without blank nodes, and true to the vocabularies it refers to."""

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef

OWN = Namespace("https://w3id.org/pohgraph/vocab#")
BIOLINK = Namespace("https://w3id.org/biolink/vocab/")
ONTOLOGY = URIRef("https://w3id.org/pohgraph/vocab")
VALUES = {
    "ParentOfOrigin": {"paternal", "maternal"},
    "VariantOrigin": {"de_novo", "inherited"},
    "PublicationStatus": {"retracted", "expression_of_concern", "corrected", "retired"},
    "StudyType": {"case_report"},
    "CriterionType": {"major_criterion", "supporting_criterion"},
    "ManagementType": {
        "surgery",
        "drug_therapy",
        "physical_therapy",
        "supportive_care",
        "assistive_device",
        "genetic_counselling",
        "general_management",
    },
    "PrognosisAspect": {"life_span", "disability", "progression", "recurrence", "general_outlook"},
    "RelationKind": {"belongs_to", "same_gene", "same_spectrum", "shared_feature", "related_disorder", "formerly_same"},
}


def names_in(graph: Graph, namespace: Namespace) -> set[str]:
    """The local names of a namespace that occur anywhere in a graph."""
    nodes = (node for triple in graph for node in triple if isinstance(node, URIRef))
    return {str(node).removeprefix(namespace) for node in nodes if node.startswith(namespace)}


def declared(vocabulary: Graph) -> set[str]:
    """The local names of the terms the vocabulary declares."""
    return {str(term).removeprefix(OWN) for term in vocabulary.subjects(RDFS.isDefinedBy, ONTOLOGY)}


@pytest.mark.parametrize("name", ["vocabulary", "shapes"])
def test_there_are_no_blank_nodes(name: str, request: pytest.FixtureRequest) -> None:
    """Neither file holds a blank node, so that both diff and merge by plain triples."""
    graph: Graph = request.getfixturevalue(name)
    assert not [node for triple in graph for node in triple if isinstance(node, BNode)]


def test_every_term_is_described(vocabulary: Graph) -> None:
    """Each own term has exactly one label, one definition, and at least one type."""
    for name in names_in(vocabulary, OWN):
        assert len(list(vocabulary.objects(OWN[name], RDFS.label))) == 1, name
        assert len(list(vocabulary.objects(OWN[name], SKOS.definition))) == 1, name
        assert (OWN[name], RDF.type, None) in vocabulary, name
        assert (OWN[name], RDFS.isDefinedBy, ONTOLOGY) in vocabulary, name


def test_every_property_says_what_it_links(vocabulary: Graph) -> None:
    """Each own property has a domain and a range, or lists several by schema.org's own properties."""
    schema = Namespace("http://schema.org/")
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)
    properties = {term for kind in kinds for term in vocabulary.subjects(RDF.type, kind)}
    assert len(properties) > 40
    for term in properties:
        assert any((term, way, None) in vocabulary for way in (RDFS.domain, schema.domainIncludes)), term
        assert any((term, way, None) in vocabulary for way in (RDFS.range, schema.rangeIncludes)), term


def test_datatype_properties_range_over_datatypes(vocabulary: Graph) -> None:
    """A datatype property's range is a datatype of XML Schema, an object property's never is."""
    for term in vocabulary.subjects(RDF.type, OWL.DatatypeProperty):
        assert all(str(kind).startswith(str(XSD)) for kind in vocabulary.objects(term, RDFS.range)), term
    for term in vocabulary.subjects(RDF.type, OWL.ObjectProperty):
        assert not any(str(kind).startswith(str(XSD)) for kind in vocabulary.objects(term, RDFS.range)), term


@pytest.mark.parametrize(("kind", "members"), VALUES.items())
def test_value_sets_are_complete(vocabulary: Graph, kind: str, members: set[str]) -> None:
    """Each value set has exactly its members, and each of them a preferred label."""
    found = set(vocabulary.subjects(RDF.type, OWN[kind]))
    assert found == {OWN[name] for name in members}
    assert all((term, SKOS.prefLabel, None) in vocabulary for term in found)


def test_own_terms_in_the_shapes_are_declared(vocabulary: Graph, shapes: Graph) -> None:
    """The shapes speak of no own term that the vocabulary does not declare."""
    assert names_in(shapes, OWN) <= declared(vocabulary)


def test_values_in_the_shapes_are_declared(vocabulary: Graph, shapes: Graph) -> None:
    """The value sets that the shapes spell out as patterns are those of the vocabulary."""
    pattern = URIRef("http://www.w3.org/ns/shacl#pattern")
    opening = r"^https://w3id\.org/pohgraph/vocab#("
    spelled = [str(text) for text in shapes.objects(None, pattern) if str(text).startswith(opening)]
    sets = {frozenset(text.removeprefix(opening).removesuffix(")$").split("|")) for text in spelled}
    assert sets == {frozenset(members) for members in VALUES.values()}
    assert set().union(*sets) <= declared(vocabulary)


@pytest.mark.parametrize("name", ["vocabulary", "shapes"])
def test_biolink_terms_exist(name: str, biolink_terms: frozenset[str], request: pytest.FixtureRequest) -> None:
    """Every Biolink term referred to is a class or slot of the installed model."""
    graph: Graph = request.getfixturevalue(name)
    used = names_in(graph, BIOLINK)
    assert len(used) > 10
    assert used <= biolink_terms


def test_parent_of_origin_is_told_apart_from_imprinting(vocabulary: Graph) -> None:
    """The definition says that paternal origin goes with the maternal copy silent, HP:0012275."""
    definition = str(vocabulary.value(OWN.has_parent_of_origin, SKOS.definition))
    assert "NOT the imprinted copy" in definition
    assert "HP:0012275" in definition


def test_version_and_licence_are_stated(vocabulary: Graph) -> None:
    """The ontology names its version and puts itself in the public domain."""
    licence = URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
    assert (ONTOLOGY, OWL.versionInfo, Literal("0.1.0")) in vocabulary
    assert (ONTOLOGY, URIRef("http://purl.org/dc/terms/license"), licence) in vocabulary
