"""The shapes accept a graph as the contract describes it, and reject what breaks it."""

from collections.abc import Iterable

import pytest
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, serialize
from pyshacl import validate
from rdflib import RDF, Graph, Namespace, URIRef

SHAPE = Namespace("https://w3id.org/pohgraph/shapes#")
SH = Namespace("http://www.w3.org/ns/shacl#")
PAGE = "https://w3id.org/pohgraph/document/page"
PREFIXES = f"""
PREFIX biolink: <https://w3id.org/biolink/vocab/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX HP: <http://purl.obolibrary.org/obo/HP_>
PREFIX MONDO: <http://purl.obolibrary.org/obo/MONDO_>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pohassoc: <https://w3id.org/pohgraph/association/>
PREFIX pohdoc: <https://w3id.org/pohgraph/document/>
PREFIX pohevidence: <https://w3id.org/pohgraph/evidence/>
PREFIX pohgraph: <https://w3id.org/pohgraph/vocab#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sssom: <https://w3id.org/sssom/>
BASE <{PAGE}>
"""
# The shape that must speak up, what is taken out of the good graph, and what is put in.
BAD = [
    ("subject", "pohassoc:a1 rdf:subject MONDO:0008153", ""),
    ("object", "", "pohassoc:a1 rdf:object HP:0000001"),
    ("quoted", 'pohassoc:a5 biolink:supporting_text "POH"', ""),
    ("supporting_text", "", "pohassoc:a5 biolink:supporting_text MONDO:0008153"),
    ("wasDerivedFrom", "pohassoc:a1 prov:wasDerivedFrom pohevidence:e1", ""),
    ("wasDerivedFrom", "", "pohassoc:a1 prov:wasDerivedFrom MONDO:0008153"),
    ("hadPrimarySource", "", "pohassoc:a1 prov:hadPrimarySource pohdoc:unknown"),
    ("primary_knowledge_source", "", "pohassoc:a1 biolink:primary_knowledge_source MONDO:0008153"),
    ("knowledge_level", 'pohassoc:a1 biolink:knowledge_level "knowledge_assertion"', ""),
    ("agent_type", "", 'pohassoc:a1 biolink:agent_type "somebody"'),
    ("negated", "", 'pohassoc:a1 biolink:negated "False"'),
    ("hedged", "", "pohassoc:a2 pohgraph:hedged false"),
    ("rejected", "", 'pohassoc:a6 pohgraph:rejected "yes"'),
    ("rejected_by", "pohassoc:a6 prov:wasInvalidatedBy <https://w3id.org/pohgraph/decision/d1>", ""),
    ("decides", "<https://w3id.org/pohgraph/decision/d1> pohgraph:decides pohassoc:a6", ""),
    (
        "verdict",
        '<https://w3id.org/pohgraph/decision/d1> pohgraph:verdict "edit"',
        '<https://w3id.org/pohgraph/decision/d1> pohgraph:verdict "perhaps"',
    ),
    ("in_force", "<https://w3id.org/pohgraph/decision/d1> pohgraph:in_force true", ""),
    ("decided_by", "", "<https://w3id.org/pohgraph/decision/d1> prov:wasAssociatedWith MONDO:0008153"),
    ("decided_at", "", '<https://w3id.org/pohgraph/decision/d1> prov:endedAtTime "yesterday"'),
    ("Decision", "", "MONDO:0008153 a pohgraph:Decision"),
    ("attributed_to", "", "pohassoc:a1 prov:wasAttributedTo MONDO:0008153"),
    ("revision", "", "pohassoc:a7 prov:wasRevisionOf MONDO:0008153"),
    ("frequency_qualifier", "", "pohassoc:a1 biolink:frequency_qualifier HP:0040282"),
    ("frequency_qualifier", "", "pohassoc:a2 biolink:frequency_qualifier MONDO:0008153"),
    ("has_percentage", "", "pohassoc:a2 biolink:has_percentage 101"),
    ("has_quotient", "", "pohassoc:a2 biolink:has_quotient 1.2857"),
    ("has_count", "", "pohassoc:a2 biolink:has_count 9; biolink:has_total 7"),
    ("grounding_score", "", "pohassoc:a2 pohgraph:grounding_score 1.1"),
    ("Association", "", "MONDO:0008153 a biolink:Association"),
    ("Phenotype-predicate", "", "pohassoc:a2 a biolink:DiseaseToPhenotypicFeatureAssociation"),
    ("Phenotype-object", "pohassoc:a1 rdf:object HP:0010766", "pohassoc:a1 rdf:object MONDO:0008153"),
    ("CausalGene-predicate", "", "pohassoc:a1 a biolink:CausalGeneToDiseaseAssociation"),
    ("Gene-predicate", "", "pohassoc:a2 a biolink:GeneToDiseaseAssociation"),
    (
        "ParentOfOrigin-object",
        "pohassoc:a3 rdf:object pohgraph:paternal",
        "pohassoc:a3 rdf:object pohgraph:de_novo",
    ),
    ("annotatedProperty", "", "pohassoc:a5 owl:annotatedProperty rdfs:label"),
    ("mapping_justification", "", "<https://w3id.org/pohgraph/mapping/m1> sssom:mapping_justification MONDO:0008153"),
    ("label", 'MONDO:0008153 rdfs:label "progressive osseous heteroplasia"', ""),
    ("label", "", "MONDO:0019992 a biolink:Disease"),
    ("document-sha256", "", 'pohdoc:page pohgraph:sha256 "d41d8cd98f00b204e9800998ecf8427e"'),
    ("file_name", 'pohdoc:page pohgraph:file_name "page.txt"', 'pohdoc:page pohgraph:file_name "folder/page.txt"'),
    ("hasSource", "pohevidence:e1 oa:hasSource pohdoc:page", ""),
    ("position", "pohevidence:e1 oa:hasSelector <#char=10,40>", ""),
    ("position", "", "pohevidence:e1 oa:hasSelector <#char=0,40>"),
    ("quote", "<#char=10,40> a <http://www.w3.org/ns/oa#TextQuoteSelector>", ""),
    ("in_section", "", "pohevidence:e1 pohgraph:in_section <#section=causes,9>"),
    ("start", "", "pohevidence:e1 pohgraph:cue_selector <#char=1,2>"),
    ("end", "", "pohevidence:e1 pohgraph:variant_selector <#char=1,2> . <#char=1,2> oa:start 1"),
    ("cue_selector", "", "pohevidence:e1 pohgraph:cue_selector 'words'"),
    ("wasGeneratedBy", "", "pohevidence:e1 prov:wasGeneratedBy pohdoc:page"),
    ("publisher", "pohdoc:page dcterms:publisher <https://w3id.org/biolink/infores/medlineplus>", ""),
    ("text_length", "pohdoc:page pohgraph:text_length 40", ""),
    ("start", "<#char=10,40> oa:end 40", "<#char=10,40> oa:end 10"),
    ("start", "<#char=10,13> oa:start '10'^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>", ""),
    ("end", "<#char=10,40> oa:end 40", ""),
    (
        "exact",
        '<#char=10,40> oa:exact "90% have ectopic calcification"',
        "",
    ),
    ("section_name", '<#section=hpo_table,0> pohgraph:section_name "hpo_table"', ""),
]


def violated(graph: Graph, shapes: Graph) -> set[str]:
    """The local names of the shapes that a graph breaks."""
    _, report, _ = validate(graph, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph)
    sources = (report.value(result, SH.sourceShape) for result in report.subjects(RDF.type, SH.ValidationResult))
    return {str(source).removeprefix(SHAPE) for source in sources}


def rdflib_graph(quads: Iterable[Quad]) -> Graph:
    """The triples as a fresh graph of rdflib's, whichever graph they stand in."""
    triples = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    return Graph().parse(data=triples, format="nt")


def test_the_good_graph_conforms(good: tuple[Quad, ...], shapes: Graph) -> None:
    """The union of all graphs breaks no shape, and has evidence to look at."""
    graph = rdflib_graph(good)
    assert (None, RDF.type, URIRef("http://www.w3.org/ns/oa#SpecificResource")) in graph
    assert violated(graph, shapes) == set()


def test_the_default_graph_conforms_by_itself(good: tuple[Quad, ...], shapes: Graph) -> None:
    """The default graph is checked without the evidence, which lies in named graphs."""
    graph = rdflib_graph(quad for quad in good if quad.graph_name == DefaultGraph())
    assert 50 < len(graph) < len(good)
    assert violated(graph, shapes) == set()


def test_the_store_keeps_the_graph_conforming(good: tuple[Quad, ...], shapes: Graph) -> None:
    """The embedded store rewrites numbers (a non-negative integer becomes an integer); the shapes accept both."""
    store = Store()
    store.extend(good)
    kept = set(store)
    assert kept != set(good)
    assert violated(rdflib_graph(kept), shapes) == set()


@pytest.mark.parametrize(("shape", "taken", "put"), BAD)
def test_a_broken_graph_is_rejected(good: tuple[Quad, ...], shapes: Graph, shape: str, taken: str, put: str) -> None:
    """What breaks the contract is reported by the shape that says so."""
    graph = rdflib_graph(good)
    before = set(graph)
    graph.update(f"{PREFIXES} DELETE DATA {{ {taken} }} ; INSERT DATA {{ {put} }}")
    assert set(graph) != before
    assert bool(taken) == bool(before - set(graph))
    assert shape in violated(graph, shapes)


def test_what_is_inferred_needs_no_quote(good: tuple[Quad, ...], shapes: Graph) -> None:
    """An association without a quote conforms where its knowledge level says that it is inferred."""
    graph = rdflib_graph(good)
    level = "pohassoc:a5 biolink:knowledge_level"
    taken = f'pohassoc:a5 biolink:supporting_text "POH" . {level} "knowledge_assertion"'
    graph.update(f'{PREFIXES} DELETE DATA {{ {taken} }} ; INSERT DATA {{ {level} "logical_entailment" }}')
    assert violated(graph, shapes) == set()


def test_the_shapes_are_core_shacl_alone(shapes: Graph) -> None:
    """No SPARQL constraint and no JavaScript, so that any SHACL processor runs them, fast."""
    assert not {SH.sparql, SH.js, SH.SPARQLTarget, SH.select} & set(shapes.all_nodes())
    assert not {SH.sparql, SH.js, SH.target, SH.select} & set(shapes.predicates())


def test_every_shape_has_a_target_and_explains_itself(shapes: Graph) -> None:
    """A shape says what it looks at, and carries a message for the reader of a report."""
    named = {*shapes.objects(None, SH.qualifiedValueShape), *shapes.objects(None, SH["not"])}
    assert named == {SHAPE[f"{name}"] for name in ("IsPosition", "IsQuote", "IsUnquoted", "HasQuote", "IsInferred")}
    for shape in {*shapes.subjects(RDF.type, SH.PropertyShape), *shapes.subjects(RDF.type, SH.NodeShape)} - named:
        assert {SH.targetClass, SH.targetSubjectsOf} & set(shapes.predicates(shape)), shape
        assert (shape, SH.message, None) in shapes, shape


def test_a_property_shape_runs_once_for_all_nodes(shapes: Graph) -> None:
    """None hangs from a node shape by `sh:property`, which pyshacl would run once a node: six times slower."""
    assert (None, SH.property, None) not in shapes
