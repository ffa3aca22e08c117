"""The words a regular expression may begin with, read off its parsed form: text without them cannot match.

Python's parser of regular expressions has no public name; `re` itself and Hypothesis use it by this one.
"""

import re
from collections.abc import Iterable
from typing import Any

from re import _constants, _parser  # type: ignore[attr-defined]  # isort: skip

_MOST = 1000  # beginnings of one pattern; from there on they are not told apart any further
_LONGEST = 12  # code points of a beginning, likewise
_DIGIT = "0"  # stands for all of them
_CLOSED, _OPEN = False, True

Beginning = tuple[str, bool]  # the first code points, and whether what follows is still to be added


def openings(pattern: str) -> list[str] | None:
    r"""What a match may begin with, as `plain` writes it; None where a match may begin with anything.

    >>> openings(r"(?:no|without) (?:\w+ )?signs?")
    ['no ', 'without ']
    >>> openings(r"\w+ly progressive") is None
    True
    """
    begun = _extended({("", _OPEN)}, _parser.parse(pattern, re.IGNORECASE))
    texts = {text for text, _ in begun}
    if "" in texts:
        return None
    return sorted(text for text in texts if not any(text[:length] in texts for length in range(1, len(text))))


def plain(text: str) -> str:
    """Lower case, each digit a 0, and a blank for whatever is no letter, digit or underscore; as long as the text.

    >>> plain("Age 7: X-linked")
    'age 0  x linked'
    """
    lower = text.lower()
    if len(lower) != len(text):  # a capital with a dot has a lower case of two code points
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lower.translate(_ASCII) if lower.isascii() else _DIGITS.sub(_DIGIT, _NOT_WORD.sub(" ", lower))


def _extended(begun: set[Beginning], items: Iterable[tuple[Any, Any]]) -> set[Beginning]:
    """Beginnings with what the next items of a pattern add to those still open; what only looks around adds nothing."""
    for operation, argument in items:
        if len(begun) > _MOST:
            return {(text, _CLOSED) for text, _ in begun}
        still = {text for text, state in begun if state is _OPEN and len(text) < _LONGEST}
        begun = {(text, _CLOSED) for text, state in begun if state is _CLOSED or text not in still}
        if not still:
            return begun
        begun |= _with(still, (operation, argument))
    return begun


def _with(texts: set[str], item: tuple[Any, Any]) -> set[Beginning]:
    operation, argument = item
    opened = {(text, _OPEN) for text in texts}
    if operation in {_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT}:
        return opened
    if operation is _constants.LITERAL:
        return {(text + plain(chr(argument)), _OPEN) for text in texts}
    if operation is _constants.IN:
        return {(text + char, state) for text in texts for char, state in _members(argument)}
    if operation is _constants.BRANCH:
        return {begun for branch in argument[1] for begun in _extended(opened, branch)}
    if operation is _constants.SUBPATTERN:
        return _extended(opened, argument[3])
    if operation in {_constants.MAX_REPEAT, _constants.MIN_REPEAT}:
        least, most, inner = argument
        once = _extended(opened, inner)
        once = once if most == 1 else {(text, _CLOSED) for text, _ in once}
        return once if least else once | opened
    return {(text, _CLOSED) for text in texts}


def _members(members: Iterable[tuple[Any, Any]]) -> set[Beginning]:
    """What one character of a set adds; nothing where the set has others than single ones, digits and white space."""
    found: set[Beginning] = set()
    for operation, argument in members:
        if operation is _constants.LITERAL:
            found.add((plain(chr(argument)), _OPEN))
        elif operation is _constants.CATEGORY and argument in _CATEGORIES:
            found.add((_CATEGORIES[argument], _OPEN))
        else:
            return {("", _CLOSED)}
    return found


_CATEGORIES = {_constants.CATEGORY_SPACE: " ", _constants.CATEGORY_DIGIT: _DIGIT}
_NOT_WORD, _DIGITS = re.compile(r"\W"), re.compile(r"\d")
_ASCII = {code: _DIGITS.sub(_DIGIT, _NOT_WORD.sub(" ", chr(code))) for code in range(128)}
