"""README says what the program does: every command is named, and what it shows is what is printed."""

import hashlib
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pohgraph.cli import app
from pohgraph.export import FORMATS
from pohgraph.resources import bundled

_ROOT = Path(__file__).parents[2]
_README = (_ROOT / "README.md").read_text(encoding="utf-8")
# Lines of README that can be run on the graph of the seeds as they stand.
_LINES = [
    line.strip().partition("      #")[0]
    for line in re.findall(r"^    pohgraph (?:query|show|queries|annotate|export|check)\b.*$", _README, re.MULTILINE)
]
# Lines that write files, and the Python that reads them.
_TOOLS = _README.partition("\n## Into other tools\n")[2].partition("\n## ")[0]
_EXPORTS = [line.partition("  #")[0] for line in re.findall(r"^    pohgraph export .*$", _TOOLS, re.MULTILINE)]


@pytest.mark.parametrize("command", sorted(app.commands))
def test_every_command_is_in_the_readme(command: str) -> None:
    """A command nobody can find is no command."""
    assert f"pohgraph {command}" in _README


@pytest.mark.parametrize("line", _LINES)
def test_the_lines_of_the_readme_run(
    line: str, seeds_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the README tells a reader to type works."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(
        app, shlex.split(line.partition(" # ")[0])[1:], env={"POHGRAPH_STORE": str(seeds_path)}, catch_exceptions=False
    )
    assert result.exit_code == 0, result.output


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib uses its own old names
def test_the_files_of_the_readme_load(seeds_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines for other tools write files, and the Python below them reads these and finds what it should."""
    monkeypatch.chdir(tmp_path)
    for line in _EXPORTS:
        arguments = [*shlex.split(line)[1:], "--store", str(seeds_path)]
        result = CliRunner().invoke(app, arguments, catch_exceptions=False)
        assert result.exit_code == 0, result.output
    (code,) = re.findall(r"```python\n(.*?)```", _TOOLS, re.DOTALL)
    found: dict[str, Any] = {}
    exec(code, found)
    assert found["network"].number_of_edges() > 0
    assert 0 < len(found["facts"]) < len(found["edges"])
    assert "Pseudohypoparathyroidism" in found["excluded"]
    assert {condition["@type"] for condition in found["conditions"]} == {"MedicalCondition"}


def test_every_format_is_in_the_readme() -> None:
    """A format nobody can find is none."""
    for name in FORMATS:
        assert f"`{name}`" in _README


def test_the_example_prints_what_it_shows(seeds_path: Path) -> None:
    """The query with its output in the README is a query and its output."""
    example = re.search(r"\$ pohgraph query '(?P<query>[^']+)'\n(?P<output>(?:    .*\n)+)", _README)
    assert example
    result = CliRunner().invoke(
        app, ["query", example["query"]], env={"POHGRAPH_STORE": str(seeds_path), "COLUMNS": "200"}
    )
    printed = [line.rstrip() for line in result.stdout.splitlines()]
    assert printed == [line.strip() for line in example["output"].splitlines()]


def test_the_number_of_queries_is_right() -> None:
    """The README counts the catalogue."""
    counted = re.search(r"lists (\d+) ready-made", _README)
    assert counted
    assert int(counted[1]) == len(list(bundled("queries").glob("*.rq")))


def test_the_seeds_are_untouched() -> None:
    """The three documents are the ones their hashes name, byte for byte."""
    hashes = {p.name[:3]: hashlib.sha256(p.read_bytes()).hexdigest()[:16] for p in bundled("seeds").glob("*.txt")}
    assert hashes == {"000": "152fcfa42ef36fe7", "001": "9d814b4d0a8b58ff", "004": "20e655be290bb4d7"}
