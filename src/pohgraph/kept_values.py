"""Values that take long to make, kept in the user's cache from one process to the next.

A file belongs to one way of making its values: its name says of which code and which Python they are. It begins with a list of where
each value stands, so that a process reads those that it asks for: a short command takes a tenth of those that many pages need.
"""

import atexit
import errno
import marshal
import os
import sys
import zlib
from collections.abc import Callable, Hashable
from contextlib import suppress
from pathlib import Path
from struct import Struct
from typing import Any, Generic, TypeVar
from weakref import finalize

from pohgraph.errors import ExportError
from pohgraph.resources import cache_folder

_HEAD = Struct(">II")  # bytes of the list, and its checksum
_MOST = 2**13  # values kept; where there would be more, only those that this process made
_WORTH = 200  # new values, and which share of those kept, that are worth being written at once
_SHARE = 4
_LONGEST = _MOST * 64  # bytes of a list
_Place = tuple[int, int, int]  # offset, bytes and checksum of a key with its value
_Read = Callable[[int, int], bytes]  # so many bytes from an offset on
_KEY = TypeVar("_KEY", bound=Hashable)
_VALUE = TypeVar("_VALUE")


class KeptValues(Generic[_KEY, _VALUE]):
    """Values in a file, by key; `marshal` can write both. A damaged file counts as none, and one that cannot be written stays as it is.

    Without a file none are kept.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._read, self._places = _opened(path, self) if path else (None, {})
        self._on_disk = len(self._places)
        self._new: dict[_KEY, _VALUE] = {}

    def get(self, key: _KEY) -> _VALUE | None:
        """The value of a key; None where the file has none."""
        place = self._places.get(_sign(key))
        match _loaded(_blob(self._read, place)) if self._read and place else None:
            case (known, value) if known == key:
                found: _VALUE | None = value
                return found
        return None

    def add(self, key: _KEY, value: _VALUE) -> None:
        """Keep a value that this process has made."""
        if self._path is None:
            return
        self._new[key] = value
        if len(self._new) >= max(_WORTH, self._on_disk // _SHARE):
            self.write()

    def write(self) -> None:
        """Add what this process has made to the file, where it can be written."""
        if not self._new or self._path is None:
            return
        made: dict[Any, Any] = dict(self._new)
        new = {_sign(key): marshal.dumps((key, value)) for key, value in made.items()}
        now: KeptValues[_KEY, _VALUE] = KeptValues(self._path)  # other processes may have written it meanwhile
        known = {**now._blobs(), **new}
        kept = known if len(known) <= _MOST else new
        with suppress(ImportError, OSError, ExportError):
            from pohgraph.aside import files_aside  # noqa: PLC0415 - most processes make nothing new

            self._path.parent.mkdir(parents=True, exist_ok=True)
            with files_aside([self._path]) as (file,):
                file.write(_listed(kept))
                file.writelines(kept.values())
            self._on_disk = len(kept)
        self._new.clear()

    def _blobs(self) -> dict[int, bytes]:
        """All that the file keeps, as it stands there."""
        found = {sign: _blob(self._read, place) for sign, place in self._places.items()} if self._read else {}
        return {sign: blob for sign, blob in found.items() if blob}


def in_cache(folder: str, *made_by: str) -> KeptValues[Any, Any]:
    """The values in a folder of the user's cache that this Python made, and that code of those files made.

    What is new is written when the process ends, or when there is enough of it. Where that code cannot be read as files, nothing is kept.
    """
    try:
        code = zlib.crc32(b"".join(Path(file).read_bytes() for file in made_by))
    except OSError:
        return KeptValues(None)
    name = f"{sys.implementation.cache_tag}-{sys.hexversion:x}-{code:08x}.kept"
    kept: KeptValues[Any, Any] = KeptValues(cache_folder() / folder / name)
    atexit.register(kept.write)
    return kept


def _sign(key: Hashable) -> int:
    """What tells keys apart, nearly always; it is the same in every process."""
    text = repr(key).encode()
    return len(text) << 32 | zlib.crc32(text)


def _listed(blobs: dict[int, bytes]) -> bytes:
    """The beginning of a file: where each value stands behind it."""
    places: dict[int, _Place] = {}
    offset = 0
    for sign, blob in blobs.items():
        places[sign] = (offset, len(blob), zlib.crc32(blob))
        offset += len(blob)
    index = marshal.dumps(places)
    return _HEAD.pack(len(index), zlib.crc32(index)) + index


def _opened(path: Path, owner: object) -> tuple[_Read | None, dict[int, _Place]]:
    """How to read the values of a file as long as `owner` lives, and where they are; nothing where it is damaged or not there."""
    try:
        read = _reader(path, owner)
        head = read(0, _HEAD.size)
        size, checksum = _HEAD.unpack(head) if len(head) == _HEAD.size else (0, 0)
        index = read(_HEAD.size, size) if size <= _LONGEST else b""
    except OSError:
        return None, {}
    if not index or zlib.crc32(index) != checksum:
        return None, {}
    first = _HEAD.size + size
    places = _loaded(index)
    return (lambda offset, size: read(first + offset, size), places) if isinstance(places, dict) else (None, {})


def _reader(path: Path, owner: object) -> _Read:
    if sys.platform == "win32":  # which replaces no file that is open
        content = path.read_bytes()
        return lambda offset, size: content[offset : offset + size]
    handle = os.open(path, os.O_RDONLY)
    ours = _file_of(handle)
    finalize(owner, _close, handle, ours).atexit = False  # the system closes it then

    def read(offset: int, size: int) -> bytes:
        if _file_of(handle) != ours:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return os.pread(handle, size, offset)  # a fork reads by the same handle, so it has no place of its own

    return read


def _file_of(handle: int) -> tuple[int, int]:
    """Which file a handle is of. A program that closes what it does not know closes ours, and its own file may then have the number."""
    found = os.fstat(handle)
    return found.st_dev, found.st_ino


def _close(handle: int, ours: tuple[int, int]) -> None:
    with suppress(OSError):
        if _file_of(handle) == ours:
            os.close(handle)


def _loaded(data: bytes) -> Any:  # noqa: ANN401 - whatever was written
    """What `marshal` wrote; None for anything else."""
    try:
        return marshal.loads(data)  # noqa: S302 - its checksum says that we wrote it
    except (EOFError, MemoryError, TypeError, ValueError):
        return None


def _blob(read: _Read, place: _Place) -> bytes:
    """A key with its value; nothing where it is damaged."""
    try:
        offset, size, checksum = place
        blob = read(offset, size)
    except (OSError, MemoryError, OverflowError, TypeError, ValueError):
        return b""
    return blob if zlib.crc32(blob) == checksum else b""
