"""Pages, labels, answers and names of files that would steer a terminal: they are shown, never obeyed, and stay what they are on disk."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from tests.cli.terminal import Terminal
from tests.query.endpoint import answering

from pohgraph.cli import run
from pohgraph.columns import plain_table
from pohgraph.errors import ReadError
from pohgraph.legible import legible, named_in_unicode, on_one_line
from pohgraph.store.writer import write_store

_EVIL = "evil\x1b]0;owned\x07\x1b[2J\x9b31m\x08\u202egnp.exe\u2066"
_SHOWN = r"evil\x1b]0;owned\x07\x1b[2J\x9b31m\x08\u202egnp.exe\u2066"
_OBEYED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_STYLE = re.compile(r"\x1b\[[0-9;]*m")  # what our own tables are drawn with
_ROWS = "SELECT ?o WHERE { ?s rdfs:label ?o }"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A graph in which everything is called so."""
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    disease = NamedNode("http://purl.obolibrary.org/obo/MONDO_0008153")
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    category = NamedNode("https://w3id.org/biolink/vocab/category")
    class_ = NamedNode("https://w3id.org/biolink/vocab/Disease")
    quads = [
        Quad(disease, label, Literal(_EVIL), DefaultGraph()),
        Quad(disease, kind, class_, DefaultGraph()),
        Quad(disease, category, class_, DefaultGraph()),
    ]
    write_store(tmp_path / "db", quads, {}, "{}")
    return tmp_path / "db"


@pytest.mark.parametrize("format_", ["table", "plain", "md"])
def test_tables_for_people_show_controls(store: Path, format_: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """In a file as well: somebody will look at it on a terminal."""
    assert run(["query", _ROWS, "--store", str(store), "--format", format_]) == 0
    assert _SHOWN.replace("|", r"\|") in capfdbinary.readouterr().out.decode()


@pytest.mark.parametrize("format_", ["tsv", "csv", "json", "jsonl", "xml"])
def test_data_in_files_is_exact(store: Path, format_: str, tmp_path: Path) -> None:
    """What a program reads is what the graph holds; XML has no way to say some of it."""
    path = tmp_path / "out"
    assert run(["query", _ROWS, "--store", str(store), "--format", format_, "-o", str(path)]) == 0
    text = path.read_text(encoding="utf-8")
    if format_ == "json":
        assert json.loads(text)["results"]["bindings"][0]["o"]["value"] == _EVIL
    elif format_ == "jsonl":
        assert json.loads(text) == {"o": _EVIL}
    elif format_ != "xml":
        assert _EVIL in text


@pytest.mark.parametrize(
    "command",
    [
        ["query", _ROWS],
        ["query", _ROWS, "--format", "tsv"],
        ["query", _ROWS, "--format", "json"],
        ["show", "MONDO:0008153", "--no-pager"],
        ["show", "MONDO:0008153", "--format", "json"],
        ["search", "evil"],
        ["export", "nq", "-q"],
        ["check", "-q"],
    ],
    ids=" ".join,
)
def test_a_terminal_obeys_nothing(store: Path, command: list[str], tmp_path: Path) -> None:
    """On a real terminal, for each command that shows what is in the graph; data formats too."""
    with Terminal(*command, "--store", str(store), folder=tmp_path) as terminal:
        terminal.end()
        raw = _STYLE.sub("", terminal.raw)
    assert "evil" in raw or command[0] == "check"
    assert not _OBEYED.findall(raw.replace("\r\n", "\n"))


def test_messages_show_controls(tmp_path: Path) -> None:
    """An answer of a server, and names of files, in messages on a terminal."""
    name = f"a\n{_EVIL.replace('/', '')}.txt"
    (tmp_path / name).write_bytes(b"")
    with (
        answering(lambda _: (f"text/x-{_SHOWN[:4]}", _EVIL.encode())) as url,
        Terminal("query", "ASK {}", "--endpoint", url, folder=tmp_path) as terminal,
    ):
        assert terminal.end() == 1
        assert not _OBEYED.findall(_STYLE.sub("", terminal.raw))
    for command in (
        ["build", "-q", name],
        ["extract", "-q", name],
        ["build", "-q", "--from", name],
        ["vocab", "add", name],
        ["nothing" + name],
    ):
        with Terminal(*command, folder=tmp_path) as terminal:
            assert terminal.end() in {1, 2}
            assert r"\x1b[2J" in terminal.raw
            assert not _OBEYED.findall(_STYLE.sub("", terminal.raw).replace("\r\n", "\n"))


def test_a_page_is_shown_not_obeyed(tmp_path: Path) -> None:
    """What a page says in its title, its words and its name goes into the graph as it is, and onto terminals as text."""
    page = tmp_path / f"{_EVIL.replace('/', '')}.txt"
    page.write_text(
        f"# Progressive osseous heteroplasia\n\nPatients have seizures and {_EVIL} ataxia [red].\n", encoding="utf-8"
    )
    for command in (
        ["build", "-q", str(page)],
        ["show", "POH", "--no-pager"],
        ["explain", "POH", "phenotype", "HP:0001250"],
        ["annotate", "-q", str(page)],
    ):
        with Terminal(*command, folder=tmp_path) as terminal:
            assert terminal.end() == 0, terminal.shown
            assert not _OBEYED.findall(_STYLE.sub("", terminal.raw).replace("\r\n", "\n"))
    exported = subprocess.run(
        [sys.executable, "-m", "pohgraph", "export", "nq"], cwd=tmp_path, capture_output=True, check=True
    ).stdout.decode()
    assert "\u202egnp.exe\u2066" in exported


def test_what_is_left_as_it_is() -> None:
    """Letters of every script, marks on them and line breaks; everything else that has no shape is spelt."""
    for text in ("naïve café", "日本語", "עברית\u200f", "a\tb\nc", "no\u00a0break", "\U0001f9ec"):
        assert legible(text) == text
    assert legible(legible(_EVIL)) == legible(_EVIL) == _SHOWN
    assert on_one_line("a\nb\udcff") == r"a\nb\xff"
    assert named_in_unicode("a\x1b\udcff") == "a\x1b%FF"
    assert plain_table(("a",), [(_EVIL,)]).splitlines()[1] == _SHOWN
    assert str(ReadError("a\n\x1b", "b\r")) == r"a\n\x1b: b\r"
