"""GraphML and CX2 are read by the tools they are for, with every claim between two nodes."""

import io
import json

import networkx as nx
import pytest
from ndex2.cx2 import CX2Network, RawCX2NetworkFactory
from pyoxigraph import NamedNode

from pohgraph.claims.network import networkx_graph
from pohgraph.claims.view import GraphView
from pohgraph.export import export_graph
from pohgraph.export.tables.graphml import write_graphml
from pohgraph.store.graph import GraphStore

AHO, POH, SHORT = "MONDO:0012912", "MONDO:0008153", "HP:0004322"


def exported(store: GraphStore, format_: str) -> bytes:
    """The bytes of one export."""
    out = io.BytesIO()
    export_graph(store, format_, out)
    return out.getvalue()


@pytest.fixture
def graphml(sample_store: GraphStore) -> "nx.MultiDiGraph[str]":
    """The GraphML export as networkx reads it."""
    graph = nx.read_graphml(io.BytesIO(exported(sample_store, "graphml")), force_multigraph=True)
    assert isinstance(graph, nx.MultiDiGraph)
    return graph


@pytest.fixture
def network(sample_store: GraphStore) -> CX2Network:
    """The CX2 export as NDEx's own library reads it."""
    return RawCX2NetworkFactory().get_cx2network(json.loads(exported(sample_store, "cx2")))


def test_networkx_reads_what_the_store_gives_it(graphml: "nx.MultiDiGraph[str]", sample_store: GraphStore) -> None:
    """The edges are those of `to_networkx`, with the same ends, names and flags."""
    direct = networkx_graph(sample_store)
    assert {(*ends, key) for *ends, key in direct.edges(keys=True)} == {
        (*ends, key) for *ends, key in graphml.edges(keys=True)
    }
    for start, end, key, attributes in direct.edges(keys=True, data=True):
        read = graphml.edges[start, end, key]
        assert read["association"] == key
        assert {flag: read[flag] for flag in ("negated", "hedged", "borrowed")} == {
            flag: attributes[flag] for flag in ("negated", "hedged", "borrowed")
        }


def test_denied_findings_are_marked(graphml: "nx.MultiDiGraph[str]") -> None:
    """One disease has the finding, the other is said not to have it."""
    assert [edge["negated"] for edge in graphml.get_edge_data(POH, SHORT).values()] == [True]
    assert [edge["negated"] for edge in graphml.get_edge_data(AHO, SHORT).values()] == [False]


def test_claims_about_text_are_counted(graphml: "nx.MultiDiGraph[str]", network: CX2Network) -> None:
    """What is no edge is not dropped silently: its number stands with the graph."""
    assert graphml.graph["text_claims_left_out"] == 6
    assert network.get_network_attributes()["text_claims_left_out"] == 6


def test_licences_stand_with_the_graph(graphml: "nx.MultiDiGraph[str]", network: CX2Network) -> None:
    """Publishers and vocabularies are named with their licences."""
    assert "Vocabulary: Human Phenotype Ontology 2025-01-16: HPO licence" in graphml.graph["licences"]
    assert any("Test press, 3 documents" in line for line in network.get_network_attributes()["licences"])


def test_ndex_reads_the_same_edges(network: CX2Network, graphml: "nx.MultiDiGraph[str]") -> None:
    """CX2's nodes and edges are GraphML's, and what claims come to is told by one attribute."""
    names = {number: node["v"]["id"] for number, node in network.get_nodes().items()}
    edges = {(names[edge["s"]], names[edge["t"]], edge["v"]["id"]): edge["v"] for edge in network.get_edges().values()}
    assert set(edges) == set(graphml.edges(keys=True))
    assert {key for key, edge in edges.items() if edge["state"] != "stated"} == {
        (*ends, key) for *ends, key, data in graphml.edges(keys=True, data=True) if data["state"] != "stated"
    }


def test_cx2_counts_what_it_announces(sample_store: GraphStore) -> None:
    """The metadata gives the number of elements of each aspect, as NDEx checks it."""
    aspects = {name: elements for part in json.loads(exported(sample_store, "cx2")) for name, elements in part.items()}
    for element in aspects["metaData"]:
        assert len(aspects[element["name"]]) == element["elementCount"]


def test_characters_without_xml_are_replaced(sample_store: GraphStore) -> None:
    """A control character in a quote does not make the file unreadable."""

    class Odd(GraphView):
        def label(self, node: NamedNode) -> str:
            return f'{super().label(node)} \x07 <&"'

    out = io.BytesIO()
    write_graphml(Odd(sample_store), out)
    graph = nx.read_graphml(io.BytesIO(out.getvalue()), force_multigraph=True)
    labels = {data["object_label"] for *_, data in graph.edges(data=True)}
    assert 'Short stature \ufffd <&"' in labels
