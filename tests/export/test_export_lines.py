"""Sorting statements in bounded memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pohgraph.claims.sorting import Statement, sort_lines, split_graph, subjects
from pohgraph.errors import ExportError

LINES = st.lists(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=4))


@given(lines=LINES, budget=st.integers(1, 12))
def test_sorted_runs_merge_to_one_order(lines: list[str], budget: int) -> None:
    """Lines come sorted and once however many temporary runs they went through."""
    assert list(sort_lines(lines, budget=budget)) == sorted(set(lines))


def test_subjects_are_grouped() -> None:
    """The statements of one subject come together, and a literal keeps its spaces."""
    assert list(subjects(['<a:> <p:> "x y"', "<a:> <q:> <o:>", "<b:> <p:> <o:>"])) == [
        ("<a:>", [Statement("<a:>", "<p:>", '"x y"'), Statement("<a:>", "<q:>", "<o:>")]),
        ("<b:>", [Statement("<b:>", "<p:>", "<o:>")]),
    ]


@pytest.mark.parametrize("target", ["<o:>", '"a <b> \\" c"', '" <g:>"@en', '"5"^^<d:>', "_:b1"])
def test_graph_is_split_off(target: str) -> None:
    """The graph of a quad is found whatever its object looks like."""
    assert split_graph(f"<s:> <p:> {target} <g:>") == (f"<s:> <p:> {target}", "<g:>")
    assert split_graph(f"<s:> <p:> {target}") == (f"<s:> <p:> {target}", "")


def test_statement_about_a_statement_is_refused() -> None:
    """A triple term is an error that shows the statement."""
    with pytest.raises(ExportError, match=r"^<s:> <p:> <<"):
        split_graph("<s:> <p:> <<( <a:> <b:> <c:> )>>")
