"""A user's folders of their own for each test, and small vocabularies in place of the bundled ones, which take seconds to compile."""

from pathlib import Path

import pytest
from tests.vocab.small import SAMPLES, add_small_hpo, take_few_sets

from pohgraph.vocab.user.added import add_files


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Empty folders for data and cache, so that no test touches the user's; gives the data folder."""
    monkeypatch.setenv("POHGRAPH_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("POHGRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "data"


@pytest.fixture
def samples() -> Path:
    """The folder of sample vocabularies: a few terms each, made up."""
    return SAMPLES


@pytest.fixture
def small_hpo(folders: Path, tmp_path: Path) -> Path:
    """The data folder with the sample HPO, its annotations and genes added."""
    add_small_hpo(tmp_path)
    return folders


@pytest.fixture
def small_hpo_and_sets(small_hpo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, and in this process some terms of Mondo's mapping sets in place of all."""
    take_few_sets(tmp_path, monkeypatch)
    return small_hpo


@pytest.fixture
def small_vocabularies(small_hpo: Path) -> Path:
    """The data folder with the sample HPO and the sample Mondo, which takes the place of the mapping sets that ship."""
    add_files([SAMPLES / "mondo.obo"])
    return small_hpo
