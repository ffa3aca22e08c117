"""Typed reading of a graph: whole, in one order, and with the words of each claim."""

from collections import Counter

from tests.store import sample_graph

from pohgraph.claims.reader import (
    read_associations,
    read_claims_on,
    read_mappings,
    read_nodes,
    read_passages,
    read_publications,
    read_sources,
    read_vocabularies,
)
from pohgraph.claims.view import GraphView
from pohgraph.store.graph import GraphStore

POH = "http://purl.obolibrary.org/obo/MONDO_0008153"


def test_every_claim_of_every_page_is_read(sample_store: GraphStore) -> None:
    """One record for each assertion and page, with what takes it back."""
    claims = list(read_associations(GraphView(sample_store)))
    content = sample_graph.sample_content()
    assert len(claims) == sum(len({e.document for e in assertion.evidence}) for assertion in content.assertions)
    assert Counter((claim.negated, claim.hedged, claim.borrowed) for claim in claims if claim.withheld) == {
        (True, False, False): 1,
        (False, True, False): 1,
        (False, False, True): 1,
    }


def test_order_is_of_the_graph_alone(seeds_store: GraphStore) -> None:
    """Claims come by subject, predicate, object and page."""
    claims = list(read_associations(GraphView(seeds_store)))
    assert claims == sorted(claims, key=lambda c: (c.subject_iri, c.predicate, c.object, c.value, c.source.id, c.id))


def test_claims_on_a_thing_are_those_that_name_it(seeds_store: GraphStore) -> None:
    """A disease has the claims it is subject of and those it is object of, such as its gene's."""
    view = GraphView(seeds_store)
    expected = [claim for claim in read_associations(view) if POH in {claim.subject_iri, claim.object_iri}]
    assert sorted(read_claims_on(view, POH), key=str) == sorted(expected, key=str)
    assert {claim.subject for claim in expected} > {"MONDO:0008153", "NCBIGene:2778"}


def test_passages_hold_the_words(sample_store: GraphStore) -> None:
    """A claim's quotes are the words at its places in the page."""
    view = GraphView(sample_store)
    texts = {doc.id: doc.text for doc in sample_graph.DOCUMENTS}
    for claim in read_associations(view):
        passages = read_passages(view, claim)
        assert {passage.exact for passage in passages} == set(claim.supporting_text)
        assert all(texts[claim.source.id][p.start : p.end] == p.exact for p in passages)


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
