"""README is short and says what the program does: its examples run, and the output it shows is what is printed."""

import hashlib
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.docs.prose import README, ROOT, command_lines, python_blocks

from pohgraph.cli import app
from pohgraph.resources import bundled

_LONGEST = 110  # lines: what a reader gets through before trying it


def test_the_readme_is_short() -> None:
    """README is an entrance; tables and recipes are in docs/."""
    assert len(README.splitlines()) <= _LONGEST


@pytest.mark.parametrize(
    "line", command_lines(README, "query", "queries", "show", "explain", "annotate", "export", "check")
)
def test_the_lines_of_the_readme_run(
    line: str, seeds_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the README tells a reader to type works on the graph of the bundled pages."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(
        app, shlex.split(line)[1:], env={"POHGRAPH_STORE": str(seeds_path)}, catch_exceptions=False
    )
    assert result.exit_code == 0, result.output


def test_the_example_prints_what_it_shows(seeds_path: Path) -> None:
    """The query in the README prints the output below it."""
    example = re.search(r"\$ pohgraph query '(?P<query>[^']+)'\n(?P<output>(?:    .*\n)+)", README)
    assert example
    environment = {"POHGRAPH_STORE": str(seeds_path), "COLUMNS": "200"}
    result = CliRunner().invoke(app, ["query", example["query"]], env=environment)
    printed = [line.rstrip() for line in result.stdout.splitlines()]
    assert printed == [line.strip() for line in example["output"].splitlines()]


def test_python_in_the_readme_runs(seeds_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The block of Python runs from its first line to its last, where there is a graph and a page of the names it uses."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("POHGRAPH_STORE", raising=False)
    shutil.copytree(seeds_path, "pohgraph.db")
    shutil.copy(min(bundled("seeds").glob("*.txt")), "my-page.txt")
    (block,) = python_blocks(README)
    exec(compile(block, "README.md", "exec"), {})


def test_the_number_of_queries_is_right() -> None:
    """The README counts the catalogue."""
    counted = re.search(r"lists (\d+) ready-made", README)
    assert counted
    assert int(counted[1]) == len(list(bundled("queries").glob("*.rq")))


def test_the_links_of_the_readme_lead_somewhere() -> None:
    """Every relative link names a file or folder of the repository."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert len(links) > 10
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_seeds_are_untouched() -> None:
    """The three documents are the ones their hashes name, byte for byte."""
    hashes = {p.name[:3]: hashlib.sha256(p.read_bytes()).hexdigest()[:16] for p in bundled("seeds").glob("*.txt")}
    assert hashes == {"000": "152fcfa42ef36fe7", "001": "9d814b4d0a8b58ff", "004": "20e655be290bb4d7"}
