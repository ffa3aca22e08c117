"""The parser of marked-up cases: a case that does not say what it tests is an error, not a pass."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.extractors.marked_cases import BadCaseError, Case, read_cases

Read = Callable[[str], list[Case]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads cases from a text."""

    def _read(text: str) -> list[Case]:
        path = tmp_path / "cases.txt"
        path.write_text(text, encoding="utf-8")
        return read_cases(path)

    return _read


BAD = {
    "no brace": "text: POH [pain] hurts\nnone",
    "an open bracket": "text: POH [pain{HP:1}\nnone",
    "a bracket at the end": "text: POH [pain\nnone",
    "a closing bracket alone": "text: POH pain]{HP:1}\nnone",
    "an open brace": "text: [pain]{HP:1\nnone",
    "braces alone": "text: {x}\nnone",
    "a blank between": "text: [pain] {HP:1}\nnone",
    "no words": "text: []{HP:1}\nnone",
    "no CURIE": "text: [pain]{}\nnone",
    "half a CURIE": "text: [pain]{HP}\nnone",
    "a mark within a mark": "text: [very [bad]{HP:1} pain]{HP:2}\nnone",
    "a backslash before nothing": "text: pain \\\nnone",
    "a backslash before a letter": "text: pa\\in\nnone",
    "bad mark-up in an item": "text: x\nitem: [pain]\nnone",
    "no expectation": "text: x",
    "no text": "none",
    "nothing": "# only a comment",
    "an unknown key": "words: x\nnone",
    "a key without a colon": "text x\nnone",
    "both expectations": "text: x\nnone\nexpect: y",
    "a none that says something": "text: x\nnone: y",
    "a key without a value": "text:\nnone",
    "two titles": "about: x\nabout: y\ntext: z\nnone",
    "a row of four": "row: a | HP:1 | 90% | b\nnone",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_bad_mark_up_fails(text: str, read: Read) -> None:
    """Each is found when the file is read."""
    with pytest.raises(BadCaseError):
        read(text)


def test_marks_point_at_their_words(read: Read) -> None:
    """The mark-up is no part of the page, and each mark has the place of its words in it."""
    (case,) = read("about: POH\ntext: [Bone pain]{HP:1} and\nitem: the [fever]{HP:2}\nnone")
    assert case.document.text == "POH\n\nBone pain and\nthe fever\n"
    assert [(case.document.quote(span), curie) for span, curie in case.marks] == [
        ("Bone pain", "HP:1"),
        ("fever", "HP:2"),
    ]


def test_brackets_of_the_page_stand_behind_a_backslash(read: Read) -> None:
    """They are text, and marks beside them keep their places."""
    (case,) = read(r"text: a \[6\] \{b\} \\ [pain]{HP:1}\[7\]" + "\nnone")
    assert case.document.text == "a [6] {b} \\ pain[7]\n"
    assert [case.document.quote(span) for span, _ in case.marks] == ["pain"]


def test_what_is_expected_twice_counts_twice(read: Read) -> None:
    """Expectations are a list: a claim given once too often is a fault."""
    (case,) = read("text: x\nexpect: b\nexpect: a\nexpect: b")
    assert case.expected == ["a", "b", "b"]
