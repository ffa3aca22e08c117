"""What a table of cues finds in a text: what its patterns alone would find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pohgraph.language.cues import Cues
from pohgraph.tables import prose_pattern

ALTERNATIVES = (r"no (?:\w+ )?signs?", r"no", r"(?<!no )signs of", r"[1-9]\d* ?%", "not", r"without any")
WORDS = ("no", "not", "signs", "of", "without", "any", "12 %", "7%", "0", "%", "seen", ",")


@given(words=st.lists(st.sampled_from(WORDS), max_size=14))
@pytest.mark.parametrize("last", [r"\w+ly", "nothing"])
def test_alternatives_find_what_one_pattern_of_them_finds(words: list[str], last: str) -> None:
    """Given one by one or as one expression, also where one of them may begin with anything: the first that matches counts."""
    text = " ".join(words)
    patterns = ["any", (*ALTERNATIVES, last)]
    expected = [
        (number, match.span())
        for number, pattern in enumerate(("any", "|".join(patterns[1])))
        for match in prose_pattern(pattern).finditer(text)
    ]

    found = Cues(patterns).find(text, 0, len(text))

    assert [(number, match.span()) for number, match in found] == expected
