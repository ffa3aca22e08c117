"""What pictures are drawn from: the claims they are about, each once, and no more of the graph than that."""

from pathlib import Path

import pohgraph
from pohgraph import Graph


def test_a_claim_between_two_entities_is_drawn_once(graph: Graph) -> None:
    """GNAS and POH are both asked for; what links them is said as often as pages say it."""
    claims = graph.gene("GNAS").claims().where(lambda claim: claim.object == "MONDO:0008153")
    (link,) = (
        link
        for link in graph.picture("GNAS", "POH").network.links
        if (link.source, link.target) == ("NCBIGene:2778", "MONDO:0008153")
    )
    assert len(link.said) == len(claims) > 1


def test_what_neighbours_say_of_each_other_is_drawn(graph: Graph) -> None:
    """Diseases that GNAS leads to are linked to each other, by the same claims as in a picture of the whole graph."""
    near = graph.picture("GNAS").network
    ids = {node.id for node in near.nodes}
    whole = {link for link in graph.picture(limit=1000).network.links if {link.source, link.target} <= ids}
    assert any(link.source == "MONDO:0008153" for link in near.links)
    assert set(near.links) == whole


def test_what_has_no_prefix_of_ours_is_drawn(tmp_path: Path) -> None:
    """A disease of another graph that is known by its IRI alone is drawn as any other, and is no link to click."""
    (tmp_path / "g_nodes.tsv").write_text(
        "id\tcategory\tname\nhttps://x.org/1\tbiolink:Disease\tOdd disease\n", "utf-8"
    )
    edge = "id\tsubject\tpredicate\tobject\ne1\thttps://x.org/1\tbiolink:has_phenotype\tHP:0002653\n"
    (tmp_path / "g_edges.tsv").write_text(edge, "utf-8")
    files = [tmp_path / "g_nodes.tsv", tmp_path / "g_edges.tsv"]
    pohgraph.build(graphs=files, store=tmp_path / "db")
    with pohgraph.open(tmp_path / "db") as graph:
        network = graph.picture("https://x.org/1").network
    assert [(node.label, bool(node.iri)) for node in network.nodes] == [("Bone pain", True), ("Odd disease", False)]
