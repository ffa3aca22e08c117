"""Tables: drawn and wrapped to the width of a terminal, plain columns everywhere else."""

import sys
from collections.abc import Sequence
from typing import BinaryIO

_NARROW = 14  # columns whose cells all fit in this are not wrapped


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

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, row_styles=("", "dim"))
    for i, column in enumerate(columns):
        longest = max((len(row[i]) for row in rows), default=0)
        table.add_column(Text(column), overflow="fold", no_wrap=longest <= _NARROW, ratio=None)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    out.flush()
    Console().print(table)
