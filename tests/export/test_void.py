"""The dataset's description counts what is in the graph, and any RDF reader reads it."""

import hashlib
import io
from collections import Counter

import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, PROV, RDF, VOID, XSD

from pohgraph.export import export_graph
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.graph import GraphStore

POHGRAPH = rdflib.Namespace(prefix_map()["pohgraph"])
BIOLINK = rdflib.Namespace(prefix_map()["biolink"])


def exported(store: GraphStore, format_: str) -> bytes:
    """The bytes of one export."""
    out = io.BytesIO()
    export_graph(store, format_, out)
    return out.getvalue()


@pytest.fixture
def described(sample_store: GraphStore) -> tuple[rdflib.Graph, rdflib.URIRef]:
    """The description as rdflib reads it, and the dataset's node."""
    graph = rdflib.Graph().parse(data=exported(sample_store, "void"), format="turtle")
    dataset = graph.value(predicate=RDF.type, object=DCAT.Dataset)
    assert isinstance(dataset, rdflib.URIRef)
    return graph, dataset


def number(graph: rdflib.Graph, subject: rdflib.term.Node | None, slot: rdflib.URIRef) -> int:
    """A count."""
    value = graph.value(subject, slot)
    assert isinstance(value, rdflib.Literal)
    assert value.datatype == XSD.integer
    return int(value)


def test_counts_are_those_of_the_triples(
    described: tuple[rdflib.Graph, rdflib.URIRef], sample_store: GraphStore
) -> None:
    """Triples, subjects, objects, classes and properties are what rdflib counts in the N-Triples export."""
    graph, dataset = described
    whole = rdflib.Graph().parse(data=exported(sample_store, "nt"), format="nt")
    assert number(graph, dataset, VOID.triples) == len(whole)
    assert number(graph, dataset, VOID.distinctSubjects) == len(set(whole.subjects()))
    assert number(graph, dataset, VOID.distinctObjects) == len(set(whole.objects()))
    assert number(graph, dataset, VOID.properties) == len(set(whole.predicates()))
    assert number(graph, dataset, VOID.classes) == len(set(whole.objects(predicate=RDF.type)))


def test_partitions_add_up(described: tuple[rdflib.Graph, rdflib.URIRef], sample_store: GraphStore) -> None:
    """Each class has as many entities, each property as many triples and subjects, as the graph."""
    graph, dataset = described
    whole = rdflib.Graph().parse(data=exported(sample_store, "nt"), format="nt")
    for part in graph.objects(dataset, VOID.classPartition):
        kind = graph.value(part, VOID["class"])
        assert number(graph, part, VOID.entities) == len(set(whole.subjects(RDF.type, kind)))
    for part in graph.objects(dataset, VOID.propertyPartition):
        found = list(whole.subject_objects(graph.value(part, VOID.property)))
        assert number(graph, part, VOID.triples) == len(found)
        assert number(graph, part, VOID.distinctSubjects) == len({subject for subject, _ in found})


def test_classes_have_their_properties(described: tuple[rdflib.Graph, rdflib.URIRef], sample_store: GraphStore) -> None:
    """Each class lists the properties of its things with the number of their triples, as SPARQL editors ask for them."""
    graph, dataset = described
    whole = rdflib.Graph().parse(data=exported(sample_store, "nt"), format="nt")
    for part in graph.objects(dataset, VOID.classPartition):
        things = set(whole.subjects(RDF.type, graph.value(part, VOID["class"])))
        counts = Counter(predicate for thing in things for predicate in whole.predicates(thing))
        listed = {
            graph.value(slot, VOID.property): number(graph, slot, VOID.triples)
            for slot in graph.objects(part, VOID.propertyPartition)
        }
        assert listed == counts


def test_links_are_counted_for_each_database(described: tuple[rdflib.Graph, rdflib.URIRef]) -> None:
    """A linkset says by which property the graph points to which database, and how often."""
    graph, dataset = described
    found = {
        (str(graph.value(link, VOID.linkPredicate)), str(graph.value(target, VOID.uriSpace)))
        for link in graph.objects(dataset, VOID.subset)
        for target in graph.objects(link, VOID.objectsTarget)
    }
    skos, obo = prefix_map()["skos"], prefix_map()["oboInOwl"]
    assert (f"{skos}exactMatch", "https://omim.org/entry/") in found
    assert (f"{obo}hasDbXref", "https://rarediseases.info.nih.gov/diseases/") in found


def test_every_source_has_licence_and_hash(described: tuple[rdflib.Graph, rdflib.URIRef]) -> None:
    """Pages and vocabularies are named with their licence or rights and their SHA-256."""
    graph, dataset = described
    sources = set(graph.objects(dataset, PROV.wasDerivedFrom))
    assert len(sources) == 4
    for source in sources:
        assert graph.value(source, DCTERMS.license) or graph.value(source, DCTERMS.rights)
        assert len(str(graph.value(source, POHGRAPH.sha256))) == 64


def test_the_dataset_is_named_by_its_triples(
    described: tuple[rdflib.Graph, rdflib.URIRef], sample_store: GraphStore
) -> None:
    """The hash in the description is that of the N-Triples file, and the dataset's IRI begins with it."""
    graph, dataset = described
    sha256 = hashlib.sha256(exported(sample_store, "nt")).hexdigest()
    assert str(graph.value(dataset, POHGRAPH.sha256)) == sha256
    assert str(dataset).endswith(f"/{sha256[:24]}")


def test_there_are_no_blank_nodes(described: tuple[rdflib.Graph, rdflib.URIRef]) -> None:
    """Every node of the description has an IRI."""
    graph, _ = described
    assert not [node for node in graph.all_nodes() if isinstance(node, rdflib.BNode)]
