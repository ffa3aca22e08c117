"""Spoilt graph files, decisions and vocabularies: each is read, or refused in one line that names it."""

import os
import shutil
from pathlib import Path
from random import Random

import pytest
from tests.fuzz.mutations import changed

from pohgraph.api.graph import Graph
from pohgraph.errors import PohgraphError
from pohgraph.export import export_files
from pohgraph.pipeline.gather import gather
from pohgraph.review.table import read_entries
from pohgraph.store.graph import open_store
from pohgraph.vocab.user.kinds import detect_kind, get_kind

_SEED = int(os.environ.get("POHGRAPH_SOAK_SEED", "20"))
_SAMPLES = sorted((Path(__file__).parents[1] / "vocab" / "samples").iterdir())
_FORMATS = {"nq": "g.nq", "ttl": "g.ttl", "trig": "g.trig", "jsonld": "g.jsonld", "kgx-jsonl": "g"}
_DECISIONS = (
    "claim\tdecision\tcurator\tdate\tcomment\n"
    "pohassoc:0123456789abcdef01234567\taccept\thttps://orcid.org/0000-0002-1825-0097\t2026-01-02\tfine\n"
)


def _one_line(error: PohgraphError, name: str) -> None:
    lines = str(error).splitlines()
    assert lines
    assert all(name in line or "decision" in line for line in lines), str(error)


def _spoilt(path: Path, times: int) -> list[bytes]:
    data = path.read_bytes()[:60_000]
    return [changed(data, Random(f"{_SEED} {path.name} {number}")) for number in range(times)]


def _read_vocabulary(path: Path, times: int, folder: Path) -> None:
    for data in _spoilt(path, times):
        file = folder / path.name
        file.write_bytes(data)
        try:
            if kind := detect_kind(file):
                get_kind(kind).read(file)
        except PohgraphError as error:
            _one_line(error, path.name)


@pytest.mark.parametrize("path", _SAMPLES, ids=lambda path: path.name)
def test_spoilt_vocabularies_are_read_or_refused(path: Path, tmp_path: Path) -> None:
    """OBO, JSON, XML, SSSOM and tables: nothing but a VocabularyError comes out."""
    _read_vocabulary(path, 25, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("path", _SAMPLES, ids=lambda path: path.name)
def test_many_spoilt_vocabularies_are_read_or_refused(path: Path, tmp_path: Path) -> None:
    """The same, two thousand times."""
    _read_vocabulary(path, 2_000, tmp_path)


def _read_graphs(format_: str, times: int, graph: Graph, folder: Path) -> None:
    name = f"first.{_FORMATS[format_]}"
    _, (path, *_rest) = export_files(graph.store, format_, folder / name)
    for number, data in enumerate(_spoilt(path, times)):
        file = folder / f"spoilt{path.suffix}"
        file.write_bytes(data)
        store = folder / f"db-{number}"
        try:
            gather([file], store=store)
            open_store(store).close()
            shutil.rmtree(store)
        except PohgraphError as error:
            _one_line(error, file.name)


@pytest.mark.parametrize("format_", _FORMATS)
def test_spoilt_graph_files_are_read_or_refused(format_: str, graph: Graph, tmp_path: Path) -> None:
    """Our own exports with damage: what is merged is a graph, what is not is named."""
    _read_graphs(format_, 6, graph, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("format_", _FORMATS)
def test_many_spoilt_graph_files_are_read_or_refused(format_: str, graph: Graph, tmp_path: Path) -> None:
    """The same, three hundred times."""
    _read_graphs(format_, 300, graph, tmp_path)


def test_spoilt_decisions_are_read_or_refused(tmp_path: Path) -> None:
    """Wrong lines are named, all at once."""
    good, path = tmp_path / "good.tsv", tmp_path / "decisions.tsv"
    good.write_text(_DECISIONS, encoding="utf-8")
    for data in _spoilt(good, 200):
        path.write_bytes(data)
        try:
            list(read_entries(path))
        except PohgraphError as error:
            _one_line(error, path.name)
