"""What the README shows of Python and of pictures runs as it stands."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pohgraph.cli import app
from pohgraph.resources import bundled

_README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
_BLOCKS = re.findall(r"```python\n(import pohgraph\b.*?)```", _README, re.DOTALL)
_LINES = [line.strip().partition("  #")[0] for line in re.findall(r"^    pohgraph viz\b.*$", _README, re.MULTILINE)]


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, seeds_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the graph and the page the README speaks of."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("POHGRAPH_STORE", raising=False)
    shutil.copytree(seeds_path, "pohgraph.db")
    shutil.copy(min(bundled("seeds").glob("*.txt")), "my-page.txt")


@pytest.mark.parametrize("block", _BLOCKS, ids=lambda block: block.splitlines()[0])
def test_python_in_the_readme_runs(block: str) -> None:
    """Each block of Python runs from its first line to its last."""
    exec(compile(block, "README.md", "exec"), {})


@pytest.mark.parametrize("line", _LINES)
def test_pictures_in_the_readme_are_drawn(line: str) -> None:
    """Each line that draws writes the file it names."""
    arguments = shlex.split(line)[1:]
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert Path(arguments[arguments.index("-o") + 1]).stat().st_size > 1000


def test_there_is_something_to_run() -> None:
    """The patterns above find what they look for."""
    assert _BLOCKS
    assert len(_LINES) >= 4
