"""What a text keeps of the sheets it was printed on: lines repeated at the head or foot of each, and columns side by side."""

import re
from collections.abc import Iterator, Sequence

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line
from pohgraph.model import Span
from pohgraph.read.layout import PageRemark

_EDGE = 3  # lines at either end of a sheet that may be repeated
_LONGEST = 160
_SHARE = 0.5  # of the sheets
_NUMBER = compiled(r"\d+")
_SHEET_NUMBER = compiled(
    r"(?:page[ \t]*)?[-\u2013\u2014|]?[ \t]*\d{1,4}[ \t]*[-\u2013\u2014|]?(?:[ \t]*(?:of|/)[ \t]*\d{1,4})?",
    re.IGNORECASE,
)
_COLUMNS = compiled(r"(?P<left>\S(?:[^\s]| (?! {2})){19,})(?:[ ]{3,}|\t+)(?P<right>\S(?:[^\s]| (?! {2})){19,})")
_WIDEST = 300  # code points of a printed line
_FEWEST = 20  # lines of a text whose columns are worth a word
_MOST = 0.4  # of the lines


def running_lines(text: str, lines: Sequence[Line]) -> frozenset[Span]:
    """The lines that stand at the head or foot of most sheets; the first without a number stays, which may be the title."""
    if "\f" not in text:
        return frozenset()
    sheets = list(_sheets(text, lines))
    places: dict[str, list[tuple[int, Span]]] = {}
    found: set[Span] = set()
    for number, sheet in enumerate(sheets):
        for span in dict.fromkeys((*sheet[:_EDGE], *sheet[-_EDGE:])):
            words = text[slice(*span)]
            if _SHEET_NUMBER.fullmatch(words):
                found.add(span)
            elif len(words) <= _LONGEST:
                places.setdefault(" ".join(_NUMBER.sub("0", words).split()), []).append((number, span))
    for words, spans in places.items():
        on = {number for number, _ in spans}
        if len(on) > 1 and len(on) >= _SHARE * len(sheets):
            kept = "0" not in words and spans[0][0] == 0
            found.update(span for _, span in spans[kept:])
    return frozenset(found)


def _sheets(text: str, lines: Sequence[Line]) -> Iterator[list[Span]]:
    """The lines of each sheet; a form feed stands between two."""
    sheet: list[Span] = []
    end = 0
    for line in lines:
        if sheet and "\f" in text[end : line.span.start]:
            yield sheet
            sheet = []
        sheet.append(line.span)
        end = line.span.end
    if sheet:
        yield sheet


def columns(text: str, lines: Sequence[Line]) -> Iterator[PageRemark]:
    """A remark where most lines hold pieces of two columns, whose sentences cannot be put together."""
    if len(lines) < _FEWEST:
        return
    short = (line.span for line in lines if line.span.end - line.span.start <= _WIDEST)
    split = sum(_COLUMNS.search(text, *span) is not None for span in short)
    if split > _MOST * len(lines):
        message = (
            "most lines hold pieces of two columns side by side, so that sentences are cut; "
            "write the text again column by column (pdftotext without -layout)"
        )
        yield PageRemark("two_columns", message, lines[0].span.cover(lines[-1].span))
