"""The works that all pages of a build list, and which of them are one. They wait on disk: their number has no bound."""

import pickle
from array import array
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path

from pohgraph.assemble.literature import signs, united
from pohgraph.model import Publication, Reference
from pohgraph.pipeline.scratch import ScratchDatabase

_TABLES = """
CREATE TABLE works (number INTEGER PRIMARY KEY, document TEXT, first INTEGER, entry BLOB);
CREATE TABLE signs (sign TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
CREATE TABLE citations (document TEXT, association TEXT, work TEXT);
CREATE TABLE canonical (work TEXT PRIMARY KEY, reference TEXT) WITHOUT ROWID;
CREATE INDEX works_document ON works (document);
CREATE INDEX citations_document ON citations (document);
"""


class Literature(ScratchDatabase):
    """Entries come in page by page with `add`; `works` then gives each work once, and `citations` who cites it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "literature.sqlite", _TABLES)
        # Entries of one work form a tree: each has the number of one that came before, the first its own.
        self._parents = array("q")

    def add(self, document: str, works: Iterable[Publication], citations: Iterable[tuple[str, Reference]]) -> None:
        """Take in the works that a page lists, and its associations' IRIs with the works they cite."""
        for work in works:
            number = len(self._parents)
            self._parents.append(number)
            row = (number, document, pickle.dumps(work))
            self._database.execute("INSERT INTO works (number, document, entry) VALUES (?, ?, ?)", row)
            for sign in signs(work):
                self._join(sign, number)
        rows = ((document, association, work.curie) for association, work in citations)
        self._database.executemany("INSERT INTO citations VALUES (?, ?, ?)", rows)

    def forget(self, document: str) -> None:
        """Take back what a page lists and cites."""
        self._database.execute("DELETE FROM works WHERE document = ?", (document,))
        self._database.execute("DELETE FROM citations WHERE document = ?", (document,))

    def works(self) -> Iterator[Publication]:
        """Every work once, with all pages that list it."""
        numbers = ((self._first(number), number) for number in range(len(self._parents)))
        self._database.executemany("UPDATE works SET first = ? WHERE number = ?", numbers)
        with closing(self._database.execute("SELECT first, entry FROM works ORDER BY first, number")) as rows:
            for _, group in groupby(rows, key=lambda row: row[0]):
                entries = [pickle.loads(entry) for _, entry in group]  # noqa: S301 - written above
                work = united(entries)
                names = {(entry.reference.curie, work.reference.curie) for entry in entries}
                self._database.executemany("INSERT OR REPLACE INTO canonical VALUES (?, ?)", names)
                yield work

    def citations(self) -> Iterator[tuple[str, Reference]]:
        """Each citing association with the work under the name that all pages share; after `works`."""
        query = (
            "SELECT association, coalesce(reference, citations.work) FROM citations LEFT JOIN canonical USING (work)"
        )
        for association, work in self._database.execute(query):
            yield association, Reference.parse(work)

    def _join(self, sign: str, number: int) -> None:
        known = self._database.execute("SELECT number FROM signs WHERE sign = ?", (sign,)).fetchone()
        if known is None:
            self._database.execute("INSERT INTO signs VALUES (?, ?)", (sign, number))
            return
        one, other = sorted((self._first(known[0]), self._first(number)))
        self._parents[other] = one

    def _first(self, number: int) -> int:
        """The number of the first entry of a work; on the way, entries are tied to it directly."""
        first = number
        while self._parents[first] != first:
            first = self._parents[first]
        while self._parents[number] != first:
            self._parents[number], number = first, self._parents[number]
        return first
