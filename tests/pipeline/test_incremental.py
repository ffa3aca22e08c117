"""A build after another: whatever it takes over from the one before, the result is that of a build from nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pohgraph.pipeline.graph import build
from pohgraph.resources import bundled
from pohgraph.store.directory import live_generation
from pohgraph.store.graph import open_store

SEEDS = sorted(bundled("seeds").glob("*.txt"))
_FINDINGS = "SELECT ?c WHERE { ?c rdf:predicate biolink:has_phenotype }"
_DECISIONS = ["accept", "reject"]


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of some pages, and an empty cache of pages."""
    monkeypatch.setenv("POHGRAPH_CACHE", str(tmp_path / "cache"))
    (tmp_path / "cache").mkdir()
    folder = tmp_path / "pages"
    folder.mkdir()
    for seed in SEEDS:
        (folder / seed.name).write_bytes(seed.read_bytes())
        (folder / f"short-{seed.name}").write_bytes(seed.read_bytes()[:1500])
    return folder


def _result(store: Path) -> dict[str, bytes]:
    """All that a build makes, but for how the engine arranges it in files."""
    folder = live_generation(store)
    with open_store(store) as graph:
        quads = b"\n".join(sorted(str(quad).encode() for quad in graph.quads()))
        assert graph.manifest
        assert graph.digests() == graph.manifest.graphs
    files = [folder / "report.json", folder / "manifest.json", *(folder / "sources").iterdir()]
    files += [path for path in (folder / "basis").iterdir() if path.name != "made.json"]
    made = json.loads((folder / "basis" / "made.json").read_text(encoding="utf-8"))
    return {"quads": quads, "made": repr(made).encode()} | {path.name: path.read_bytes() for path in files}


def _decisions(store: Path, file: Path, number: int) -> Path:
    """A file that accepts, rejects and edits claims of a store."""
    with open_store(store) as graph:
        rows = sorted(claim for (claim,) in select(graph, _FINDINGS))
    lines = ["claim\tdecision\tcurator"]
    lines += [f"{claim}\t{_DECISIONS[place % 2]}\tA. Curator" for place, claim in enumerate(rows[number : number + 6])]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def _changed(folder: Path) -> None:
    path = folder / SEEDS[0].name
    path.write_bytes(
        path.read_bytes().replace(b"ossification", b"calcification", 3) + b"\nPatients may have seizures.\n"
    )


def _removed(folder: Path) -> None:
    (folder / SEEDS[1].name).unlink()


def _added(folder: Path) -> None:
    (folder / "again.txt").write_bytes(SEEDS[1].read_bytes()[:2500])


def _same_name(folder: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other" / SEEDS[2].name).write_bytes(SEEDS[0].read_bytes()[:2000])


def _unreadable(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")


def _nothing(_: Path) -> None:
    pass


_STEPS: tuple[Callable[[Path], None], ...] = (_nothing, _changed, _removed, _same_name, _added, _unreadable)


def test_each_build_is_what_it_would_be_from_nothing(pages: Path, tmp_path: Path) -> None:
    """Cold, warm, with pages changed, removed, added or of one name, in another order, and with decisions: always the same bytes."""
    store, other = tmp_path / "db", tmp_path / "other"
    decisions: list[Path] = []
    for number, step in enumerate(_STEPS):
        step(pages)
        order = [pages] if number % 2 else sorted(pages.rglob("*.txt"), reverse=True)
        report = build(order, store=store, decisions=decisions)
        assert build(order, store=other, decisions=decisions, is_cached=False) == report
        assert _result(store) == _result(other), step.__name__
        decisions = [_decisions(store, tmp_path / "decisions.tsv", number)] if number % 3 == 1 else []
