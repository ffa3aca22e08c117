"""The statements of pages, kept on disk until all pages are read: the engine takes many in a row for half the price.

It sorts what is loaded into what is there, and does so in the background while pages are read: each time anew, if it has time.
"""

import zlib
from collections.abc import Container, Iterator
from pathlib import Path
from typing import NamedTuple

from pohgraph.pipeline.scratch import ScratchDatabase
from pohgraph.pipeline.statements import PageStatements

_TABLE = """
CREATE TABLE places (
  number INTEGER PRIMARY KEY, document BLOB UNIQUE, start INTEGER, own INTEGER, shared INTEGER, is_packed INTEGER);
"""


class _Place(NamedTuple):
    """Where in the file the parts of a page start, how many bytes each has, and whether they are compressed."""

    start: int
    own: int
    shared: int
    is_packed: bool


class Spool(ScratchDatabase):
    """Takes in what pages say with `add`; `batches` gives what each has for itself, and `shared` what others may have too."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b")
        super().__init__(path.with_suffix(".sqlite"), _TABLE)
        self._end = 0
        self._added = 0

    def close(self) -> None:
        """Let both files go."""
        self._file.close()
        super().close()

    def add(self, page: PageStatements) -> None:
        """Keep the statements of a page."""
        own = _framed(page.evidence) + _framed(page.claims) if page.is_packed else page.evidence + page.claims
        self._file.write(own)
        self._file.write(page.shared)
        row = (self._added, _key(page.id), self._end, len(own), len(page.shared), page.is_packed)
        self._database.execute("INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?, ?, ?)", row)
        self._added += 1
        self._end += len(own) + len(page.shared)

    def drop(self, document: str) -> None:
        """Forget a page."""
        self._database.execute("DELETE FROM places WHERE document = ?", (_key(document),))

    def shared(self) -> Iterator[bytes]:
        """What pages say that others may say as well, page by page in the order they came."""
        for _, place in self._in_order():
            self._file.seek(place.start + place.own)
            part = self._file.read(place.shared)
            yield zlib.decompress(part) if place.is_packed else part

    def batches(self, size: int, documents: Container[str] | None = None) -> Iterator[bytes]:
        """What pages have for themselves, whole pages, as many at a time as have `size` bytes or just more.

        `documents` are the pages that are wanted. Without, all are, and the disk is free again afterwards.
        """
        batch = bytearray()
        for document, place in self._in_order():
            if documents is not None and document not in documents:
                continue
            self._file.seek(place.start)
            own = self._file.read(place.own)
            batch += b"".join(map(zlib.decompress, _frames(own))) if place.is_packed else own
            if len(batch) >= size:
                yield bytes(batch)
                batch.clear()
        if batch:
            yield bytes(batch)
        if documents is None:
            self._database.execute("DELETE FROM places")
            self._end = 0
            self._file.seek(0)
            self._file.truncate()

    def _in_order(self) -> Iterator[tuple[str, _Place]]:
        query = "SELECT document, start, own, shared, is_packed FROM places ORDER BY number"
        for document, *place in self._database.execute(query):
            yield document.decode(errors="surrogatepass"), _Place(*place)


def _key(document: str) -> bytes:
    return document.encode(errors="surrogatepass")


def _framed(part: bytes) -> bytes:
    return len(part).to_bytes(8, "big") + part


def _frames(parts: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(parts):
        end = start + 8 + int.from_bytes(parts[start : start + 8], "big")
        yield parts[start + 8 : end]
        start = end
