"""The claims of a graph as networkx has them."""

from types import ModuleType

from pohgraph.claims.network import networkx_graph
from pohgraph.store.graph import GraphStore


def test_networkx_has_entities_and_flagged_claims(sample: ModuleType, sample_store: GraphStore) -> None:
    """Claims that are not stated are edges too, and say so; pages are nodes of their own kind."""
    graph = networkx_graph(sample_store)
    assert graph.nodes[sample.POH] == {
        "label": "progressive osseous heteroplasia",
        "category": "Disease",
        "curie": sample.POH,
    }
    assert graph.nodes["pohdoc:first"]["category"] == "Document"
    (absent,) = graph.get_edge_data(sample.POH, "HP:0004322").values()
    assert (absent["state"], absent["negated"], absent["hedged"], absent["borrowed"]) == ("denied", True, False, False)
    cited = [edge for edge in graph.get_edge_data("NCBIGene:2778", sample.POH).values() if edge["publications"]]
    assert [(edge["publications"], edge["source"]) for edge in cited] == [(["PMID:11092390"], "pohdoc:first")]
