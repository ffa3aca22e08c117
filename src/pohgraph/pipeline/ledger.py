"""What a build knows of each page: where it came from, what it gave, and what is to be said of it. It waits on disk.

Names of files may have characters that no encoding has, so text is kept as bytes, which sort as the text does.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from pathlib import Path
from typing import NamedTuple

from pohgraph.extractors.topic.subject import Given
from pohgraph.model import DocumentReport, Remark
from pohgraph.pipeline.kept import as_told, from_told
from pohgraph.pipeline.scratch import ScratchDatabase
from pohgraph.pipeline.sources import PageSource

_TABLES = """
CREATE TABLE pages (number INTEGER PRIMARY KEY, document BLOB, sha256 BLOB, called BLOB, name BLOB, origin BLOB, place BLOB,
  about TEXT);
CREATE UNIQUE INDEX pages_document ON pages (document, sha256);
CREATE TABLE reports (document BLOB PRIMARY KEY, report TEXT) WITHOUT ROWID;
CREATE TABLE remarks (document BLOB, code BLOB, message BLOB, start INTEGER, finish INTEGER);
CREATE INDEX remarks_document ON remarks (document);
CREATE TABLE failures (told BLOB);
"""
_ALIKE = """
CREATE TEMP TABLE alike AS SELECT * FROM (
  SELECT *, COUNT(*) OVER same AS pages, MIN(number) OVER same AS first FROM pages WINDOW same AS (PARTITION BY document)
) WHERE pages > 1 ORDER BY first, number
"""
_PAGE = "number, document, sha256, called, name, origin, place, about"


class LedgerPage(NamedTuple):
    """A page without its bytes: `called` is its document's id in the graph, `document` the one that it would have alone."""

    number: int
    document: str
    sha256: str
    called: str
    name: str
    origin: str
    place: str
    about: Given | None


class Ledger(ScratchDatabase):
    """Takes in pages with `add`, and what is to be told of them; gives all of it back sorted."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "ledger.sqlite", _TABLES)

    def add(self, document: str, sha256: str, source: PageSource) -> None:
        """Take in a page."""
        own, about = _bytes(document), as_told(source.about)
        told = None if about is None else json.dumps(about)
        row = (own, bytes.fromhex(sha256), own, *map(_bytes, (source.name, source.origin, source.place)), told)
        columns = _PAGE.removeprefix("number, ")
        self._database.execute(f"INSERT INTO pages ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608 - our own words

    def origin(self, document: str, sha256: str) -> str | None:
        """Where a page of that id and those bytes came from; None if there is none yet."""
        query = "SELECT origin FROM pages WHERE document = ? AND sha256 = ?"
        found = self._database.execute(query, (_bytes(document), bytes.fromhex(sha256))).fetchone()
        return _text(found[0]) if found else None

    def has(self, document: str) -> bool:
        """Whether a page has that id."""
        query = "SELECT 1 FROM pages WHERE document = ? LIMIT 1"
        return self._database.execute(query, (_bytes(document),)).fetchone() is not None

    def alike(self) -> bool:
        """Look for pages that have an id together; whether there are any. `firsts` and `sharing` then give them."""
        self._database.execute("DROP TABLE IF EXISTS alike")
        self._database.execute(_ALIKE)
        return self._database.execute("SELECT 1 FROM alike LIMIT 1").fetchone() is not None

    def firsts(self) -> Iterator[LedgerPage]:
        """Of pages that have an id together the one that came first."""
        return self._pages("alike WHERE number = first ORDER BY number")

    def sharing(self) -> Iterator[LedgerPage]:
        """All pages that have an id together, those of one id in a row."""
        return self._pages("alike ORDER BY first, number")

    def rename(self, names: Iterable[tuple[int, str]]) -> None:
        """Give pages ids of their own, by their numbers."""
        rows = ((_bytes(name), number) for number, name in names)
        self._database.executemany("UPDATE pages SET called = ? WHERE number = ?", rows)

    def pages(self) -> Iterator[LedgerPage]:
        """All pages, sorted by what they are called."""
        self._database.execute("CREATE INDEX IF NOT EXISTS pages_called ON pages (called, number)")
        return self._pages("pages ORDER BY called, number")

    def add_report(self, report: DocumentReport) -> None:
        """Keep how a page was read."""
        row = (_bytes(report.id), json.dumps(astuple(report)))
        self._database.execute("INSERT OR REPLACE INTO reports VALUES (?, ?)", row)

    def drop_report(self, document: str) -> None:
        """Forget how a page was read."""
        self._database.execute("DELETE FROM reports WHERE document = ?", (_bytes(document),))

    def report(self, document: str) -> DocumentReport:
        """How a page was read.

        Raises:
            KeyError: there is no such page.
        """
        query = "SELECT report FROM reports WHERE document = ?"
        found = self._database.execute(query, (_bytes(document),)).fetchone()
        if found is None:
            raise KeyError(document)
        return _report(found[0])

    def reports(self) -> Iterator[DocumentReport]:
        """How the pages were read, sorted by their ids."""
        return (_report(told) for (told,) in self._database.execute("SELECT report FROM reports ORDER BY document"))

    def add_remarks(self, remarks: Iterable[Remark]) -> None:
        """Keep remarks."""
        self._database.executemany("INSERT INTO remarks VALUES (?, ?, ?, ?, ?)", map(_remark_row, remarks))

    def drop_remarks(self, remarks: Iterable[Remark]) -> None:
        """Forget remarks, each as often as it was made."""
        query = "DELETE FROM remarks WHERE document = ? AND code = ? AND message = ? AND start = ? AND finish = ?"
        self._database.executemany(query, map(_remark_row, remarks))

    def remarks(self) -> Iterator[Remark]:
        """The remarks, sorted."""
        query = (
            "SELECT document, code, message, start, finish FROM remarks ORDER BY document, code, message, start, finish"
        )
        for document, code, message, start, end in self._database.execute(query):
            yield Remark(document=_text(document), code=_text(code), message=_text(message), start=start, end=end)

    def add_failure(self, failure: Exception) -> None:
        """Keep why a source gave no page."""
        self._database.execute("INSERT INTO failures VALUES (?)", (_bytes(str(failure)),))

    def failures(self) -> Iterator[str]:
        """Why sources gave no page, in the order in which they came."""
        return (_text(told) for (told,) in self._database.execute("SELECT told FROM failures ORDER BY rowid"))

    def _pages(self, which: str) -> Iterator[LedgerPage]:
        rows = self._database.execute(f"SELECT {_PAGE} FROM {which}")  # noqa: S608 - our own words
        for number, document, sha256, called, name, origin, place, about in rows:
            yield LedgerPage(
                number=number,
                document=_text(document),
                sha256=sha256.hex(),
                called=_text(called),
                name=_text(name),
                origin=_text(origin),
                place=_text(place),
                about=from_told(json.loads(about) if about else None),
            )


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


def _text(kept: bytes) -> str:
    return kept.decode(errors="surrogatepass")


def _remark_row(remark: Remark) -> tuple[bytes, bytes, bytes, int, int]:
    return _bytes(remark.document), _bytes(remark.code), _bytes(remark.message), remark.start, remark.end


def _report(told: str) -> DocumentReport:
    id_, path, family, title, about, about_label, counts = json.loads(told)
    return DocumentReport(
        id=id_,
        path=path,
        family=family,
        title=title,
        about=about,
        about_label=about_label,
        counts=tuple((predicate, count) for predicate, count in counts),
    )
