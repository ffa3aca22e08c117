"""A graph's digest depends on its triples alone, and a manifest that does not fit itself is refused."""

import json
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, serialize

from pohgraph.errors import StoreError
from pohgraph.store.digests import graph_digest, text_digest
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.manifest import Origin, Reading, joined, read_manifest
from pohgraph.store.writer import write_store

_GRAPH = NamedNode("https://example.org/graph")
_XSD = "http://www.w3.org/2001/XMLSchema#"


def _quads(number: int, graph: NamedNode | DefaultGraph) -> list[Quad]:
    nodes = [NamedNode(f"https://example.org/{place}") for place in range(number)]
    return [Quad(one, other, Literal("a\nb"), graph) for one in nodes for other in nodes]


@pytest.mark.parametrize("graph", [DefaultGraph(), _GRAPH], ids=["default", "named"])
def test_digest_depends_on_the_triples_alone(graph: NamedNode | DefaultGraph) -> None:
    """Neither the order nor what other graphs have matters; every triple does."""
    quads = _quads(7, graph)
    stores = Store(), Store()
    stores[0].extend(quads)
    for quad in reversed(quads):
        stores[1].add(quad)
    stores[1].add(Quad(quads[0].subject, quads[0].predicate, Literal("else"), NamedNode("https://example.org/other")))
    first = graph_digest(stores[0], graph)
    assert first == graph_digest(stores[1], graph)
    assert first.triples == len(quads)
    for quad in (quads[0], quads[20], quads[-1]):
        stores[0].remove(quad)
        assert graph_digest(stores[0], graph).digest != first.digest
        stores[0].add(quad)
    assert graph_digest(stores[0], graph) == first


def test_text_has_the_digest_of_what_is_loaded_from_it() -> None:
    """The digest of a page's graph is that of its lines, whatever stands in them, however often and in whatever order."""
    texts = (Literal('a <b> .\n\r"\\ é\u2028'), Literal(7), Literal("2020-07-01", datatype=NamedNode(f"{_XSD}date")))
    quads = [*_quads(5, _GRAPH), *(Quad(_GRAPH, _GRAPH, text, _GRAPH) for text in texts)]
    store = Store()
    store.extend(quads)
    text = serialize([*reversed(quads), *quads], format=RdfFormat.N_QUADS) or b""
    assert text_digest(text) == graph_digest(store, _GRAPH)


def test_an_absent_graph_has_the_digest_of_nothing() -> None:
    """It has no triple, and the digest of no leaf."""
    assert graph_digest(Store(), _GRAPH) == graph_digest(Store(), DefaultGraph())


def test_manifest_has_a_digest_of_each_graph(sample_store: GraphStore) -> None:
    """Whatever writes a store writes it down."""
    manifest = sample_store.manifest
    assert manifest
    assert manifest.graphs == sample_store.digests()
    pages = {str(quad.graph_name) for quad in sample_store.quads()} - {str(DefaultGraph())}
    assert set(manifest.graphs) == {"", *(page[1:-1] for page in pages)}


@pytest.mark.parametrize("change", ["text", "digest", "format"])
def test_a_changed_manifest_is_refused(change: str, tmp_path: Path) -> None:
    """One that is no JSON, does not fit its digest, or is of another form."""
    write_store(tmp_path / "a.db", _quads(2, DefaultGraph()), {}, "{}")
    (file,) = (tmp_path / "a.db").glob("*/manifest.json")
    content = json.loads(file.read_text("utf-8"))
    file.write_text("{" if change == "text" else json.dumps(content | {change: "0"}), "utf-8")
    with open_store(tmp_path / "a.db") as store, pytest.raises(StoreError, match=r"manifest\.json"):
        assert store.manifest
    file.unlink()
    assert read_manifest(file.parent) is None


def test_pages_of_several_graphs_keep_how_they_were_read() -> None:
    """Each page keeps its reading; equal readings are one."""
    one, other = Reading(programs=("1",)), Reading(programs=("2",), vocabularies={"hp": "0"})
    first, second = Origin(readings=(one,)), Origin(readings=(other, one), pages={"d": 1})
    both = joined([(first, ["a", "b"]), (second, ["c", "d"])], is_whole=False)
    assert both.readings == (one, other)
    assert [both.of(page) for page in "abcd"] == [one, one, other, one]
    assert Origin().of("a") is None
