"""The files that names are looked up in: what happens when one is damaged, or cannot be written."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from pohgraph.errors import StoreError, VocabularyError
from pohgraph.search import completions, find, search, vocabulary
from pohgraph.search.names import graph_index
from pohgraph.store.graph import GraphStore


def _damage(path: Path) -> None:
    """Write over all but the first two pages, which say what the index is made of."""
    content = path.read_bytes()
    path.write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _fill(path: Path) -> None:
    path.write_bytes(b"no index")


@pytest.mark.parametrize("harm", [_damage, _cut, _fill])
def test_a_damaged_index_is_made_again(
    harm: Callable[[Path], None], sample_store: GraphStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A search finds what it did before, and so does the completion of names."""
    monkeypatch.setenv("POHGRAPH_CACHE", str(tmp_path))
    asked: list[Callable[[], tuple[object, ...]]] = [
        lambda: search("POH", graph=sample_store, everywhere=False),
        lambda: completions(sample_store, "P"),
    ]
    for ask in asked:
        found = ask()
        index = graph_index(sample_store)
        assert index
        harm(index)
        assert ask() == found != ()


def test_an_index_that_stays_damaged_is_an_error(
    sample_store: GraphStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is made again once, and then named in one line."""
    made: list[Path] = []

    def damaged(_: GraphStore) -> Path:
        made.append(tmp_path / "names.db")
        _fill(made[-1])
        return made[-1]

    monkeypatch.setattr(find, "graph_index", damaged)
    with pytest.raises(StoreError, match=r"names\.db: this index of names is damaged \(.*\): remove the file$"):
        search("POH", graph=sample_store, everywhere=False)
    assert len(made) == 2


@pytest.fixture
def barred(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A place where nothing can be written, that the compiled vocabularies are said to be in."""
    file = tmp_path / "file"
    file.touch()
    names: dict[str, dict[str, str]] = {
        table: {} for table in ("phenotype_names", "disease_names", "gene_symbols", "gene_aliases")
    }
    monkeypatch.setattr(vocabulary, "open_lexicon", lambda: SimpleNamespace(folder=file / "lexicon", **names))
    return file


def test_an_index_written_elsewhere_is_used_again(
    barred: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Who may not write beside the vocabularies has one temporary index, not one for each process."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    first = vocabulary.vocabulary_index()
    written = first.stat().st_mtime_ns
    assert (vocabulary.vocabulary_index(), first.stat().st_mtime_ns) == (first, written)
    assert {path for path in tmp_path.iterdir() if path != barred} == {first.parent}


def test_an_index_that_can_be_written_nowhere_is_an_error(barred: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message has the place and the reason."""
    monkeypatch.setattr(tempfile, "tempdir", str(barred))
    with pytest.raises(VocabularyError, match=r"names-\d+\.db: the index of names cannot be written: Not a directory"):
        vocabulary.vocabulary_index()
