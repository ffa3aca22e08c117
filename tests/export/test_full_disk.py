"""A disk with no room: one line, what was there before stays, and nothing half written is left."""

import subprocess
import sys
from pathlib import Path

import pytest

from pohgraph.export import FORMATS
from pohgraph.pipeline.graph import build
from pohgraph.store.graph import open_store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of files are POSIX")
_RUN = """
import resource, sys
from pohgraph.cli import run
from pohgraph.vocab.lexicon import open_lexicon
open_lexicon()  # what is compiled once is not what is written here
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.exit(run(sys.argv[2:]))
"""
_NEEDS_PAGE = {"html", "site"}  # which is not built everywhere


def _run(folder: Path, size: int, *arguments: str | Path) -> tuple[int, str]:
    """Status and standard error of a command that can write no file of more than `size` bytes."""
    command = [sys.executable, "-c", _RUN, str(size), *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert not done.stdout
    return done.returncode, done.stderr


@pytest.mark.parametrize("format_", sorted(FORMATS.keys() - _NEEDS_PAGE))
def test_an_export_without_room_leaves_the_old_file(sample_path: Path, tmp_path: Path, format_: str) -> None:
    """Whether the room ends in the middle, or with the last bytes, which are written when the file is closed."""
    if format_ == "parquet":
        pytest.importorskip("pyarrow", exc_type=ImportError)
    exporter = FORMATS[format_]
    names = [f"out_{part}.{exporter.extension}" if part else "out" for part in exporter.parts]
    for name in names:
        (tmp_path / name).write_bytes(b"old")
    for size in (0, 600):
        status, errors = _run(tmp_path, size, "export", format_, "-o", "out", "--store", sample_path)
        assert status == 1
        (line,) = errors.splitlines()
        assert line.startswith("pohgraph: out")
        assert line.endswith(": File too large")
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys(names, b"old")


def test_rows_without_room_leave_the_old_file(sample_path: Path, tmp_path: Path) -> None:
    """So do the rows of a query."""
    (tmp_path / "rows.csv").write_bytes(b"old")
    arguments = ("query", "disease-phenotypes", "--format", "csv", "-o", "rows.csv", "--store", sample_path)
    assert _run(tmp_path, 50, *arguments) == (1, "pohgraph: rows.csv: File too large\n")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize("size", [0, 20_000, 300_000])
def test_a_build_without_room_leaves_the_old_graph(tmp_path: Path, size: int) -> None:
    """The line says so, and what to do; the half graph is gone."""
    page = tmp_path / "page.txt"
    page.write_text("Progressive osseous heteroplasia causes scoliosis.", encoding="utf-8")
    build([page], store=tmp_path / "db")
    with open_store(tmp_path / "db") as store:
        before = set(store.quads())
    page.write_text("Progressive osseous heteroplasia causes short stature.\n" * 2_000, encoding="utf-8")
    status, errors = _run(tmp_path, size, "build", "page.txt", "--store", "db", "-q")
    assert status == 1
    (line,) = errors.splitlines()
    why = line.removeprefix("pohgraph: db: ").removesuffix(
        ": nothing was changed; make room, or name another place: --store for the graph, $TMPDIR for the rest"
    )
    assert why in {"File too large", "Input/output error"}  # SQLite does not tell what the system said
    with open_store(tmp_path / "db") as store:
        assert set(store.quads()) == before
    assert [path.name for path in (tmp_path / "db").glob("generation-*")] == ["generation-000001"]
