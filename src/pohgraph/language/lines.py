"""Lines of a text as spans. A line ends at CRLF, LF or a lone CR and nowhere else."""

from collections.abc import Iterator
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.model import Span

_RUN = compiled(r"[^\r\n]+")
_BULLET = compiled(r"(?:[•‣▪●◦·*–—-]|\+(?=\s+[^\s\d])|\d{1,3}[.)]|\([a-z0-9]\))[^\S\r\n]+(?=\S)")  # noqa: RUF001

_DEEPEST = 80


class Line(NamedTuple):
    """A line with something on it: its span without surrounding white space, and whether a blank line precedes it."""

    span: Span
    after_blank: bool


def lines_of(text: str, within: Span | None = None) -> Iterator[Line]:
    r"""Yield the lines that hold more than white space.

    >>> [line.span for line in lines_of("a\r\n \r\n b")]
    [Span(start=0, end=1), Span(start=7, end=8)]
    """
    area = within or Span(0, len(text))
    last = area.start
    blank = False
    for match in _RUN.finditer(text, *area):
        span = trimmed(text, Span(*match.span()))
        breaks = text[last : match.start()]
        # A file converted twice ends its lines with CR CR LF.
        blank = blank or len(breaks.replace("\r\r\n", "\n").replace("\r\n", "\n")) > 1
        last = match.end()
        if span.start < span.end:
            yield Line(span, blank)
            blank = False
        else:
            blank = True


def trimmed(text: str, span: Span) -> Span:
    """`span` without the white space at its ends.

    >>> trimmed("  ab ", Span(0, 5))
    Span(start=2, end=4)
    """
    words = text[span.start : span.end]
    inner = words.lstrip()
    start = span.start + len(words) - len(inner)
    return Span(start, start + len(inner.rstrip()))


def indent_of(text: str, line: Span) -> int:
    r"""How many blanks stand before a line's first word; more than a few dozen are not counted.

    >>> indent_of("a\n  b", Span(4, 5))
    2
    """
    space = text[max(0, line.start - _DEEPEST) : line.start]
    return len(space) - len(space.rstrip(" \t"))


def item_text(text: str, line: Span) -> Span | None:
    """What follows the bullet or number of a list item; None where the line is no item.

    >>> item_text("- Ectopic ossification", Span(0, 22))
    Span(start=2, end=22)
    """
    bullet = _BULLET.match(text, *line)
    return Span(bullet.end(), line.end) if bullet else None
