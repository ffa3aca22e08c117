"""Misspelt words: what a long word that no name has may be, where one letter makes it a word that names have."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from pohgraph.vocab.tables import package_table

_SHORTEST = 8  # letters of a name's word; shorter words are too often one letter from another
_VERBAL = "ing"  # everyday verbs are many, and findings named by a misspelt one few


class Spelling:
    """The words of a vocabulary by what is left of them without one of their letters."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = {word for word in words if len(word) >= _SHORTEST and word.isalpha()}
        self._shortened: dict[str, list[str]] = {}
        for word in sorted(self._words):
            for short in _shortened(word):
                self._shortened.setdefault(short, []).append(word)

    def corrected(self, word: str) -> str | None:
        """The one word of the vocabulary that is a letter more, less, other or swapped away; None if there is no such.

        >>> Spelling(["scoliosis", "kyphosis"]).corrected("scolioisis")
        'scoliosis'
        """
        if len(word) < _SHORTEST - 1 or not word.isalpha() or word.endswith(_VERBAL) or word in _real_words():
            return None
        near = {found for short in (word, *_shortened(word)) for found in self._shortened.get(short, ())}
        near |= {short for short in _shortened(word) if short in self._words}
        close = {found for found in near if found[0] == word[0] and _is_one_step(word, found)}
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


def _shortened(word: str) -> Iterator[str]:
    yield from {word[:place] + word[place + 1 :] for place in range(len(word))}


def _is_one_step(word: str, other: str) -> bool:
    """Whether one letter was added, left out, replaced or swapped with its neighbour."""
    first = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    rest, others = word[first:], other[first:]
    swapped = rest[2:] == others[2:] and rest[:2] == others[1::-1]
    return rest[1:] == others or rest == others[1:] or rest[1:] == others[1:] or swapped


@cache
def _real_words() -> frozenset[str]:
    return frozenset(row["word"] for row in package_table("recognise", "real_words.tsv"))
