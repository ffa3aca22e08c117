"""`pohgraph viz`: the pictures as files, and its mistakes in one line."""

import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest
from click.testing import CliRunner, Result

from pohgraph import Graph
from pohgraph.cli import app, run
from pohgraph.resources import bundled

_PAGE = str(min(bundled("seeds").glob("*.txt")))


def _viz(*arguments: str, store: Path) -> Result:
    return CliRunner().invoke(app, ["viz", *arguments], env={"POHGRAPH_STORE": str(store)}, catch_exceptions=False)


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (["graph"], b"<svg "),
        (["graph", "POH", "--limit", "9"], b"<svg "),
        (["graph", "POH", "GNAS", "--format", "png"], b"\x89PNG"),
        (["graph", "POH", "--format", "html"], b"<!DOCTYPE html>"),
        (["graph", "POH", "--format", "dot"], b"digraph pohgraph {"),
        (["graph", "POH", "--format", "mermaid"], b"flowchart LR"),
        (["profile", "POH"], b"<svg "),
        (["frequencies", "POH", "--format", "pdf"], b"%PDF"),
        (["agreement", "POH", "--limit", "5"], b"<svg "),
        (["overlap", "POH", "--hpoa", "OMIM:103580"], b"<svg "),
        (["page", _PAGE], b"<!DOCTYPE html>"),
        (["page", "pohdoc:001_e4cb718ecab0250e"], b"<!DOCTYPE html>"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_every_picture_goes_to_standard_output(seeds_path: Path, arguments: list[str], start: bytes) -> None:
    """Without -o the picture is what standard output gets, and nothing else."""
    result = _viz(*arguments, store=seeds_path)
    assert result.exit_code == 0, result.output
    assert result.stdout_bytes.startswith(start)


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf", "html", "dot", "gv", "mermaid", "mmd"])
def test_the_suffix_says_the_format(seeds_path: Path, tmp_path: Path, graph: Graph, suffix: str) -> None:
    """The file is what the same picture gives from Python, byte for byte."""
    path = tmp_path / f"poh.{suffix}"
    result = _viz("graph", "POH", "-o", str(path), store=seeds_path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert path.read_bytes() == graph.picture("POH").save(tmp_path / f"python.{suffix}").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["profile"], 2, "profile takes one NAME"),
        (["profile", "POH", "GNAS"], 2, "profile takes one NAME"),
        (["page"], 2, "page takes one PATH"),
        (["chart"], 2, "'chart' is not one of"),
        (["graph", "-o", "x.docx"], 2, "unknown suffix .docx"),
        (["profile", "Pokh"], 1, "nothing in this graph is called 'Pokh'"),
        (["profile", "GNAS"], 1, "a Gene and not a Disease"),
        (["profile", "POH", "--format", "dot"], 1, "no picture of this kind is written as 'dot'"),
        (["overlap", "--hpoa", "OMIM:1"], 1, "HPO annotates no disease 'OMIM:1'"),
        (["graph", "-o", "missing/x.svg"], 1, "missing/x.svg: No such file"),
        (["page", "missing.txt"], 1, "missing.txt: no such file; in "),
        (["page", "pohdoc:1"], 1, "pohdoc:1 is not a page of this graph (`pohgraph query documents` lists the pages)"),
        (["page", "missing.txt", "--store", "nowhere.db"], 1, "missing.txt: no such file"),
        (["graph", "--store", "nowhere.db"], 1, "nowhere.db"),
    ],
)
def test_mistakes_are_one_line(
    seeds_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    status: int,
    message: str,
) -> None:
    """Wrong usage exits with 2, what cannot be drawn with 1; neither is a traceback."""
    monkeypatch.setenv("POHGRAPH_STORE", str(seeds_path))
    assert run(["viz", *arguments]) == status
    assert message in capsys.readouterr().err


def test_help_is_quick() -> None:
    """--help imports nothing that draws."""
    code = "import sys; from pohgraph.cli import run; run(['viz', '--help']); print(*sys.modules, file=sys.stderr)"
    begin = perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert perf_counter() - begin < 5  # 0.3 s on a machine that does nothing else
    assert not {"matplotlib", "numpy", "networkx", "pyoxigraph"} & set(done.stderr.split())
