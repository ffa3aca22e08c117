"""Compiled expressions are kept from one process to the next, and are what Python itself makes of them."""

import re
from pathlib import Path

import pytest

from pohgraph.compiled import kept_pattern
from pohgraph.kept_values import KeptValues, in_cache
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


def test_where_nothing_can_be_written_patterns_are_compiled(tmp_path: Path) -> None:
    """The folder of the cache is a file."""
    (tmp_path / "cache").write_text("")
    kept = _Code(tmp_path / "cache" / "code.bin")
    assert kept_pattern("a|b", 0, kept) == re.compile("a|b")
    kept.write()


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
