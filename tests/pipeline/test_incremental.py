"""A build after another: whatever it takes over from the one before, the result is that of a build from nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Store

from pohgraph.pipeline import graph as building
from pohgraph.pipeline import kept
from pohgraph.pipeline.corpus import Corpus
from pohgraph.pipeline.executors import Workers
from pohgraph.pipeline.graph import build
from pohgraph.pipeline.kept import tidy
from pohgraph.pipeline.renewing import renew
from pohgraph.pipeline.sources import Found, PageSource
from pohgraph.pipeline.statements import NoPage, PageStatements, state
from pohgraph.resources import bundled
from pohgraph.store.basis import Basis
from pohgraph.store.directory import live_generation
from pohgraph.store.graph import open_store
from pohgraph.store.manifest import Reading
from pohgraph.store.rows import select
from pohgraph.store.writer import GraphWriter
from pohgraph.vocab.lexicon import Lexicon

SEEDS = sorted(bundled("seeds").glob("*.txt"))
_FINDINGS = "SELECT ?c WHERE { ?c rdf:predicate biolink:has_phenotype }"
_VERDICTS = ("accept\t", "reject\t", 'edit\t{"subject":"OMIM:103580"}')


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of some pages; nothing is known of them, and what is read of them is kept for this test alone."""
    monkeypatch.setattr(kept, "cache_folder", lambda: tmp_path / "cache")
    folder = tmp_path / "pages"
    folder.mkdir()
    for seed in SEEDS:
        (folder / seed.name).write_bytes(seed.read_bytes()[:1800])
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Found]:
    """The pages that are read, and not taken from the cache."""
    found: list[Found] = []

    def counted(page: Found) -> PageStatements | NoPage:
        found.append(page)
        return state(page)

    monkeypatch.setattr(kept, "state", counted)
    return found


def _result(store: Path) -> dict[str, bytes]:
    """All that a build makes, but for how the engine arranges its files."""
    folder = live_generation(store)
    with open_store(store) as graph:
        quads = b"\n".join(sorted(str(quad).encode() for quad in graph.quads()))
        assert graph.manifest
        assert graph.digests() == graph.manifest.graphs
        assert json.loads(graph.report)["quads"] == len(graph)
    files = [*folder.glob("*.json"), *(folder / "sources").iterdir(), *(folder / "basis").iterdir()]
    return {"quads": quads} | {path.name: path.read_bytes() for path in files if path.name != "seal.json"}


def _decisions(store: Path, file: Path, number: int) -> Path:
    """A file that accepts, rejects and edits some claims of a store."""
    with open_store(store) as graph:
        rows = sorted(claim for (claim,) in select(graph, _FINDINGS))[number : number + 6]
    lines = [f"{claim}\t{_VERDICTS[place % 3]}\tA. Curator" for place, claim in enumerate(rows)]
    file.write_text("\n".join(("claim\tdecision\tchanges\tcurator", *lines, "")), encoding="utf-8")
    return file


def _nothing(_: Path) -> None:
    pass


def _changed(folder: Path) -> None:
    path = folder / SEEDS[0].name
    path.write_bytes(path.read_bytes().replace(b"ossification", b"bone", 3) + b"\nPatients may have seizures.\n")


def _removed(folder: Path) -> None:
    (folder / SEEDS[1].name).unlink()


def _same_name(folder: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other" / SEEDS[2].name).write_bytes(SEEDS[0].read_bytes()[:2000])


def _added(folder: Path) -> None:
    (folder / "again.txt").write_bytes(SEEDS[1].read_bytes()[:2200])
    (folder / "empty.txt").write_bytes(b"")


_STEPS: tuple[Callable[[Path], None], ...] = (_nothing, _changed, _removed, _same_name, _added)


def test_each_build_is_what_it_would_be_from_nothing(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cold, warm, with pages changed, removed, added or of one name, in another order, and with decisions: always the same bytes."""
    store, other = tmp_path / "db", tmp_path / "other"
    decisions: list[Path] = []
    renewed: list[bool] = []

    def counted(corpus: Corpus, graph: GraphWriter, basis: Basis, cache: kept.Kept, lexicon: Lexicon) -> bool:
        renewed.append(renew(corpus, graph, basis, cache, lexicon))
        return renewed[-1]

    monkeypatch.setattr(building, "renew", counted)
    for number, step in enumerate(_STEPS):
        step(pages)
        order = [pages] if number % 2 else sorted(pages.rglob("*.txt"), reverse=True)
        report = build(order, store=store, decisions=decisions)
        assert build(order, store=other, decisions=decisions, is_cached=False) == report
        assert _result(store) == _result(other), step.__name__
        decisions = [_decisions(store, tmp_path / "decisions.tsv", number)] if number in {1, 3} else []
    assert renewed == [True] * (len(_STEPS) - 1)


def test_the_same_pages_leave_the_graph_as_it_is(pages: Path, tmp_path: Path, read: list[Found]) -> None:
    """Nothing is read or written, and the report is the same but for that; what another program has changed is not kept."""
    first = build([pages], store=tmp_path / "db")
    live, before = live_generation(tmp_path / "db"), _result(tmp_path / "db")
    del read[:]
    again = build([pages], store=tmp_path / "db")
    assert again.is_unchanged
    assert again.total() == f"{first.total()}; unchanged"
    assert (again.documents, again.remarks) == (first.documents, first.remarks)
    assert (read, live_generation(tmp_path / "db")) == ([], live)
    Store(str(live / "graph")).clear()
    assert not build([pages], store=tmp_path / "db").is_unchanged
    assert _result(tmp_path / "db") == before
    (live_generation(tmp_path / "db") / "manifest.json.minisig").write_bytes(
        b"signed, which was not asked for this time"
    )
    assert not build([pages], store=tmp_path / "db").is_unchanged
    assert _result(tmp_path / "db") == before
    assert not list(live_generation(tmp_path / "db").glob("*.minisig"))
    next((live_generation(tmp_path / "db") / "sources").iterdir()).write_bytes(b"")
    assert not build([pages], store=tmp_path / "db").is_unchanged
    assert _result(tmp_path / "db") == before


def test_a_build_goes_on_where_another_was_broken_off(
    pages: Path, tmp_path: Path, read: list[Found], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages that were read are not read again, whatever became of the graph."""

    def broken(*_: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(building, "live_basis", broken)
        with pytest.raises(KeyboardInterrupt):
            build([pages], store=tmp_path / "db")
    assert len(read) == len(SEEDS)
    build([pages], store=tmp_path / "db")
    assert len(read) == len(SEEDS)


def test_a_damaged_page_of_the_cache_is_read_again(pages: Path, tmp_path: Path, read: list[Found]) -> None:
    """Afterwards it is sound."""
    path = next(pages.iterdir())
    source = PageSource(path.name, str(path), path.read_bytes())
    cache = kept.kept_pages(Reading(programs=("1",)))
    first = cache.state(source)
    (file,) = (found for found in (tmp_path / "cache").rglob("*") if found.is_file())
    sound = file.read_bytes()
    for spoilt in (sound[:-1], b"\0" + sound[1:], b""):
        file.write_bytes(spoilt)
        assert cache.state(source) == first
        assert file.read_bytes() == sound
    assert len(read) == 4
    assert cache.state(source) == first
    assert len(read) == 4


def test_processes_that_keep_the_same_page_do_no_harm(pages: Path, tmp_path: Path) -> None:
    """Whoever reads it, what is kept is whole, and nothing half written is left."""
    path = next(pages.iterdir())
    source = PageSource(path.name, str(path), path.read_bytes())
    cache = kept.kept_pages(Reading(programs=("1",)))
    with Workers(2, prepare=int) as workers:
        found = list(workers.in_order(cache.state, [source] * 48))
    assert found == [cache.state(source)] * 48
    assert sum(file.is_file() for file in (tmp_path / "cache").rglob("*")) == 1


def test_what_is_not_kept_is_neither_used_nor_written(pages: Path, tmp_path: Path, read: list[Found]) -> None:
    """Every page is read, and the whole graph is made anew."""
    path = min(pages.iterdir())
    for _ in range(2):
        assert not build([path], store=tmp_path / "db", is_cached=False).is_unchanged
    assert len(read) == 2
    assert not (tmp_path / "cache").exists()


def test_the_cache_has_a_limit(pages: Path, tmp_path: Path) -> None:
    """What was not used for longest goes first."""
    build([pages], store=tmp_path / "db")
    files = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    tidy(size)
    assert all(path.exists() for path in files)
    oldest = min(files, key=lambda path: path.stat().st_mtime_ns)
    tidy(size - 1)
    assert not oldest.exists()
    assert sum(path.exists() for path in files) >= len(files) / 2
