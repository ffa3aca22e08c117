"""The names that stand in a run of words, and the words they are made of."""

import pytest

from pohgraph.language.word_tables import word_tables
from pohgraph.recognise.match.dictionary import Dictionary
from pohgraph.recognise.match.words import content_words

KEYS = ("bone", "bone pain", "bone pain crisis episode", "pain", "ear")


@pytest.fixture
def dictionary() -> Dictionary:
    """A dictionary of five keys."""
    return Dictionary(word_tables(KEYS, [], []))


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("bone pain", [(0, 0, "bone"), (1, 0, "bone pain"), (1, 1, "pain")]),
        ("bone pain crisis", [(0, 0, "bone"), (1, 0, "bone pain"), (1, 1, "pain")]),
        ("bone, pain", [(0, 0, "bone"), (2, 2, "pain")]),
        ("crisis", []),
    ],
)
def test_names_are_found_where_they_end(dictionary: Dictionary, text: str, hits: list[tuple[int, int, str]]) -> None:
    """Overlapping ones too; one that the text leaves unfinished is none, and none runs across a mark."""
    assert dictionary.hits(content_words(text)) == hits
    assert dictionary.hits(content_words(text)) == hits  # what the first look split up is the same at the second


def test_what_begins_a_name_and_is_none(dictionary: Dictionary) -> None:
    """Two words that a name goes on from, and that are no name themselves."""
    longer = Dictionary(word_tables(["middle ear infection", "middle ear", "inner ear infection"], [], []))
    assert [longer.begins(*pair) for pair in (("middle", "ear"), ("inner", "ear"), ("outer", "ear"))] == [
        False,
        True,
        False,
    ]
    assert not dictionary.begins("ear", "bone")


@pytest.mark.parametrize(
    ("word", "before"),
    [("one", {"b", "phone"}), ("sis", {"scolio"}), ("is", None), ("ear", None)],
)
def test_the_other_part_of_a_compound_is_known(word: str, before: set[str] | None) -> None:
    """A word of three letters or more may be the second part of others; none is a part of itself."""
    dictionary = Dictionary(word_tables(["bone", "scoliosis", "ear", "phoneone"], [], []))
    assert dictionary.before[word] == before
