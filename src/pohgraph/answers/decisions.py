"""What curators decide about claims, as a TSV file that people and git can read.

One line for each decision, in the order they were made; the last one of a claim counts, and `undo` takes it back. Each write
replaces the file whole, so that nobody ever reads half a line.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from pohgraph.answers import shapes
from pohgraph.aside import files_aside
from pohgraph.errors import ReadError
from pohgraph.model import STATES

UNDO = "undo"
DECISIONS = ("accept", "reject", "edit", UNDO)
EDITABLE = ("predicate", "object", "state", "frequency")
COLUMNS = ("claim", "decision", "changes", "comment", "curator", "date")
_HEADER = (
    "# Decisions of curators about claims: accept, reject, edit or undo. The last line of a claim counts.\n"
    "# `changes` is JSON: what an edit changes of predicate, object, state and frequency.\n"
)
_LONGEST = 2000  # characters of a value


def decision_from(given: object) -> shapes.Decision:
    """A decision as somebody sent it.

    Raises:
        ReadError: something is missing, unknown, too long, or holds control characters.
    """
    if not isinstance(given, Mapping):
        raise _wrong("a decision is an object with claim and decision")
    values = {name: given.get(name, "") for name in COLUMNS if name != "changes"}
    if unknown := sorted(str(name) for name in given if name not in COLUMNS):
        raise _wrong(f"unknown field {unknown[0]!r}: fields are {', '.join(COLUMNS)}")
    for name, value in values.items():
        _check_text(name, value)
    if not values["claim"]:
        raise _wrong("claim is empty: give the identifier of a claim")
    if values["decision"] not in DECISIONS:
        raise _wrong(f"decision must be one of {', '.join(DECISIONS)}")
    changes = given.get("changes") or {}
    if not isinstance(changes, Mapping) or any(name not in EDITABLE for name in changes):
        raise _wrong(f"changes must be an object with some of {', '.join(EDITABLE)}")
    for name, value in changes.items():
        _check_text(str(name), value)
    if changes.get("state", "stated") not in STATES:
        raise _wrong(f"state must be one of {', '.join(STATES)}")
    if bool(changes) != (values["decision"] == "edit"):
        raise _wrong("an edit needs changes, and other decisions have none")
    return {
        "claim": str(values["claim"]),
        "decision": str(values["decision"]),
        "changes": {name: str(changes[name]) for name in EDITABLE if name in changes},
        "comment": str(values["comment"]),
        "curator": str(values["curator"]),
        "date": str(values["date"]) or datetime.now(UTC).isoformat(timespec="seconds"),
    }


def read_decisions(path: Path) -> dict[str, shapes.Decision]:
    """The last decision about each claim, by its identifier and in that order; none if there is no file.

    A claim whose last decision was taken back is not among them.

    Raises:
        ReadError: the file cannot be read, or a line of it is wrong.
    """
    last = {decision["claim"]: decision for decision in _read(path)}
    return {claim: decision for claim, decision in last.items() if decision["decision"] != UNDO}


def add_decision(path: Path, decision: shapes.Decision) -> None:
    """Write a decision behind the others.

    Raises:
        ReadError: what is there already cannot be read, or the file cannot be written.
    """
    try:
        path = path.resolve()  # of a link, the file that it leads to is written, and locked
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(f"{path.name}.lock")):
            lines = map(_line, [*_read(path), decision])
            with files_aside([path]) as (out,):
                out.write(f"{_HEADER}{chr(9).join(COLUMNS)}\n".encode())
                out.writelines(line.encode() for line in lines)
    except OSError as error:
        raise ReadError(str(path), f"cannot be written: {error.strerror or error}") from error


def _read(path: Path) -> list[shapes.Decision]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(str(path), getattr(error, "strerror", None) or "is not UTF-8 text") from error
    found: list[shapes.Decision] = []
    columns: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not columns:
            columns = [cell.strip() for cell in cells]
            if missing := [name for name in ("claim", "decision") if name not in columns]:
                raise ReadError(str(path), f"has no column {missing[0]!r}", f"line {number}")
            continue
        found.append(_row(path, number, dict(zip(columns, cells, strict=False))))
    return found


def _row(path: Path, number: int, cells: dict[str, str]) -> shapes.Decision:
    """A line; columns that we do not know are somebody else's."""
    given: dict[str, object] = {name: cells[name].strip() for name in COLUMNS if name in cells}
    try:
        given["changes"] = json.loads(cells.get("changes") or "{}")
        return decision_from(given)
    except json.JSONDecodeError:
        raise ReadError(str(path), "changes is not JSON", f"line {number}") from None
    except ReadError as error:
        raise ReadError(str(path), error.reason, f"line {number}") from None


def _line(decision: shapes.Decision) -> str:
    changes = json.dumps(decision["changes"], ensure_ascii=False) if decision["changes"] else ""
    cells = {**decision, "changes": changes}
    return "\t".join(str(cells[name]) for name in COLUMNS) + "\n"


def _check_text(name: str, value: object) -> None:
    if not isinstance(value, str):
        raise _wrong(f"{name} must be text")
    if len(value) > _LONGEST:
        raise _wrong(f"{name} is longer than {_LONGEST} characters")
    if not all(char.isprintable() for char in value):
        raise _wrong(f"{name} holds a line break or another control character")


def _wrong(reason: str) -> ReadError:
    return ReadError("decision", reason)
