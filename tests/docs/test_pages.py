"""What the pages under docs/ tell a reader to type works. What they show in blocks that print is run by the site itself."""

import re
import shlex
import shutil
from itertools import chain
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from tests.docs.prose import PAGES, command_lines, commands_shown, python_blocks
from tests.needs import need_page

from pohgraph.cli import app
from pohgraph.export import FORMATS
from pohgraph.resources import bundled

_TOOLS = PAGES["docs/howto/tools.md"]
_EXPORTS = command_lines(_TOOLS, "export")
_PICTURES = sorted(set(chain.from_iterable(command_lines(page, "viz") for page in PAGES.values())))
_KEYS = Path(__file__).parents[1] / "store" / "keys"
_SIGNING = command_lines(
    PAGES["docs/howto/integrator.md"].partition("## Sign and prove")[2].partition("\n## ")[0],
    "build",
    "export",
    "check",
)
_LINES = sorted(
    {
        line
        for path, page in PAGES.items()
        if path not in {"README.md", "docs/howto/tools.md"}
        for line in command_lines(
            page, "query", "queries", "show", "annotate", "export", "check", "conflicts", "compare"
        )
        if "--store" not in line and "--endpoint" not in line and line not in _SIGNING
    }
)
_SHORT = 25  # characters; a shorter quotation may be a word that is spoken of
_GLOSSARY = PAGES["docs/explanation/glossary.md"]


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, seeds_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the graph and the page that the examples use."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("POHGRAPH_STORE", raising=False)
    shutil.copytree(seeds_path, "pohgraph.db")
    shutil.copy(min(bundled("seeds").glob("*.txt")), "my-page.txt")


@pytest.mark.parametrize("command", sorted(app.commands))
def test_every_command_is_shown_in_use(command: str) -> None:
    """Each command has an example on a page that somebody wrote, not only its entry in the reference."""
    assert any(command in commands_shown(page) for page in PAGES.values())


def test_every_picture_has_an_example() -> None:
    """Each picture that `pohgraph viz` draws is drawn by a line on a page."""
    (choices,) = (
        p.type.choices for p in app.commands["viz"].params if isinstance(p.type, click.Choice) and p.name == "picture"
    )
    assert {line.split()[2] for line in _PICTURES} == set(choices)


def test_every_format_is_compared() -> None:
    """The table of formats has each export format, and no other."""
    table = _TOOLS.partition("## What each format can hold")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    assert {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)} == set(FORMATS)


@pytest.mark.parametrize("line", _LINES)
def test_lines_run(line: str) -> None:
    """Each line of a console block that needs nothing but the graph of the bundled pages works on it."""
    if not {"html", "site"}.isdisjoint(line.split()):
        need_page()
    result = CliRunner().invoke(app, shlex.split(line)[1:], catch_exceptions=False)
    assert result.exit_code == 0, result.output


def test_signing_lines_run() -> None:
    """The lines that sign and prove work one after the other, with a key pair and the pages beside them."""
    for name in ("key", "pub"):
        shutil.copy(_KEYS / f"open.{name}", f"poh.{name}")
    shutil.copytree(bundled("seeds"), "pages")
    assert len(_SIGNING) == 5
    for line in _SIGNING:
        result = CliRunner().invoke(app, shlex.split(line, comments=True)[1:], catch_exceptions=False)
        assert result.exit_code == 0, result.output
    assert "signature: SHA256SUMS is signed with the key " in result.output


@pytest.mark.parametrize("line", _PICTURES)
def test_pictures_are_drawn(line: str) -> None:
    """Each line that draws writes the file it names."""
    arguments = shlex.split(line)[1:]
    if any(argument.endswith(".html") for argument in arguments):
        need_page()
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert Path(arguments[arguments.index("-o") + 1]).stat().st_size > 1000


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib uses its own old names
def test_files_for_other_tools_load() -> None:
    """The export lines write files, and the Python below them reads these and finds what it should."""
    for line in _EXPORTS:
        result = CliRunner().invoke(app, shlex.split(line)[1:], catch_exceptions=False)
        assert result.exit_code == 0, result.output
    (code,) = python_blocks(_TOOLS)
    found: dict[str, Any] = {}
    exec(code, found)
    assert found["network"].number_of_edges() > 0
    assert 0 < len(found["facts"]) < len(found["edges"])
    assert found["excluded"] == ["Pseudohypoparathyroidism"]  # all that the bundled pages deny
    assert {condition["@type"] for condition in found["conditions"]} == {"MedicalCondition"}


def test_there_is_something_to_run() -> None:
    """The patterns above find what they look for."""
    assert len(_EXPORTS) >= 10
    assert len(_PICTURES) >= 7
    assert _LINES


@pytest.mark.parametrize(
    "word",
    [
        "mention",
        "reference",
        "finding",
        "claim",
        "statement",
        "assertion",
        "association",
        "evidence",
        "record",
        "borrowed",
        "denied",
        "open",
        "stated",
        "annotation",
        "view",
        "remark",
        "fault",
    ],
)
def test_the_glossary_defines_the_word_with_an_example(word: str) -> None:
    """Each word that has one meaning here is defined once, with an example."""
    (definition,) = re.findall(rf"^{word}\n: (.*(?:\n  .*)*)", _GLOSSARY, re.MULTILINE)
    assert "Example:" in definition


def test_the_glossary_quotes_the_pages() -> None:
    """What the glossary gives as the words of a page is in one of the bundled pages."""
    pages = " ".join(" ".join(path.read_text("utf-8").split()) for path in bundled("seeds").glob("*.txt"))
    text = " ".join(_GLOSSARY.split())
    quotes = [q for q in re.findall(r'"([^"]*)"', text) if len(q) > _SHORT and "HP:" not in q and q[:5] != "GARD:"]
    assert len(quotes) >= 6
    assert [quote for quote in quotes if quote.strip(".,") not in pages] == []
