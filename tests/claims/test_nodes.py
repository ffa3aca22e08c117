"""Typed reading of what a graph describes beside its claims."""

from pohgraph.claims.nodes import (
    read_mappings,
    read_nodes,
    read_nodes_of,
    read_publications,
    read_sources,
    read_vocabularies,
)
from pohgraph.claims.view import GraphView
from pohgraph.store.graph import GraphStore

POH = "http://purl.obolibrary.org/obo/MONDO_0008153"


def test_nodes_have_names_and_identifiers_by_strength(sample_store: GraphStore) -> None:
    """The strength of an identifier is what its source gives, not more."""
    node = next(node for node in read_nodes(GraphView(sample_store)) if node.iri == POH)
    assert node.category == "biolink:Disease"
    assert node.label == "progressive osseous heteroplasia"
    assert [tuple(synonym) for synonym in node.synonyms] == [
        ("POH", "exact"),
        ("familial ectopic ossification", "related"),
    ]
    assert [tuple(xref) for xref in node.xrefs] == [
        ("OMIM:166350", "skos:exactMatch"),
        ("ORPHA:2762", "skos:exactMatch"),
        ("GARD:109", "oboInOwl:hasDbXref"),
    ]


def test_what_is_known_beside_the_claims(sample_store: GraphStore) -> None:
    """Pages with their licence, cited works, vocabulary releases and rows of mapping sets are records too."""
    view = GraphView(sample_store)
    sources = list(read_sources(view))
    assert [source.id for source in sources] == ["pohdoc:first", "pohdoc:second", "pohdoc:third"]
    assert {source.license for source in sources} == {"https://creativecommons.org/publicdomain/zero/1.0/"}
    assert sources[0].attribution == "Test press. Progressive osseous heteroplasia. https://example.org/first"
    assert [work.id for work in read_publications(view)] == ["PMID:11092390"]
    assert [vocabulary.version for vocabulary in read_vocabularies(view)] == ["2025-01-16"]
    assert [(row.predicate, row.object) for row in read_mappings(view)] == [
        ("oboInOwl:hasDbXref", "GARD:109"),
        ("skos:exactMatch", "ORPHA:2762"),
    ]


def test_some_nodes_are_read_as_all_are(seeds_store: GraphStore) -> None:
    """A node that is asked for is the record it is among all nodes."""
    view = GraphView(seeds_store)
    everything = list(read_nodes(view))
    chosen = [node.iri for node in everything[::7]]
    assert list(read_nodes_of(view, chosen)) == everything[::7]
