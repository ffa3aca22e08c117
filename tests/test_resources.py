"""The user's folders: where they have always been on Linux, and where the variables say."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pohgraph.resources import cache_folder, data_folder
from pohgraph.vocab.user.added import vocabulary_folder

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
