"""How wide the lines of a text are where one stands: a page may be printed in columns of several widths."""

from collections.abc import Sequence

from pohgraph.language.lines import Line
from pohgraph.model import Span

NARROWEST = 35  # code points: lines of a column are seldom shorter
_REACH = 4  # lines on either side that show how wide a column is
_FEWEST = 4  # lines of a column
_RAGGED = 0.82  # of the width: what a line of a column fills, with the word that had no place any more
_FULL_SHARE = 0.6  # of the lines of a column are full
_SMALL_SHARE = 0.4  # of them begin small, in the middle of a sentence

# Words that never end a sentence or the name of a section.
_UNFINISHED = frozenset(
    {
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "between",
        "by",
        "can",
        "for",
        "from",
        "has",
        "have",
        "in",
        "including",
        "into",
        "is",
        "its",
        "may",
        "of",
        "on",
        "or",
        "such",
        "than",
        "that",
        "the",
        "their",
        "these",
        "this",
        "to",
        "was",
        "were",
        "which",
        "with",
    }
)


def local_widths(text: str, lines: Sequence[Line], left_out: frozenset[int]) -> tuple[int | None, ...]:
    """For each line, how wide the column is that it stands in; None where the lines around it are no column.

    A column is lines without blank ones between that nearly all are full and often begin small.
    """
    sizes = [line.span.end - line.span.start for line in lines]
    needed = [size + 1 + _first_word(text, after.span) for size, after in zip(sizes, lines[1:], strict=False)]
    small = [text[line.span.start].islower() for line in lines]
    starts = _run_starts(lines, left_out)
    found: list[int | None] = []
    last = len(lines)
    ends = [last] * last
    for place in range(last - 1, -1, -1):
        following = place + 1
        ends[place] = ends[following] if following < last and starts[following] == starts[place] else following
    for place in range(last):
        first, end = max(starts[place], place - _REACH), min(ends[place], place + _REACH + 1)
        found.append(_column(sizes[first:end], needed[first : end - 1], small[first:end]))
    return tuple(found)


def _run_starts(lines: Sequence[Line], left_out: frozenset[int]) -> list[int]:
    """For each line, the first one of those that stand together without a blank line."""
    starts: list[int] = []
    for place, line in enumerate(lines):
        apart = line.after_blank or line.span.start in left_out or lines[place - 1].span.start in left_out
        starts.append(place if place == 0 or apart else starts[-1])
    return starts


def _column(sizes: Sequence[int], needed: Sequence[int], small: Sequence[bool]) -> int | None:
    """The width of a column, where these lines are one; a single longer line does not count."""
    if len(sizes) < _FEWEST:
        return None
    width = sorted(sizes)[-2]
    full = sum(size > _RAGGED * width for size in needed)
    if width < NARROWEST or full < _FULL_SHARE * len(needed) or sum(small) < _SMALL_SHARE * len(small):
        return None
    return width


def _first_word(text: str, line: Span) -> int:
    """How long the first word of a line is."""
    space = text.find(" ", line.start, min(line.end, line.start + 40))
    return (space if space >= 0 else min(line.end, line.start + 40)) - line.start


def is_unfinished(text: str, line: Span) -> bool:
    """Whether a line ends at a word or a comma that never ends a sentence, so that the next line goes on with it."""
    if text[line.end - 1] == ",":
        return True
    cut = max(text.rfind(" ", line.start, line.end) + 1, line.start)
    return cut > line.start and text[cut : line.end] in _UNFINISHED
