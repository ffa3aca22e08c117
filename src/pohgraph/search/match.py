"""How a name fits the words of a search: the one place that decides what ranks before what."""

import unicodedata
from difflib import SequenceMatcher
from enum import IntEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from pohgraph.schema.relations import SYNONYM_PREDICATES

LABEL = "label"
SCOPES = (LABEL, *SYNONYM_PREDICATES)
_BY_WORDS = 0.9  # a misspelt part of a name is less sure than a whole one
_SMALL = frozenset(("a", "an", "and", "by", "for", "in", "of", "on", "or", "the", "to", "with"))
_APOSTROPHES = dict.fromkeys((0x27, 0x60, 0x2019, 0x2BC))  # straight, grave, typographic, and the letter


class Fit(IntEnum):
    """The ways to fit, the best first."""

    IDENTIFIER = 0
    NAME = 1
    SYNONYM = 2
    START = 3  # the name begins with the words
    WORDS = 4  # a word of the name begins with each word
    PART = 5  # each word stands somewhere in the name
    CLOSE = 6  # the spelling is close


class Match(NamedTuple):
    """A fit, with how alike the name and the words are, from 0 to 1."""

    fit: Fit
    likeness: float
    scope: str = LABEL

    @property
    def rank(self) -> tuple[int, float, int]:
        """Sorts the best match first."""
        unlike = -round(self.likeness, 2) if self.fit == Fit.CLOSE else 0
        return self.fit, unlike, SCOPES.index(self.scope)

    def __str__(self) -> str:
        name = "name" if self.scope == LABEL else f"{self.scope} synonym"
        return {
            Fit.IDENTIFIER: "identifier",
            Fit.START: f"start of {name}",
            Fit.WORDS: f"words of {name}",
            Fit.PART: f"part of {name}",
            Fit.CLOSE: f"close to {name}",
        }.get(self.fit, name)


class Words:
    """What was typed, folded. `words` leaves small words such as "of" out, unless there are no others."""

    def __init__(self, text: str) -> None:
        self.folded = folded(text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words that count, each once."""
        every = tuple(dict.fromkeys(self.folded.split()))
        return tuple(word for word in every if word not in _SMALL) or every

    def match(self, name: str, scope: str) -> Match:
        """How a folded name fits."""
        if name == self.folded:
            return Match(Fit.NAME if scope == LABEL else Fit.SYNONYM, 1, scope)
        likeness = alike(self.folded, name)
        if name.startswith(self.folded):
            return Match(Fit.START, likeness, scope)
        padded = f" {name}"
        if all(f" {word}" in padded for word in self.words):
            return Match(Fit.WORDS, likeness, scope)
        if all(word in name for word in self.words):
            return Match(Fit.PART, likeness, scope)
        return Match(Fit.CLOSE, max(likeness, _BY_WORDS * self._words_alike(name)), scope)

    def _words_alike(self, name: str) -> float:
        """How alike the words are to those of a name, on average, whatever else the name has."""
        there = name.split()
        return sum(max(_words_alike(word, other) for other in there) for word in self.words) / len(self.words)


def folded(text: str) -> str:
    """A text without case, accents, apostrophes and punctuation.

    >>> folded("Sjögren's  Syndrome, type-1")
    'sjogrens syndrome type 1'
    """
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    return " ".join("".join(c if c.isalnum() else "" if unicodedata.combining(c) else " " for c in plain).split())


@lru_cache(maxsize=10_000)
def _words_alike(one: str, other: str) -> float:
    return alike(one, other) if abs(len(one) - len(other)) <= min(len(one), len(other)) else 0


def alike(one: str, other: str) -> float:
    """How alike two texts are, from 0 to below 1; 1 where they are the same."""
    if one == other:
        return 1
    return min(SequenceMatcher(None, one, other, autojunk=False).ratio(), 0.99)
