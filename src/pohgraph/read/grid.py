"""The cells of a table whose file is marked up, as rows with bars between them."""

from collections.abc import Sequence
from typing import NamedTuple

_MOST_COLUMNS = 100


class Cell(NamedTuple):
    """A cell: its words, whether it heads others, and how many columns and rows it spans."""

    words: str
    heads: bool
    columns: int
    rows: int


def spanned(stated: str | None) -> int:
    """How many columns or rows a cell says that it spans.

    >>> spanned("3"), spanned(None), spanned("all"), spanned("0")
    (3, 1, 1, 1)
    """
    words = (stated or "").strip()
    return max(1, min(int(words), _MOST_COLUMNS)) if words.isascii() and words.isdigit() and len(words) < 4 else 1  # noqa: PLR2004


def grid(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Rows with bars between their cells. A cell that spans rows stands in each, one that spans columns in the first."""
    lines: list[str] = []
    above: dict[int, tuple[str, int]] = {}
    for row in rows:
        cells: dict[int, str] = {}
        column = 0
        kept: dict[int, tuple[str, int]] = {}
        for place, (words, left) in above.items():
            cells[place] = words
            if left > 1:
                kept[place] = (words, left - 1)
        for cell in row:
            while column in cells:
                column += 1
            words = cell.words.replace("|", "/").rstrip(":") if cell.heads else cell.words.replace("|", "/")
            cells[column] = words
            if cell.rows > 1:
                kept[column] = (words, cell.rows - 1)
            for extra in range(1, cell.columns):
                cells.setdefault(column + extra, "")
            column += cell.columns
        above = kept
        width = min(max(cells, default=-1) + 1, _MOST_COLUMNS)
        lines.append(f"| {' | '.join(cells.get(place, '') for place in range(width))} |")
        if len(lines) == 1 and len(row) > 1 and all(cell.heads or not cell.words for cell in row):
            lines.append(f"|{' --- |' * width}")
    return lines


def head(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The rows of a table's head as one, each column with all that stands over it."""
    spread = [[Cell(cell.words, cell.heads, 1, cell.rows) for cell in row for _ in range(cell.columns)] for row in rows]
    lines = [line for line in grid(spread) if line.strip("| -")]
    if len(lines) < 2:  # noqa: PLR2004 - one row heads the table by itself
        return lines
    cut = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]
    width = max(map(len, cut))
    columns = ([cells[place] for cells in cut if place < len(cells)] for place in range(width))
    return [f"| {' | '.join(' '.join(dict.fromkeys(filter(None, column))) for column in columns)} |"]
