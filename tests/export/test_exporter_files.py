"""Files appear under their names when all are complete, and only then."""

import io
from pathlib import Path
from typing import BinaryIO

import pytest

from pohgraph.errors import ExportError
from pohgraph.export import Exporter, GraphView, export_files, export_graph
from pohgraph.export.exporter import Writer, write_files
from pohgraph.store.graph import GraphStore


def _says(text: bytes) -> Writer:
    def write(_: GraphView, out: BinaryIO) -> None:
        out.write(text)

    return write


def _fails(_: GraphView, out: BinaryIO) -> None:
    out.write(b"half")
    message = "cannot be written"
    raise ExportError("x", message)


def exporter(**parts: Writer) -> Exporter:
    """A format of several files."""
    return Exporter(name="x", media_type="x/x", extension="x.tsv", description="", parts=parts)


@pytest.mark.parametrize("name", ["poh", "poh.x.tsv"])
def test_parts_are_named_by_stem(name: str, sample_store: GraphStore, tmp_path: Path) -> None:
    """The path is a stem, with the extension or without."""
    paths = write_files(exporter(nodes=_says(b"n"), edges=_says(b"e")), GraphView(sample_store), tmp_path / name)
    assert paths == (tmp_path / "poh_nodes.x.tsv", tmp_path / "poh_edges.x.tsv")
    assert [path.read_bytes() for path in paths] == [b"n", b"e"]


def test_parts_go_into_a_folder(sample_store: GraphStore, tmp_path: Path) -> None:
    """An existing folder takes the files under the program's name."""
    (path,) = write_files(exporter(nodes=_says(b"n")), GraphView(sample_store), tmp_path)
    assert path == tmp_path / "pohgraph_nodes.x.tsv"


def test_failure_leaves_what_was_there(sample_store: GraphStore, tmp_path: Path) -> None:
    """When the second file fails, the first is not replaced and nothing is left lying about."""
    (tmp_path / "poh_nodes.x.tsv").write_bytes(b"old")
    with pytest.raises(ExportError):
        write_files(exporter(nodes=_says(b"new"), edges=_fails), GraphView(sample_store), tmp_path / "poh")
    assert [path.name for path in tmp_path.iterdir()] == ["poh_nodes.x.tsv"]
    assert (tmp_path / "poh_nodes.x.tsv").read_bytes() == b"old"


def test_folder_appears_whole(sample_store: GraphStore, tmp_path: Path) -> None:
    """A format that fills a folder gives it under its name, and none when it fails."""

    def fill(_: GraphView, folder: Path) -> None:
        (folder / "a.txt").write_text("a")

    def fail(_: GraphView, folder: Path) -> None:
        (folder / "a.txt").write_text("a")
        message = "no"
        raise ExportError("x", message)

    kinds = {
        name: Exporter(name=name, media_type="x/x", extension="x", description="", folder=function)
        for name, function in (("good", fill), ("bad", fail))
    }
    write_files(kinds["good"], GraphView(sample_store), tmp_path / "good")
    assert (tmp_path / "good" / "a.txt").read_text() == "a"
    with pytest.raises(ExportError):
        write_files(kinds["bad"], GraphView(sample_store), tmp_path / "bad")
    with pytest.raises(ExportError, match="name a new or empty folder"):
        write_files(kinds["good"], GraphView(sample_store), tmp_path / "good")
    assert [path.name for path in tmp_path.iterdir()] == ["good"]


def test_missing_folder_is_told(sample_store: GraphStore, tmp_path: Path) -> None:
    """A path that leads nowhere is one line."""
    with pytest.raises(ExportError, match="No such file or directory"):
        export_files(sample_store, "kgx-tsv", tmp_path / "missing" / "poh")


def test_several_files_need_a_name(sample_store: GraphStore) -> None:
    """Standard output takes one file."""
    with pytest.raises(ExportError, match="several files: say where with -o PATH"):
        export_graph(sample_store, "kgx-tsv", io.BytesIO())
