"""Large tables of strings in one file: a key's string is read from it when it is asked for.

Opening such a table costs a few bytes for each of its keys, and a process holds none of the strings: the system keeps what is read
often, once for all processes.
"""

import os
import sys
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple
from weakref import finalize
from zlib import crc32

from pohgraph.errors import VocabularyError

DAMAGED = "damaged lexicon cache: run the command again, and delete this file if that does not help"
_CODE: Final = "I"  # unsigned integers of four bytes: a table holds less than four gigabytes
_BEHIND_KEY: Final = b"\0"  # no key has one

Part = Callable[[int, int], bytes]  # what stands in a file between two places


class PackedTexts(NamedTuple):
    """What `Texts` needs beside keys and strings: where a key is to be looked for, where each string ends, and its checksum.

    `slots` has a power of two of numbers, at least twice as many as keys. A key's is at its checksum's last bits, or behind it
    where others are there before: its place plus one in the lowest bits, and the checksum's own in the others. 0 is none.
    """

    slots: bytes
    ends: bytes
    checks: bytes


def pack_texts(table: Mapping[str, str]) -> tuple[PackedTexts, bytes]:
    """Where a table's keys are found, and the keys one after the other, each with its string."""
    keys = [_bytes_of(key) for key in table]
    pieces = [key + _BEHIND_KEY + text.encode() for key, text in zip(keys, table.values(), strict=True)]
    bits = len(keys).bit_length()
    slots = array(_CODE, bytes(array(_CODE).itemsize << bits + 1))
    last = len(slots) - 1
    for number, code in enumerate(map(crc32, keys), start=1):
        at = code & last
        while slots[at]:
            at = at + 1 & last
        slots[at] = code >> bits << bits | number
    ends = array(_CODE, accumulate(map(len, pieces)))
    packed = PackedTexts(slots.tobytes(), ends.tobytes(), array(_CODE, map(crc32, pieces)).tobytes())
    return packed, b"".join(pieces)


def parts_of(file: BinaryIO) -> Part:
    """Reads parts of a file, also when the file was closed and another has its name; parts behind its end are empty."""
    if sys.platform == "win32":
        mapped = mmap(file.fileno(), 0, access=ACCESS_READ)
        return lambda start, end: mapped[start:end]
    return _Descriptor(os.dup(file.fileno())).part


class _Descriptor:
    """An open file, closed when nobody has it any more."""

    __slots__ = ("__weakref__", "_number")

    def __init__(self, number: int) -> None:
        self._number = number
        finalize(self, os.close, number)

    def part(self, start: int, end: int) -> bytes:
        return os.pread(self._number, end - start, start)


class Texts(Mapping[str, str]):
    """A table that was packed, looked up as before. It never changes: many threads may share one.

    Looking up raises VocabularyError where the file is damaged, and none of the files that `again` opens is whole.
    """

    __slots__ = ("_again", "_bits", "_checks", "_ends", "_last", "_part", "_path", "_slots", "_start")

    def __init__(
        self, packed: PackedTexts, part: Part, start: int, path: Path, again: Sequence[Callable[[], Part]] = ()
    ) -> None:
        self._slots = memoryview(packed.slots).cast(_CODE)
        self._last = len(self._slots) - 1
        self._ends = memoryview(packed.ends).cast(_CODE)
        self._bits = len(self._ends).bit_length()
        self._checks = memoryview(packed.checks).cast(_CODE)
        self._part = part
        self._start = start
        self._path = path
        self._again = again

    def __getitem__(self, key: str) -> str:
        found = self._found(key)
        if found is None:
            raise KeyError(key)
        return found

    def get(self, key: str, /, default: Any = None) -> Any:  # noqa: ANN401 - as Mapping has it
        """The string of a key, `default` where there is none."""
        found = self._found(key)
        return default if found is None else found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._found(key) is not None

    def __iter__(self) -> Iterator[str]:
        for place in range(len(self)):
            yield self._piece(place).partition(_BEHIND_KEY)[0].decode(errors="surrogatepass")

    def __len__(self) -> int:
        return len(self._ends)

    def _found(self, key: str) -> str | None:
        begun = _bytes_of(key)
        code = crc32(begun)
        bits = self._bits
        at = code & self._last
        while slot := self._slots[at]:
            if slot >> bits == code >> bits:
                piece = self._piece((slot & (1 << bits) - 1) - 1)
                size = len(begun)
                if piece.startswith(begun) and piece[size : size + 1] == _BEHIND_KEY:
                    return piece[size + 1 :].decode()
            at = at + 1 & self._last
        return None

    def _piece(self, place: int) -> bytes:
        """A key and its string."""
        start = self._start + (self._ends[place - 1] if place else 0)
        end = self._start + self._ends[place]
        check = self._checks[place]
        piece = self._part(start, end)
        if crc32(piece) == check:
            return piece
        for again in self._again:
            self._part = again()
            piece = self._part(start, end)
            if crc32(piece) == check:
                return piece
        raise VocabularyError(path=str(self._path), reason=DAMAGED)


def _bytes_of(key: str) -> bytes:
    return key.encode(errors="surrogatepass")  # what is asked for may be any string
