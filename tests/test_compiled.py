"""Compiled expressions are kept from one process to the next, and are what Python itself makes of them."""

import marshal
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from pohgraph.compiled import kept_pattern
from pohgraph.kept_values import _HEAD, KeptValues, in_cache
from pohgraph.language.patterns import pattern_rows

_EXPRESSIONS = (
    *(row.pattern for row in pattern_rows("extractors/shared", "case_report_patterns.tsv")),
    r"(?P<first>a|b)(?P=first)|(?<=c)d(?!e)",
    r"[\u00a0\u0130-\u0140]+?\b(?-i:IV)",
    "",
)
_Code = KeptValues[tuple[str, int], tuple[object, ...]]
_FLAGS = int(re.IGNORECASE | re.MULTILINE)


def _kept(path: Path) -> _Code:
    """The code of all expressions, written to a file by one process and read by another."""
    first = _Code(path)
    for expression in _EXPRESSIONS:
        kept_pattern(expression, _FLAGS, first)
    first.write()
    return _Code(path)


def test_a_pattern_made_of_kept_code_is_what_python_compiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Flags, groups and code are the same, which is what patterns are compared by; nothing is compiled."""
    kept = _kept(tmp_path / "code.bin")
    monkeypatch.setattr("pohgraph.compiled._code", None)
    for expression in _EXPRESSIONS:
        found = kept_pattern(expression, _FLAGS, kept)
        assert found == re.compile(expression, _FLAGS)
        assert found.groupindex == re.compile(expression, _FLAGS).groupindex


@pytest.mark.parametrize("place", [0, 20, 4000, -1])
def test_a_damaged_file_counts_as_none(tmp_path: Path, place: int) -> None:
    """Code of which one bit is another is never handed to the engine, and the file is written anew."""
    path = tmp_path / "code.bin"
    _kept(path)
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    damaged = _Code(path)
    assert kept_pattern("a|b", 0, damaged) == re.compile("a|b")
    damaged.write()
    assert kept_pattern("a|b", 0, _Code(path)) == re.compile("a|b")


def test_a_damaged_value_is_the_only_one_that_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are read as they were kept: each is looked at when it is asked for."""
    path = tmp_path / "code.bin"
    _kept(path)
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    kept = _Code(path)
    assert kept.get((_EXPRESSIONS[-1], _FLAGS)) is None
    monkeypatch.setattr("pohgraph.compiled._code", None)
    for expression in _EXPRESSIONS[:-1]:
        assert kept_pattern(expression, _FLAGS, kept) == re.compile(expression, _FLAGS)


def test_a_file_that_is_cut_off_counts_as_what_is_left(tmp_path: Path) -> None:
    """At whichever byte it ends, what is asked for is what was kept, or nothing."""
    path = tmp_path / "code.bin"
    whole = _kept(path)
    content = path.read_bytes()
    for end in (*range(12), *range(12, len(content), 997)):
        path.write_bytes(content[:end])
        for expression in _EXPRESSIONS:
            key = (expression, _FLAGS)
            assert _Code(path).get(key) in (None, whole.get(key))


@pytest.mark.parametrize("data", [b"", b"\xff", b"s", *map(marshal.dumps, (None, 7, [1], {"a": 1}, "\ud800"))])
@pytest.mark.parametrize("where", ["list", "value"])
def test_what_has_another_shape_counts_as_none(tmp_path: Path, data: bytes, where: str) -> None:
    """Although its checksum is right."""
    path = tmp_path / "code.bin"
    _Code(path).add(("a", 0), ())
    (sign,) = _signs(tmp_path)
    listed = data if where == "list" else marshal.dumps({sign: (0, len(data), zlib.crc32(data))})
    path.write_bytes(_HEAD.pack(len(listed), zlib.crc32(listed)) + listed + data)
    assert _Code(path).get(("a", 0)) is None


@pytest.mark.parametrize("place", [None, 7, (1, 2), ("a", "b", "c"), (-(2**40), 9, 9), (0, 2**62, 9), (2**80, 9, 9)])
def test_a_place_of_another_shape_counts_as_none(tmp_path: Path, place: object) -> None:
    """It is read from nowhere."""
    path = tmp_path / "code.bin"
    (sign,) = _signs(tmp_path)
    listed = marshal.dumps({sign: place})
    path.write_bytes(_HEAD.pack(len(listed), zlib.crc32(listed)) + listed)
    damaged = _Code(path)
    assert damaged.get(("a", 0)) is None
    damaged.add(("a", 0), ())
    damaged.write()
    assert _Code(path).get(("a", 0)) == ()


def _signs(folder: Path) -> list[int]:
    """Under what a file lists the key ("a", 0)."""
    kept = _Code(folder / "other.bin")
    kept.add(("a", 0), ())
    kept.write()
    return list(_Code(folder / "other.bin")._places)


@pytest.mark.skipif(sys.platform == "win32", reason="no file of the cache stays open there")
def test_a_descriptor_that_another_file_got_is_left_alone(tmp_path: Path) -> None:
    """A program that closes all descriptors has its own file by our number: nothing is read from it, and nobody closes it."""
    path = tmp_path / "code.bin"
    _kept(path)
    code = (
        "import os, sys; from pathlib import Path; from pohgraph.kept_values import KeptValues\n"
        "kept, other = (KeptValues(Path(sys.argv[1])) for _ in range(2))\n"
        "os.closerange(3, 64)\n"
        "files = [open(f'{sys.argv[2]}/{name}', 'w+') for name in 'ab']\n"
        "assert {file.fileno() for file in files} == {3, 4}\n"
        "for file in files: file.write('all of it')\n"
        "assert kept.get(('', 10)) is None and other.get(('', 10)) is None\n"
        "del other\n"
        "kept.add('key', 'value'); kept.write()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [(tmp_path / name).read_text() for name in "ab"] == ["all of it"] * 2
    assert _Code(path).get(("", _FLAGS)) is not None


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts open files")
def test_a_file_is_closed_with_its_values(tmp_path: Path) -> None:
    """Nothing stays open that nobody reads."""
    path = tmp_path / "code.bin"
    _kept(path)
    before = len(list(Path("/proc/self/fd").iterdir()))
    kept = _Code(path)
    assert len(list(Path("/proc/self/fd").iterdir())) == before + 1
    del kept
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_where_nothing_can_be_written_patterns_are_compiled(tmp_path: Path) -> None:
    """The folder of the cache is a file."""
    (tmp_path / "cache").write_text("")
    kept = _Code(tmp_path / "cache" / "code.bin")
    assert kept_pattern("a|b", 0, kept) == re.compile("a|b")
    kept.write()


def test_where_what_writes_cannot_be_imported_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For example because the process ends with all its files open; the next one does it."""
    path = tmp_path / "code.bin"
    kept = _Code(path)
    kept.add(("a", 0), ())
    monkeypatch.setitem(sys.modules, "pohgraph.aside", None)
    kept.write()
    assert not path.exists()


def test_two_processes_keep_what_either_has_compiled(tmp_path: Path) -> None:
    """Each adds to what the file has by then."""
    path = tmp_path / "code.bin"
    one, other = _Code(path), _Code(path)
    kept_pattern("a", 0, one)
    kept_pattern("b", 0, other)
    one.write()
    other.write()
    content = path.read_bytes()
    third = _Code(path)
    assert [kept_pattern(expression, 0, third) for expression in "ab"] == [re.compile("a"), re.compile("b")]
    third.write()
    assert path.read_bytes() == content


def test_what_is_no_expression_is_an_error(tmp_path: Path) -> None:
    """The one that Python raises, so that a table names the line of its fault."""
    with pytest.raises(re.error, match="unterminated"):
        kept_pattern("(a", 0, _Code(tmp_path / "code.bin"))


def test_values_made_by_other_code_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file's name says which code has made it; code that cannot be read keeps nothing."""
    monkeypatch.setenv("POHGRAPH_CACHE", str(tmp_path))
    code = tmp_path / "code.py"
    for text, before in (("one", None), ("two", None), ("one", "one")):
        code.write_text(text)
        kept = in_cache("made", str(code))
        assert kept.get("value") == before
        kept.add("value", text)
        kept.write()
    code.unlink()
    assert in_cache("made", str(code)).get("value") is None
