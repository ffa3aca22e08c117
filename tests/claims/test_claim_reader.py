"""The one reader of stored claims: all of a graph or those on some nodes, from a store or over HTTP."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from tests.query.endpoint import serving
from tests.store import sample_graph

from pohgraph.claims import reader
from pohgraph.claims.nodes import read_nodes
from pohgraph.claims.reader import read_claims, read_claims_on
from pohgraph.claims.view import GraphView
from pohgraph.model import Claim, Named
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.remote import RemoteStore
from pohgraph.store.remote_answers import Answered
from pohgraph.store.remote_layout import Layout
from pohgraph.store.writer import write_store

POH = "http://purl.obolibrary.org/obo/MONDO_0008153"


@pytest.fixture(scope="module")
def endpoint_url(sample_path: Path) -> Iterator[str]:
    """A server with the sample graph."""
    with serving(sample_path) as url:
        yield url


class _Counting(RemoteStore):
    """Counts what it asks."""

    asked = 0

    def _asked(self, *args: Any, **given: Any) -> Answered:  # noqa: ANN401 - as it is
        self.asked += 1
        return super()._asked(*args, **given)


def _whole(claims: list[Claim]) -> list[object]:
    """Everything of the claims, the labels and IRIs of their ends too, which equality passes over."""
    named = [
        [(n, n.label, n.iri) for n in (c.id, c.subject, c.object, c.frequency) if isinstance(n, Named)] for c in claims
    ]
    return [*map(astuple, claims), *named]


def test_every_claim_of_every_page_is_read(sample_store: GraphStore) -> None:
    """One record for each assertion and page, with its state."""
    claims = list(read_claims(GraphView(sample_store)))
    content = sample_graph.sample_content()
    assert len(claims) == sum(len({e.document for e in assertion.evidence}) for assertion in content.assertions)
    assert Counter(claim.state for claim in claims) == {
        "denied": 1,
        "open": 1,
        "borrowed": 1,
        "stated": len(claims) - 3,
    }


def test_order_is_of_the_graph_alone(seeds_store: GraphStore) -> None:
    """Claims come by subject, predicate, object and page; text comes before identifiers."""
    claims = list(read_claims(GraphView(seeds_store)))
    keys = [(c.subject.iri, c.predicate, isinstance(c.object, Named), c.object, c.source.id, c.id) for c in claims]
    assert keys == sorted(keys)


def test_both_ways_in_give_equal_records(seeds_store: GraphStore) -> None:
    """Of every node of the graph, the claims that are read for it are those among all that name it, in their order."""
    view = GraphView(seeds_store)
    everything = list(read_claims(view))
    for node in read_nodes(view):
        expected = [claim for claim in everything if node.iri in {claim.subject.iri, getattr(claim.object, "iri", "")}]
        assert _whole(read_claims_on(GraphView(seeds_store), [node.iri])) == _whole(expected)


def test_claims_on_a_thing_are_those_that_name_it(seeds_store: GraphStore) -> None:
    """A disease has the claims it is subject of and those it is object of; either end can be asked for alone."""
    view = GraphView(seeds_store)
    both = read_claims_on(view, [POH])
    assert {claim.subject for claim in both} > {"MONDO:0008153", "NCBIGene:2778"}
    for end, incoming in (("rdf:subject", False), ("rdf:object", True)):
        found = read_claims_on(view, [POH], ends=[end])
        assert found == [claim for claim in both if (claim.subject != "MONDO:0008153") is incoming]


def test_size_of_a_batch_changes_nothing(seeds_store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many claims are asked for together, the same come in the same order."""
    expected = _whole(list(read_claims(GraphView(seeds_store))))
    monkeypatch.setattr(reader, "_AT_ONCE", 1)
    assert _whole(list(read_claims(GraphView(seeds_store)))) == expected


def test_details_are_all_kept(seeds_store: GraphStore) -> None:
    """Every qualifier that has no field of its own is a detail, whatever its slot."""
    slots = {detail.slot for claim in read_claims(GraphView(seeds_store)) for detail in claim.details}
    fields = {"rdf:type", "rdf:subject", "biolink:negated", "biolink:supporting_text", "biolink:frequency_qualifier"}
    assert "biolink:subject_form_or_variant_qualifier" in slots
    assert not slots & fields


def test_passages_hold_the_words(sample_store: GraphStore) -> None:
    """A claim's passages are the places of its quotes in the page, and are read only on request."""
    view = GraphView(sample_store)
    texts = {doc.id: doc.text for doc in sample_graph.DOCUMENTS}
    for claim in read_claims(view, passages=True):
        text = texts[claim.source.id]
        assert {passage.exact for passage in claim.passages} == set(claim.quotes)
        for passage in claim.passages:
            assert text[passage.start : passage.end] == passage.exact
            assert text[: passage.start].endswith(passage.before)
            assert text[passage.end :].startswith(passage.after)
            assert (passage.section, passage.extraction.partition(":")[0]) == ("description", "pohextraction")
    assert not any(claim.passages for claim in read_claims(view))


def test_an_endpoint_is_read_as_a_store_is(sample_store: GraphStore, endpoint_url: str) -> None:
    """Over HTTP all claims, and those of each node, are the same records with the same passages."""
    here, there = GraphView(sample_store), GraphView(RemoteStore(endpoint_url))
    assert _whole(list(read_claims(there, passages=True))) == _whole(list(read_claims(here, passages=True)))
    for node in read_nodes(here):
        assert _whole(read_claims_on(there, [node.iri])) == _whole(read_claims_on(here, [node.iri]))


def test_an_endpoint_has_the_triples_of_the_store(sample_store: GraphStore, endpoint_url: str) -> None:
    """Quads, and the triples of one predicate narrowed either way, are those of the embedded store."""
    remote = RemoteStore(endpoint_url)
    assert set(remote.quads()) == set(sample_store.quads())
    everything = list(sample_store.triples("rdf:subject"))
    for subjects, objects in product((None, [], [everything[0][0]]), (None, [], [everything[0][1]])):
        found = set(sample_store.triples("rdf:subject", subjects=subjects, objects=objects))
        assert set(remote.triples("rdf:subject", subjects=subjects, objects=objects)) == found
        assert (found == set()) is ([] in (subjects, objects))


def test_claims_of_one_entity_take_few_questions(endpoint_url: str) -> None:
    """What is asked of an endpoint does not grow with the claims of the entity, nor with the graph."""
    remote = _Counting(endpoint_url)
    assert remote.layout == Layout()  # looked for once
    remote.asked = 0
    claims = read_claims_on(GraphView(remote), [POH])
    pages = {claim.source.id for claim in claims}
    assert len(claims) > 15
    assert remote.asked <= 4 + 2 * len(pages)  # two ends, the claims, their labels; each page and its publisher


def test_an_association_without_its_parts_is_no_claim(sample_store: GraphStore, tmp_path: Path) -> None:
    """What lacks an object or a source is left to `check`, and does not stop the reader."""
    left = [q for q in sample_store.quads() if not (q.predicate.value.endswith("#object") and "HP_" in str(q.object))]
    write_store(tmp_path / "broken.db", left, {}, "{}")
    whole = len(list(read_claims(GraphView(sample_store))))
    with open_store(tmp_path / "broken.db") as store:
        assert 0 < len(list(read_claims(GraphView(store)))) < whole
