"""Finds the patterns of a table of cues in a document, looking only where one of their first words stands.

An automaton finds the first words of all patterns in one pass over a document; most sentences have none of them, and then
no pattern is tried on the sentence at all. What is found is what the patterns alone would find.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from pohgraph.vocab.openings import openings, plain
from pohgraph.vocab.tables import prose_pattern

Place = tuple[int, int]  # an offset at which a pattern may begin, and the pattern's number


class Cues:
    """Patterns as `prose_pattern` reads them, each known by its number."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = tuple(map(prose_pattern, patterns))
        self._anywhere: list[int] = []  # patterns that may begin with any word
        self._owners: list[int] = []
        heads: list[str] = []
        for number, pattern in enumerate(self._patterns):
            found = openings(pattern.pattern)
            if found is None:
                self._anywhere.append(number)
            else:
                heads += [f" {head}" for head in found]
                self._owners += [number] * len(found)
        self._automaton = AhoCorasick(heads, store_patterns=False)
        self._indexed: tuple[str, list[Place]] = ("", [])

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, re.Match[str]]]:
        """Every match between two offsets, pattern by pattern, each with its pattern's number."""
        places = self._places(text)
        near: dict[int, list[int]] = {}
        for place in range(bisect_left(places, (start, 0)), len(places)):
            offset, number = places[place]
            if offset >= end:
                break
            near.setdefault(number, []).append(offset)
        if not near and not self._anywhere:
            return
        for number in sorted({*near, *self._anywhere}):
            pattern = self._patterns[number]
            if number in near:
                matches: Iterable[re.Match[str]] = _matches(pattern, text, near[number], end)
            else:
                matches = pattern.finditer(text, start, end)
            for match in matches:
                yield number, match

    def _places(self, text: str) -> list[Place]:
        """Where patterns may begin; kept for the document that is read, which is asked about sentence by sentence."""
        if self._indexed[0] is not text:
            hits = self._automaton.find_matches_as_indexes(_padded(text), overlapping=True)
            # The blank before the first word stands for the one before the text, so the offsets are those of the text.
            self._indexed = (text, sorted({(start, self._owners[head]) for head, start, _ in hits}))
        return self._indexed[1]


def _matches(pattern: re.Pattern[str], text: str, offsets: list[int], end: int) -> Iterator[re.Match[str]]:
    """What `finditer` gives of a pattern that matches at none but these offsets."""
    free = 0
    for offset in offsets:
        if offset >= free and (match := pattern.match(text, offset, end)):
            free = match.end()
            yield match


@lru_cache(maxsize=2)
def _padded(text: str) -> str:
    return " " + plain(text)
