"""Headings at the start of a line, "EARS: low set": the words under one are said of what it names."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from pohgraph.recognise.words import Words

_HEADING = re.compile(r"^[ \t]*([A-Z][A-Za-z]*(?:(?:[ /&-]|, | and )[A-Za-z]+){0,4}):(?=\s)", re.MULTILINE)


class Heading(NamedTuple):
    """The words of a heading, as indexes into `Words`, and the code points it stands over."""

    places: tuple[int, ...]
    start: int
    end: int


def headings(text: str, words: Words) -> Iterator[Heading]:
    """Every heading with the line it begins."""
    if ":" not in text:
        return
    for match in _HEADING.finditer(text):
        line_end = text.find("\n", match.end())
        first, last = bisect_left(words.starts, match.start(1)), bisect_left(words.starts, match.end(1))
        places = tuple(place for place in range(first, last) if words.lemmas[place])
        yield Heading(places, match.end(), line_end if line_end >= 0 else len(text))
