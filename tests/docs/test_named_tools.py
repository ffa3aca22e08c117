"""What README and docs/howto say of other people's tools is done here with the tool itself, where it is installed."""

import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.docs.prose import PAGES, python_blocks

from pohgraph.cli import app

_INTEGRATOR = PAGES["docs/howto/integrator.md"]


def _needs(module: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(find_spec(module) is None, reason=f"{module} is not installed")


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, seeds_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the graph that the lines use."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("POHGRAPH_STORE", raising=False)
    shutil.copytree(seeds_path, "pohgraph.db")


def _run(line: str) -> None:
    result = CliRunner().invoke(app, shlex.split(line)[1:], catch_exceptions=False)
    assert result.exit_code == 0, result.output


@_needs("pyhpo")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of pyhpo's own classes
def test_pyhpo_reads_the_rows_beside_hpos(tmp_path: Path) -> None:
    """The lines under "pyhpo" work as they stand, and pyhpo finds what only the pages say."""
    section = _INTEGRATOR.partition("\n## pyhpo\n")[2].partition("\n## ")[0]
    export, *shell = re.findall(r"^\$ (.*)$", section, re.MULTILINE)
    _run(export)
    for line in shell:
        here = line.replace("$(python ", f"$({shlex.quote(sys.executable)} -W ignore ")
        subprocess.run(["/bin/sh", "-ec", here], check=True, cwd=tmp_path)
    (code,) = python_blocks(section)
    found: dict[str, Any] = {}
    exec(code, found)
    rows = (line.split("\t") for line in Path("poh.hpoa").read_text("utf-8").splitlines() if line[0] != "#")
    ours = {int(row[3][3:]) for row in rows if row[0] == "OMIM:166350"}
    assert ours
    assert ours <= found["Omim"].get(166350).hpo
    assert "Bone pain" in found["findings"]


@_needs("pandas")
def test_pandas_reads_kgx() -> None:
    """The line for pandas gives the edges, and the block before it those of the tab-separated form."""
    (line,) = re.findall(r"^\| pandas \| `(pandas\..*)` \|$", _INTEGRATOR, re.MULTILINE)
    _run("pohgraph export kgx-jsonl -o poh")
    found: dict[str, Any] = {}
    exec(f"import pandas\nedges = {line}", found)
    assert set(found["edges"].columns) >= {"subject", "predicate", "object", "negated"}
    assert len(found["edges"]) == len(Path("poh_edges.jsonl").read_text("utf-8").splitlines())


@_needs("sssom_pydantic")
@pytest.mark.filterwarnings("ignore")  # what the library and its own requirements deprecate
def test_sssom_pydantic_reads_the_mappings() -> None:
    """The expression for sssom-pydantic reads every row of the file that the line before it writes."""
    (expression,) = re.findall(r"`(sssom_pydantic\.read\([^`]*\))`", _INTEGRATOR)
    _run("pohgraph export sssom -o poh.sssom.tsv")
    found: dict[str, Any] = {}
    exec(f"import sssom_pydantic\nmappings = {expression}[0]", found)
    rows = [line for line in Path("poh.sssom.tsv").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert len(found["mappings"]) == len(rows) - 1


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_sha256sum_verifies_a_release() -> None:
    """The line that checks a release folder finds every file as it was written."""
    (line,) = re.findall(r"`(sha256sum --check [^`]*)`", _INTEGRATOR)
    _run("pohgraph export release -o poh-release/")
    done = subprocess.run(shlex.split(line), check=False, cwd="poh-release", capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(done.stdout.splitlines()) >= 10


@_needs("polars")
def test_polars_reads_the_tables() -> None:
    """Both table formats hold the same edges for polars."""
    import polars as pl  # noqa: PLC0415 - only where it is installed

    _run("pohgraph export csv -o poh")
    _run("pohgraph export parquet -o poh")
    csv, parquet = pl.read_csv("poh_edges.csv", infer_schema=False), pl.read_parquet("poh_edges.parquet")
    assert csv.columns == parquet.columns
    assert csv["state"].to_list() == parquet["state"].to_list()
