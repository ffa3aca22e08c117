"""Streams of bytes from files that are not to be trusted: how much was read, and how much is too much."""

import io
from collections.abc import Callable, Iterator
from typing import Protocol

from pohgraph.errors import ReadError

LARGEST = 64 * 2**20  # bytes of one file; no reference page is near it, and a larger file would fill the memory
CHUNK = 2**20  # bytes read at once
_MOST_RATIO = 200  # times its size; text packs to a twentieth
_ALWAYS_ALLOWED = 8 * 2**20  # bytes that a small archive may unpack to, whatever its ratio


class Readable(Protocol):
    """Whatever gives bytes."""

    def read(self, size: int = ..., /) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        ...


class Limited:
    """The bytes of a file as they come in, no more than any page has. A file of many pages may have any number of them."""

    def __init__(self, chunks: Iterator[bytes], origin: str) -> None:
        self._chunks = chunks
        self._origin = origin
        self._size = 0

    def page_ended(self) -> None:
        """What follows is another page."""
        self._size = 0

    def __iter__(self) -> Iterator[bytes]:
        """The bytes.

        Raises:
            ReadError: there are more of them than any page has.
        """
        for chunk in self._chunks:
            self._size += len(chunk)
            if self._size > LARGEST:
                raise ReadError(self._origin, f"larger than {LARGEST // 2**20} MiB, no page is: split the file")
            yield chunk


class Counted(io.RawIOBase):
    """A stream that knows how much was read of it, and can be looked into."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self.count = 0
        self._head = b""

    def peek(self, size: int) -> bytes:
        """The next bytes, fewer at the end; they are read again later."""
        while len(self._head) < size and (more := self._stream.read(size - len(self._head))):
            self._head += more
        return self._head

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int | None = -1) -> bytes:
        """The next bytes, all of them where no size is given."""
        wanted = -1 if size is None else size
        if self._head:
            found = self._head if wanted < 0 else self._head[:wanted]
            self._head = self._head[len(found) :]
            if wanted < 0:
                found += self._stream.read()
        else:
            found = self._stream.read(wanted)
        self.count += len(found)
        return found


class Guard:
    """Watches how much a whole archive unpacks to; `packed` tells how many bytes of it that took."""

    def __init__(self, origin: str, packed: Callable[[], int]) -> None:
        self._origin = origin
        self._packed = packed
        self._unpacked = 0

    def count(self, size: int) -> None:
        """Add unpacked bytes.

        Raises:
            ReadError: they are out of all proportion.
        """
        self._unpacked += size
        if self.exceeded():
            reason = f"expands to more than {_MOST_RATIO} times its size, which no text does; the rest was not read"
            raise ReadError(self._origin, reason)

    def exceeded(self) -> bool:
        """Whether more came out than any text unpacks to."""
        return self._unpacked > max(_ALWAYS_ALLOWED, _MOST_RATIO * self._packed())


class Guarded(io.RawIOBase):
    """A stream of unpacked bytes under guard."""

    def __init__(self, stream: Readable, guard: Guard) -> None:
        self._stream = stream
        self._guard = guard

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int | None = -1) -> bytes:
        """The next bytes.

        Raises:
            ReadError: the whole archive gave out of all proportion.
        """
        found = self._stream.read(CHUNK if size is None or size < 0 else size)
        self._guard.count(len(found))
        return found
