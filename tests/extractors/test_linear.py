"""A page takes time in proportion to its length: counted in calls of functions, so that no clock has a say in it."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pohgraph.extractors import extract
from pohgraph.language.sentences import LONGEST
from pohgraph.read.page import read_page
from pohgraph.recognise import Recogniser
from pohgraph.recognise.match.words import content_words

_SIZE = 2 * LONGEST  # code points: several of the longest sentences
_MORE, _CONSTANT = 2.2, 10_000  # twice the page may take so many times the steps, and so many more
_PIECES = (
    *("seizures", "short stature", "cleft lip and palate", "short and broad fingers", "GNAS", "retinitis pigmentosa"),
    *(
        "and ",
        ", ",
        "; ",
        "or ",
        "of the ",
        "no ",
        "without ",
        "which ",
        "may have ",
        "if ",
        "is ",
        "due to ",
        "(",
        ") ",
    ),
    *(
        "10% ",
        "1 ",
        "[1] ",
        "(SS) ",
        "in some patients ",
        "low- and ",
        "- ",
        "\t",
        "| ",
        ": ",
        ". ",
        '"',
        "'",
        "\u2013 ",
    ),
)
_SHAPES: dict[str, Callable[[str, int], str]] = {
    "sentence": lambda unit, size: "Patients have " + unit * (size // len(unit)) + ".",
    "lines": lambda unit, size: f"{unit}\n" * (size // (len(unit) + 1)),
    "paragraphs": lambda unit, size: f"{unit}.\n\n" * (size // (len(unit) + 3)),
    "bullets": lambda unit, size: f"- {unit}\n" * (size // (len(unit) + 3)),
    "headings": lambda unit, size: f"# Symptoms\n\n{unit}\n\n" * (size // (len(unit) + 15)),
    "fields": lambda unit, size: f"SIGNS: {unit}\n" * (size // (len(unit) + 8)),
    "numbers": lambda unit, size: "\n".join(f"{unit} {place}" for place in range(size // (len(unit) + 5))),
}


@settings(max_examples=8, deadline=None, derandomize=True)
@given(pieces=st.lists(st.sampled_from(_PIECES), min_size=1, max_size=4), shape=st.sampled_from(sorted(_SHAPES)))
@example(pieces=["short stature (SS), "], shape="sentence")
@example(pieces=["seizures and "], shape="sentence")
@example(pieces=["("], shape="sentence")
@example(pieces=["ptosis"], shape="fields")
def test_twice_the_page_takes_twice_the_steps(recogniser: Recogniser, pieces: list[str], shape: str) -> None:
    """Whatever a page repeats, reading twice as much of it takes twice as many steps."""
    unit = "".join(pieces)
    few, once, twice = (_SHAPES[shape](unit, size) for size in (_SIZE // 8, _SIZE, 2 * _SIZE))

    _steps(recogniser, few)  # what is worked out once for all pages
    steps, more = _steps(recogniser, once), _steps(recogniser, twice)

    assert more <= _MORE * steps + _CONSTANT


@pytest.mark.parametrize("unit", ["ataxia, scoliosis, cleft palate, hearing loss, ", "ataxia and ", "ataxia/"])
def test_twice_the_findings_of_a_sentence_take_twice_the_steps(recogniser: Recogniser, unit: str) -> None:
    """No finding of a sentence asks anew of each disease in it what is known of the sentence."""
    half, whole = (f"Patients have {unit * (size // len(unit))}." for size in (LONGEST // 2 - 50, LONGEST - 100))

    _steps(recogniser, whole)  # what is worked out once for all pages
    steps, more = _steps(recogniser, half), _steps(recogniser, whole)

    assert more <= _MORE * steps


def _steps(recogniser: Recogniser, body: str) -> int:
    """How many functions are called while a page is read."""
    data = f"Progressive osseous heteroplasia\n\n{body}\n".encode()
    count = 0

    def counted(_frame: FrameType, event: str, _of: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        extract(read_page(data, name="page.txt").document, recogniser)
    finally:
        sys.setprofile(before)
    return count


def test_a_long_sentence_is_cut_with_a_remark() -> None:
    """A sentence longer than any of a real page is cut at a comma, and the report says so."""
    data = ("Ataxia\n\nPatients have " + "seizures, " * 400 + "ataxia.\n").encode()

    page = read_page(data, name="page.txt")

    assert max(end - start for start, end in page.document.sentences) <= LONGEST
    assert page.document.quote(page.document.sentences[-2]).endswith("seizures,")
    assert [remark.code for remark in page.remarks if remark.code == "long_sentence"] == ["long_sentence"]


@pytest.mark.parametrize(("lead", "read"), [("Patients have", True), ("It is not associated with", False)])
def test_what_stands_behind_a_denial_and_a_cut_is_left_out(recogniser: Recogniser, lead: str, *, read: bool) -> None:
    """Whether a denial reaches over a cut cannot be told, so that nothing behind it is stated; without one it is read."""
    page = read_page(f"Ataxia\n\n{lead} {'ataxia, ' * 400}nystagmus.\n".encode(), name="page.txt")

    found = recogniser.mentions(page.document)

    assert any(mention.text == "nystagmus" for mention in found) == read
    assert read or all(mention.context.negated or mention.context.hedged for mention in found[1:])


def test_parentheses_are_not_heaped_up() -> None:
    """What stands between two words is told in a few characters, however many parentheses that is."""
    words = content_words("seizures " + "(" * 1000 + " ataxia")

    assert max(map(len, words.joins)) <= 40


@pytest.mark.parametrize("gap", ["(" * 100_000, " " * 1000 + "[" + " " * 1000, "\n" + " " * 3000 + "\n"])
def test_a_long_gap_is_one_break(gap: str) -> None:
    """Of what stands between two words a thousand marks are read at most, and one of them still keeps the words apart."""
    words = content_words(f"seizures{gap}ataxia")

    assert [base for base in words.lemmas if base] == ["seizure", "ataxia"]
    assert 3 <= len(words.lemmas) <= 1100
    assert words.starts[-1] == len(gap) + 8
