"""Patterns are rows of tables: each compiles, has its reason, names known classes, and is used; few are left in code."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import pohgraph
from pohgraph.errors import VocabularyError
from pohgraph.extractors.shared.frequency import share
from pohgraph.language.needs import Needs
from pohgraph.language.numbers import number
from pohgraph.language.patterns import Patterns, Row, faults_named, pattern_rows
from pohgraph.language.verbs import verb_classes, verb_roles
from pohgraph.tables import package_table

_SOURCE = Path(pohgraph.__file__).parent
_HEADER = re.compile(r"^(?!#)(?:.*\t)?pattern\t", re.MULTILINE)
_TABLES = [
    path.relative_to(_SOURCE)
    for path in sorted([*(_SOURCE / "extractors").rglob("*.tsv"), _SOURCE / "language" / "word_classes.tsv"])
    if _HEADER.search(path.read_text(encoding="utf-8"))
]
_NAMED = [path for path in _TABLES if path.name.endswith("_patterns.tsv")]
# Patterns with English words that are still in the code of a room, at most. In extractors: a code system, an address, a Roman numeral.
_LEFT = {"extractors": 3, "recognise": 20}
_NO_WORD = re.compile(r"\\u[0-9a-f]{4}|\\[a-zA-Z]|\(\?P<\w+>|\{[^{}]*\}")
_RE_CALLS = frozenset({"compile", "match", "search", "fullmatch", "finditer", "findall", "sub", "split"})


def _rows(table: Path) -> tuple[Row, ...]:
    return pattern_rows(table.parent.as_posix(), table.name)


@pytest.mark.parametrize("table", _TABLES, ids=str)
def test_every_row_compiles_and_has_its_reason(table: Path) -> None:
    """A row by itself is a regular expression with known classes, and says why it is there."""
    for row in _rows(table):
        assert re.compile(row.pattern)
        assert row.cells["reason"], row


@pytest.mark.parametrize("table", _NAMED, ids=str)
def test_every_name_is_used(table: Path) -> None:
    """The module beside the table asks for each name, or another row refers to it."""
    module = table.with_name(table.name.removesuffix("_patterns.tsv") + ".py")
    code = (_SOURCE / module).read_text(encoding="utf-8")
    cells = "\n".join(row.cells["pattern"] for row in _rows(table))
    names = {row.cells["name"] for row in _rows(table)}
    assert [name for name in sorted(names) if f'"{name}"' not in code and f"{{{name}}}" not in cells] == []


@pytest.mark.parametrize("table", _NAMED, ids=str)
def test_every_name_the_code_asks_for_is_there(table: Path) -> None:
    """A misspelt name would only be found on a page that needs it."""
    module = table.with_name(table.name.removesuffix("_patterns.tsv") + ".py")
    code = (_SOURCE / module).read_text(encoding="utf-8")
    asked = re.findall(r'_PATTERNS(?:\[|, )"(\w+)"', code)
    patterns = Patterns(table.parent.as_posix(), table.name)
    assert asked
    assert all(patterns[name] for name in asked)


def test_every_number_in_words_has_a_value() -> None:
    """The words that patterns take for numbers are those of the table of numbers."""
    (ages,) = [row for row in pattern_rows("extractors/shared", "stages_patterns.tsv") if row.cells["name"] == "number"]
    assert [number(word) for word in ages.pattern.split("|")[1:]] == list(range(1, 20))
    assert share("three-quarters") == share("three fourths") == share("75%")


def test_a_class_of_words_is_no_verb() -> None:
    """A name means one class; the verbs' own names are taken."""
    assert not {row.cells["name"] for row in pattern_rows("language", "word_classes.tsv")} & set(verb_classes())


def test_every_verb_form_stands_in_one_row_of_a_tense() -> None:
    """A form that stood twice could get two roles."""
    rows = package_table("language", "verbs.tsv")
    forms = Counter((row["verb"], form) for row in rows for form in row["forms"].split("|"))
    assert [pair for pair, count in forms.items() if count > 1] == []
    assert {row["tense"] for row in rows} == {"present", "past", "participle", "gerund"}
    assert {row["role"] for row in rows} == {"", "stop", "auxiliary", "copula"}
    assert all(row["reason"] for row in rows)
    roles = {form: row["role"] for row in rows if row["role"] for form in row["forms"].split("|")}
    assert roles == verb_roles()


def _table(folder: Path, *rows: str) -> tuple[str, str]:
    path = folder / "some_patterns.tsv"
    path.write_text("# A table.\nname\tpattern\treason\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return str(folder), path.name


def test_rows_of_one_name_are_alternatives_and_classes_are_filled_in(tmp_path: Path) -> None:
    """A name stands for all its rows, in later rows as well; shared classes and verbs need no row."""
    table = _table(tmp_path, "ill\tsick\tx", "ill\tunwell\tx", r"said	\bthe {disease}s? (?:{is}) (?:{ill})\b	x")
    said = Patterns(*table)["said"]
    assert said.search("The disorder is unwell")
    assert said.search("the diseases are SICK")
    assert not said.search("the disorder was sick")


def test_a_row_may_ask_for_its_own_case(tmp_path: Path) -> None:
    """Any case matches, but within a group that says otherwise."""
    pattern = Patterns(*_table(tmp_path, "a\ttype (?-i:[A-Z])\tx"))["a"]
    assert pattern.search("TYPE A")
    assert not pattern.search("type a")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a\t{unheard_of} x\tx", "line 4: no class of words is called 'unheard_of'"),
        ("disease\tx\tx\nb\t{disease}\tx", "line 5: more than one class of words is called 'disease'"),
        ("a\t(x\tx", "line 4: '(x' is no regular expression"),
    ],
)
def test_a_faulty_row_is_named(row: str, message: str, tmp_path: Path) -> None:
    """The error says which file and line."""
    table = _table(tmp_path, "ok\tfine\tx", row)
    with pytest.raises(VocabularyError, match=re.escape(f"some_patterns.tsv, {message}")):
        Patterns(*table)["a"]


def test_a_name_without_a_row_is_told(tmp_path: Path) -> None:
    """Asking for a pattern that the table lacks names the table."""
    with pytest.raises(VocabularyError, match=r"some_patterns.tsv: no row is called 'b'"):
        Patterns(*_table(tmp_path, "a\tx\tx"))["b"]


def test_a_fault_in_a_table_of_cues_is_named(tmp_path: Path) -> None:
    """Whoever compiles a table's patterns in another way learns of the line, too."""
    table = _table(tmp_path, "a\tx\tx", "b\tx)\tx")
    with pytest.raises(VocabularyError, match="line 4"), faults_named(*table):
        re.compile("x)")


def test_words_are_needed_only_where_every_row_needs_some(tmp_path: Path) -> None:
    """An alternative without a word would match where the words of the others are missing."""
    path = tmp_path / "some_patterns.tsv"
    path.write_text("name\tneeds\tpattern\na\tx|y\t[xy]\na\tz\tz\nb\tx\tx\nb\t\t.\n", encoding="utf-8")
    table = (str(tmp_path), path.name)
    needs = Needs([table])
    assert set(needs.bits[table]) == {"a"}
    places = needs.places("b x, b y, b z, b b")
    assert [bool(places[start, start + 3]) for start in (0, 5, 10, 15)] == [True, True, True, False]


def _worded(path: Path) -> Iterator[str]:
    """The patterns in a module's code that have a word of three letters or more."""
    text = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and node.args and _is_of_expressions(node.func):
            pattern = ast.get_source_segment(text, node.args[0]) or ""
            literal = isinstance(node.args[0], ast.Constant | ast.JoinedStr | ast.BinOp)
            if literal and re.search("[A-Za-z]{3}", _NO_WORD.sub(" ", pattern)):
                yield f"{path.relative_to(_SOURCE)}: {pattern}"


def _is_of_expressions(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):
        return isinstance(function.value, ast.Name) and function.value.id == "re" and function.attr in _RE_CALLS
    return isinstance(function, ast.Name) and function.id == "compiled"


@pytest.mark.parametrize("room", _LEFT)
def test_words_stay_in_tables(room: str) -> None:
    """Code has patterns of marks, digits and white space; words go to tables, where they have their reasons."""
    found = [line for path in sorted((_SOURCE / room).rglob("*.py")) for line in _worded(path)]
    assert len(found) <= _LEFT[room], "\n".join(found)
