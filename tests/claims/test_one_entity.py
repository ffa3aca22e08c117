"""What is asked of one entity reads that entity: the rest of the graph may be as large as it likes."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from pohgraph.api.graph import Graph
from pohgraph.api.show import entry_of
from pohgraph.pipeline.conflicting import conflicts_in
from pohgraph.pipeline.reference import compared
from pohgraph.store.directory import live_generation
from pohgraph.store.graph import GraphStore
from pohgraph.store.source import Node


class _Guarded(GraphStore):
    """Refuses to be read as a whole."""

    def quads(self) -> Iterator[Quad]:
        pytest.fail("all quads were read")

    def triples(
        self, predicate: str, *, subjects: Iterable[NamedNode] | None = None, objects: Iterable[Node] | None = None
    ) -> Iterator[tuple[NamedNode, Node]]:
        if subjects is None and objects is None:
            pytest.fail(f"all triples of {predicate} were read")
        return super().triples(predicate, subjects=subjects, objects=objects)


@pytest.fixture
def guarded(seeds_path: Path) -> Graph:
    """The graph of the bundled pages, which may only be read in part."""
    return Graph(_Guarded(live_generation(seeds_path)))


def test_picture_of_an_entity(guarded: Graph, graph: Graph) -> None:
    """The picture of a disease is the same, and of several entities too, whatever else the graph holds."""
    assert guarded.disease("POH").picture().network == graph.disease("POH").picture().network
    assert guarded.picture("POH", "GNAS").network == graph.picture("POH", "GNAS").network


def test_claims_and_quotes_of_an_entity(guarded: Graph, graph: Graph) -> None:
    """So are its claims, their quotes, and what `show` prints."""
    here, there = guarded.disease("POH"), graph.disease("POH")
    assert list(here.claims()) == list(there.claims())
    assert list(here.quotes()) == list(there.quotes())
    assert entry_of(guarded.store, "POH") == entry_of(graph.store, "POH")


def test_the_guard_holds(guarded: Graph) -> None:
    """What compares a whole graph does read it whole, and is stopped."""
    with pytest.raises(pytest.fail.Exception, match="all triples of"):
        conflicts_in(guarded.store)


class _Counting(_Guarded):
    """Notes which associations are read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.read: list[str] = []

    def descriptions(
        self, subjects: Iterable[NamedNode], graph: NamedNode | None = None
    ) -> Iterator[tuple[NamedNode, NamedNode, Node]]:
        listed = list(subjects)
        self.read += [subject.value for subject in listed if "/association/" in subject.value]
        return super().descriptions(listed, graph)


def test_comparison_of_a_disease(seeds_path: Path, graph: Graph) -> None:
    """Comparing one disease reads the claims on it, each once, no other claim, and no other disease's identifiers."""
    disease = graph.disease("POH")
    store = _Counting(live_generation(seeds_path))
    found = list(compared(store, "hpoa", disease.curie))
    assert found == [one for one in compared(graph.store, "hpoa") if one.disease == disease.curie]
    assert found[0].found
    assert sorted(store.read) == sorted(claim.id.iri for claim in disease.claims())
