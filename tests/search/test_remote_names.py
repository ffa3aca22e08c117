"""Names behind an endpoint are found as those of a graph on disk are."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from pohgraph.schema.prefixes import expand, standardise
from pohgraph.search.index import NameIndex
from pohgraph.search.match import Words
from pohgraph.search.names import graph_index
from pohgraph.search.remote import RemoteNames
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.writer import write_store

_NODES = {
    "OMIM:270150": ("Sjögren\u2019s syndrome", ("Gene", "Disease")),
    "MONDO:0000001": ("PTH-resistance", ("PhenotypicFeature", "Disease")),
    "HP:0000002": ("Naïve Café spots", ("Publication", "Onset", "PhenotypicFeature")),
    "HP:0000003": ("Late", ("Onset", "ClinicalCourse")),
    "NCBIGene:1": ("SJO1", ("PhenotypicFeature", "Gene")),
    "HP:0000006": ("Dominant", ("Gene", "GeneticInheritance")),
    "HP:0000007": ("Mild", ("ClinicalModifier", "Disease", "Onset")),
    "PMID:1": ("A study", ("Publication", "PhenotypicFeature", "Gene")),
}


def _node(curie: str) -> NamedNode:
    return NamedNode(expand(standardise(curie)))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GraphStore:
    """A graph of nodes with accents, hyphens and several categories."""
    monkeypatch.setenv("POHGRAPH_CACHE", str(tmp_path / "cache"))
    names = [Quad(_node(curie), _node("rdfs:label"), Literal(name)) for curie, (name, _) in _NODES.items()]
    kinds = [
        Quad(_node(curie), _node("biolink:category"), _node(f"biolink:{category}"))
        for curie, (_, categories) in _NODES.items()
        for category in categories
    ]
    write_store(tmp_path / "db", [*names, *kinds], {}, "{}")
    return open_store(tmp_path / "db")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("sjogren", "Sjögren\u2019s syndrome"),
        ("Sjögren's", "Sjögren\u2019s syndrome"),
        ("sjogrens syndrome", "Sjögren\u2019s syndrome"),
        ("SJÖGREM", "Sjögren\u2019s syndrome"),
        ("PTH-resistance", "PTH-resistance"),
        ("resistance pth", "PTH-resistance"),
        ("naive cafe", "Naïve Café spots"),
    ],
)
def test_names_are_found_in_any_spelling(store: GraphStore, words: str, name: str) -> None:
    """Accents, apostrophes and hyphens may be typed or left out, and the end of a word misspelt."""
    assert [found.text for found in RemoteNames(store).candidates(Words(words), "", 10)] == [name]


def test_kinds_are_those_of_the_index(store: GraphStore) -> None:
    """Of several categories the least one is the kind."""
    index = graph_index(store)
    assert index
    kinds = {curie: entity.kind for curie, entity in NameIndex(index).entities(_NODES).items()}
    assert kinds == {curie: entity.kind for curie, entity in RemoteNames(store).entities(_NODES).items()}
    assert list(kinds.values()) == ["disease", "disease", "onset", "course", "gene", "gene", "modifier", "gene"]
