"""Rows that print as a table, know the labels of their identifiers, and become a data frame on request."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from pohgraph.columns import plain_table
from pohgraph.counting import counted
from pohgraph.errors import MissingLibraryError
from pohgraph.model import Named

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

_PRINTED = 40  # rows that print; a notebook shows more, since it scrolls
_SHOWN = 200
_WIDEST = 60  # characters of a cell that print


Value = Named | str | int | float | bool | None


class Table(Sequence[dict[str, Value]]):
    """Rows under named columns. A row is a dict; a cell is text, a number, a truth value, a `Named`, or None.

    `notes` are sentences that show below the rows, such as what may explain that there are none.

    >>> table = Table(("finding", "id"), [("Bone pain", "HP:0002653"), ("Papule", "HP:0200034")])
    >>> table
    finding    id
    Bone pain  HP:0002653
    Papule     HP:0200034
    >>> table[0]["id"], table.column("finding"), len(table[1:])
    ('HP:0002653', ['Bone pain', 'Papule'], 1)
    """

    def __init__(
        self, columns: Sequence[str], rows: Sequence[Sequence[Value]], *, title: str = "", notes: Sequence[str] = ()
    ) -> None:
        self.columns = tuple(columns)
        self.title = title
        self.notes = tuple(notes)
        self._rows = [tuple(row) for row in rows]

    @overload
    def __getitem__(self, index: int) -> dict[str, Value]: ...
    @overload
    def __getitem__(self, index: slice) -> "Table": ...
    def __getitem__(self, index: int | slice) -> "dict[str, Value] | Table":
        if isinstance(index, slice):
            return Table(self.columns, self._rows[index], title=self.title, notes=self.notes)
        return dict(zip(self.columns, self._rows[index], strict=True))

    def __len__(self) -> int:
        return len(self._rows)

    def __bool__(self) -> bool:
        """Whether there is a row; of an ASK, its answer."""
        return self._rows == [(True,)] if self.columns == ("answer",) else bool(self._rows)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self._rows)

    def column(self, name: str) -> list[Value]:
        """The cells of one column.

        Raises:
            KeyError: there is no such column.
        """
        if name not in self.columns:
            message = f"no column {name!r}: there are {', '.join(self.columns)}"
            raise KeyError(message)
        place = self.columns.index(name)
        return [row[place] for row in self._rows]

    def without_empty(self, *kept: str) -> "Table":
        """The same table without the columns that have nothing in any row, save those to be kept."""
        places = [i for i, name in enumerate(self.columns) if name in kept or any(row[i] for row in self._rows)]
        rows = [[row[i] for i in places] for row in self._rows]
        return Table([self.columns[i] for i in places], rows, title=self.title, notes=self.notes)

    def labelled(self) -> "Table":
        """The same table with every identifier that has a label replaced by it."""
        rows = [[cell.label or cell if isinstance(cell, Named) else cell for cell in row] for row in self._rows]
        return Table(self.columns, rows, title=self.title, notes=self.notes)

    def to_dicts(self) -> list[dict[str, Value]]:
        """The rows as a list of dicts."""
        return list(self)

    def to_csv(self, path: str | Path | None = None) -> str:
        """The table as CSV (RFC 4180): returned, and written to `path` where one is given."""
        import csv  # noqa: PLC0415 - tables that print need it not, nor `html`

        out = StringIO()
        writer = csv.writer(out)
        writer.writerow(self.columns)
        writer.writerows(self._rows)
        if path is not None:
            Path(path).write_text(out.getvalue(), encoding="utf-8", newline="")
        return out.getvalue()

    def to_pandas(self) -> "pd.DataFrame":
        """The table as a pandas data frame; identifiers are CURIEs.

        Raises:
            MissingLibraryError: pandas is not installed.
        """
        frame: pd.DataFrame = library("pandas", "pandas").DataFrame(self._plain())
        return frame

    def to_polars(self) -> "pl.DataFrame":
        """The table as a polars data frame; identifiers are CURIEs.

        Raises:
            MissingLibraryError: polars is not installed.
        """
        frame: pl.DataFrame = library("polars", "polars").DataFrame(self._plain(), strict=False)
        return frame

    def __repr__(self) -> str:
        lines = [[_shortened(printed(cell, row)) for cell in row] for row in self._rows[:_PRINTED]]
        rest = len(self) - _PRINTED
        more = [f"… {rest} more rows"] if rest > 0 else ["no rows"] if self.notes and not self._rows else []
        return "\n".join((plain_table(self.columns, lines), *more, *self.notes))

    def _repr_html_(self) -> str:
        from html import escape  # noqa: PLC0415 - as above

        head = "".join(f'<th style="text-align:left">{escape(name)}</th>' for name in self.columns)
        body = "".join(
            f"<tr>{''.join(f'<td {_CELL}>{_html(cell, row)}</td>' for cell in row)}</tr>" for row in self._rows[:_SHOWN]
        )
        shown = f"the first {_SHOWN} of {len(self):,} rows" if len(self) > _SHOWN else counted(len(self), "row")
        shown = "<br>".join((shown, *map(escape, self.notes)))
        title = f"<caption {_CAPTION}>{escape(self.title)}</caption>" if self.title else ""
        table = f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return f'<div style="overflow:auto;max-height:30em;padding-right:1em">{table}</div><small>{shown}</small>'

    def _plain(self) -> dict[str, list[Value]]:
        return {
            name: [str(cell) if isinstance(cell, Named) else cell for cell in self.column(name)]
            for name in self.columns
        }


def library(module: str, package: str) -> Any:  # noqa: ANN401 - a module, whose names mypy cannot know
    """An optional library.

    Raises:
        MissingLibraryError: it is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise MissingLibraryError(package) from error


_CELL = 'style="text-align:left;vertical-align:top"'
_CAPTION = 'style="text-align:left;font-weight:bold;white-space:nowrap"'


def _text(cell: Value) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.4g}"
    return "" if cell is None else str(cell)


def _label(cell: Named, row: Sequence[Value]) -> str:
    """The label, where no other cell of the row says it already."""
    return "" if cell.label in row else cell.label


def printed(cell: Value, row: Sequence[Value]) -> str:
    """A cell as people read it: an identifier with its label, where no other cell of the row has it."""
    text = _text(cell)
    if isinstance(cell, Named) and (label := _label(cell, row)):
        text = f"{text} ({label})"
    return " ".join(text.split())


def _shortened(text: str) -> str:
    """Prose to a length; identifiers stay whole."""
    return text if len(text) <= _WIDEST or " " not in text else f"{text[: _WIDEST - 1]}…"


def _html(cell: Value, row: Sequence[Value]) -> str:
    from html import escape  # noqa: PLC0415 - as above

    text = escape(_text(cell))
    if not isinstance(cell, Named):
        return text
    label = escape(_label(cell, row))
    # Only what a browser opens as a page is a link: an IRI may have any scheme.
    link = f'<a href="{escape(cell.iri)}">{text}</a>' if cell.iri.startswith(("https://", "http://")) else text
    return f"{label} <small>{link}</small>" if label else link
