"""Regular expressions, compiled: what Python makes of one is kept in the user's cache, since making it takes long.

A hundred pages ask for 2,000 expressions, which take 0.6 s of a processor to compile and 0.02 s to read. What is kept is the code for
Python's own engine: the same Python makes the same code of an expression, and the engine checks it before it takes it. Where the cache
cannot be read or written, or another Python has no such engine, expressions are compiled as ever.
"""

import re
from array import array
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from pohgraph.kept_values import KeptValues, in_cache

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
    found = kept_pattern(expression, int(flags), _kept())
    return re.compile(expression, flags) if found is None else found


def kept_pattern(expression: str, flags: int, kept: KeptValues[Key, tuple[Any, ...]]) -> re.Pattern[str] | None:
    """The pattern of an expression, by its kept code; None where this Python has another engine.

    Raises:
        re.error: it is no regular expression.
    """
    key = (expression, flags)
    if known := kept.get(key):
        with suppress(RuntimeError, TypeError, ValueError):  # it is not what it seems to be
            return _pattern(expression, _Code(*known))
    try:
        made = _code(expression, flags)
        found = _pattern(expression, made)
    except (AttributeError, ImportError, TypeError, RuntimeError, ValueError):
        return None
    kept.add(key, tuple(made))
    return found


@cache
def _kept() -> KeptValues[Key, tuple[Any, ...]]:
    return in_cache("expressions")


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
