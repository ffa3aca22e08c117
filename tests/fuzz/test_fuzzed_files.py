"""Spoilt graph files, decisions and vocabularies: each is read, or refused in one line that names it."""

import os
import shutil
from pathlib import Path
from random import Random

import pytest
from tests.fuzz.mutations import changed

from pohgraph.api.graph import Graph, open_graph
from pohgraph.claims.reader import read_claims
from pohgraph.claims.view import GraphView
from pohgraph.errors import PohgraphError
from pohgraph.export import export_files
from pohgraph.pipeline.gather import gather
from pohgraph.review.decision import EDIT, Decision, checked, evidence_digest, statement_of
from pohgraph.review.table import add_decision, read_entries
from pohgraph.store.graph import open_store
from pohgraph.vocab.user.kinds import detect_kind, get_kind

_SEED = int(os.environ.get("POHGRAPH_SOAK_SEED", "20"))
_SAMPLES = sorted((Path(__file__).parents[1] / "vocab" / "samples").iterdir())
_FORMATS = {"nq": "g.nq", "ttl": "g.ttl", "trig": "g.trig", "jsonld": "g.jsonld", "kgx-jsonl": "g"}
_HAS = "biolink:has_phenotype"
_CURATORS = ("0000-0002-1825-0097", "Bob Example")


def _one_line(error: PohgraphError, name: str) -> None:
    lines = str(error).splitlines()
    assert lines
    assert all(name in line for line in lines), str(error)


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


@pytest.fixture(scope="module")
def decided(seeds_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Decision]]:
    """A file of decisions of each kind about claims of the bundled pages, as we write it, and what is in it."""
    with open_store(seeds_path) as store:
        claims = [c for c in read_claims(GraphView(store)) if c.state == "stated" and c.predicate == _HAS][:9]
    decisions = [
        checked(
            {
                "claim": str(claim.id),
                "decision": word,
                "changes": {"frequency": "HP:0040282"} if word == EDIT else {},
                "comment": 'as in "Table 2"; seen\u00e9',
                "curator": _CURATORS[number % 2],
                "date": "2026-01-31T10:00:00+00:00",
                "evidence": evidence_digest(claim.quotes),
                "statement": statement_of(claim),
            }
        )
        for number, (claim, word) in enumerate(zip(claims, ("accept", "reject", EDIT) * 3, strict=True))
    ]
    path = tmp_path_factory.mktemp("decided") / "good.tsv"
    for decision in decisions:
        add_decision(path, decision)
    return path, decisions


def test_the_decisions_that_are_spoilt_are_good_ones(
    decided: tuple[Path, list[Decision]], seeds_path: Path, tmp_path: Path
) -> None:
    """What the next tests spoil is a file that is read as it was written and whose lines all apply."""
    path, decisions = decided
    entries = read_entries(path)
    assert [entry.decision for entry in entries] == decisions
    report = gather([seeds_path], store=tmp_path / "db", decisions=[entries])
    assert report.not_applied == ()
    assert len(open_graph(tmp_path / "db").decisions()) == len(decisions)


def test_spoilt_decisions_are_read_or_refused(
    decided: tuple[Path, list[Decision]], seeds_path: Path, tmp_path: Path
) -> None:
    """Wrong lines are named, all at once; what is accepted can be written and read again, and a build takes it."""
    path, accepted = tmp_path / "decisions.tsv", []
    for data in _spoilt(decided[0], 300):
        path.write_bytes(data)
        try:
            accepted.append(read_entries(path))
        except PohgraphError as error:
            _one_line(error, path.name)
    accepted = [entries for entries in accepted if entries]
    assert 0 < len(accepted) < 300
    for number, entries in enumerate(accepted):
        again = tmp_path / f"again-{number}.tsv"
        for entry in entries:
            add_decision(again, entry.decision)
        assert [entry.decision for entry in read_entries(again)] == [entry.decision for entry in entries]
    for number, entries in enumerate(accepted[:4]):
        report = gather([seeds_path], store=tmp_path / f"db-{number}", decisions=[entries])
        assert report.associations
