"""Rows as a table that fits the terminal, as plain columns, or as Markdown, CSV, TSV, JSON or JSON Lines."""

import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from pohgraph.cli.console import say, write_line
from pohgraph.cli.output import Output
from pohgraph.columns import cell_shown, plain_table
from pohgraph.counting import counted

_GAP = 2  # blanks between columns
_NARROWEST = 24  # prose in fewer characters is hard to read


def write_rows(columns: Sequence[str], rows: Iterable[Sequence[str]], output: Output) -> None:
    """Write rows of text as a command's options ask for."""
    found = list(rows)
    shown = found[: output.limit]
    with output.open() as out:
        if output.format == "table" and output.path is None and sys.stdout.isatty():
            _draw(columns, shown, out, header=output.header)
        else:
            _write(columns, shown, output, out)
    tell_left_out(len(found) - len(shown))


def tell_left_out(rows: int) -> None:
    """Say how many rows --limit left out, if any."""
    if rows:
        say(f"{counted(rows, 'row')} left out by --limit")


def _write(columns: Sequence[str], rows: list[Sequence[str]], output: Output, out: BinaryIO) -> None:
    header = (columns,) if output.header else ()
    if output.format in {"table", "plain"}:
        text = plain_table(columns, rows)
        if output.header or rows:
            write_line(out, text if output.header else text.partition("\n")[2])
    elif output.format == "md":
        for line in _markdown(columns, rows, header=output.header):
            write_line(out, line)
    elif output.format == "csv":
        import csv

        table = io.StringIO()
        csv.writer(table, lineterminator="\r\n").writerows((*header, *rows))
        out.write(table.getvalue().encode())
    elif output.format == "tsv":
        for row in (*header, *rows):
            write_line(out, "\t".join(" ".join(cell.split()) for cell in row))
    elif output.format == "json":
        found = [dict(zip(columns, row, strict=True)) for row in rows]
        write_line(out, json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            write_line(out, json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False))


def _markdown(columns: Sequence[str], rows: list[Sequence[str]], *, header: bool) -> Iterator[str]:
    if header:
        yield f"| {' | '.join(columns)} |"
        yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(cell_shown(cell).replace('|', chr(92) + '|') for cell in row)} |"


def _draw(columns: Sequence[str], rows: list[Sequence[str]], out: BinaryIO, *, header: bool) -> None:
    """A table that fits the terminal, without cutting a word; where it would not, one record below the other."""
    if not columns:
        return
    from pohgraph.cli.styled import PlainConsole

    console = PlainConsole()
    lines = [[cell_shown(cell) for cell in row] for row in rows]
    widths = _widths([*([columns] if header else ()), *lines] or [columns], console.width)
    out.flush()
    if widths is None:
        for text in _records(columns, lines, console.width):
            write_line(out, text)
        if empty := [name for i, name in enumerate(columns) if lines and not any(line[i] for line in lines)]:
            say(f"nothing in {', '.join(empty)}")
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=box.SIMPLE_HEAD if header else None,
        show_header=header,
        pad_edge=False,
        show_edge=False,
        padding=(0, 1),
        row_styles=("", "dim"),
    )
    for column, width in zip(columns, widths, strict=True):
        table.add_column(Text(column), width=width, overflow="fold")
    for line in lines:
        table.add_row(*map(Text, line))
    console.print(table, crop=False)


def _widths(lines: list[Sequence[str]], width: int) -> list[int] | None:
    """The width of each column so that a line fits and no word is cut; None where that cannot be."""
    from rich.cells import cell_len

    columns = list(zip(*lines, strict=True))
    natural = [max(map(cell_len, column)) for column in columns]
    longest = [max((cell_len(word) for cell in column for word in cell.split()), default=0) for column in columns]
    least = [max(word, min(full, _NARROWEST)) for word, full in zip(longest, natural, strict=True)]
    room = width - (_GAP + 1) * (len(columns) - 1)
    if sum(least) > room:
        return None
    widest = max(natural)
    while sum(chosen := [max(low, min(full, widest)) for low, full in zip(least, natural, strict=True)]) > room:
        widest -= 1
    return chosen


def _records(columns: Sequence[str], lines: list[list[str]], width: int) -> Iterator[str]:
    """One record below the other, a line for each cell that is not empty."""
    from textwrap import wrap

    indent = max(map(len, columns)) + _GAP
    for i, line in enumerate(lines):
        if i:
            yield ""
        for column, cell in zip(columns, line, strict=True):
            if not cell:
                continue
            parts = wrap(cell, max(width - indent, 1), break_long_words=False, break_on_hyphens=False)
            if any(len(part) > width - indent for part in parts):
                parts = wrap(cell, max(width - _GAP, 1), break_long_words=False, break_on_hyphens=False)
                yield column
                yield from (f"{' ' * _GAP}{part}" for part in parts)
                continue
            yield f"{column.ljust(indent)}{parts[0]}"
            yield from (f"{' ' * indent}{part}" for part in parts[1:])
