"""The compiled lexicon in the user's cache: damaged, half made, made by other versions, or where nothing can be written."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pohgraph.errors import VocabularyError
from pohgraph.vocab.lexicon import Lexicon
from pohgraph.vocab.sections import SECTIONS, has_sections, write_sections
from pohgraph.vocab.shelf import forget_unused, mark_used
from pohgraph.vocab.user.added import add_files
from pohgraph.vocab.user.manifest import vocabulary_folder

_READ = """
from pohgraph.schema.branches import PHENOTYPIC_ABNORMALITY
from pohgraph.vocab.lexicon import open_lexicon
lexicon = open_lexicon()
print(lexicon.label(PHENOTYPIC_ABNORMALITY), len(lexicon.gene_symbols), len(list(lexicon.disease_names.values())))
print(lexicon.folder)
"""
# A process that is killed with the first file written and not yet in its place.
_KILLED = """
import os, pathlib, signal
pathlib.Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
"""


def _read() -> str:
    done = subprocess.run([sys.executable, "-c", _READ], capture_output=True, text=True, check=True)
    assert not done.stderr
    return done.stdout


@pytest.fixture
def compiled(small_vocabularies: Path, tmp_path: Path) -> Path:
    """The folder of a lexicon that another process has compiled."""
    assert small_vocabularies.exists()
    assert _read().startswith("Phenotypic abnormality ")
    (folder,) = (path.parent for path in (tmp_path / "cache").glob("*/hpo.bin"))
    return folder


def _cut(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


def _garbled_head(data: bytes) -> bytes:
    return data[:100] + bytes(byte ^ 0xFF for byte in data[100:400]) + data[400:]


def _garbled_tail(data: bytes) -> bytes:
    return data[: len(data) // 2] + bytes(byte ^ 0xFF for byte in data[len(data) // 2 :])


@pytest.mark.parametrize("harm", [_cut, _garbled_head, _garbled_tail])
def test_a_damaged_lexicon_is_compiled_again_by_itself(compiled: Path, harm: Callable[[bytes], bytes]) -> None:
    """Nobody is told to delete a file, and every answer is what it was."""
    before = _read()
    for section in SECTIONS:
        path = compiled / f"{section}.bin"
        path.write_bytes(b"" if section == "words" and harm is _cut else harm(path.read_bytes()))
    assert _read() == before
    assert {path.name for path in compiled.iterdir()} == {f"{section}.bin" for section in SECTIONS}


def _tables(terms: dict[str, str]) -> dict[str, dict[str, str]]:
    return {name: {} for names in SECTIONS.values() for name in names} | {"terms": terms}


def test_strings_that_are_damaged_are_read_from_the_lexicon_made_again(tmp_path: Path) -> None:
    """Large tables are read string by string: the damage shows while pages are read, and reading goes on."""
    terms = {f"HP:{number:07}": f"bone {number} " * 300 for number in range(500)}
    made = 0

    def mend() -> Path:
        nonlocal made
        made += 1
        write_sections(_tables(terms), tmp_path)
        return tmp_path

    def spoil() -> None:
        path = tmp_path / "hpo.bin"
        path.write_bytes(path.read_bytes()[:-1] + b"\x00")

    mend()
    spoil()
    lexicon = Lexicon(tmp_path, mend)
    table = lexicon._hpo["terms"]
    assert (table["HP:0000000"], made) == (terms["HP:0000000"], 1)
    assert (table["HP:0000499"], made) == (terms["HP:0000499"], 2)
    spoil()  # another process mends it, and this one need not
    table = Lexicon(tmp_path, mend)._hpo["terms"]
    write_sections(_tables(terms), tmp_path)
    assert (table["HP:0000499"], made) == (terms["HP:0000499"], 2)


def test_what_cannot_be_mended_is_an_error(tmp_path: Path) -> None:
    """With the file, and no end of trying."""
    write_sections(_tables({f"HP:{number}": "bone " * 900 for number in range(500)}), tmp_path)
    path = tmp_path / "hpo.bin"
    path.write_bytes(path.read_bytes()[:-1] + b"\x00")
    with pytest.raises(VocabularyError, match=r"hpo\.bin: damaged"):
        Lexicon(tmp_path, lambda: tmp_path)._hpo["terms"]["HP:499"]


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
def test_a_killed_compilation_leaves_nothing_for_long(small_vocabularies: Path, tmp_path: Path) -> None:
    """What it wrote is no lexicon; the next process compiles, and takes away the rest once it is a minute old."""
    assert small_vocabularies.exists()
    cache = tmp_path / "cache"
    killed = subprocess.run([sys.executable, "-c", _KILLED + _READ], check=False)
    assert killed.returncode == -signal.SIGKILL
    (folder,) = cache.iterdir()
    assert not has_sections(folder)
    (left,) = folder.glob("unfinished-*")
    os.utime(left, (time.time() - 61,) * 2)
    assert _read().startswith("Phenotypic abnormality ")
    assert {path.name for path in folder.iterdir()} == {f"{section}.bin" for section in SECTIONS}


@pytest.mark.usefixtures("small_vocabularies")
def test_a_lexicon_for_one_run_goes_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the cache cannot be written, a folder of the system's is used and given back."""
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("POHGRAPH_CACHE", str(tmp_path / "file"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    assert f"{tmp_path / 'tmp'}/pohgraph-lexicon-" in _read()
    assert list((tmp_path / "tmp").iterdir()) == []


def _shelved(cache: Path, name: str, days: float) -> Path:
    folder = cache / name
    folder.mkdir(parents=True)
    (folder / "hpo.bin").write_bytes(b"x")
    for path in (folder / "hpo.bin", folder):
        os.utime(path, (time.time() - days * 86_400,) * 2)
    return folder


def test_lexicons_that_nobody_used_for_a_month_are_removed(tmp_path: Path) -> None:
    """Those in use, other folders of the cache and links stay."""
    used = _shelved(tmp_path, "0" * 16, 90)
    kept = [
        _shelved(tmp_path, "1" * 16, 29),
        _shelved(tmp_path, "graphs", 90),
        _shelved(tmp_path / "elsewhere", "2" * 16, 90),
    ]
    read = _shelved(tmp_path, "3" * 16, 90)
    os.utime(read / "hpo.bin", (time.time(), 0))  # a version that notes nothing has read it
    noted = _shelved(tmp_path, "4" * 16, 90)
    mark_used(noted)
    link = tmp_path / ("5" * 16)
    link.symlink_to(tmp_path / "elsewhere")
    for name in ("6" * 16, f"{'7' * 16}.old"):
        _shelved(tmp_path, name, 31)
    forget_unused(tmp_path, used)
    assert {path.name for path in tmp_path.iterdir()} == {
        *(path.name for path in (used, *kept[:2], read, noted, link)),
        "elsewhere",
    }
    assert kept[2].exists()


def test_a_lexicon_in_use_may_be_taken_away(tmp_path: Path) -> None:
    """Its reader makes what he has not read again."""
    terms = {"HP:0000001": "All"}

    def mend() -> Path:
        tmp_path.joinpath("0" * 16).mkdir()
        write_sections(_tables(terms), tmp_path / ("0" * 16))
        return tmp_path / ("0" * 16)

    folder = mend()
    lexicon = Lexicon(folder, mend)
    for path in (*folder.iterdir(), folder):
        os.utime(path, (0, 0))
    forget_unused(tmp_path, tmp_path / "other")
    assert not folder.exists()
    assert lexicon._hpo["terms"] == terms


@pytest.fixture
def killed_addition(folders: Path, samples: Path) -> Path:
    """A copy of a vocabulary that a killed process made and did not list."""
    assert folders
    code = """
import os, signal, sys
from pathlib import Path
import pohgraph.vocab.user.manifest as manifest
from pohgraph.vocab.user.added import add_files
manifest._write_manifest = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
add_files([Path(sys.argv[1])])
"""
    done = subprocess.run([sys.executable, "-c", code, str(samples / "mondo.obo")], check=False)
    assert done.returncode == -signal.SIGKILL
    (copy,) = vocabulary_folder().glob("*/*mondo.obo")
    return copy


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
def test_a_copy_that_was_never_listed_goes_with_the_next_addition(killed_addition: Path, samples: Path) -> None:
    """So do copies that broke off; files of other names stay."""
    broken = killed_addition.with_name("tmpabcdefgh")
    own = killed_addition.with_name("notes.txt")
    for path in (broken, own):
        path.write_bytes(b"x")
    add_files([samples / "phenotype.hpoa"])
    assert (killed_addition.exists(), broken.exists(), own.exists()) == (False, False, True)
