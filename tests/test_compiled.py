"""Compiled expressions are kept from one process to the next, and are what Python itself makes of them."""

import re
from pathlib import Path

import pytest

from pohgraph.compiled import KeptCode
from pohgraph.language.patterns import pattern_rows

_EXPRESSIONS = (
    *(row.pattern for row in pattern_rows("extractors/shared", "case_report_patterns.tsv")),
    r"(?P<first>a|b)(?P=first)|(?<=c)d(?!e)",
    r"[\u00a0\u0130-\u0140]+?\b(?-i:IV)",
    "",
)
_FLAGS = int(re.IGNORECASE | re.MULTILINE)


def _kept(path: Path) -> KeptCode:
    """The code of all expressions, written to a file by one process and read by another."""
    first = KeptCode(path)
    for expression in _EXPRESSIONS:
        first.pattern(expression, _FLAGS)
    first.write()
    return KeptCode(path)


def test_a_pattern_made_of_kept_code_is_what_python_compiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Flags, groups and code are the same, which is what patterns are compared by; nothing is compiled."""
    kept = _kept(tmp_path / "code.bin")
    monkeypatch.setattr("pohgraph.compiled._code", None)
    for expression in _EXPRESSIONS:
        found = kept.pattern(expression, _FLAGS)
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
    damaged = KeptCode(path)
    assert damaged.pattern("a|b", 0) == re.compile("a|b")
    damaged.write()
    assert KeptCode(path).pattern("a|b", 0) == re.compile("a|b")


def test_where_nothing_can_be_written_patterns_are_compiled(tmp_path: Path) -> None:
    """The folder of the cache is a file."""
    (tmp_path / "cache").write_text("")
    kept = KeptCode(tmp_path / "cache" / "code.bin")
    assert kept.pattern("a|b", 0) == re.compile("a|b")
    kept.write()


def test_two_processes_keep_what_either_has_compiled(tmp_path: Path) -> None:
    """Each adds to what the file has by then."""
    path = tmp_path / "code.bin"
    one, other = KeptCode(path), KeptCode(path)
    one.pattern("a", 0)
    other.pattern("b", 0)
    one.write()
    other.write()
    content = path.read_bytes()
    third = KeptCode(path)
    assert [third.pattern(expression, 0) for expression in "ab"] == [re.compile("a"), re.compile("b")]
    third.write()
    assert path.read_bytes() == content


def test_what_is_no_expression_is_an_error(tmp_path: Path) -> None:
    """The one that Python raises, so that a table names the line of its fault."""
    with pytest.raises(re.error, match="unterminated"):
        KeptCode(tmp_path / "code.bin").pattern("(a", 0)
