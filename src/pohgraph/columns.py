"""Rows of text in columns, for people and for files."""

from collections.abc import Iterable, Sequence

from pohgraph.legible import legible


def cell_shown(cell: str) -> str:
    """A cell on one line, as people may see it."""
    return legible(" ".join(cell.split()))


def plain_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns aligned by spaces, one line a row, nothing cut off.

    >>> print(plain_table(("a", "n"), [("x y", "1"), ("z", "")]))
    a    n
    x y  1
    z
    """
    if not columns:
        return ""
    lines = [list(columns), *([cell_shown(cell) for cell in row] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(columns))]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )
