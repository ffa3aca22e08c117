"""Values that take long to make, kept in the user's cache from one process to the next.

A file belongs to one way of making its values: its name says of which code and which Python they are.
"""

import atexit
import marshal
import sys
import zlib
from collections.abc import Hashable
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, TypeVar

from pohgraph.aside import files_aside
from pohgraph.errors import ExportError
from pohgraph.resources import cache_folder

_CHECKSUM = 4  # bytes before what is kept
_MOST = 2**13  # values kept; where there would be more, only those that this process made
_WORTH = 200  # new values, and which share of those kept, that are worth being written at once
_SHARE = 4
_KEY = TypeVar("_KEY", bound=Hashable)
_VALUE = TypeVar("_VALUE")


class KeptValues(Generic[_KEY, _VALUE]):
    """Values in a file, by key; `marshal` can write both. A damaged file counts as none, and one that cannot be written stays as it is.

    Without a file none are kept.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._waiting: dict[_KEY, _VALUE] = _read(path) if path else {}  # what is used is not kept a second time
        self._on_disk = len(self._waiting)
        self._new: dict[_KEY, _VALUE] = {}

    def get(self, key: _KEY) -> _VALUE | None:
        """The value of a key; None where the file has none."""
        return self._waiting.get(key)

    def take(self, key: _KEY) -> _VALUE | None:
        """Likewise, but once: it takes no memory from then on."""
        return self._waiting.pop(key, None)

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
        known = {**_read(self._path), **self._new}
        kept = known if len(known) <= _MOST else self._new
        body = marshal.dumps(kept)
        with suppress(OSError, ExportError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with files_aside([self._path]) as (file,):
                file.write(_checksum(body) + body)
        self._on_disk = len(kept)
        self._new.clear()


def in_cache(folder: str, *made_by: str) -> KeptValues[Any, Any]:
    """The values in a folder of the user's cache that this Python made, and that code of those files made.

    What is new is written when the process ends, or when there is enough of it. Where that code cannot be read as files, nothing is kept.
    """
    try:
        code = zlib.crc32(b"".join(Path(file).read_bytes() for file in made_by))
    except OSError:
        return KeptValues(None)
    name = f"{sys.implementation.cache_tag}-{sys.hexversion:x}-{code:08x}.bin"
    kept: KeptValues[Any, Any] = KeptValues(cache_folder() / folder / name)
    atexit.register(kept.write)
    return kept


def _read(path: Path) -> dict[Any, Any]:
    """What a file keeps; nothing where it is damaged or not there."""
    try:
        content = path.read_bytes()
    except OSError:
        return {}
    body = content[_CHECKSUM:]
    if not body or content[:_CHECKSUM] != _checksum(body):
        return {}
    found: dict[Any, Any] = marshal.loads(body)  # noqa: S302 - it is as we wrote it
    return found


def _checksum(body: bytes) -> bytes:
    return zlib.crc32(body).to_bytes(_CHECKSUM)
