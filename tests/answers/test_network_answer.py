"""A part of the graph as nodes and links."""

import pytest

from pohgraph.answers.context import Context
from pohgraph.answers.network import network
from pohgraph.api.graph import Graph
from pohgraph.errors import NotInGraphError


def test_links_are_those_of_the_pictures(context: Context, graph: Graph) -> None:
    """The page's network and a notebook's picture show the same pairs, with the same words."""
    picture = graph.picture("GNAS").network
    answer = network(context, ["NCBIGene:2778"])
    assert {(link["source"], link["target"]) for link in answer["links"]} == {
        (link.source, link.target) for link in picture.links
    }
    assert {node["id"] for node in answer["nodes"]} == {node.id for node in picture.nodes}
    quotes = {quote for link in picture.links for said in link.said for quote in said.quotes}
    assert {quote for link in answer["links"] for quote in link["quotes"]} == quotes


def test_each_way_of_saying_it_is_a_link(sample_context: Context) -> None:
    """What is open and what is borrowed are links of their own; nobody takes them for what is stated."""
    links = [link for link in network(sample_context, ["MONDO:0008153"])["links"] if link["target"] == "HP:0002829"]
    assert [(link["relation"], link["state"], link["documents"]) for link in links] == [
        ("has phenotype", "open", ["pohdoc:first"]),
        ("has phenotype", "borrowed", ["pohdoc:second"]),
    ]


def test_a_limit_keeps_what_most_is_said_of(sample_context: Context) -> None:
    """The focus stays, and what is left out is counted; every link joins two nodes that are there."""
    whole = network(sample_context, limit=1000)
    small = network(sample_context, ["MONDO:0008153"], limit=3)
    assert len(small["nodes"]) == 3
    assert "MONDO:0008153" in {node["id"] for node in small["nodes"]}
    assert small["omitted"] == len(whole["nodes"]) - 3
    ids = {node["id"] for node in small["nodes"]}
    assert all({link["source"], link["target"]} <= ids for link in small["links"])
    assert whole["omitted"] == 0


def test_weights_count_the_claims_of_the_whole_graph(sample_context: Context) -> None:
    """A node weighs the same in every network."""
    weights = [
        {node["id"]: node["weight"] for node in network(sample_context, focus)["nodes"]}["NCBIGene:2778"]
        for focus in ([], ["MONDO:0008153"], ["NCBIGene:2778"])
    ]
    assert weights == [3, 3, 3]


def test_one_that_nothing_is_said_of_is_a_network_of_itself(sample_context: Context) -> None:
    """It is there, without links."""
    answer = network(sample_context, ["HP:0000924"])
    assert ([node["id"] for node in answer["nodes"]], answer["links"]) == (["HP:0000924"], [])


def test_what_is_not_there_is_refused(sample_context: Context) -> None:
    """An unknown focus is an error, not an empty picture."""
    with pytest.raises(NotInGraphError, match="HP:9999999"):
        network(sample_context, ["MONDO:0008153", "HP:9999999"])
