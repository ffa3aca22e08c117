"""Headings at the start of a line, and what stands under them."""

import pytest

from pohgraph.recognise.match.headings import heading_lines, headings
from pohgraph.recognise.match.words import content_words


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("EARS: low set", ["EARS"]),
        ("  Ears: low set", ["Ears"]),
        ("Hands and feet: small", ["Hands and feet"]),
        ("HANDS/FEET: small", ["HANDS/FEET"]),
        ("one\nEYES: ptosis\nEARS: low set", ["EYES", "EARS"]),
        ("EYES: note: ptosis", ["EYES"]),
        ("see EARS: low set", []),
        ("ears: low set", []),
        ("Ears:low set", []),
        ("The ears of the first and the second of all patients: low set", []),
        ("", []),
    ],
)
def test_which_lines_have_a_heading(text: str, titles: list[str]) -> None:
    """A heading opens its line, begins with a capital, is short, and has a blank behind its colon."""
    assert [text[line.title.start : line.title.end] for line in heading_lines(text)] == titles


def test_a_heading_stands_over_the_rest_of_its_line() -> None:
    """What follows on the next line is not under it."""
    text = "EARS: low set\nshort fingers"
    (line,) = heading_lines(text)
    assert text[line.under.start : line.under.end] == " low set"


def test_a_heading_is_known_by_its_words() -> None:
    """Words that no name has, such as "and", are none of the heading's."""
    text = "HANDS AND FEET: small"
    words = content_words(text)
    (heading,) = headings(heading_lines(text), words)
    assert [words.lemmas[place] for place in heading.places] == ["hand", "foot"]
