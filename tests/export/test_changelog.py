"""The changes that a release tells of since the one before, as a curator reads them."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.pipeline.planted import PLANTED, claim_on
from tests.pipeline.test_differences import applied

import pohgraph as pg
from pohgraph.claims.view import GraphView
from pohgraph.cli import app
from pohgraph.compare.difference import Compared, Difference
from pohgraph.compare.graphs import GraphDifference, VersionChange
from pohgraph.errors import ExportError
from pohgraph.export import export_files
from pohgraph.export.release.changelog import write_changelog
from pohgraph.export.release.released import Release
from pohgraph.store.graph import open_store


@pytest.fixture(scope="module")
def folders(releases: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The release of January, and that of February with what changed since."""
    folder = tmp_path_factory.mktemp("folders")
    january, february = folder / "2026-01", folder / "2026-02"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1769904000")
        assert _release(releases[0], january).exit_code == 0
        assert _release(releases[1], february, "--previous", january).exit_code == 0
    return january, february


def _release(store: Path, folder: Path, *options: str | Path) -> Result:
    arguments = ["export", "release", "--store", store, "-o", folder, *options]
    return CliRunner().invoke(app, list(map(str, arguments)))


@pytest.fixture
def changelog(folders: tuple[Path, Path]) -> str:
    """The text, as Markdown shows it."""
    text = (folders[1] / "CHANGELOG.md").read_text(encoding="utf-8")
    return re.sub(r"\\(.)", r"\1", text)


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_change_is_told(changelog: str, kind: str) -> None:
    """Below its disease and its kind, with what changed."""
    planted = PLANTED[kind]
    parts = re.split(r"\n### .*\n|\n(?=Added:|Removed:|Changed:)", changelog)
    told = [part for part in parts if part.startswith(f"{planted.change.capitalize()}:")]
    line = re.compile(rf"- has phenotype: {planted.object} \(HP:\d+\).*\n(?:  - .*\n?)?")
    found = [match for part in told for match in line.findall(part)]
    assert found
    assert any(planted.says in match for match in found)


def test_it_begins_with_counts(changelog: str) -> None:
    """Pages, claims, and claims by relation; then what changed in how many."""
    assert changelog.startswith("# Changes since 2026-01 (2026-02-01)\n")
    assert "| pages | 1 | 1 | 2 |" in changelog
    assert "| … has phenotype | 2 | 2 | 10 |" in changelog
    assert "status of 3 claims" in changelog
    assert "decision of 3 claims" in changelog
    assert "grounding of 2 claims" in changelog


def test_claims_are_told_by_disease_with_a_short_quote(changelog: str) -> None:
    """A heading for each disease, and the page's words behind each claim."""
    headings = re.findall(r"^### (.*) \((\S+)\)$", changelog, re.MULTILINE)
    assert ("Marfan syndrome", "MONDO:0007947") in headings
    assert [label.casefold() for label, _ in headings] == sorted(label.casefold() for label, _ in headings)
    assert "- has phenotype: Glaucoma (HP:0000501) — “Patients have glaucoma.”, " in changelog


def test_pages_are_told_with_their_terms(changelog: str) -> None:
    """Pages that came, went, changed or were renamed; and the terms of all, those that are gone among them."""
    for change, page in (("Added", "marfan"), ("Removed", "achondroplasia"), ("Renamed", "fibrosis-moved")):
        assert re.search(rf"### {change}\n\n- .*`pohdoc:{page}`; no licence stated", changelog), change
    assert "## Terms" in changelog
    assert "- Vocabulary: Human Phenotype Ontology" in changelog
    assert "- No longer among the sources: publisher not named (plain_text), 1 document" in changelog


def test_the_patch_beside_it_is_whole(folders: tuple[Path, Path]) -> None:
    """It turns the N-Quads of one release into those of the next."""
    old, new = ((folder / "pohgraph.nq").read_text(encoding="utf-8").splitlines() for folder in folders)
    assert applied(old, (folders[1] / "changes.rdfp").read_text(encoding="utf-8")) == new


def test_the_same_releases_give_the_same_bytes(
    releases: tuple[Path, Path], folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file; and the checksums name all of them."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769904000")
    _release(releases[1], tmp_path / "again", "--previous", folders[0])
    one, two = ({p.name: p.read_bytes() for p in f.glob("*.*")} for f in (folders[1], tmp_path / "again"))
    assert one == two
    sums = (folders[1] / "SHA256SUMS").read_text(encoding="utf-8")
    assert "  CHANGELOG.md\n" in sums
    assert "  changes.rdfp\n" in sums


def test_a_store_may_stand_for_the_release_before(
    releases: tuple[Path, Path], folders: tuple[Path, Path], tmp_path: Path
) -> None:
    """The same claims are told."""
    pg.open(releases[1]).export("release", tmp_path / "out", previous=releases[0])
    told, other = (
        (f / "CHANGELOG.md").read_text("utf-8").split("## Claims")[1] for f in (folders[1], tmp_path / "out")
    )
    assert told == other


def test_nothing_changed(releases: tuple[Path, Path], folders: tuple[Path, Path], tmp_path: Path) -> None:
    """The changelog says so."""
    _release(releases[0], tmp_path / "out", "--previous", folders[0])
    assert "Nothing changed." in (tmp_path / "out" / "CHANGELOG.md").read_text(encoding="utf-8")


def _told(releases: tuple[Path, Path], found: GraphDifference, path: Path) -> str:
    release = Release(iri="", sha256="", moment=datetime(2026, 2, 1, tzinfo=UTC), version="1", files=())
    with open_store(releases[0]) as old, open_store(releases[1]) as new:
        write_changelog(found, GraphView(old), GraphView(new), release, "before", path)
    return re.sub(r"\\(.)", r"\1", path.read_text(encoding="utf-8"))


def test_only_versions_changed(releases: tuple[Path, Path], tmp_path: Path) -> None:
    """They are told, and neither that nothing changed nor that claims changed by them."""
    version = VersionChange(name="pohgraph", before="1.0", after="1.1")
    text = _told(releases, GraphDifference(claims=(), versions=(version,)), tmp_path / "c.md")
    assert "No statement changed." in text
    assert "\n- pohgraph: 1.0 → 1.1\n" in text
    assert "Nothing changed" not in text
    assert "Many changes" not in text


def test_a_renamed_page_is_told_with_the_claims_that_went(releases: tuple[Path, Path], tmp_path: Path) -> None:
    """They stood under its old name."""
    found = pg.diff(*releases)
    gone = Compared(claim=claim_on(releases[0], "Chronic cough"))
    removed = Difference(change="removed", before=gone, after=None)
    text = _told(releases, replace(found, claims=(*found.claims, removed)), tmp_path / "c.md")
    assert re.search(r"- .*`pohdoc:fibrosis-moved`.*: the same bytes as pohdoc:fibrosis; claims: 1 removed\n", text)


def test_a_licence_narrows_both(folders: tuple[Path, Path], releases: tuple[Path, Path], tmp_path: Path) -> None:
    """Nothing of pages that may not be shared so is told, of neither release."""
    _release(releases[1], tmp_path / "out", "--previous", folders[0], "--license", "public-domain")
    text = (tmp_path / "out" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "Glaucoma" not in text
    assert "Macrocephaly" not in text


@pytest.mark.parametrize(
    "arguments", [["ttl", "-o", "x.ttl"], ["release", "-o", "x", "--prefixes", "bioregistry"]], ids=["ttl", "prefixes"]
)
def test_only_a_release_tells_what_changed(
    releases: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Another format has nowhere to say it, and other identifiers could not be compared."""
    monkeypatch.chdir(tmp_path)
    before = ["--store", str(releases[1]), "--previous", str(releases[0])]
    result = CliRunner().invoke(app, ["export", *arguments, *before])
    assert result.exit_code == 2
    with (
        open_store(releases[1]) as store,
        open_store(releases[0]) as old,
        pytest.raises(ExportError, match="only a release"),
    ):
        export_files(store, arguments[0], tmp_path / "x", previous=old, prefixes="obo")
