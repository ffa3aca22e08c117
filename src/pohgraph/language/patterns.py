"""Patterns kept in tables, each with its reason: rows of one name are alternatives, and `{name}` stands for a class of words.

A class is an earlier name of the same table, a row of `word_classes.tsv`, or a verb of `verbs.tsv`. Patterns match in any case
but where a row says `(?-i:…)`. A table may say in `needs` which words no match is without.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, cached_property, reduce
from operator import or_
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.errors import VocabularyError
from pohgraph.language.needs import needs_of
from pohgraph.language.verbs import verb_classes
from pohgraph.tables import package_rows

_CLASS = compiled(r"\{([a-z_]+)\}")
_CLASSES = ("language", "word_classes.tsv")


class Row(NamedTuple):
    """One row of a table of patterns, with its classes filled in."""

    line: int
    cells: dict[str, str]
    pattern: str


class Patterns(dict[str, re.Pattern[str]]):
    """The patterns of one table by name; nothing is read or compiled before it is asked for."""

    def __init__(self, package: str, table: str) -> None:
        super().__init__()
        self._table = (package, table)
        self._bits_of: dict[tuple[str, ...], int | None] = {}

    def __missing__(self, name: str) -> re.Pattern[str]:
        """The pattern of that name.

        Raises:
            VocabularyError: the table has none, or one that is no regular expression.
        """
        found = self[name] = _compiled(*self._table, name)
        return found

    @cached_property
    def bits(self) -> Mapping[str, int]:
        """The bit of each pattern of which the table says what words it needs, as `needs_of` numbers those of the room."""
        room = self._table[0].partition("/")[0]
        return needs_of(room).bits.get(self._table, {})

    def bits_of(self, names: tuple[str, ...]) -> int | None:
        """The bits of all of some patterns; None where one of them has none."""
        if names not in self._bits_of:
            bits = [self.bits.get(name) for name in names]
            self._bits_of[names] = None if None in bits else reduce(or_, filter(None, bits), 0)
        return self._bits_of[names]


def word_class(name: str) -> str:
    """A class of words as a group of alternatives, to be built into a pattern.

    >>> word_class("disease")
    '(?:condition|disorder|disease|syndrome)'
    """
    return f"(?:{_shared()[name]})"


@cache
def pattern_rows(package: str, table: str) -> tuple[Row, ...]:
    """The rows of a table whose `pattern` may refer to classes.

    Raises:
        VocabularyError: a row refers to a class that is not there.
    """
    own: dict[str, str] = {}
    found: list[Row] = []
    shared = _shared() if (package, table) != _CLASSES else _of_verbs()
    for line, cells in package_rows(package, table):
        try:
            pattern = _CLASS.sub(lambda match: f"(?:{_one_of(match[1], own, shared)})", cells["pattern"])
        except LookupError as error:
            raise VocabularyError(path=f"{package}/{table}", reason=str(error.args[0]), line=line) from None
        if name := cells.get("name"):
            own[name] = f"{own[name]}|{pattern}" if name in own else pattern
        found.append(Row(line, cells, pattern))
    return tuple(found)


@contextmanager
def faults_named(package: str, table: str) -> Iterator[None]:
    """While a table's patterns are compiled: a fault in one of them is told by its line.

    Raises:
        VocabularyError: a row is no regular expression.
    """
    try:
        yield
    except re.error:
        _check_rows(package, table)
        raise


def _check_rows(package: str, table: str) -> None:
    for row in pattern_rows(package, table):
        try:
            re.compile(row.pattern)
        except re.error as error:
            reason = f"{row.cells['pattern']!r} is no regular expression: {error}"
            raise VocabularyError(path=f"{package}/{table}", reason=reason, line=row.line) from error


@cache
def _compiled(package: str, table: str, name: str) -> re.Pattern[str]:
    rows = _named(package, table).get(name)
    if rows is None:
        raise VocabularyError(path=f"{package}/{table}", reason=f"no row is called {name!r}")
    with faults_named(package, table):
        return compiled("|".join(row.pattern for row in rows), re.IGNORECASE)


@cache
def _named(package: str, table: str) -> dict[str, list[Row]]:
    names: dict[str, list[Row]] = {}
    for row in pattern_rows(package, table):
        names.setdefault(row.cells["name"], []).append(row)
    return names


def _one_of(name: str, own: dict[str, str], shared: dict[str, str]) -> str:
    if (name in own) == (name in shared):
        fault = "more than one class" if name in own else "no class"
        raise LookupError(f"{fault} of words is called {name!r}")
    return own.get(name) or shared[name]


@cache
def _shared() -> dict[str, str]:
    classes = _of_verbs()
    for row in pattern_rows(*_CLASSES):
        name = row.cells["name"]
        classes[name] = f"{classes[name]}|{row.pattern}" if name in classes else row.pattern
    return classes


def _of_verbs() -> dict[str, str]:
    return {name: "|".join(forms) for name, forms in verb_classes().items()}
