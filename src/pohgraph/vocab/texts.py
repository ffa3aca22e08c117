"""Large tables of strings in one file, mapped into memory: a string is read from it when it is asked for.

Opening such a table costs its keys alone, and processes that have the same file open share its pages.
"""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from mmap import mmap
from pathlib import Path
from typing import Any, Final, NamedTuple
from zlib import crc32

from pohgraph.errors import VocabularyError

DAMAGED = "damaged lexicon cache: run the command again, and delete this file if that does not help"
_CODE: Final = "I"  # unsigned integers of four bytes: a table holds less than four gigabytes


class PackedTexts(NamedTuple):
    """What `Texts` needs beside the strings themselves: keys, and for each where its string ends and its checksum."""

    keys: list[str]
    ends: bytes
    checks: bytes


def pack_texts(table: Mapping[str, str]) -> tuple[PackedTexts, bytes]:
    """A table's keys, and its strings one after the other."""
    pieces = [text.encode() for text in table.values()]
    ends = array(_CODE, accumulate(map(len, pieces)))
    return PackedTexts(list(table), ends.tobytes(), array(_CODE, map(crc32, pieces)).tobytes()), b"".join(pieces)


class Texts(Mapping[str, str]):
    """A table that was packed, looked up as before. It never changes: many threads may share one.

    Looking up raises VocabularyError where the file is damaged, and none of the files that `again` maps is whole.
    """

    __slots__ = ("_again", "_checks", "_ends", "_file", "_path", "_places", "_start")

    def __init__(
        self, packed: PackedTexts, file: mmap, start: int, path: Path, again: Sequence[Callable[[], mmap]] = ()
    ) -> None:
        self._places = dict(zip(packed.keys, range(len(packed.keys)), strict=True))
        self._ends = memoryview(packed.ends).cast(_CODE)
        self._checks = memoryview(packed.checks).cast(_CODE)
        self._file = file
        self._start = start
        self._path = path
        self._again = again

    def __getitem__(self, key: str) -> str:
        return self._text(self._places[key])

    def get(self, key: str, /, default: Any = None) -> Any:  # noqa: ANN401 - as Mapping has it
        """The string of a key, `default` where there is none."""
        place = self._places.get(key)
        return default if place is None else self._text(place)

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def _text(self, place: int) -> str:
        first = self._ends[place - 1] if place else 0
        part = slice(self._start + first, self._start + self._ends[place])
        piece = self._file[part]
        for again in self._again:
            if crc32(piece) == self._checks[place]:
                break
            self._file = again()
            piece = self._file[part]
        if crc32(piece) != self._checks[place]:
            raise VocabularyError(path=str(self._path), reason=DAMAGED)
        return piece.decode()
