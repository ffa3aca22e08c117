"""The file of decisions as a file: who may read it, where a link leads, and several who write it at once."""

import csv
import json
import multiprocessing
import sys
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.review.decided import read_decisions

from pohgraph.errors import DecisionsError
from pohgraph.review.decision import COLUMNS, Decision, decision_from
from pohgraph.review.table import add_decision, read_entries

_EACH = 8


def _decide(path: Path, writer: int) -> None:
    for number in range(_EACH):
        add_decision(path, decision_from({"claim": f"a:{writer}-{number}", "decision": "accept"}))


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_a_file_that_was_closed_stays_closed(tmp_path: Path) -> None:
    """Whoever took the others' right to read it meant that."""
    path = tmp_path / "decisions.tsv"
    _decide(path, 1)
    path.chmod(0o600)
    _decide(path, 2)
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_is_followed(tmp_path: Path) -> None:
    """The file it leads to, which may be under version control, gets the decision."""
    path, link = tmp_path / "decisions.tsv", tmp_path / "elsewhere" / "link.tsv"
    link.parent.mkdir()
    link.symlink_to(path)
    _decide(link, 1)
    assert link.is_symlink()
    assert len(read_decisions(path)) == _EACH


def test_several_servers_lose_no_decision(tmp_path: Path) -> None:
    """Each waits for the others."""
    path = tmp_path / "decisions.tsv"
    writers = [multiprocessing.get_context("spawn").Process(target=_decide, args=(path, n)) for n in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(read_decisions(path)) == 3 * _EACH


def _made() -> list[Decision]:
    """Decisions with all that a spreadsheet would put in quotation marks."""
    comments = ("", 'said of "another" disease', "no; not so, the sibling", '"yes, so"', "Ångström né", "שלום, עולם")
    edit = {"decision": "edit", "changes": {"object": "HP:0011986", "state": "open"}}
    return [
        decision_from(
            {
                "claim": f"pohassoc:{number}",
                "curator": "0000-0002-1825-0097",
                "comment": comment,
                "date": "2026-01-31T10:00:00+00:00",
                "evidence": "0a" * 12,
                "statement": "POH · has phenotype · Pain (Frequent)",
                **(edit if number % 2 else {"decision": "accept"}),
            }
        )
        for number, comment in enumerate(comments)
    ]


class Saved(NamedTuple):
    """How a program saves a table: `always` are characters for which it puts a value in quotation marks."""

    name: str
    encoding: str
    separator: str
    end: str
    always: str


SAVED = (
    Saved("Excel: Unicode Text", "utf-16", "\t", "\r\n", ","),
    Saved("Excel: CSV UTF-8", "utf-8-sig", ",", "\r\n", ""),
    Saved("Excel: CSV UTF-8 where the comma is decimal", "utf-8-sig", ";", "\r\n", ""),
    Saved("LibreOffice: tabs", "utf-8", "\t", "\n", ""),
    Saved("an editor that ends lines as Windows does", "utf-8", "", "\r\n", ""),
)


def _saved(text: str, how: Saved) -> bytes:
    """A file of ours as a program opens it and saves it again: each row as long as the longest."""
    if not how.separator:
        return text.replace("\n", how.end).encode()
    out = StringIO()
    for line in text.splitlines():
        cells = [*line.split("\t"), *[""] * (len(COLUMNS) - line.count("\t") - 1)]
        needed = ('"', how.separator, *how.always)
        quoted = [f'"{c.replace(chr(34), chr(34) * 2)}"' if any(n in c for n in needed) else c for c in cells]
        out.write(how.separator.join(quoted) + how.end)
    return out.getvalue().encode(how.encoding)


@pytest.mark.parametrize("how", SAVED, ids=lambda how: how.name)
def test_a_file_that_a_spreadsheet_saved(tmp_path: Path, how: Saved) -> None:
    """Each value is what it was; a decision that is added is read with the others, by us and by a reader of such tables."""
    path = tmp_path / "decisions.tsv"
    made = _made()
    for decision in made:
        add_decision(path, decision)
    path.write_bytes(_saved(path.read_text(encoding="utf-8"), how))
    assert list(read_decisions(path).values()) == made
    before = path.read_bytes()
    added = {**made[1], "claim": "pohassoc:9", "comment": 'one more, "quoted"; at the end'}
    add_decision(path, decision_from(added))
    assert path.read_bytes().startswith(before)
    assert list(read_decisions(path).values()) == [*made, added]
    if how.separator:
        text = path.read_bytes().decode(how.encoding)
        *_, last = csv.reader(StringIO(text, newline=""), delimiter=how.separator, strict=True)
        assert json.loads(last[2]) == added["changes"]


def test_what_looks_quoted_is_written_as_it_is(tmp_path: Path) -> None:
    """A comment in quotation marks stays so, even one that doubles them, and the file stays one of tabs."""
    path = tmp_path / "decisions.tsv"
    comments = ['"quoted"', '"a ""b"" c"', '"', '"open', "'"]
    for number, comment in enumerate(comments):
        add_decision(path, decision_from({"claim": f"a:{number}", "decision": "accept", "comment": comment}))
    assert [decision["comment"] for decision in read_decisions(path).values()] == comments


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (b"claim;decision;date\r\na:1;accept;31/01/2026\r\n", "line 2, column 3: date must be a day or a time"),
        (b"claim;decision;evidence\r\na:1;accept;1,2E+23\r\n", "line 2, column 3: evidence has hexadecimal digits"),
        (b'claim,decision,comment\na:1,accept,"a\nb"\n', "line 2, column 3: comment holds a line break"),
        (b'claim,decision,comment\na:1,accept,x\na:2,accept,"b\n', "line 3: a quotation mark is not closed"),
        (b"claim\tdecision\tcomment\na:1\taccept\tn\xe9\n", "line 2, character 13: is not UTF-8 text"),
        (b"claim\tdecision\tcomment\na:1\taccept\tone\ttwo\n", "line 2, column 4: a value too many"),
        (b'"claim";"decision"\n"a:1";"perhaps"\n', "line 2, column 2: decision must be one of"),
        (b"claim;what\na:1;accept\n", "line 1: has no column 'claim'"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(tmp_path: Path, lines: bytes, says: str) -> None:
    """Line and column, so that it is found in the spreadsheet; nothing is added to such a file."""
    path = tmp_path / "d.csv"
    path.write_bytes(lines)
    with pytest.raises(DecisionsError, match=r"d\.csv, line \d") as raised:
        read_entries(path)
    assert says in str(raised.value)
    with pytest.raises(DecisionsError):
        add_decision(path, decision_from({"claim": "a:3", "decision": "accept"}))
    assert path.read_bytes() == lines
