"""Texts of windows that open over a word, run into the sentence with it: "resemble gout Gout Gout is a disorder … read more , mainly at night"."""

import re
from collections.abc import Iterator, Sequence

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line
from pohgraph.model import Span

_END = compiled(r"(?:\.\.\.|\u2026)[ \t]*read more\b(?:[ \t]*,)?", re.IGNORECASE)
# A word that begins with a capital behind one that does not, with a second capital near it: a heading, and the text below it.
_BEGIN = compiled(r"(?<=[a-z)]) (?=[A-Z][\w'-]+(?: [\w'-]+){0,6}? [A-Z])")
_LONGEST = 500  # code points


def popups(text: str, lines: Sequence[Line]) -> Iterator[Span]:
    """From the heading of such a text to its "read more"."""
    for line, _ in lines:
        start = line.start
        for end in _END.finditer(text, *line):
            begin = _BEGIN.search(text, max(start, end.start() - _LONGEST), end.start())
            if begin:
                yield Span(begin.end(), end.end())
            start = end.end()
