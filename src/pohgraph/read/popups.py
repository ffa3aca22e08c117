"""Texts of windows that open over a word, run into the sentence with it: "resemble gout Gout Gout is a disorder … read more , mainly at night"."""

import re
from collections.abc import Iterator, Sequence

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line
from pohgraph.model import Span

_END = compiled(r"(?:\.\.\.|\u2026)[ \t]*read more\b(?:[ \t]*,)?", re.IGNORECASE)
# Behind a word that begins small stands a heading, and the text below takes its first words up: "gout Gout Gout is a disorder".
_BEGIN = compiled(
    r"(?:(?<![\w'-])[a-z][\w'-]*|\)) (?=(?:[A-Z][\w'-]+ ){0,3}"
    r"(?P<words>[A-Z][\w'-]{2,30}(?: [\w'-]{1,30}){0,4}?)(?: (?:(?:of|the|and|in) ){0,2}(?:[A-Z][\w'-]{1,30}|\([^()]{1,30}\))){0,4} (?P=words))"
)
_LONGEST = 500  # code points


def popups(text: str, lines: Sequence[Line]) -> Iterator[Span]:
    """From the heading of such a text to its "read more"."""
    for line, _ in lines:
        start = line.start
        for end in _END.finditer(text, *line):
            begins = [match.end() for match in _BEGIN.finditer(text, max(start, end.start() - _LONGEST), end.start())]
            if begins:
                yield Span(begins[-1], end.end())
            start = end.end()
