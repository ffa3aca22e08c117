"""Signing and checking in Python: the same keys, faults and words as on the command line."""

import shutil
from pathlib import Path

import pytest

import pohgraph as pg
from pohgraph.errors import ExportError, SignatureError

_KEYS = Path(__file__).parents[1] / "store" / "keys"
_PAGE = "Made-up fever\n\nMade-up fever is a rare disorder. People with made-up fever have seizures and scoliosis.\n"


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A signed store, and an export of it that is signed by a key with a password."""
    folder = tmp_path_factory.mktemp("signed")
    (folder / "page.txt").write_text(_PAGE, encoding="utf-8")
    pg.build(folder / "page.txt", store=folder / "db", sign_key=_KEYS / "open.key")
    with pg.open(folder / "db") as graph:
        written = graph.export("nq", folder / "a.nq", sign_key=_KEYS / "locked.key", password="a password")
    assert [path.name for path in written] == ["a.nq", "a.nq.manifest.json", "a.nq.manifest.json.minisig"]
    return folder


def test_what_was_signed_is_verified(signed: Path) -> None:
    """A store, the same store when it is open, and a file with its pages: no fault, and the notes tell by which key."""
    with pg.open(signed / "db") as graph:
        tables = [
            pg.verify(signed / "db", public_key=_KEYS / "open.pub"),
            graph.check(public_key=_KEYS / "open.pub"),
            pg.verify(signed / "a.nq", pages=[signed / "page.txt"], public_key=_KEYS / "open.pub"),
        ]
    for table in tables:
        assert not table, table
        assert any("is signed with the key 1DE15F45AEF76ADE" in note for note in table.notes)


def test_a_fault_is_a_row(signed: Path, tmp_path: Path) -> None:
    """Of a file that was changed since."""
    for file in signed.glob("a.nq*"):
        shutil.copy(file, tmp_path)
    text = (tmp_path / "a.nq").read_text(encoding="utf-8")
    (tmp_path / "a.nq").write_text(text.replace("seizures", "bone pain"), encoding="utf-8")
    kinds = pg.verify(tmp_path / "a.nq", pages=[signed / "page.txt"], public_key=_KEYS / "open.pub").column("kind")
    assert "file altered" in kinds
    assert "graph altered" in kinds


def test_a_folder_is_not_signed(signed: Path, tmp_path: Path) -> None:
    """No manifest is written that a check would refuse."""
    with pg.open(signed / "db") as graph, pytest.raises(ExportError, match="site is a folder"):
        graph.export("site", tmp_path / "site", sign_key=_KEYS / "open.key")
    assert not list(tmp_path.iterdir())


def test_a_key_that_cannot_be_opened_stops_before_anything_is_written(
    signed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its password is missing, and nobody is there to be asked."""
    monkeypatch.delenv("POHGRAPH_SIGN_PASSWORD", raising=False)
    with pg.open(signed / "db") as graph, pytest.raises(SignatureError, match="has a password"):
        graph.export("nq", tmp_path / "b.nq", sign_key=_KEYS / "locked.key")
    assert not list(tmp_path.iterdir())
