"""Tells by the words of a text which patterns of a room's tables cannot match in it: most patterns need never be tried.

The rows of a table of patterns may say in `needs` which words no match is without; a blank at either side of one is where it
begins or ends. One automaton finds the words of all tables of a room in one pass over a text. The patterns that the words
between two offsets allow are then the bits of one number.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

from pohgraph.language.openings import plain
from pohgraph.tables import package_table

_TEXTS = 8  # texts whose words are kept: one for each of the threads that read at a time
_ALL = -1  # every bit
Table = tuple[str, str]  # a package and a file


class Places(dict[tuple[int, int], int]):
    """The patterns that may match between two offsets of one text, each as its bit; one without a bit may match anywhere.

    Worked out where it is first asked for. A word that begins before the first offset may count, or ends right behind the last.
    """

    def __init__(self, text: str, ends: list[int], bits: list[int]) -> None:
        """Of a text as `_padded` writes it, where each word in it ends, in order, and the patterns that need it."""
        super().__init__()
        self._text = text
        self._ends = ends
        self._bits = bits

    def __missing__(self, span: tuple[int, int]) -> int:
        """Work it out."""
        start, end = span
        text = self._text
        bits = 0
        if " " not in text[start : start + 2] or " " not in text[end : end + 2]:
            bits = _ALL  # an offset cuts a word, and to a pattern a word may end there
        else:
            # A blank stands before the text, and the last letter of a word may be the blank that ends it.
            first = bisect_right(self._ends, start + 1)
            for word in self._bits[first : bisect_right(self._ends, end + 2, first)]:
                bits |= word
        self[span] = bits
        return bits


class Needs:
    """The words that patterns of some tables need, and a bit for each such pattern. It never changes: threads share it."""

    def __init__(self, tables: Iterable[Table]) -> None:
        bits: dict[Table, dict[str, int]] = {}
        owners: dict[str, int] = {}
        for bit, (table, name, words) in enumerate(_patterns(tables)):
            bits.setdefault(table, {})[name] = 1 << bit
            for word in words:
                owners[word] = owners.get(word, 0) | 1 << bit
        self.bits: Mapping[Table, Mapping[str, int]] = bits
        self._needing = tuple(owners.values())
        self._automaton = AhoCorasick(list(owners), store_patterns=False)
        # A text is asked about sentence by sentence, by every thread about its own.
        self.places = lru_cache(_TEXTS)(self._places)

    def _places(self, text: str) -> Places:
        padded = _padded(text)
        # They come in the order of their ends.
        hits = self._automaton.find_matches_as_indexes(padded, overlapping=True)
        return Places(padded, [end for _, _, end in hits], [self._needing[word] for word, _, _ in hits])


@cache
def needs_of(room: str) -> Needs:
    """The words that the patterns of a room's tables need; its `needs.tsv` lists the tables."""
    return Needs((row["package"], row["table"]) for row in package_table(room, "needs.tsv"))


def _patterns(tables: Iterable[Table]) -> Iterator[tuple[Table, str, tuple[str, ...]]]:
    """Each pattern of which it is known what every match has, and those words, in the order of the tables."""
    for table in tables:
        needed: dict[str, list[str]] = {}
        for row in package_table(*table):
            needed.setdefault(row["name"], []).append(row["needs"])
        for name, cells in needed.items():
            if all(cells):
                yield table, name, tuple(dict.fromkeys(word for cell in cells for word in cell.split("|")))


def _padded(text: str) -> str:
    """A text as `plain` writes it, with a blank at either side, so that words begin and end there too."""
    return f" {plain(text)} "
