"""Finds the patterns of a table of cues in a document, looking only where one of their first words stands.

An automaton finds the first words of all patterns in one pass over a document; most sentences have none of them, and then
no pattern is tried on the sentence at all. What is found is what the patterns alone would find.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from pohgraph.language.openings import openings, plain
from pohgraph.tables import prose_pattern


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
        self._text = ""
        self._offsets: list[int] = []
        self._numbers: list[int] = []

    def find(self, text: str, start: int, end: int) -> list[tuple[int, re.Match[str]]]:
        """Every match between two offsets, pattern by pattern, each with its pattern's number."""
        if self._text is not text:
            self._index(text)
        first = bisect_left(self._offsets, start)
        last = bisect_left(self._offsets, end, first)
        if first == last and not self._anywhere:
            return []
        near: dict[int, list[int]] = {}
        for place in range(first, last):
            near.setdefault(self._numbers[place], []).append(self._offsets[place])
        found: list[tuple[int, re.Match[str]]] = []
        for number in sorted({*near, *self._anywhere}):
            pattern = self._patterns[number]
            if number in near:
                found += [(number, match) for match in _matches(pattern, text, near[number], end)]
            else:
                found += [(number, match) for match in pattern.finditer(text, start, end)]
        return found

    def _index(self, text: str) -> None:
        """Where patterns may begin, kept for the document that is read, which is asked about sentence by sentence."""
        hits = self._automaton.find_matches_as_indexes(_padded(text), overlapping=True)
        # The blank before the first word stands for the one before the text, so the offsets are those of the text.
        places = sorted({(start, self._owners[head]) for head, start, _ in hits})
        self._text = text
        self._offsets = [offset for offset, _ in places]
        self._numbers = [number for _, number in places]


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
