"""Rows on a terminal of any width: no word is cut, nothing is lost; and the forms that rows are written in."""

import csv
import io
import json
import os
import re
import struct
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.cli.test_command_line import Command, pohgraph_command

__all__ = ["pohgraph_command"]

_COMMANDS = (
    ("queries",),
    ("query", "disease-phenotypes", "--limit", "4"),
    ("query", "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o", "--limit", "5"),
    ("annotate", "no joint pain, but ectopic calcification"),
    ("vocab", "list"),
    ("compare", "POH", "--limit", "3"),
)
_TERMINAL = ("pty", "fcntl", "termios")  # modules that Windows lacks
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


def _on_terminal(width: int, arguments: Sequence[str], height: int = 500) -> str:
    """What a command writes to a terminal of a width; standard error goes elsewhere."""
    pty, fcntl, termios = (pytest.importorskip(name, reason="no terminal to be had") for name in _TERMINAL)
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    pid = os.fork()
    if pid == 0:
        os.dup2(child, 0)  # a pager is used only where there is a keyboard
        os.dup2(child, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.close(parent)
        environ = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "LINES"}} | {"TERM": "xterm"}
        code = "from pohgraph.cli import main; main()"
        os.execve(sys.executable, [sys.executable, "-c", code, *arguments], environ)
    os.close(child)
    written = b""
    while True:
        try:
            part = os.read(parent, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not part:
            break
        written += part
    os.close(parent)
    os.waitpid(pid, 0)
    return _STYLE.sub("", written.decode()).replace("\r\n", "\n")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("arguments", _COMMANDS, ids=" ".join)
def test_no_word_is_cut(arguments: tuple[str, ...], width: int, sample_path: Path, pohgraph_command: Command) -> None:
    """Every word of every cell is there whole; a line is too long only where one word is."""
    if arguments[0] in {"query", "compare"}:
        arguments = (*arguments, "--store", str(sample_path))
    shown = _on_terminal(width, arguments)
    words = set(shown.split())
    plain = pohgraph_command(*arguments, "--format", "jsonl").out
    cells = [
        cell
        for line in plain.splitlines()
        for column, cell in json.loads(line).items()
        if isinstance(cell, str) and column != "synonym"  # in JSON alone
    ]
    if arguments[0] != "vocab":  # its table has short hashes
        assert {word for cell in cells for word in cell.split()} <= words
    assert shown
    assert all(len(line) <= width or len(line.split()) <= 2 for line in shown.splitlines())


def test_table_that_does_not_fit_goes_down_the_page(sample_path: Path) -> None:
    """A record after the other, each cell with its column's name, empty cells left out."""
    sparql = "SELECT * { VALUES (?finding ?id ?note) { ('Bone pain' 'HP:0002653' '') } }"
    shown = _on_terminal(20, ("query", sparql, "--store", str(sample_path)))
    assert shown == "finding  Bone pain\nid       HP:0002653\n"


@pytest.mark.parametrize("width", [40, 80])
def test_show_breaks_at_blanks_alone(width: int, sample_path: Path) -> None:
    """Identifiers and quotes with hyphens stay whole."""
    shown = _on_terminal(width, ("show", "GNAS", "--no-pager", "--store", str(sample_path)))
    assert {"http://identifiers.org/ncbigene/2778", "MONDO:0008153"} <= set(shown.split())


def test_long_text_is_shown_in_a_pager(sample_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """$PAGER gets what is longer than the terminal, and nothing else."""
    pager = tmp_path / "pager.sh"
    pager.write_text(f'#!/bin/sh\ntouch "{tmp_path}/paged"\ncat\n', encoding="utf-8")
    pager.chmod(0o755)
    monkeypatch.setenv("PAGER", str(pager))
    _on_terminal(80, ("show", "POH", "--store", str(sample_path)))
    assert not (tmp_path / "paged").exists()
    _on_terminal(80, ("show", "POH", "--store", str(sample_path)), height=10)
    assert (tmp_path / "paged").exists()


@pytest.mark.parametrize("format_", ["plain", "md", "csv", "tsv", "json", "jsonl"])
def test_every_form_has_all_rows(format_: str, pohgraph_command: Command) -> None:
    """The catalogue has as many rows in each form, and the same first name."""
    expected = len(pohgraph_command("queries").out.splitlines()) - 1
    text = pohgraph_command("queries", "--format", format_).out
    if format_ == "json":
        rows = [row["name"] for row in json.loads(text)]
    elif format_ == "jsonl":
        rows = [json.loads(line)["name"] for line in text.splitlines()]
    elif format_ in {"csv", "tsv"}:
        dialect = "excel" if format_ == "csv" else "excel-tab"
        rows = [row["name"] for row in csv.DictReader(io.StringIO(text), dialect=dialect)]
    else:
        rows = [line.strip("| ").split()[0] for line in text.splitlines()[2 if format_ == "md" else 1 :]]
    assert (len(rows), rows[0]) == (expected, "cited-statements")


@pytest.mark.parametrize("format_", ["table", "plain", "csv", "tsv"])
def test_limit_and_no_header(format_: str, pohgraph_command: Command, sample_path: Path) -> None:
    """--limit keeps the first rows and says how many it leaves out; --no-header leaves out the names of the columns."""
    sparql = "SELECT ?id { VALUES ?id { 3 1 2 } } ORDER BY ?id"
    outcome = pohgraph_command(
        "query", sparql, "--store", sample_path, "--format", format_, "--no-header", "--limit", "2"
    )
    assert outcome.out.split() == ["1", "2"]
    assert outcome.err == "1 row left out by --limit\n"


def test_output_goes_to_a_file(pohgraph_command: Command, sample_path: Path, tmp_path: Path) -> None:
    """-o writes the same bytes to a file; a file that cannot be written is one line."""
    printed = pohgraph_command("query", "disease-genes", "--store", sample_path, "--format", "json").out
    done = pohgraph_command("query", "disease-genes", "--store", sample_path, "--format", "json", "-o", "genes.json")
    assert (done.status, done.out) == (0, "")
    assert (tmp_path / "genes.json").read_text(encoding="utf-8") == printed
    pohgraph_command("query", "disease-genes", "--store", sample_path, "-o", "named.json")  # the name says the form
    assert (tmp_path / "named.json").read_text(encoding="utf-8") == printed
    other = pohgraph_command("query", "disease-genes", "--store", sample_path, "-o", "genes.xlsx")
    assert (other.status, (tmp_path / "genes.xlsx").exists()) == (2, False)
    assert "genes.xlsx: this command writes no .xlsx; give --format, or the ending of one of table, " in other.err
    failed = pohgraph_command("queries", "-o", "no-such-folder/x.txt")
    assert (failed.status, failed.err.count("\n")) == (1, 1)
    assert "no-such-folder/x.txt" in failed.err


def test_markdown_escapes_bars(pohgraph_command: Command, sample_path: Path) -> None:
    """A bar within a cell is no border."""
    outcome = pohgraph_command("query", "SELECT ('a|b' AS ?x) {}", "--store", sample_path, "--format", "md")
    assert outcome.out == "| x |\n|---|\n| a\\|b |\n"


def test_build_reports_a_line_for_each_page(pohgraph_command: Command, tmp_path: Path) -> None:
    """Remarks are counted; --verbose and --report give each of them."""
    short = pohgraph_command("build")
    assert [line.split()[0] for line in short.err.splitlines()][:4] == ["page", "page", "page", "remarks"]
    claims = [int(count) for count in re.findall(r": (\d+) claims, about ", short.err)]
    assert f": 3 pages, {sum(claims)} claims, " in short.err  # one that a page makes twice is one there, too
    whole = pohgraph_command("build", "--verbose", "--report", "report.txt")
    remarks = [line for line in whole.err.splitlines() if " not_a_claim: " in line]
    assert f"{len(remarks)} not_a_claim" in short.err
    assert set(remarks) <= set((tmp_path / "report.txt").read_text(encoding="utf-8").splitlines())


def test_a_report_that_cannot_be_written_hides_nothing(pohgraph_command: Command) -> None:
    """The graph was built: the pages are reported before the failure."""
    outcome = pohgraph_command("build", "--report", "no-such-folder/report.txt")
    lines = outcome.err.splitlines()
    assert outcome.status == 1
    assert [line.split()[0] for line in lines[:3]] == ["page", "page", "page"]
    assert "no-such-folder/report.txt" in lines[-1]
