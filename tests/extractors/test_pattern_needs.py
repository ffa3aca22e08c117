"""The words that a table says its patterns need: every match has one, or a match would be lost without a trace."""

import importlib
import re
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

import pohgraph
from pohgraph.language.needs import needs_of
from pohgraph.language.openings import plain
from pohgraph.language.patterns import pattern_rows
from pohgraph.tables import package_table

_parser: Any = importlib.import_module("re._parser")
_EDGE, _BREAK = "\ue000", "\0"  # where a word begins or ends; whatever is not known
_MOST = 1000  # texts of a piece of a pattern
_EDGES = ("AT_BOUNDARY", "AT_BEGINNING", "AT_BEGINNING_STRING", "AT_END", "AT_END_STRING")
# Rows on interventions that count only in sentences with these words, whatever else their patterns match.
_NARROWED = frozenset({"treated_before", "patients_before", "on_trial"})
_ON_INTERVENTIONS = ("interventions_patterns.tsv", "intervention_frames_patterns.tsv")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


Nodes = list["Node"]
Node = tuple[Any, Any]  # an operation of Python's parser of patterns, and what it is of


def _tables() -> list[tuple[str, str]]:
    """Every lexical table of the room, as `package_table` takes it."""
    package = Path(pohgraph.__file__).parent
    paths = sorted((package / "extractors").rglob("*.tsv"))
    return [(path.parent.relative_to(package).as_posix(), path.name) for path in paths]


def _patterns() -> list[Any]:
    found = []
    for table in _tables():
        named = needs_of("extractors").bits.get(table, {})
        rows = [row for row in pattern_rows(*table) if row.cells["name"] in named] if named else []
        narrowed = _NARROWED if table[1] in _ON_INTERVENTIONS else ()
        for name in (name for name in named if name not in narrowed):
            of_name = [row for row in rows if row.cells["name"] == name]
            words = [word for row in of_name for word in row.cells["needs"].split("|")]
            found += [pytest.param(row.pattern, words, id=f"{table[1]}:{row.line}") for row in of_name]
    return found


@pytest.mark.parametrize(("pattern", "words"), _patterns())
def test_every_match_has_a_needed_word(pattern: str, words: list[str]) -> None:
    """Whatever a row matches, one of the words of its pattern is in it."""
    assert is_proven(pattern, words)


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ("extractors/belonging_patterns.tsv", "group_of one_of form_of kin"),
        ("extractors/prognosis_patterns.tsv", "told_by_degree"),
        ("extractors/shared/avoided_patterns.tsv", "tells passive"),
        ("extractors/shared/beside_patterns.tsv", "members"),
        ("extractors/shared/in_turn_patterns.tsv", "in_turn listed of_groups"),
        ("extractors/shared/intervention_frames_patterns.tsv", "calls_for"),
        ("extractors/shared/remedied_patterns.tsv", "mended dealt_with"),
    ],
)
def test_what_nearly_every_sentence_is_asked_for_has_needed_words(table: str, names: str) -> None:
    """A row without any would let its pattern be tried on each sentence, which takes long."""
    named = needs_of("extractors").bits[table.rpartition("/")[0], table.rpartition("/")[2]]
    assert set(names.split()) <= set(named)


def test_every_table_with_needed_words_is_listed() -> None:
    """One that is not would have its words read by nobody."""
    listed = {(row["package"], row["table"]) for row in package_table("extractors", "needs.tsv")}
    columns = {table: {*rows[0]} for table in _tables() if (rows := package_table(*table))}
    assert listed == {table for table, names in columns.items() if names >= {"name", "needs", "pattern"}}


def test_a_word_that_a_match_can_do_without_is_found_out() -> None:
    """Not each match has a word of one alternative, nor one that may be the end of another word."""
    assert not is_proven(r"no (?:signs?|trace) of", ["sign"])
    assert not is_proven(r"\w*he had", [" he "])


def is_proven(pattern: str, words: list[str]) -> bool:
    """Whether every match of a pattern, in any case, has one of the words."""
    return _proves(list(_parser.parse(pattern, re.IGNORECASE)), words)


def _proves(nodes: Nodes, words: list[str]) -> bool:
    """Whether each text that a sequence may match has one of the words, as far as it can be told."""
    parts = [_texts(node) for node in nodes]
    for first, _ in enumerate(parts):
        built = {""}
        for part in parts[first:]:
            if len(built) * len(part) > _MOST:
                break
            built = {before + text for before in built for text in part}
            if all(any(word in text for word in words) for text in map(_plain, built)):
                return True
    return any(_node_proves(node, words) for node in nodes)


def _node_proves(node: Node, words: list[str]) -> bool:
    op, value = str(node[0]), node[1]
    if op == "BRANCH":
        return all(_proves(list(branch), words) for branch in value[1])
    if op == "SUBPATTERN":
        return _proves(list(value[3]), words)
    return op in _REPEATS and value[0] > 0 and _proves(list(value[2]), words)


def _texts(node: Node) -> set[str]:
    """The texts of one piece of a pattern; a break where they are too many or not known."""
    op, value = str(node[0]), node[1]
    found: set[str] | None = None
    if op == "LITERAL":
        found = {chr(value)}
    elif op == "IN":
        found = _of_set(value)
    elif op == "BRANCH":
        found = set(chain.from_iterable(_of_sequence(branch) for branch in value[1]))
    elif op == "SUBPATTERN":
        found = _of_sequence(value[3])
    elif op in _REPEATS:
        found = _repeated(*value)
    elif op == "AT":
        found = {_EDGE} if str(value) in _EDGES else {""}
    elif op == "ASSERT_NOT" and len(value[1]) == 1 and "CATEGORY_WORD" in str(value[1][0]):
        found = {_EDGE}
    elif op in {"ASSERT", "ASSERT_NOT"}:
        found = {""}
    return found if found is not None and len(found) <= _MOST else {_BREAK}


def _of_sequence(nodes: Nodes) -> set[str]:
    built = {""}
    for node in nodes:
        texts = _texts(node)
        if len(built) * len(texts) > _MOST:
            return {_BREAK}
        built = {before + text for before in built for text in texts}
    return built


def _of_set(members: Nodes) -> set[str] | None:
    found: set[str] = set()
    for op, value in members:
        if str(op) == "LITERAL":
            found.add(plain(chr(value)))
        elif str(value) in {"CATEGORY_SPACE", "CATEGORY_NOT_WORD"}:
            found.add(" ")
        elif str(value) == "CATEGORY_DIGIT":
            found.add("0")
        else:
            return None
    return found


def _repeated(least: int, most: int, nodes: Nodes) -> set[str]:
    once = _of_sequence(nodes)
    texts = {""} if least == 0 else set[str]()
    if most == 1:
        return texts | once
    between = " " if all(text and not plain(text).strip() for text in once) else ""
    # Twice or more often: what stands between the first and the last one is not known.
    several = {first + _BREAK + between + last for first in once for last in once}
    return texts | (once if least < 2 else set()) | several


def _plain(text: str) -> str:
    """A text as `plain` writes it, with a blank where a word begins or ends at its edge."""
    text = "".join([char if char in (_EDGE, _BREAK) else plain(char) for char in text])
    text = re.sub(f"{_EDGE}+", _EDGE, text)
    text = re.sub(
        rf"^{_EDGE}(?=[^ ])|(?<=[^ ]){_EDGE}$|(?<={_BREAK}){_EDGE}(?=[^ ])|(?<=[^ ]){_EDGE}(?={_BREAK})", " ", text
    )
    return text.replace(_EDGE, "")
