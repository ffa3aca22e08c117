"""How wide the lines of a text are where one stands: a page may be printed in columns of several widths."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pohgraph.language.lines import Line, item_text
from pohgraph.language.roles import AUXILIARY, LINK, PREPOSITION, words_of
from pohgraph.language.words import function_words
from pohgraph.model import Span
from pohgraph.tables import package_table

NARROWEST = 35  # code points: lines of a column are seldom shorter
_REACH = 4  # lines on either side that show how wide a column is
_FEWEST = 4  # lines of a column
_LONGEST_PARAGRAPH = 60  # lines
WIDEST = 140  # code points: longer lines are whole paragraphs
_FILLED = 0.82  # of the width: what a line of a column fills, with the word that had no place any more
_FULL_SHARE = 0.6  # of the lines of a column are full
_SMALL_SHARE = 0.4  # of them begin small, in the middle of a sentence


class Column(NamedTuple):
    """How wide the lines around a line are; `is_full` where nearly all fill it, so that a capital may go on as well."""

    width: int
    is_full: bool


def columns_of(text: str, lines: Sequence[Line], left_out: frozenset[int]) -> tuple[Column | None, ...]:
    """For each line, the column that it stands in; None where the lines around it are none.

    A column is lines without blank ones between that nearly all are full and often begin small; so is a paragraph that
    begins with a capital and ends with a stop, however few its lines are.
    """
    sizes = [line.span.end - line.span.start for line in lines]
    needed = [size + 1 + _first_word(text, after.span) for size, after in zip(sizes, lines[1:], strict=False)]
    small = [text[line.span.start].islower() for line in lines]
    found: list[Column | None] = []
    for start, end in _runs(lines, left_out):
        whole = _paragraph(text, lines[start:end], sizes[start:end])
        for place in range(start, end):
            first, last = max(start, place - _REACH), min(end, place + _REACH + 1)
            found.append(_column(sizes[first:last], needed[first : last - 1], small[first:last]) or whole)
    return tuple(found)


def _runs(lines: Sequence[Line], left_out: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The lines that stand together without a blank line, from place to place."""
    start = 0
    for place in range(1, len(lines) + 1):
        apart = place == len(lines) or lines[place].after_blank or lines[place].span.start in left_out
        if apart or lines[place - 1].span.start in left_out:
            yield start, place
            start = place


def _paragraph(text: str, lines: Sequence[Line], sizes: Sequence[int]) -> Column | None:
    """The column that a paragraph makes by itself: a capital first, a stop last, and no item."""
    if len(lines) < 2 or len(lines) > _LONGEST_PARAGRAPH:  # noqa: PLR2004
        return None
    first, last = lines[0].span, lines[-1].span
    if not text[first.start].isupper() or text[last.end - 1] not in ".:?!)" or max(sizes) > WIDEST:
        return None
    if any(item_text(text, line.span) for line in lines):
        return None
    return Column(max(sizes), is_full=False)


def _column(sizes: Sequence[int], needed: Sequence[int], small: Sequence[bool]) -> Column | None:
    """The column that these lines make, if they are one; a single longer line does not count."""
    if len(sizes) < _FEWEST:
        return None
    width = sorted(sizes)[-2]
    full = sum(size > _FILLED * width for size in needed)
    if width < NARROWEST or full < _FULL_SHARE * len(needed) or sum(small) < _SMALL_SHARE * len(small):
        return None
    return Column(width, is_full=True)


def _first_word(text: str, line: Span) -> int:
    """How long the first word of a line is."""
    space = text.find(" ", line.start, min(line.end, line.start + 40))
    return (space if space >= 0 else min(line.end, line.start + 40)) - line.start


def is_unfinished(text: str, line: Span) -> bool:
    """Whether a line ends at a word or a comma that never ends a sentence, so that the next line goes on with it."""
    if text[line.end - 1] == ",":
        return True
    cut = max(text.rfind(" ", line.start, line.end) + 1, line.start)
    return cut > line.start and text[cut : line.end] in _unfinished()


@cache
def _unfinished() -> frozenset[str]:
    """Words that never end a sentence or the name of a section: they join what follows."""
    listed = {row["word"] for row in package_table("read", "unfinished_words.tsv")}
    roles = (words_of(role) for role in (AUXILIARY, PREPOSITION, LINK))
    return frozenset(listed).union(function_words(), *roles)
