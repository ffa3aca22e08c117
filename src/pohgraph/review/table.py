"""The file of decisions: a TSV file that people and git can read.

One line for each decision, in the order they were made; the last one of a claim counts, and `undo` takes it back. What is in the
file stays as it is: its comments, its order of columns, and columns that we do not know. Each write replaces the file whole, so that
nobody ever reads half a line.
"""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock

from pohgraph.aside import files_aside
from pohgraph.errors import DecisionsError, ReadError, decisions_error
from pohgraph.review.decision import COLUMNS, UNDO, Decision, changes_from, checked

_HEADER = (
    "# Decisions of curators about claims: accept, reject, edit or undo. The last line of a claim counts.\n"
    "# `changes` is JSON: what an edit changes of subject, predicate, object, state, frequency and onset.\n"
)
_NEEDED = ("claim", "decision")


class Entry(NamedTuple):
    """A decision with where it stands: `place` is the file and the line."""

    decision: Decision
    place: str


def read_decisions(path: Path) -> dict[str, Decision]:
    """The last decision about each claim, by its identifier and in that order; none if there is no file.

    A claim whose last decision was taken back is not among them.

    Raises:
        DecisionsError: the file cannot be read, or lines of it are wrong.
    """
    last = {entry.decision["claim"]: entry.decision for entry in _read(path)} if path.exists() else {}
    return {claim: decision for claim, decision in last.items() if decision["decision"] != UNDO}


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
    try:
        path = path.resolve()  # of a link, the file that it leads to is written, and locked
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(f"{path.name}.lock")):
            there = _text(path) if path.exists() else ""
            list(_read_text(str(path), there))  # a file that is not one of decisions is left as it is
            text, columns = _with_columns(there)
            with files_aside([path]) as (out,):
                out.write(f"{text}{_line(decision, columns)}".encode())
                out.flush()
                os.fsync(out.fileno())
    except OSError as error:
        raise ReadError(str(path), f"cannot be written: {error.strerror or error}") from error


def _read(path: Path) -> Iterator[Entry]:
    return _read_text(str(path), _text(path))


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DecisionsError(str(path), getattr(error, "strerror", None) or "is not UTF-8 text") from error


def _read_text(path: str, text: str) -> Iterator[Entry]:
    columns: list[str] = []
    found: list[Entry] = []
    failures: list[ReadError] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        place = f"line {number}"
        if not columns:
            columns = [cell.strip() for cell in cells]
            if missing := [name for name in _NEEDED if name not in columns]:
                raise DecisionsError(path, f"has no column {missing[0]!r}", place)
            continue
        try:
            found.append(Entry(_row(dict(zip(columns, cells, strict=False))), f"{path}, {place}"))
        except ReadError as error:
            failures.append(ReadError(path, error.reason, place))
    if failures:
        raise decisions_error(failures)
    yield from found


def _row(cells: dict[str, str]) -> Decision:
    """A line; columns that we do not know are somebody else's."""
    given: dict[str, object] = {name: cells[name].strip() for name in COLUMNS if name in cells}
    changes = str(given.get("changes", ""))
    if changes.startswith('"{') and changes.endswith('}"'):  # a spreadsheet has put them in quotation marks
        changes = changes[1:-1].replace('""', '"')
    return checked({**given, "changes": changes_from(changes)})


def _with_columns(text: str) -> tuple[str, list[str]]:
    """The file with a column for all that we write, ready for another line; and its columns."""
    if not text.strip():
        return f"{text}{_HEADER}{chr(9).join(COLUMNS)}\n", list(COLUMNS)
    lines = text.splitlines(keepends=True)
    if not lines[-1].endswith(("\n", "\r")):
        lines[-1] += "\n"
    header = next((n for n, line in enumerate(lines) if line.strip() and not line.startswith("#")), None)
    if header is None:
        return f"{''.join(lines)}{chr(9).join(COLUMNS)}\n", list(COLUMNS)
    names = [cell.strip() for cell in lines[header].split("\t")]
    if added := [name for name in COLUMNS if name not in names]:
        bare = lines[header].rstrip("\r\n")
        lines[header] = "\t".join((bare, *added)) + lines[header][len(bare) :]
    return "".join(lines), [*names, *added]


def _line(decision: Decision, columns: list[str]) -> str:
    changes = json.dumps(decision["changes"], ensure_ascii=False) if decision["changes"] else ""
    cells: dict[str, object] = {**decision, "changes": changes}
    return "\t".join(str(cells.get(name, "")) for name in columns) + "\n"
