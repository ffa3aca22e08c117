"""Finds whole words in a text."""

from collections.abc import Collection

from ahocorasick_rs import AhoCorasick

from pohgraph.model import Span


def occurrences(text: str, words: Collection[str]) -> dict[str, list[Span]]:
    """Where each of some strings stands in a text as a whole word, found in one pass over it.

    >>> occurrences("HO, HOX or HO", {"HO"})
    {'HO': [Span(start=0, end=2), Span(start=11, end=13)]}
    """
    found: dict[str, list[Span]] = {word: [] for word in words}
    order = sorted(words)
    hits = AhoCorasick(order).find_matches_as_indexes(text, overlapping=True) if order else ()
    for number, start, end in sorted(hits, key=lambda hit: hit[1]):
        spans = found[order[number]]
        if _is_boundary(text, start) and _is_boundary(text, end) and not (spans and start < spans[-1].end):
            spans.append(Span(start, end))
    return found


def _is_boundary(text: str, offset: int) -> bool:
    """Whether a word begins or ends at an offset."""
    before, after = text[offset - 1 : offset] if offset else "", text[offset : offset + 1]
    return _is_of_word(before) != _is_of_word(after)


def _is_of_word(char: str) -> bool:
    return char.isalnum() or char == "_"
