"""Tables: drawn and wrapped on a terminal, plain columns everywhere else; or as CSV, TSV and JSON."""

import csv
import io
import json
import sys
from collections.abc import Sequence
from typing import BinaryIO

from pohgraph.cli.console import standard_output, write_line

_NARROW = 14  # columns whose cells all fit in this are not wrapped
_PROSE = 0.4  # of the line's width, for the column with the longest cell


def write_rows(columns: Sequence[str], rows: Sequence[Sequence[str]], format_: str) -> None:
    """Write rows of text to standard output as table, csv, tsv or json."""
    with standard_output() as out:
        if format_ == "table":
            print_table(columns, rows, out)
        elif format_ == "json":
            found = [dict(zip(columns, row, strict=True)) for row in rows]
            write_line(out, json.dumps(found, ensure_ascii=False, indent=1))
        elif format_ == "tsv":
            for row in (columns, *rows):
                write_line(out, "\t".join(" ".join(cell.split()) for cell in row))
        else:
            text = io.StringIO()
            csv.writer(text, lineterminator="\r\n").writerows((columns, *rows))
            out.write(text.getvalue().encode())


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], out: BinaryIO) -> None:
    """Write rows of text under a header."""
    if not sys.stdout.isatty():
        from pohgraph.query.formats import plain_table

        out.write(plain_table(columns, rows).encode() + b"\n")
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    lines = [[" ".join(cell.split()) for cell in row] for row in rows]
    longest = [max([len(column), *(len(line[i]) for line in lines)]) for i, column in enumerate(columns)]
    widest = longest.index(max(longest))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, row_styles=("", "dim"))
    for i, column in enumerate(columns):
        # Prose, such as a quote, gets a share of the line; rich alone would make it as narrow as the other columns.
        share = min(longest[i], int(console.width * _PROSE)) if i == widest else None
        table.add_column(Text(column), overflow="fold", no_wrap=longest[i] <= _NARROW, width=share)
    for line in lines:
        table.add_row(*map(Text, line))
    out.flush()
    console.print(table)
