"""The N-Quads of pages, kept on disk until all pages are read: the engine takes many in a row for half the price.

It sorts what is loaded into what is there, and does so in the background while pages are read: each time anew, if it has time.
"""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self


class Spool:
    """Takes in what pages say with `add`; `batches` gives all of it once, in the order it came."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b")
        self._places: dict[
            str, tuple[int, int]
        ] = {}  # document id -> where its N-Quads start and how many bytes they are
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, document: str, nquads: bytes) -> None:
        """Keep the N-Quads of a page, which end in a line break."""
        self._file.write(nquads)
        self._places[document] = (self._end, len(nquads))
        self._end += len(nquads)

    def drop(self, document: str) -> None:
        """Forget a page."""
        del self._places[document]

    def batches(self, size: int) -> Iterator[bytes]:
        """Whole pages, as many at a time as have `size` bytes or just more; the disk is free again afterwards."""
        batch = bytearray()
        for start, length in self._places.values():
            self._file.seek(start)
            batch += self._file.read(length)
            if len(batch) >= size:
                yield bytes(batch)
                batch.clear()
        if batch:
            yield bytes(batch)
        self._places, self._end = {}, 0
        self._file.seek(0)
        self._file.truncate()
