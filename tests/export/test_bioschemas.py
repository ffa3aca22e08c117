"""The schema.org export is JSON-LD that any reader takes, and says only what pages say plainly."""

import io
import json

import pytest
import rdflib
from rdflib.namespace import RDF

from pohgraph.export import export_graph
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.graph import GraphStore

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's JSON-LD parser uses old names
SCHEMA = rdflib.Namespace("https://schema.org/")
POH = rdflib.URIRef(prefix_map()["MONDO"] + "0008153")
GNAS = rdflib.URIRef(prefix_map()["NCBIGene"] + "2778")


@pytest.fixture
def document(sample_store: GraphStore) -> dict[str, object]:
    """The export as JSON."""
    out = io.BytesIO()
    export_graph(sample_store, "bioschemas", out)
    found = json.loads(out.getvalue())
    assert isinstance(found, dict)
    return found


@pytest.fixture
def graph(document: dict[str, object]) -> rdflib.Graph:
    """The export as triples; schema.org's context, which is on the web, only adds what is a link."""
    assert document["@context"] == "https://schema.org/"
    offline = document | {"@context": {"@vocab": "https://schema.org/"}}
    return rdflib.Graph().parse(data=json.dumps(offline), format="json-ld")


def names(graph: rdflib.Graph, slot: rdflib.URIRef) -> set[str]:
    """The names of the things a property of POH leads to."""
    return {str(graph.value(thing, SCHEMA.name)) for thing in graph.objects(POH, slot)}


def test_each_disease_is_one_condition(document: dict[str, object]) -> None:
    """There is one node for each disease, after the dataset."""
    nodes = document["@graph"]
    assert isinstance(nodes, list)
    assert [node["@type"] for node in nodes] == ["Dataset", "MedicalCondition", "MedicalCondition"]


def test_plain_findings_are_signs(graph: rdflib.Graph) -> None:
    """A denied, open or borrowed claim gives no sign of the disease."""
    assert names(graph, SCHEMA.signOrSymptom) == {"Ectopic calcification"}


def test_genes_are_causes(graph: rdflib.Graph) -> None:
    """A causal gene is a cause, and a gene."""
    assert list(graph.objects(POH, SCHEMA.cause)) == [GNAS]
    assert set(graph.objects(GNAS, RDF.type)) == {SCHEMA.Gene, SCHEMA.MedicalCause}


def test_codes_are_exact_identifiers(graph: rdflib.Graph) -> None:
    """Codes are the disease's own identifier and exact matches, never mere cross-references."""
    codes = {
        (str(graph.value(code, SCHEMA.codingSystem)), str(graph.value(code, SCHEMA.codeValue)))
        for code in graph.objects(POH, SCHEMA.code)
    }
    assert codes == {("MONDO", "0008153"), ("OMIM", "166350"), ("ORPHA", "2762")}


def test_texts_keep_their_place(graph: rdflib.Graph) -> None:
    """Names, course, epidemiology, prognosis, treatment and differential diagnosis stand where schema.org has them."""
    assert str(graph.value(POH, SCHEMA.name)) == "progressive osseous heteroplasia"
    assert str(graph.value(POH, SCHEMA.alternateName)) == "POH"
    assert str(graph.value(POH, SCHEMA.naturalProgression)) == "Progressive"
    assert str(graph.value(POH, SCHEMA.epidemiology)) == "About 50 patients"
    assert str(graph.value(POH, SCHEMA.expectedPrognosis)) == "Life expectancy is normal"
    assert names(graph, SCHEMA.possibleTreatment) == {"surgery"}
    (other,) = graph.objects(POH, SCHEMA.differentialDiagnosis)
    assert graph.value(graph.value(other, SCHEMA.diagnosis), SCHEMA.name)


def test_pages_and_their_licences_are_named(graph: rdflib.Graph) -> None:
    """Each condition leads to the pages it rests on, with licence and literature."""
    pages = list(graph.objects(POH, SCHEMA.subjectOf))
    assert len(pages) == 2
    assert {str(graph.value(page, SCHEMA.license)) for page in pages} == {
        "https://creativecommons.org/publicdomain/zero/1.0/"
    }
    works = {str(work) for page in pages for work in graph.objects(page, SCHEMA.citation)}
    assert works == {"http://www.ncbi.nlm.nih.gov/pubmed/11092390"}


def test_there_are_no_blank_nodes(graph: rdflib.Graph) -> None:
    """Every node has an IRI, so conditions from several pages can be merged."""
    assert not [node for node in graph.all_nodes() if isinstance(node, rdflib.BNode)]
