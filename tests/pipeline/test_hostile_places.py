"""Names that are not UTF-8, names too long, links in circles, pipes and folders that may not be opened: the other pages are read."""

import os
import sys
from pathlib import Path

import pytest

from pohgraph.cli import run
from pohgraph.pipeline.sources import find_files, open_pages
from pohgraph.store.graph import open_store
from pohgraph.store.rows import select

_PAGE = b"# Progressive osseous heteroplasia\n\nPatients have %s.\n"
_NAMES = "SELECT ?name WHERE { ?page pohgraph:file_name ?name } ORDER BY ?name"
needs_posix = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names of files are bytes on Linux alone")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with one good page."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "good.txt").write_bytes(_PAGE % b"seizures")
    return folder


@needs_posix
def test_names_of_any_bytes_are_read(pages: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A name that is not UTF-8, with a line break or a backslash: the graph has it spelt, and is sound."""
    for number, name in enumerate((b"caf\xe9.txt", b"caf\xe8.txt", b"a\nb.txt", b"a\\b.txt", b"\x1b[2J.txt")):
        Path(os.fsdecode(os.fsencode(pages) + b"/" + name)).write_bytes(_PAGE % b"ataxia %d" % number)
    store = tmp_path / "db"
    assert run(["build", str(pages), "--store", str(store), "--report", str(tmp_path / "report")]) == 0
    with open_store(store) as graph:
        names = [name for (name,) in select(graph, _NAMES)]
    assert sorted(names) == sorted(["\x1b[2J.txt", "a\nb.txt", "a%5Cb.txt", "caf%E8.txt", "caf%E9.txt", "good.txt"])
    assert run(["check", "--store", str(store)]) == 0, capfd.readouterr().out
    for command in ("extract", "annotate"):
        for format_ in ("tsv", "jsonl"):
            assert run([command, str(pages / "caf\udce9.txt"), "--format", format_]) == 0


@needs_posix
def test_what_is_no_file_is_told_and_left(pages: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A pipe is not waited for, a device not read; links that lead nowhere are named; the other page is read."""
    os.mkfifo(pages / "pipe.txt")
    for name, target in (
        ("circle.txt", "circle.txt"),
        ("gone.txt", "nowhere"),
        ("zero.txt", "/dev/zero"),
        ("up.txt", ".."),
    ):
        (pages / name).symlink_to(target)
    (pages / "folder.txt").mkdir()
    store = tmp_path / "db"
    assert run(["build", str(pages), "--store", str(store)]) == 1
    said = capfd.readouterr().err.splitlines()
    assert f"pohgraph: {pages}/pipe.txt: a pipe or a device, not a file; it was not read" in said
    assert f"pohgraph: {pages}/zero.txt: a pipe or a device, not a file; it was not read" in said
    assert f"pohgraph: {pages}/circle.txt: a link that leads nowhere" in said
    assert f"pohgraph: {pages}/gone.txt: a link that leads nowhere" in said
    with open_store(store) as graph:
        assert [*select(graph, _NAMES)] == [("good.txt",)]


@pytest.mark.parametrize("name", ["x" * 300, "y/" * 2_500, "z" * 5_000], ids=["300", "a long path", "5,000"])
@pytest.mark.parametrize(
    "command",
    [
        ["build", "NAME"],
        ["build", "good.txt", "NAME"],
        ["build", "--from", "NAME"],
        ["merge", "NAME"],
        ["extract", "NAME"],
        ["vocab", "add", "NAME"],
        ["query", "ASK {}", "--store", "NAME"],
        ["query", "NAME", "--store", "db"],
        ["export", "csv", "--store", "db", "-o", "NAME"],
        ["export", "nq", "--store", "db", "-o", "NAME"],
        ["diff", "db", "NAME"],
        ["build", "good.txt", "--report", "NAME"],
    ],
    ids=" ".join,
)
def test_a_name_too_long_for_any_file_is_one_line(
    command: list[str],
    name: str,
    pages: Path,
    seeds_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Whatever it stands for; the system's words are repeated."""
    monkeypatch.chdir(pages)
    Path("db").symlink_to(seeds_path)
    assert run([{"NAME": name}.get(word, word) for word in command]) in {1, 2}
    err = capfd.readouterr().err
    assert "Traceback" not in err
    assert any(words in err.lower() for words in ("file name too long", "no query is called", "no such file"))


@needs_posix
@pytest.mark.parametrize(
    "command",
    [
        ["build", "--from", "NAME.nq"],
        ["merge", "NAME.nq", "--store", "new.db"],
        ["check", "NAME.nq"],
        ["diff", "db", "NAME.nq"],
        ["build", "good.txt", "--decisions", "NAME.tsv"],
        ["serve", "--store", "db", "--decisions", "NAME.tsv"],
        ["build", "good.txt", "--about-table", "NAME.tsv"],
        ["vocab", "add", "NAME.obo"],
        ["vocab", "add", "mondo", "NAME.obo"],
        ["vocab", "update", "--releases", "NAME.tsv"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_a_pipe_or_a_device_that_was_named_is_one_line(
    command: list[str],
    kind: str,
    pages: Path,
    seeds_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Nobody waits for what a pipe may give, and no device is read without an end."""
    monkeypatch.chdir(pages)
    monkeypatch.setenv("POHGRAPH_DATA", str(pages / "data"))
    Path("db").symlink_to(seeds_path)
    words = [word.replace("NAME", kind) for word in command]
    (name,) = (word for word in words if word.startswith(f"{kind}."))
    if kind == "pipe":
        os.mkfifo(name)
    else:
        Path(name).symlink_to("/dev/zero")
    assert run(words) in {1, 2}
    assert f"{name}: a pipe or a device, not a file: save what it gives" in capfd.readouterr().err


@needs_posix
@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("--about-table", "good.txt\tOMIM:166350\n"),
        ("--decisions", "claim\tdecision\n"),
    ],
)
def test_what_a_shell_makes_of_a_command_is_read(option: str, text: str, pages: Path, tmp_path: Path) -> None:
    """A table that is read once may be `<(command)`, a pipe without a name."""
    reading, writing = os.pipe()
    os.write(writing, text.encode())
    os.close(writing)
    try:
        store = str(tmp_path / "db")
        assert run(["build", str(pages / "good.txt"), option, f"/dev/fd/{reading}", "--store", store]) == 0
    finally:
        os.close(reading)


@needs_posix
def test_a_graph_file_of_any_name_is_read(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Its name is the label of a source; and an argument that is not UTF-8 names nothing in the graph."""
    file, store = tmp_path / "g\udcff.nt", str(tmp_path / "db")
    file.write_bytes(
        b'<http://purl.obolibrary.org/obo/MONDO_0008153> <http://www.w3.org/2000/01/rdf-schema#label> "POH" .\n'
    )
    assert run(["build", "--from", str(file), "--store", store]) == 0, capfd.readouterr().err
    for command in (["show", "q\udcff"], ["similar", "q\udcff"], ["query", "disease-genes", "-p", "disease=q\udcff"]):
        assert run([*command, "--store", store]) == 1
        assert r"\udcff" in capfd.readouterr().err or command[0] == "query"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told(pages: Path) -> None:
    """A page and a folder that are closed to the user: both are named, and the others are read."""
    closed, page = pages / "closed", pages / "secret.txt"
    closed.mkdir()
    (closed / "page.txt").write_bytes(_PAGE % b"ataxia")
    page.write_bytes(_PAGE % b"ataxia")
    page.chmod(0)
    closed.chmod(0)
    found = [getattr(one, "name", str(one)) for one in open_pages(find_files([pages, closed / "page.txt"]))]
    closed.chmod(0o700)
    assert found == [
        "good.txt",
        f"{page}: permission denied",
        f"{closed}: permission denied",
        f"{closed / 'page.txt'}: permission denied",
    ]
