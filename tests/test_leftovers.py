"""What a killed process leaves: the next one takes it away, and nothing that somebody still makes."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pohgraph import leftovers
from pohgraph.aside import files_aside, folder_aside
from pohgraph.leftovers import held, scratch_folder, sweep

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
_MAKING = {
    "file": "from pohgraph.aside import files_aside as make; make = make([path])",
    "folder": "from pohgraph.aside import folder_aside as make; make = make(path)",
    "scratch": "from pohgraph.leftovers import scratch_folder as make; make = make('graph')",
}


def _killed(kind: str, path: Path) -> Iterator[None]:
    """Let a process begin to make something; kill it when it is asked for the next time."""
    code = f"import sys; from pathlib import Path; path = Path(sys.argv[1]); {_MAKING[kind]}\nwith make: print(1, flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        process.stdout.readline()
        yield
        process.send_signal(signal.SIGKILL)
    yield


def _make(kind: str, path: Path) -> None:
    if kind == "file":
        with files_aside([path]) as (out,):
            out.write(b"whole")
    elif kind == "folder":
        with folder_aside(path) as folder:
            (folder / "a").write_bytes(b"whole")
    else:
        with scratch_folder("graph"):
            pass


@pytest.mark.parametrize("kind", list(_MAKING))
def test_what_a_killed_process_began_goes_with_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """While the process lives, its unfinished file or folder stays."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(leftovers, "_YOUNG", 0)
    path = tmp_path / "out"
    running = _killed(kind, path)
    next(running)
    (begun,) = tmp_path.iterdir()
    _make(kind, path)
    assert begun.exists()
    next(running)
    assert begun.exists()
    if kind == "folder":
        (path / "a").unlink()
    _make(kind, path)
    assert not begun.exists()
    assert {left.name for left in tmp_path.iterdir()} == ({"out"} if kind != "scratch" else set())


def test_files_of_others_are_not_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither by a name that only looks alike, nor through a link, nor what was made just now."""
    stranger = tmp_path / ".out.20240101"
    stranger.write_bytes(b"mine")
    (tmp_path / ".out.pohgraph-link").symlink_to(stranger)
    (tmp_path / ".out.pohgraph-young").write_bytes(b"")
    os.utime(stranger, (0, 0))
    _make("file", tmp_path / "out")
    assert len(list(tmp_path.iterdir())) == 4
    monkeypatch.setattr(leftovers, "_YOUNG", 0)
    _make("file", tmp_path / "out")
    assert {path.name for path in tmp_path.iterdir()} == {"out", ".out.20240101", ".out.pohgraph-link"}


def test_sweeping_what_is_gone_is_no_error(tmp_path: Path) -> None:
    """Two processes may sweep at once."""
    sweep(tmp_path / "nowhere", "*")
    with held(tmp_path / "nothing"):
        pass


def test_a_young_thing_is_old_after_a_minute(tmp_path: Path) -> None:
    """Its date counts, in whole minutes."""
    old = tmp_path / ".out.pohgraph-old"
    old.write_bytes(b"")
    os.utime(old, (time.time() - 61,) * 2)
    _make("file", tmp_path / "out")
    assert not old.exists()


@pytest.mark.parametrize("name", ["n" * 250, "ü" * 125])
def test_a_long_name_is_written_aside_under_a_shorter_one(tmp_path: Path, name: str) -> None:
    """A name may fill what the system allows."""
    _make("file", tmp_path / name)
    _make("folder", tmp_path / f"{name[:-1]}x")
    assert len(list(tmp_path.iterdir())) == 2
