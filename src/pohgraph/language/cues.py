"""Finds the patterns of a table of cues in a document, looking only where one of their first words stands.

An automaton finds the first words of all patterns in one pass over a document; most sentences have none of them, and then
no pattern is tried on the sentence at all. What is found is what the patterns alone would find.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from pohgraph.language.openings import openings, plain
from pohgraph.model import Span
from pohgraph.tables import prose_expression, prose_pattern

_TEXTS = 8  # texts whose places are kept: one for each of the threads that read at a time


class _Places(NamedTuple):
    """Where in one text a pattern may begin: offsets in order, and the number of the pattern at each."""

    offsets: tuple[int, ...]
    numbers: tuple[int, ...]


class Cues:
    """Patterns as `prose_pattern` reads them, each known by its number. It never changes: many threads may share one."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = tuple(patterns)
        anywhere: list[int] = []  # patterns that may begin with any word
        owners: list[int] = []
        heads: list[str] = []
        for number, pattern in enumerate(self._patterns):
            found = openings(prose_expression(pattern))
            if found is None:
                anywhere.append(number)
            else:
                heads += [f" {head}" for head in found]
                owners += [number] * len(found)
        self._anywhere = tuple(anywhere)
        self._owners = tuple(owners)
        self._automaton = AhoCorasick(heads, store_patterns=False)
        # A text is asked about sentence by sentence, by every thread about its own.
        self._places = lru_cache(_TEXTS)(self._places_in)

    def find(self, text: str, start: int, end: int) -> list[tuple[int, re.Match[str]]]:
        """Every match between two offsets, pattern by pattern, each with its pattern's number."""
        offsets, numbers = self._places(text)
        first = bisect_left(offsets, start)
        last = bisect_left(offsets, end, first)
        if first == last and not self._anywhere:
            return []
        near: dict[int, list[int]] = {}
        for place in range(first, last):
            near.setdefault(numbers[place], []).append(offsets[place])
        found: list[tuple[int, re.Match[str]]] = []
        for number in sorted({*near, *self._anywhere}):
            pattern = prose_pattern(self._patterns[number])
            if number in near:
                found += [(number, match) for match in _matches(pattern, text, near[number], end)]
            else:
                found += [(number, match) for match in pattern.finditer(text, start, end)]
        return found

    def near(self, text: str, stretches: Sequence[Span]) -> Sequence[Span]:
        """Those of some stretches, which follow one another, that a match may begin in."""
        if self._anywhere:
            return stretches
        offsets, _ = self._places(text)
        found: list[Span] = []
        starts = [stretch.start for stretch in stretches] if offsets else []
        free = 0
        for offset in offsets:
            if offset >= free and (place := bisect_right(starts, offset)):
                stretch = stretches[place - 1]
                free = stretch.end
                if offset < free:
                    found.append(stretch)
        return found

    def _places_in(self, text: str) -> _Places:
        hits = self._automaton.find_matches_as_indexes(_padded(text), overlapping=True)
        # The blank before the first word stands for the one before the text, so the offsets are those of the text.
        places = sorted({(start, self._owners[head]) for head, start, _ in hits})
        return _Places(tuple([offset for offset, _ in places]), tuple([number for _, number in places]))


def _matches(pattern: re.Pattern[str], text: str, offsets: list[int], end: int) -> Iterator[re.Match[str]]:
    """What `finditer` gives of a pattern that matches at none but these offsets."""
    free = 0
    for offset in offsets:
        if offset >= free and (match := pattern.match(text, offset, end)):
            free = match.end()
            yield match


@lru_cache(_TEXTS)
def _padded(text: str) -> str:
    return " " + plain(text)
