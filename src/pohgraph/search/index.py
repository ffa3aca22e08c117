"""An index of names in one SQLite file: it finds names by their words, and words by their letters."""

import hashlib
import sqlite3
import tempfile
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from pohgraph.errors import StoreError
from pohgraph.leftovers import held, sweep
from pohgraph.search.match import Words, alike, folded

FORMAT = 2  # of the file
_UNFINISHED = "unfinished-"
_TABLES = """
CREATE TABLE about (version TEXT);
CREATE TABLE entity (curie TEXT PRIMARY KEY, label TEXT, kind TEXT, claims INTEGER) WITHOUT ROWID;
CREATE TABLE name (id INTEGER PRIMARY KEY, folded TEXT, text TEXT, scope TEXT, curie TEXT);
CREATE TABLE word (id INTEGER PRIMARY KEY, word TEXT);
CREATE VIRTUAL TABLE name_words USING fts5(folded, content='name', content_rowid='id', detail='none', prefix='2 3');
CREATE VIRTUAL TABLE word_letters USING fts5(word, content='word', content_rowid='id', tokenize='trigram');
"""
_FILLED = """
CREATE INDEX name_folded ON name (folded);
CREATE INDEX word_word ON word (word);
CREATE INDEX entity_kind ON entity (kind, claims);
INSERT INTO name_words (rowid, folded) SELECT id, folded FROM name;
INSERT INTO word_letters (rowid, word) SELECT id, word FROM word;
INSERT INTO name_words (name_words) VALUES ('optimize');
INSERT INTO word_letters (word_letters) VALUES ('optimize');
"""
_NAMES = "SELECT name.folded, name.text, name.scope, curie, label, kind, claims FROM name JOIN entity USING (curie)"
_ENTITIES = "SELECT curie, label, kind, claims FROM entity"
_CLOSE = 0.65  # share of common letters from which two words may be one, misspelt
_NEAREST = 6  # words that a misspelt word is taken for
_ALIKE = 60  # words whose letters are compared with it
_HOLDING = 60  # words that a part of a word is taken for


class Entity(NamedTuple):
    """What names are names of; `claims` is how many claims a graph makes about it."""

    curie: str
    label: str
    kind: str
    claims: int = 0


class Name(NamedTuple):
    """One name of an entity. `scope` is label, exact, narrow, broad or related."""

    text: str
    scope: str
    curie: str


class Candidate(NamedTuple):
    """A name, folded and as written, and what it is a name of."""

    folded: str
    text: str
    scope: str
    entity: Entity


def write_index(path: Path, version: str, entities: Iterable[Entity], names: Iterable[Name]) -> None:
    """Write an index aside, and put it in place when it is complete.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    sweep(path.parent, f"{_UNFINISHED}*")
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=_UNFINISHED, delete=False) as file:
        aside = Path(file.name)
    try:
        with held(aside), closing(sqlite3.connect(aside)) as index, index:
            index.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLES}")
            index.execute("INSERT INTO about VALUES (?)", (version,))
            index.executemany("INSERT INTO entity VALUES (?, ?, ?, ?)", entities)
            # Short names come first, so that the first rows of an answer are those most like the words.
            rows = sorted({(folded(name.text), *name) for name in names}, key=lambda row: (len(row[0]), *row))
            index.executemany("INSERT INTO name (folded, text, scope, curie) VALUES (?, ?, ?, ?)", rows)
            words = sorted({word for row in rows for word in row[0].split()})
            index.executemany("INSERT INTO word (word) VALUES (?)", ((word,) for word in words))
            index.executescript(_FILLED)
        aside.replace(path)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    finally:
        aside.unlink(missing_ok=True)


def index_version(path: Path) -> str:
    """Of what an index was made; empty where there is none that can be read."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as index:
            row = index.execute("SELECT version FROM about").fetchone()
    except sqlite3.Error:
        return ""
    return str(row[0]) if row else ""


def version_of(*parts: str) -> str:
    """A short name for what an index is made of."""
    return hashlib.sha256("\0".join((str(FORMAT), *parts)).encode()).hexdigest()[:16]


class DamagedIndexError(StoreError):
    """An index of names cannot be read. It can be made again."""


class NameIndex:
    """An index, open for reading. A connection serves one search, so that threads need not share one.

    Every method that reads raises DamagedIndexError where the file is damaged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._index = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        except sqlite3.DatabaseError as error:
            raise _damaged(path, error) from error

    def close(self) -> None:
        """Let go of the file."""
        self._index.close()

    def candidates(self, typed: Words, kind: str, limit: int) -> list[Candidate]:
        """Names that may fit, at most twice `limit` of them: whole and beginnings, then by words, parts and spelling."""
        words = typed.words
        found = self._names("folded = ?", [typed.folded], kind, limit)
        found += self._names("folded > ? AND folded < ?", [typed.folded, f"{typed.folded}\U0010ffff"], kind, limit)
        if len(found) < limit:
            found += self._with_words([[f'"{word}"*'] for word in words], kind, limit)
        if len(found) < limit:
            parts = [self._holding(word) for word in words]
            found += self._with_words([_any(word, more) for word, more in zip(words, parts, strict=True)], kind, limit)
        if not found:
            close = [self._near(word) for word in words]
            found = self._with_words([_any(word, more) for word, more in zip(words, close, strict=True)], kind, limit)
            # Two words may be one.
            found += self._with_words([[f'"{near}"' for near in self._near("".join(words))]], kind, limit)
        return found

    def entities(self, curies: Iterable[str]) -> dict[str, Entity]:
        """Those that the index has, by CURIE."""
        return {curie: entity for curie in curies for entity in self._entities("curie = ?", curie)}

    def of_kind(self, kind: str, limit: int) -> list[Entity]:
        """The entities of a kind, those with the most claims first."""
        return self._entities("kind = ? ORDER BY claims DESC, label, curie LIMIT ?", kind, limit)

    def names_of(self, curies: Collection[str]) -> list[Name]:
        """Every name of these, in one pass over all names."""
        rows = self._rows("SELECT DISTINCT text, scope, curie FROM name ORDER BY curie, scope, text")
        return [Name(*row) for row in rows if row[2] in curies]

    def beginning(self, text: str, kind: str, limit: int) -> list[tuple[str, Entity]]:
        """The names and CURIEs that begin with a text, in any case."""
        start, end = folded(text), f"{folded(text)}\U0010ffff"
        found = [(row.text, row.entity) for row in self._names("folded >= ? AND folded < ?", [start, end], kind, limit)]
        if ":" in text:
            pattern = text.replace("|", "||").replace("_", "|_").replace("%", "|%")
            where, values = _of_kind("curie LIKE ? ESCAPE '|'", [f"{pattern}%"], kind)
            found += [(entity.curie, entity) for entity in self._entities(f"{where} LIMIT ?", *values, limit)]
        return [(name, entity) for name, entity in found if name.casefold().startswith(text.casefold())]

    def _names(self, where: str, values: Sequence[str], kind: str, limit: int) -> list[Candidate]:
        """The names that a condition holds for, the shortest first."""
        where, values = _of_kind(where, values, kind)
        rows = self._rows(f"{_NAMES} WHERE {where} ORDER BY name.id LIMIT ?", *values, limit)
        return [Candidate(row[0], row[1], row[2], Entity(*row[3:])) for row in rows]

    def _entities(self, where: str, *values: str | int) -> list[Entity]:
        return [Entity(*row) for row in self._rows(f"{_ENTITIES} WHERE {where}", *values)]

    def _with_words(self, groups: Sequence[Sequence[str]], kind: str, limit: int) -> list[Candidate]:
        """The names that have one word at least of each group."""
        if not groups or not all(groups):
            return []
        wanted = " AND ".join(f"({' OR '.join(group)})" for group in groups)
        where = "name.id IN (SELECT rowid FROM name_words WHERE name_words MATCH ?)"
        return self._names(where, [wanted], kind, limit)

    def _holding(self, part: str) -> list[str]:
        """Words with this part, the shortest first; a part of one or two letters says too little."""
        select = "SELECT word FROM word_letters WHERE word_letters MATCH ? ORDER BY length(word), word LIMIT ?"
        return [row[0] for row in self._rows(select, f'"{part}"', _HOLDING)] if len(part) > 2 else []  # noqa: PLR2004

    def _near(self, word: str) -> list[str]:
        """Words of nearly this spelling, the nearest first."""
        pieces = dict.fromkeys(word[i : i + 3] for i in range(len(word) - 2))
        wanted = " OR ".join(f'"{piece}"' for piece in pieces)
        select = "SELECT word FROM word_letters WHERE word_letters MATCH ? ORDER BY rank, word LIMIT ?"
        found = {row[0] for row in self._rows(select, wanted, _ALIKE)} if pieces else set()
        # Two letters that changed places leave a short word no three letters in common.
        span = (word[0], f"{word[0]}\U0010ffff", len(word) - 1, len(word) + 1)
        select = "SELECT word FROM word WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?"
        found |= {row[0] for row in self._rows(select, *span)} if len(word) < 7 else set()  # noqa: PLR2004
        likeness = {other: alike(word, other) for other in found}
        near = sorted((other for other in found if likeness[other] >= _CLOSE), key=lambda o: (-likeness[o], o))
        return near[:_NEAREST]

    def _rows(self, select: str, *values: str | int) -> list[tuple[Any, ...]]:
        try:
            return self._index.execute(select, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise _damaged(self._path, error) from error


def _damaged(path: Path, error: sqlite3.DatabaseError) -> DamagedIndexError:
    return DamagedIndexError(path, f"this index of names is damaged ({error}): remove the file")


def _of_kind(where: str, values: Sequence[str], kind: str) -> tuple[str, Sequence[str]]:
    """The condition, for a kind alone if there is one."""
    return (f"{where} AND kind = ?", [*values, kind]) if kind else (where, values)


def _any(word: str, more: Iterable[str]) -> list[str]:
    return [f'"{word}"*', *(f'"{other}"' for other in more)]
