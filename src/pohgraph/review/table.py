"""The file of decisions: a TSV file that people and git can read.

One line for each decision, in the order they were made; the last one of each curator about a claim counts, and `undo` takes back what
its curator decided. What is in the file stays as it is: its comments, its order of columns, and columns that we do not know, also where a
spreadsheet has saved it (`dialect.py`). Each write replaces the file whole, so that nobody ever reads half a line.
"""

import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock

from pohgraph.aside import files_aside
from pohgraph.errors import DecisionsError, FieldError, ReadError, decisions_error
from pohgraph.pipes import NO_FILE, is_pipe_or_device
from pohgraph.review.decision import COLUMNS, Decision, changes_from, checked
from pohgraph.review.dialect import Dialect, decoded, rows, written

_HEADER = (
    "# Decisions of curators about claims: accept, reject, edit or undo. The last line of each curator about a claim counts.\n"
    "# `changes` is JSON: what an edit changes of subject, predicate, object, state, frequency and onset.\n"
)
_NEEDED = ("claim", "decision")
_LINES = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


class Entry(NamedTuple):
    """A decision with where it stands: `place` is the file and the line."""

    decision: Decision
    place: str


def read_entries(path: Path) -> list[Entry]:
    """Every decision of a file in its order, those that were taken back among them.

    Raises:
        DecisionsError: there is no such file, it cannot be read, or lines of it are wrong; all of these are told.
    """
    return list(_read(path))


def read_all(paths: Sequence[Path]) -> list[list[Entry]]:
    """The decisions of several files, in their order.

    Raises:
        DecisionsError: as above, for all files together.
    """
    found: list[list[Entry]] = []
    failures: list[ReadError] = []
    for path in paths:
        try:
            found.append(read_entries(path))
        except DecisionsError as error:
            failures += error.failures or [error]
    if failures:
        raise decisions_error(failures)
    return found


def add_decision(path: Path, decision: Decision) -> None:
    """Write a decision behind the others, and wait until the disk has it.

    Raises:
        ReadError: what is there already cannot be read, or the file cannot be written.
    """
    if is_pipe_or_device(path):
        raise ReadError(str(path), NO_FILE)
    try:
        path = path.resolve()  # of a link, the file that it leads to is written, and locked
        path.parent.mkdir(parents=True, exist_ok=True)
        # The lock's file stays: were it removed, one who waits for it and one who makes it anew would both have a lock.
        with FileLock(path.with_name(f"{path.name}.lock")):
            text, dialect = decoded(str(path), path.read_bytes() if path.exists() else b"", _NEEDED)
            list(_read_text(str(path), text, dialect))  # a file that is not one of decisions is left as it is
            text, columns = _with_columns(text, dialect)
            line = written(_cells(decision, columns), dialect)
            with files_aside([path]) as (out,):
                out.write(dialect.mark + f"{text}{line}".encode(dialect.encoding))
                out.flush()
                os.fsync(out.fileno())
    except OSError as error:
        raise ReadError(str(path), f"cannot be written: {error.strerror or error}") from error


def _read(path: Path) -> Iterator[Entry]:
    if is_pipe_or_device(path, read_once=True):
        raise DecisionsError(str(path), NO_FILE)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DecisionsError(str(path), error.strerror or str(error)) from error
    return _read_text(str(path), *decoded(str(path), content, _NEEDED))


def _read_text(path: str, text: str, dialect: Dialect) -> Iterator[Entry]:
    columns: list[str] = []
    found: list[Entry] = []
    failures: list[ReadError] = []
    for row in rows(path, text, dialect):
        place = f"line {row.line}"
        if not columns:
            columns = [cell.strip() for cell in row.cells]
            if missing := [name for name in _NEEDED if name not in columns]:
                raise DecisionsError(path, f"has no column {missing[0]!r}", place)
            continue
        try:
            found.append(Entry(_decision(columns, row.cells), f"{path}, {place}"))
        except FieldError as error:
            number = columns.index(error.field) + 1 if error.field in columns else len(columns) + 1
            failures.append(ReadError(path, error.reason, f"{place}, column {number}"))
    if failures:
        raise decisions_error(failures)
    yield from found


def _decision(columns: list[str], cells: list[str]) -> Decision:
    """A line; columns that we do not know are somebody else's."""
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise FieldError("decision", "a value too many: there is no column for it")
    given: dict[str, object] = {
        name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name in COLUMNS
    }
    return checked({**given, "changes": changes_from(str(given.get("changes", "")))})


def _with_columns(text: str, dialect: Dialect) -> tuple[str, list[str]]:
    """The file with a column for all that we write, ready for another line; and its columns."""
    if not text.strip():
        return f"{text}{_HEADER}{written(COLUMNS, dialect)}", list(COLUMNS)
    if not text.endswith(("\n", "\r")):
        text += dialect.end
    header = next(rows("", text, dialect), None)
    if header is None:
        return f"{text}{written(COLUMNS, dialect)}", list(COLUMNS)
    names = [cell.strip() for cell in header.cells]
    if added := [name for name in COLUMNS if name not in names]:
        lines = _LINES.split(text)
        bare = lines[header.line - 1].rstrip("\r\n")
        lines[header.line - 1] = dialect.separator.join((bare, *added)) + lines[header.line - 1][len(bare) :]
        text = "".join(lines)
    return text, [*names, *added]


def _cells(decision: Decision, columns: list[str]) -> list[str]:
    changes = json.dumps(decision["changes"], ensure_ascii=False) if decision["changes"] else ""
    cells: dict[str, object] = {**decision, "changes": changes}
    return [str(cells.get(name, "")) for name in columns]
