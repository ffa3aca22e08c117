"""Tables whose cells a copy set one below another, each as a paragraph: a finding, then what each column says of it.

A line that says nothing of how many begins a row. Where most rows have as many answers as one another, those that do are rows; a row that
lost an empty cell is none, for nobody can tell which of its columns it was.
"""

from collections import Counter
from collections.abc import Sequence

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line
from pohgraph.language.statuses import status_at
from pohgraph.model import Element, Part, Span
from pohgraph.read.apart import Apart

_ANSWER = compiled(r"[<>~\u2264\u2265]?\s?\d[\d\s.,%/()\[\]<>\u2013-]*")
_LONGEST = 120  # code points of a cell
_FEWEST_ROWS = 4
_MOST_COLUMNS = 8


def read_stacked(text: str, lines: Sequence[Line]) -> Apart:
    """The tables of three columns or more among lines with blank lines between them."""
    found = Apart()
    run: list[Span] = []
    for line in (*lines, None):
        if line and (line.after_blank or not run) and line.span.end - line.span.start <= _LONGEST:
            run.append(line.span)
            continue
        _add(text, run, found)
        run = []
    return found


def _add(text: str, run: Sequence[Span], found: Apart) -> None:
    """The table in a run of cells, if most rows have the same number of cells."""
    answers = [_is_answer(text, cell) for cell in run]
    rows: list[list[Span]] = []
    for place, cell in enumerate(run):
        if not answers[place]:
            rows.append([cell])
        elif rows:
            rows[-1].append(cell)
    told = [row for row in rows if len(row) > 1]
    if not told:
        return
    (width, often), *_ = Counter(map(len, told)).most_common(1)
    whole = [row for row in told if len(row) == width]
    if not 2 < width <= _MOST_COLUMNS or often < _FEWEST_ROWS or 2 * often < len(told):  # noqa: PLR2004
        return
    first = run.index(whole[0][0])
    head = list(run[first - width : first]) if first >= width and not any(answers[first - width : first]) else []
    for kind, cells in (*([("table_header", head)] if head else ()), *(("table_row", row) for row in whole)):
        span = cells[0].cover(cells[-1])
        found.elements.append(Element(kind=kind, span=span, parts=tuple(Part("cell", cell) for cell in cells)))
        found.spoken.extend(cells)
        found.taken.update(cells)


def _is_answer(text: str, cell: Span) -> bool:
    return _ANSWER.fullmatch(text, *cell) is not None or status_at(text, cell) is not None
