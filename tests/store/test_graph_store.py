"""The store on disk: swapped in whole, read-only, and never lost to a build that fails."""

import errno
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import IO

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from pohgraph.errors import StoreError
from pohgraph.model import Evidence, Span
from pohgraph.store.directory import new_generation
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.quads import evidence_iri, quads
from pohgraph.store.writer import new_graph, write_store

_NAME = NamedNode("https://example.org/name")


def _one(value: str) -> list[Quad]:
    return [Quad(_NAME, _NAME, Literal(value), DefaultGraph())]


def _value(path: Path) -> str:
    with open_store(path) as store:
        (quad,) = store.quads()
        assert isinstance(quad.object, Literal)
        return quad.object.value


def test_written_graph_is_read_back(sample: ModuleType, tmp_path: Path) -> None:
    """What was written is read, each quad once however often it was given."""
    path = tmp_path / "db"
    wanted = set(quads(sample.sample_content()))

    count = write_store(path, quads(sample.sample_content()), sample.SOURCES, "{}")

    with open_store(path) as store:
        assert set(store.quads()) == wanted
        assert count == len(store) == len(wanted)


def test_sources_and_report_are_kept(sample: ModuleType, sample_store: GraphStore) -> None:
    """The bytes of every page come back by their hash, and the report as it was given."""
    assert all(sample_store.source(sha256) == content for sha256, content in sample.SOURCES.items())
    assert sample_store.report == '{"documents": []}'


@pytest.mark.parametrize("sha256", ["00", "../report.json", "../../pohgraph.lock"])
def test_unknown_source_is_an_error(sample_store: GraphStore, sha256: str) -> None:
    """A hash no page has, or a path dressed up as one, gives a StoreError."""
    with pytest.raises(StoreError, match="no source"):
        sample_store.source(sha256)


def test_source_with_another_hash_is_refused(tmp_path: Path) -> None:
    """Bytes filed under a hash that is not theirs are a programming error, and write nothing."""
    with pytest.raises(ValueError, match="another hash"):
        write_store(tmp_path / "db", [], {"00": b"text"}, "{}")
    with pytest.raises(StoreError, match="no store there"):
        open_store(tmp_path / "db")


def test_missing_store_says_what_to_do(tmp_path: Path) -> None:
    """Where there is no store the error names the command that makes one."""
    with pytest.raises(StoreError, match="run `pohgraph build`"):
        open_store(tmp_path / "nowhere")


def test_environment_names_the_store(sample_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a path $POHGRAPH_STORE is opened, and without that ./pohgraph.db."""
    monkeypatch.setenv("POHGRAPH_STORE", str(sample_path))
    assert open_store().path == sample_path
    monkeypatch.delenv("POHGRAPH_STORE")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match=r"^pohgraph\.db: "):
        open_store()


def test_store_is_read_only(sample_store: GraphStore) -> None:
    """An update through the store fails, for nothing but a build writes it."""
    with pytest.raises(SyntaxError):
        sample_store.query("INSERT DATA { <urn:a> <urn:b> <urn:c> }")


def test_closed_store_says_so(sample_path: Path) -> None:
    """Reading after the end of its block is a StoreError."""
    with open_store(sample_path) as store:
        pass
    with pytest.raises(StoreError, match="closed"):
        store.query("ASK {}")


def test_rebuild_replaces_the_graph_and_keeps_the_one_before(tmp_path: Path) -> None:
    """Readers that hold the old graph go on reading it; the one before that is gone."""
    write_store(tmp_path, _one("first"), {}, "{}")
    reader = open_store(tmp_path)
    write_store(tmp_path, _one("second"), {}, "{}")

    assert _value(tmp_path) == "second"
    assert [str(quad.object) for quad in reader.quads()] == ['"first"']
    write_store(tmp_path, _one("third"), {}, "{}")
    assert sorted(path.name for path in tmp_path.glob("generation-*")) == ["generation-000002", "generation-000003"]


def test_failed_build_leaves_the_old_graph(tmp_path: Path) -> None:
    """An error while the quads are made is passed on, and nothing of the new graph stays."""

    def broken() -> Iterator[Quad]:
        yield from _one("new")
        message = "no more"
        raise KeyError(message)

    write_store(tmp_path, _one("old"), {}, "{}")
    with pytest.raises(KeyError):
        write_store(tmp_path, broken(), {}, "{}")
    assert _value(tmp_path) == "old"
    assert [path.name for path in tmp_path.glob("generation-*")] == ["generation-000001"]


_KILLED = """
    import os, signal, sys
    from pathlib import Path
    from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
    import pohgraph.store.directory as directory
    from pohgraph.store.writer import write_store

    def die(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def quads():
        for i in range(20000):
            if sys.argv[2] == "quads" and i == 15000:
                die()
            yield Quad(NamedNode("https://example.org/n"), NamedNode("https://example.org/p"), Literal(i), DefaultGraph())

    if sys.argv[2] == "swap":
        directory._point_to = die
    if sys.argv[2] == "pointer":
        Path.replace = die
    if sys.argv[2] == "cleaning":
        directory._remove_others = die
    write_store(sys.argv[1], quads(), {}, "{}")
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
@pytest.mark.parametrize("moment", ["quads", "swap", "pointer", "cleaning"])
def test_killed_build_leaves_a_whole_graph(tmp_path: Path, moment: str) -> None:
    """A build killed at any moment leaves the old graph, or the new one whole; the next build clears the rest."""
    write_store(tmp_path, _one("old"), {}, "{}")

    done = subprocess.run([sys.executable, "-c", textwrap.dedent(_KILLED), str(tmp_path), moment], check=False)

    assert done.returncode == -signal.SIGKILL
    with open_store(tmp_path) as store:
        assert len(store) == (20000 if moment == "cleaning" else 1)
    write_store(tmp_path, _one("next"), {}, "{}")
    assert _value(tmp_path) == "next"
    assert len(list(tmp_path.glob("generation-*"))) == 2
    assert not list(tmp_path.glob("*.new"))


def test_killed_first_build_does_not_block_the_next(tmp_path: Path) -> None:
    """A directory with nothing but a killed first build in it says there is no store, and can be built."""
    command = [sys.executable, "-c", textwrap.dedent(_KILLED), str(tmp_path), "quads"]
    subprocess.run(command, check=False)
    with pytest.raises(StoreError, match="no store there"):
        open_store(tmp_path)
    write_store(tmp_path, _one("new"), {}, "{}")
    assert _value(tmp_path) == "new"


def test_foreign_directory_is_refused(tmp_path: Path) -> None:
    """A directory with other files in it is left alone, and the error says what to do."""
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="--store"):
        write_store(tmp_path, [], {}, "{}")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_file_in_place_of_a_directory_is_refused(tmp_path: Path) -> None:
    """A file is neither overwritten nor opened."""
    path = tmp_path / "file"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="is a file"):
        write_store(path, [], {}, "{}")
    with pytest.raises(StoreError, match="no store there"):
        open_store(path)


def test_second_build_at_once_is_refused(tmp_path: Path) -> None:
    """While one build writes, another says so and changes nothing; readers are not disturbed."""
    write_store(tmp_path, _one("old"), {}, "{}")
    code = (
        "import sys; from pohgraph.store.writer import write_store; write_store(sys.argv[1], iter(input, ''), {}, '{}')"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE) as process:
        while not list(tmp_path.glob("generation-000002/graph")):
            assert process.poll() is None
        with pytest.raises(StoreError, match="another build"):
            write_store(tmp_path, _one("second"), {}, "{}")
        assert _value(tmp_path) == "old"
        process.kill()


def test_builds_exclude_each_other_without_fcntl(tmp_path: Path) -> None:
    """The lock holds on systems that have no `fcntl`, too, and goes with its holder."""
    code = """
import sys, warnings
sys.modules["fcntl"] = None
warnings.simplefilter("ignore")  # filelock says that it takes another kind of lock
from pathlib import Path
from pohgraph.errors import StoreError
from pohgraph.store.directory import new_generation
with new_generation(Path(sys.argv[1])):
    try:
        with new_generation(Path(sys.argv[1])):
            print("both")
    except StoreError as error:
        print(error.reason)
with new_generation(Path(sys.argv[1])):
    print("next")
"""
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["another build is writing there: wait for it to end", "next"]


def test_a_build_that_fails_is_removed_where_nothing_can_be_imported(tmp_path: Path) -> None:
    """For example because it failed with too many files open: its own error is what is told."""

    def build() -> None:
        with pytest.MonkeyPatch.context() as patch, new_generation(tmp_path):
            patch.setitem(sys.modules, "shutil", None)
            raise OSError(errno.EMFILE, "Too many open files", "page.txt")

    with pytest.raises(StoreError, match="Too many open files"):
        build()
    assert not list(tmp_path.glob("generation-*"))


def test_a_failed_build_over_a_damaged_pointer_removes_no_graph(tmp_path: Path) -> None:
    """Nobody knows which graph was live: all stay until another is complete."""
    write_store(tmp_path / "db", [], {}, "first")
    (tmp_path / "db" / "current").write_text("genera", encoding="ascii")
    with pytest.raises(ValueError, match="another hash"):
        write_store(tmp_path / "db", [], {"0" * 64: b"page"}, "second")
    assert (tmp_path / "db" / "generation-000001" / "report.json").read_text(encoding="utf-8") == "first"
    write_store(tmp_path / "db", [], {}, "third")
    assert [path.name for path in (tmp_path / "db").glob("generation-*")] == [
        (tmp_path / "db" / "current").read_text(encoding="ascii").strip()
    ]


def test_a_folder_in_place_of_the_pointer_is_told_before_the_work(tmp_path: Path) -> None:
    """No file can take its place; what to do is said."""
    write_store(tmp_path / "db", [], {}, "{}")
    (tmp_path / "db" / "current").unlink()
    (tmp_path / "db" / "current").mkdir()
    with pytest.raises(StoreError, match="current is no file; remove it, and run"), new_graph(tmp_path / "db"):
        pytest.fail("the build began")


def test_damaged_pointer_is_named(tmp_path: Path) -> None:
    """A pointer to a graph that is gone, or to a place outside the store, is called damage."""
    write_store(tmp_path, [], {}, "{}")
    for name in ("generation-000009", "../elsewhere", ""):
        (tmp_path / "current").write_text(name, encoding="ascii")
        with pytest.raises(StoreError, match="damaged"):
            open_store(tmp_path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_directory_without_permission_is_a_store_error(tmp_path: Path) -> None:
    """Where nothing may be written the error says so."""
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="Permission denied"):
        write_store(tmp_path / "db", [], {}, "{}")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_full_disk_is_a_store_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full the old graph stays and the error says why."""
    write_store(tmp_path, _one("old"), {}, "{}")

    def full(path: Path, mode: str, *_: object, encoding: str | None = None, **__: object) -> IO[str]:
        return open_file(Path("/dev/full") if path.name == "report.json" else path, mode, encoding=encoding)

    open_file = Path.open
    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(StoreError, match="No space left"):
        write_store(tmp_path, _one("new"), {}, "{}")
    monkeypatch.undo()
    assert _value(tmp_path) == "old"


def test_rdflib_holds_the_same_quads(sample_store: GraphStore) -> None:
    """The rdflib dataset has every quad, each in its own graph."""
    dataset = sample_store.to_rdflib()
    assert len(list(dataset.quads((None, None, None, None)))) == len(sample_store)
    default = [quad for quad in sample_store.quads() if isinstance(quad.graph_name, DefaultGraph)]
    assert len(dataset.default_graph) == len(default)


def test_the_iri_of_evidence_is_the_hash_of_a_documented_form() -> None:
    """Renaming a field of ours renames no evidence: the form is document, extractor, then each span by its name."""
    evidence = Evidence(
        document="medquad:GARD_1",
        quote=Span(1, 9),
        section="symptoms",
        extractor="phenotype_text",
        object_span=Span(4, 9),
        qualifier_spans=(("frequency", Span(1, 3)),),
    )
    form = "medquad:GARD_1\x1fphenotype_text\x1fquote=1,9\x1fobject=4,9\x1ffrequency=1,3"
    assert (
        evidence_iri(evidence).value == f"https://w3id.org/pohgraph/evidence/{sha256(form.encode()).hexdigest()[:24]}"
    )
