"""Finds the patterns of a table of cues in a document, looking only where one of their first words stands.

An automaton finds the first words of all patterns in one pass over a document; most sentences have none of them, and then
no pattern is tried on the sentence at all. What is found is what the patterns alone would find.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from pohgraph.language.openings import openings, plain
from pohgraph.model import Span
from pohgraph.tables import prose_expression, prose_pattern

_TEXTS = 8  # texts whose places are kept: one for each of the threads that read at a time
_BEGINNINGS = 2**12  # first words that stand at one place, of which it is kept which patterns have them

Owner = tuple[int, tuple[str, ...]]  # a pattern's number, and those of its alternatives that may match, in order


class _Places(NamedTuple):
    """Where in one text a pattern may begin: offsets in order, and the patterns that may begin at each, by their numbers."""

    offsets: tuple[int, ...]
    owners: tuple[tuple[Owner, ...], ...]


class Cues:
    """Patterns as `prose_pattern` reads them, each known by its number. It never changes: many threads may share one.

    A pattern may be given as its alternatives: of those that match at one place the first counts. No caller may ask a match of
    these for groups. Only the alternatives whose first letters are there are tried, and compiled.
    """

    def __init__(self, patterns: Iterable[str | Sequence[str]]) -> None:
        self._anywhere: dict[int, str] = {}  # patterns that may begin with any word
        heads: dict[str, list[tuple[int, int, str]]] = {}  # first letters, with whatever begins with them
        for number, given in enumerate(patterns):
            alternatives = (given,) if isinstance(given, str) else tuple(given)
            begun = [openings(prose_expression(alternative)) for alternative in alternatives]
            if None in begun:
                self._anywhere[number] = "|".join(alternatives)
                continue
            for order, (alternative, found) in enumerate(zip(alternatives, begun, strict=True)):
                for head in found or ():
                    heads.setdefault(f" {head}", []).append((number, order, alternative))
        self._begun = tuple(heads.values())
        self._automaton = AhoCorasick(list(heads), store_patterns=False)
        self._owners = lru_cache(_BEGINNINGS)(self._owners_of)
        # A text is asked about sentence by sentence, by every thread about its own.
        self._places = lru_cache(_TEXTS)(self._places_in)

    def find(self, text: str, start: int, end: int) -> list[tuple[int, re.Match[str]]]:
        """Every match between two offsets, pattern by pattern, each with its pattern's number."""
        offsets, owners = self._places(text)
        first = bisect_left(offsets, start)
        last = bisect_left(offsets, end, first)
        if first == last and not self._anywhere:
            return []
        found: list[tuple[int, re.Match[str]]] = []
        free: dict[int, int] = {}  # where the last match of each pattern ends
        for offset, owning in zip(offsets[first:last], owners[first:last], strict=True):
            for number, alternatives in owning:
                if number in free and offset < free[number]:
                    continue
                for alternative in alternatives:
                    if match := prose_pattern(alternative).match(text, offset, end):
                        found.append((number, match))
                        free[number] = match.end()
                        break
        for number, pattern in self._anywhere.items():
            found += [(number, match) for match in prose_pattern(pattern).finditer(text, start, end)]
        if len(found) > 1:
            found.sort(key=_number)  # those of one pattern stay in the order of the text
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
        begun: dict[int, tuple[int, ...]] = {}
        # The blank before the first word stands for the one before the text, so the offsets are those of the text.
        for head, start, _ in self._automaton.find_matches_as_indexes(_padded(text), overlapping=True):
            begun[start] = (*begun[start], head) if start in begun else (head,)
        offsets = tuple(sorted(begun))
        return _Places(offsets, tuple([self._owners(begun[offset]) for offset in offsets]))

    def _owners_of(self, heads: tuple[int, ...]) -> tuple[Owner, ...]:
        """The patterns that begin with one of some first words, which begin with one another."""
        owners: dict[int, list[str]] = {}
        for number, _, alternative in sorted({begun for head in heads for begun in self._begun[head]}):
            owners.setdefault(number, []).append(alternative)
        return tuple((number, tuple(alternatives)) for number, alternatives in owners.items())


def _number(found: tuple[int, re.Match[str]]) -> int:
    return found[0]


@lru_cache(_TEXTS)
def _padded(text: str) -> str:
    return " " + plain(text)
