"""Files of a store that are cut, changed or gone: no command takes what is left for the graph, and each says what to do."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from pohgraph.cli import run
from pohgraph.errors import StoreError
from pohgraph.store import seal
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.rows import select
from pohgraph.store.writer import write_store

_COMMANDS = (
    ["query", "ASK {}"],
    ["query", "disease-phenotypes"],
    ["show", "POH"],
    ["export", "nq"],
    ["check"],
    ["conflicts"],
    ["search", "bone"],
)


def _quads(count: int = 3_000) -> Iterator[Quad]:
    name = NamedNode("https://example.org/name")
    for i in range(count):
        yield Quad(NamedNode(f"https://example.org/{i}"), name, Literal(f"{i} {i % 7:09}"), DefaultGraph())


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of some thousand quads."""
    write_store(tmp_path / "db", _quads(), {}, "{}")
    return tmp_path / "db"


def _files(store: Path, pattern: str) -> list[Path]:
    found = sorted((store / "generation-000001" / "graph").glob(pattern))
    assert found
    return found


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 3)


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _removed(path: Path) -> None:
    path.unlink()


def _garbled(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(len(data) // 4, len(data) // 2 + 1, 7):
        data[at] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [_cut, _emptied, _removed, _garbled])
@pytest.mark.parametrize("pattern", ["MANIFEST-*", "CURRENT", "*.sst"])
def test_a_damaged_file_is_named_with_what_to_do(
    store: Path, pattern: str, harm: Callable[[Path], None], capfd: pytest.CaptureFixture[str]
) -> None:
    """Each command prints one line that blames this file, and no data; nothing is taken for an empty graph."""
    path = _files(store, pattern)[-1]
    harm(path)
    for command in _COMMANDS:
        assert run([*command, "--store", str(store)]) == 1, command
        out, err = capfd.readouterr()
        assert not out
        (line,) = err.splitlines()
        assert line.startswith(f"pohgraph: {store}: damaged: generation-000001/graph/{path.name}: ")
        assert line.endswith("run `pohgraph build` again")


@pytest.mark.parametrize("harm", [_cut, _garbled])
@pytest.mark.parametrize("name", ["current", "CURRENT", "MANIFEST-*", "*.sst", "seal.json"])
def test_a_build_takes_the_place_of_a_damaged_graph(
    seeds_path: Path, tmp_path: Path, name: str, harm: Callable[[Path], None], capfd: pytest.CaptureFixture[str]
) -> None:
    """`serve` does not begin and says what to do; that mends it. What is left of a store is not merged over itself."""
    store = tmp_path / "db"
    shutil.copytree(seeds_path, store)
    harm(max((path for path in store.rglob(name) if path.is_file()), key=lambda path: path.stat().st_size))
    command = [sys.executable, "-m", "pohgraph", "serve", "--store", str(store), "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert re.fullmatch(rf"pohgraph: {re.escape(str(store))}: damaged: .*; run `pohgraph build` again", line)
    before = sorted(path.relative_to(store) for path in store.rglob("*"))
    assert run(["merge", str(store), str(seeds_path), "--store", str(store)]) == 1
    assert line in capfd.readouterr().err.splitlines()
    assert [path for path in before if not (store / path).exists()] == []
    assert run(["build", "--from", str(seeds_path), "--store", str(store)]) == 0
    with open_store(store) as mended, open_store(seeds_path) as sound:
        assert mended.digests() == sound.digests()


def test_a_list_of_files_that_breaks_off_anywhere_is_damage(store: Path) -> None:
    """The engine has opened such stores without a word, as graphs of no quads."""
    (manifest,) = _files(store, "MANIFEST-*")
    whole = manifest.read_bytes()
    for size in range(0, len(whole), 13):
        manifest.write_bytes(whole[:size])
        with pytest.raises(StoreError, match="damaged"):
            open_store(store)


def test_a_graph_that_another_program_opened_is_the_same_graph(store: Path) -> None:
    """A program that may write makes new lists of the same quads; with fewer quads it is damage."""
    graph = store / "generation-000001" / "graph"
    other = Store(graph)
    other.flush()
    del other
    with open_store(store) as opened:
        assert len(opened) == 3_000
    other = Store(graph)
    other.remove(next(iter(other)))
    other.flush()
    del other
    with pytest.raises(StoreError, match=r"the graph has 2,999 of its 3,000 quads; run `pohgraph build` again"):
        open_store(store)


def test_a_copy_of_a_store_is_a_store(store: Path, tmp_path: Path) -> None:
    """Dates and places of the files do not count."""
    shutil.copytree(store, tmp_path / "copy", copy_function=shutil.copyfile)
    with open_store(tmp_path / "copy") as opened:
        assert len(opened) == 3_000


def test_a_graph_of_an_earlier_version_has_no_seal(store: Path) -> None:
    """It is read as it is."""
    (store / "generation-000001" / "seal.json").unlink()
    with open_store(store) as opened:
        assert len(opened) == 3_000


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"quads": 1}', '{"quads": "x", "files": {}}', '{"quads": 1, "files": []}']
)
def test_a_damaged_seal_is_damage(store: Path, text: str) -> None:
    """It is no reason to trust the graph."""
    (store / "generation-000001" / "seal.json").write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match=r"seal\.json"):
        open_store(store)


@pytest.fixture
def rotten(store: Path, monkeypatch: pytest.MonkeyPatch) -> GraphStore:
    """A graph so large that its bytes are not compared when it is opened, with changed bytes in each file."""
    monkeypatch.setattr(seal, "_AT_ONCE", 0)
    for path in _files(store, "*.sst"):
        data = bytearray(path.read_bytes())
        if len(data) > 10_000:  # the others have no quads
            data[20:5_000:50] = bytes(100)
            path.write_bytes(data)
    return open_store(store)


@pytest.mark.parametrize(
    "read",
    [
        lambda store: list(store.quads()),
        lambda store: list(store.descriptions([NamedNode(f"https://example.org/{i}") for i in range(3_000)])),
        len,
        lambda store: list(select(store, "SELECT ?s ?o WHERE { ?s ?p ?o }")),
    ],
)
def test_damage_that_shows_while_reading_is_the_same_error(
    rotten: GraphStore, read: Callable[[GraphStore], object]
) -> None:
    """Whoever reads gets what is there before, then the file that is to blame."""
    with pytest.raises(StoreError, match=r"damaged: generation-000001/graph/\d+\.sst: .*; run `pohgraph build` again"):
        read(rotten)


def test_the_seal_counts_what_was_written(store: Path) -> None:
    """Each quad once."""
    sealed = json.loads((store / "generation-000001" / "seal.json").read_text(encoding="utf-8"))
    assert sealed["quads"] == 3_000


def test_a_source_that_is_a_pipe_is_no_source(store: Path) -> None:
    """Nobody waits for what never comes."""
    os.mkfifo(store / "generation-000001" / "sources" / "aa")
    with open_store(store) as opened, pytest.raises(StoreError, match="no source"):
        opened.source("aa")


@pytest.mark.parametrize("name", ["graph/CURRENT", "graph/MANIFEST-*", "graph/*.sst", "seal.json", "../current"])
def test_a_pipe_in_place_of_a_file_is_damage(store: Path, name: str) -> None:
    """Nobody waits for what never comes: the file is named."""
    path = max((store / "generation-000001").glob(name)) if ".." not in name else store / "current"
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(StoreError, match=f"damaged: .*{path.name}.*run `pohgraph build` again"):
        open_store(store)


@pytest.mark.parametrize(
    "command", [["check", "--store"], ["diff", "other"], ["conflicts", "--store"], ["merge", "--store", "new"]]
)
def test_who_reads_all_of_a_graph_compares_all_of_it(
    rotten: GraphStore,
    command: list[str],
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The engine would count what it cannot read until the memory is full."""
    monkeypatch.chdir(tmp_path)
    write_store("other", _quads(3), {}, "{}")
    assert run([*command, str(rotten.path)]) == (2 if command[0] == "diff" else 1)
    out, err = capfd.readouterr()
    assert not out
    assert ".sst: it is not as the build left it; run `pohgraph build` again" in err
