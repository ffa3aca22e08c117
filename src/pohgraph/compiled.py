"""Regular expressions, compiled: what Python makes of one is kept in the user's cache, since making it takes long.

A hundred pages ask for 2,000 expressions, which take 0.6 s of a processor to compile and 0.02 s to read. What is kept is the code for
Python's own engine: the same Python makes the same code of an expression, and the engine checks it before it takes it. Where the cache
cannot be read or written, or another Python has no such engine, expressions are compiled as ever.
"""

import atexit
import marshal
import re
import sys
import zlib
from array import array
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from pohgraph.aside import files_aside
from pohgraph.errors import ExportError
from pohgraph.resources import cache_folder

_CHECKSUM = 4  # bytes before what is kept
_MOST = 2**13  # expressions kept; where there would be more, only those that this process made
_WORTH = 200  # new expressions, and which share of those kept, that are worth being written at once
_SHARE = 4

Key = tuple[str, int]  # an expression and its flags


class _Code(NamedTuple):
    """What the engine takes in place of an expression."""

    flags: int
    code: bytes
    groups: int
    places: dict[str, int]  # of the named groups
    names: tuple[str | None, ...]  # of all groups


def compiled(expression: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, sooner.

    Raises:
        re.error: it is no regular expression.
    """
    found = _kept().pattern(expression, int(flags))
    return re.compile(expression, flags) if found is None else found


class KeptCode:
    """The code of expressions in a file of one version of Python; a damaged one counts as none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._waiting = _read(path)  # what is used is not kept a second time
        self._on_disk = len(self._waiting)
        self._new: dict[Key, _Code] = {}

    def pattern(self, expression: str, flags: int) -> re.Pattern[str] | None:
        """The pattern of an expression; None where this Python has another engine.

        Raises:
            re.error: it is no regular expression.
        """
        key = (expression, flags)
        if known := self._waiting.pop(key, None):
            with suppress(RuntimeError, TypeError, ValueError):  # it is not what it seems to be
                return _pattern(expression, known)
        try:
            made = _code(expression, flags)
            found = _pattern(expression, made)
        except (AttributeError, ImportError, TypeError, RuntimeError, ValueError):
            return None
        self._new[key] = made
        if len(self._new) >= max(_WORTH, self._on_disk // _SHARE):
            self.write()
        return found

    def write(self) -> None:
        """Add what this process has compiled to the file, where it can be written."""
        if not self._new:
            return
        known = {**_read(self._path), **self._new}
        kept = known if len(known) <= _MOST else self._new
        body = marshal.dumps({key: tuple(code) for key, code in kept.items()})
        with suppress(OSError, ExportError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with files_aside([self._path]) as (file,):
                file.write(_checksum(body) + body)
        self._on_disk = len(kept)
        self._new.clear()


@cache
def _kept() -> KeptCode:
    kept = KeptCode(cache_folder() / "expressions" / f"{sys.implementation.cache_tag}-{sys.hexversion:x}.bin")
    atexit.register(kept.write)
    return kept


def _read(path: Path) -> dict[Key, _Code]:
    """What a file keeps; nothing where it is damaged or not there."""
    try:
        content = path.read_bytes()
    except OSError:
        return {}
    body = content[_CHECKSUM:]
    if content[:_CHECKSUM] != _checksum(body):
        return {}
    return {key: _Code(*code) for key, code in marshal.loads(body).items()}  # noqa: S302 - it is as we wrote it


def _checksum(body: bytes) -> bytes:
    return zlib.crc32(body).to_bytes(_CHECKSUM)


def _code(expression: str, flags: int) -> _Code:
    """What `re.compile` makes of an expression before it hands it to the engine."""
    parser: Any = import_module("re._parser")
    compiler: Any = import_module("re._compiler")
    parsed = parser.parse(expression, flags)
    places = dict(parsed.state.groupdict)
    names: list[str | None] = [None] * parsed.state.groups
    for name, place in places.items():
        names[place] = name
    code = array("I", compiler._code(parsed, flags)).tobytes()  # noqa: SLF001 - no other door to it
    return _Code(flags | parsed.state.flags, code, parsed.state.groups - 1, places, tuple(names))


def _pattern(expression: str, made: _Code) -> re.Pattern[str]:
    """The pattern that the engine makes of code, which it checks."""
    engine: Any = import_module("_sre")
    code = list(array("I", made.code))
    found: re.Pattern[str] = engine.compile(expression, made.flags, code, made.groups, made.places, made.names)
    return found
