"""Headings at the start of a line, "EARS: low set": the words under one are said of what it names."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.model import Span
from pohgraph.recognise.match.words import Words

_HEADING = compiled(r"[ \t]*(?:[-*+\u2022\u25e6] +)?([A-Z][A-Za-z]*(?:(?:[ /&-]|, | and )[A-Za-z]+){0,4}):(?=\s)")


class Heading(NamedTuple):
    """The words of a heading, as indexes into `Words`, and the code points it stands over."""

    places: tuple[int, ...]
    start: int
    end: int


class HeadingLine(NamedTuple):
    """A heading and the rest of its line, which it stands over."""

    title: Span
    under: Span


def heading_lines(text: str) -> list[HeadingLine]:
    """Every line that begins with a heading."""
    found: list[HeadingLine] = []
    colon = text.find(":")
    while colon >= 0:
        end = text.find("\n", colon)
        end = end if end >= 0 else len(text)
        match = _HEADING.match(text, text.rfind("\n", 0, colon) + 1)
        if match:
            found.append(HeadingLine(Span(*match.span(1)), Span(match.end(), end)))
        colon = text.find(":", end)
    return found


def headings(lines: Sequence[HeadingLine], words: Words) -> list[Heading]:
    """The headings of those lines, as the words that are there."""
    found: list[Heading] = []
    for title, under in lines:
        first, last = bisect_left(words.starts, title.start), bisect_left(words.starts, title.end)
        places = tuple([place for place in range(first, last) if words.lemmas[place]])
        found.append(Heading(places, under.start, under.end))
    return found
