"""Misspelt words: what a long word that no name has may be, where one letter makes it a word that names have."""

from collections.abc import Callable, Iterable
from functools import cache

from pohgraph.vocab.tables import package_table

_SHORTEST = 8  # letters of a name's word; shorter words are too often one letter from another
_VERBAL = "ing"  # everyday verbs are many, and findings named by a misspelt one few


class Spelling:
    """The words of a vocabulary by how they start and by how they end: one slip leaves one of the two as it is."""

    def __init__(self, words: Iterable[str]) -> None:
        self._near: dict[tuple[int, str, str], list[str]] = {}
        for word in {word for word in words if len(word) >= _SHORTEST and word.isalpha()}:
            for ends in _ends(word):
                self._near.setdefault((len(word), *ends), []).append(word)

    def corrected(self, word: str) -> str | None:
        """The one word of the vocabulary that is a letter more, less, other or swapped away; None if there is no such.

        >>> Spelling(["scoliosis", "kyphosis"]).corrected("scolioisis")
        'scoliosis'
        """
        if len(word) < _SHORTEST - 1 or not word.isalpha() or word.endswith(_VERBAL) or word in _real_words():
            return None
        lengths = (len(word) - 1, len(word), len(word) + 1)
        near = (self._near.get((length, *ends), ()) for length in lengths for ends in _ends(word))
        close = {found for words in near for found in words if _is_one_step(word, found)}
        return close.pop() if len(close) == 1 else None


class Corrections(dict[str, str]):
    """What each word is read as that is `known` to no name, empty where it stays as it is; worked out once a word."""

    def __init__(self, spelling: Spelling, known: Callable[[str], bool]) -> None:
        self._spelling = spelling
        self.knows = known

    def __missing__(self, word: str) -> str:
        right = "" if self.knows(word) else self._spelling.corrected(word) or ""
        self[word] = right
        return right


def _ends(word: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """The first letters of a word, and its first and last ones; a word and its misspelling begin alike."""
    return (word[:4], ""), (word[0], word[-3:])


def _is_one_step(word: str, other: str) -> bool:
    """Whether one letter was added, left out, replaced or swapped with its neighbour."""
    first = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    rest, others = word[first:], other[first:]
    swapped = rest[2:] == others[2:] and rest[:2] == others[1::-1]
    return rest[1:] == others or rest == others[1:] or rest[1:] == others[1:] or swapped


@cache
def _real_words() -> frozenset[str]:
    return frozenset(row["word"] for row in package_table("recognise", "real_words.tsv"))
