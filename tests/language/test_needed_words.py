"""Which patterns the words of a stretch of text allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pohgraph.language.needs import Needs
from pohgraph.language.openings import plain

_WORDS = (" he ", "type", "no sign", "0 y")


@pytest.fixture(scope="module", name="needs")
def _needs(tmp_path_factory: pytest.TempPathFactory) -> Needs:
    """A table with one pattern for each word."""
    path = tmp_path_factory.mktemp("tables") / "some_patterns.tsv"
    rows = "".join(f"{word.strip()}\t{word}\t.\n" for word in _WORDS)
    path.write_text(f"name\tneeds\tpattern\n{rows}", encoding="utf-8")
    return Needs([(str(path.parent), path.name)])


def _allowed(needs: Needs, text: str, start: int, end: int) -> set[str]:
    (bits,) = needs.bits.values()
    return {name for name, bit in bits.items() if needs.places(text)[start, end] & bit}


@pytest.mark.parametrize(
    ("text", "place", "names"),
    [
        ("He has it.", (0, 10), {"he"}),
        ("So did he", (0, 9), {"he"}),
        ("(he)", (1, 3), {"he"}),
        ("the theme", (0, 9), set()),
        ("Subtypes", (0, 8), {"type"}),
        ("No\nsign of it.", (0, 14), {"no sign"}),
        ("a 34 year old", (0, 13), {"0 y"}),
        ("A type. A form.", (8, 15), set()),
        ("A form. A type.", (0, 7), set()),
        ("", (0, 0), set()),
    ],
)
def test_words_allow_their_patterns(needs: Needs, text: str, place: tuple[int, int], names: set[str]) -> None:
    """A blank at either side of a word is where it begins or ends; a word elsewhere allows nothing."""
    assert _allowed(needs, text, *place) == names


def test_where_a_word_is_cut_every_pattern_is_allowed(needs: Needs) -> None:
    """To a pattern that looks no further, a word ends at the offset: "he" is in "heart"."""
    assert _allowed(needs, "heart", 0, 2) == {word.strip() for word in _WORDS}
    assert _allowed(needs, "bathe", 3, 5) == {word.strip() for word in _WORDS}


@given(data=st.data())
def test_no_pattern_is_excluded_whose_word_is_there(needs: Needs, data: st.DataObject) -> None:
    """Between any two offsets of any text."""
    pieces = st.one_of(st.sampled_from([*_WORDS, "İ", "-", "\n"]), st.text(max_size=3))
    text = "".join(data.draw(st.lists(pieces, max_size=8)))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    there = {word.strip() for word in _WORDS if word in f" {plain(text[start:end])} "}
    assert there <= _allowed(needs, text, start, end)
