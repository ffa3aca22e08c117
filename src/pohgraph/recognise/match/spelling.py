"""Misspelt words: what a long word that no name has may be, where one letter makes it a word that names have."""

from collections.abc import Callable, Mapping
from functools import cache

from pohgraph.language.known import Known
from pohgraph.language.word_tables import SHORTEST_LEARNT, near_keys
from pohgraph.tables import package_table

_VERBAL = "ing"  # everyday verbs are many, and findings named by a misspelt one few


class Spelling:
    """The words of a vocabulary, as `near_words` has them."""

    def __init__(self, near: Mapping[str, str]) -> None:
        self._near = near

    def corrected(self, word: str) -> str | None:
        """The one word of the vocabulary that is a letter more, less, other or swapped away; None if there is no such.

        >>> from pohgraph.language.word_tables import near_words
        >>> Spelling(near_words(["scoliosis", "kyphosis"])).corrected("scolioisis")
        'scoliosis'
        """
        if len(word) < SHORTEST_LEARNT - 1 or not word.isalpha() or word.endswith(_VERBAL) or word in _real_words():
            return None
        keys = [key for length in (-1, 0, 1) for key in near_keys(word, len(word) + length)]
        close = {found for key in keys for found in self._near.get(key, "").split() if _is_one_step(word, found)}
        return next(iter(close)) if len(close) == 1 and not any(_is_opposite(word, right) for right in close) else None


class Corrections:
    """What each word is read as that is `known` to no name (`of`), empty where it stays as it is."""

    def __init__(self, spelling: Spelling, known: Callable[[str], bool]) -> None:
        self._spelling = spelling
        self.knows = known
        self.of: Mapping[str, str] = Known(self._correction)

    def _correction(self, word: str) -> str:
        return "" if self.knows(word) else self._spelling.corrected(word) or ""


def _is_one_step(word: str, other: str) -> bool:
    """Whether one letter was added, left out, replaced or swapped with its neighbour."""
    first = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    rest, others = word[first:], other[first:]
    swapped = rest[2:] == others[2:] and rest[:2] == others[1::-1]
    return rest[1:] == others or rest == others[1:] or rest[1:] == others[1:] or swapped


def _is_opposite(word: str, other: str) -> bool:
    """Whether the two words differ in a prefix that turns the meaning round: "hypertonia" is no slip for "hypotonia".

    >>> _is_opposite("hypotelorism", "hypertelorism"), _is_opposite("hypertelorisn", "hypertelorism")
    (True, False)
    """
    return any(
        word.startswith(one) and other.startswith(two) and ((two and not other.startswith(one)) or word == one + other)
        for one, two in _opposites()
    )


@cache
def _opposites() -> tuple[tuple[str, str], ...]:
    rows = package_table("recognise/match", "opposite_prefixes.tsv")
    pairs = [(row["prefix"], row["opposite"].strip("-")) for row in rows]
    return (*pairs, *((two, one) for one, two in pairs if two))


@cache
def _real_words() -> frozenset[str]:
    return frozenset(row["word"] for row in package_table("recognise/match", "real_words.tsv"))
