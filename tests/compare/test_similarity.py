"""Similarity by phenotype: the textbook definitions on an ontology small enough to work out by hand."""

from collections.abc import Sequence
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pohgraph.compare.similarity import MEASURES, InformationContent, Measure, best_match_average, best_matches

#        root
#       /    \
#      a      b
#     / \    / \
#    c   d  e   f
_ABOVE = {
    "root": {"root"},
    "a": {"a", "root"},
    "b": {"b", "root"},
    "c": {"c", "a", "root"},
    "d": {"d", "a", "root"},
    "e": {"e", "b", "root"},
    "f": {"f", "b", "root"},
}
_DISEASES: dict[str, set[str]] = {"one": {"c"}, "two": {"c", "e"}, "three": {"d"}, "four": {"e", "f"}}


def _ancestors(term: str) -> frozenset[str]:
    return frozenset(_ABOVE[term])


@pytest.fixture
def content() -> InformationContent:
    """Four diseases: c has two of them, a three, the root all."""
    return InformationContent(_DISEASES.values(), _ancestors)


def test_information_content_counts_narrower_terms(content: InformationContent) -> None:
    """A term is had by every disease that has it or a term below it."""
    expected = {"root": 0, "a": log(4 / 3), "c": log(4 / 2), "d": log(4), "b": log(4 / 2), "e": log(4 / 2), "f": log(4)}
    assert {term: content[term] for term in expected} == pytest.approx(expected)


def test_resnik_is_the_best_common_ancestor(content: InformationContent) -> None:
    """Two terms are as alike as their most informative common ancestor is informative."""
    assert content.similarity("c", "d") == pytest.approx(log(4 / 3))
    assert content.similarity("c", "e") == 0
    assert content.similarity("c", "c") == pytest.approx(content["c"])


def test_lin_is_a_share(content: InformationContent) -> None:
    """Lin divides twice that by what the two terms carry."""
    assert content.similarity("c", "d", "lin") == pytest.approx(2 * log(4 / 3) / (log(2) + log(4)))
    assert content.similarity("c", "c", "lin") == 1
    assert content.similarity("root", "root", "lin") == 0


def test_best_match_average_by_hand(content: InformationContent) -> None:
    """Each term takes its best match; both directions are averaged."""
    found = best_match_average(content, ["c"], _DISEASES)
    there, back = log(2), (log(2) + 0) / 2
    assert found["two"] == pytest.approx((there + back) / 2)
    one_way = best_match_average(content, ["c"], _DISEASES, symmetric=False)
    assert one_way["two"] == pytest.approx(there)


_TERMS = st.lists(st.sampled_from(sorted(_ABOVE)), max_size=4, unique=True)


@given(query=_TERMS, other=_TERMS, measure=st.sampled_from(MEASURES))
def test_the_fast_way_is_the_plain_way(query: Sequence[str], other: Sequence[str], measure: Measure) -> None:
    """Scores are those of comparing every pair, and do not depend on which disease asks."""
    content = InformationContent(_DISEASES.values(), _ancestors)

    def direction(ones: Sequence[str], others: Sequence[str]) -> float:
        return sum(max(content.similarity(x, y, measure) for y in others) for x in ones) / len(ones)

    plain = (direction(query, other) + direction(other, query)) / 2 if query and other else 0.0
    found = best_match_average(content, query, {"x": other}, measure=measure)["x"]
    assert found == pytest.approx(plain)
    assert found == pytest.approx(best_match_average(content, other, {"x": query}, measure=measure)["x"])
    if measure == "lin":
        assert 0 <= found <= 1 + 1e-9


def test_reasons_come_best_first(content: InformationContent) -> None:
    """What makes two diseases alike is named, without what has nothing in common."""
    assert [pair[1:] for pair in best_matches(content, ["c", "e"], ["d"])] == [("c", "d")]
