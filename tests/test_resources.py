"""The user's folders: where they have always been on Linux, and where the variables say."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pohgraph.errors import PageMissingError
from pohgraph.resources import cache_folder, data_folder, page_file
from pohgraph.vocab.user.manifest import vocabulary_folder

FOLDERS = {
    "cache": (cache_folder, "POHGRAPH_CACHE", "XDG_CACHE_HOME", ".cache"),
    "data": (data_folder, "POHGRAPH_DATA", "XDG_DATA_HOME", ".local/share"),
}


@pytest.mark.parametrize(("folder", "own", "xdg", "usual"), FOLDERS.values(), ids=FOLDERS)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other places")
def test_folders_follow_the_desktop_s_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: Callable[[], Path], own: str, xdg: str, usual: str
) -> None:
    """Our own variable comes before that of the desktop, and that before the place in the home folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv(own, raising=False)
    monkeypatch.delenv(xdg, raising=False)
    assert folder() == tmp_path / usual / "pohgraph"
    monkeypatch.setenv(xdg, str(tmp_path / "xdg"))
    assert folder() == tmp_path / "xdg" / "pohgraph"
    monkeypatch.setenv(own, str(tmp_path / "own"))
    assert folder() == tmp_path / "own"


def test_vocabularies_are_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files a user adds lie in the data folder."""
    monkeypatch.setenv("POHGRAPH_DATA", str(tmp_path))
    assert vocabulary_folder() == tmp_path / "vocabularies"


def test_the_page_is_where_it_was_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of the page is found in the first folder that has it; one that nobody built is an error that says what to do."""
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "app.js").write_text("1", encoding="utf-8")
    monkeypatch.setattr("pohgraph.resources._PAGES", (tmp_path / "wheel", tmp_path / "dist"))
    assert page_file("app.js") == tmp_path / "dist" / "app.js"
    with pytest.raises(PageMissingError, match=r"no network-standalone\.js.*make serve"):
        page_file("network-standalone.js")
