r"""Regular expressions as trees, as far as tables of cues use them; whatever else they may hold is refused.

Read are literals, sets, groups, looks ahead and behind, repetitions, and the escapes `\b`, `\s`, `\d`, `\w` and their kin.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pohgraph.compiled import compiled

BLANK, DIGIT = r"\s", r"\d"  # kinds of characters that a set tells apart


class UnreadPatternError(ValueError):
    """The pattern holds what no table needs, or is none."""


class Chars(NamedTuple):
    """One character: one of `members`, each a character or a kind of it; of any sort where there are none."""

    members: tuple[str, ...]


class Text(NamedTuple):
    """Characters one after the other, each only itself; a blank is any white space."""

    text: str


class Choice(NamedTuple):
    """One of several sequences; a group is a choice of one."""

    branches: tuple["Tree", ...]


class Repeat(NamedTuple):
    """An item as often as asked for; `most` is None where there is no end to it."""

    item: "Node"
    least: int
    most: int | None


Node = Text | Chars | Choice | Repeat
Tree = tuple[Node, ...]  # what looks around, and where words begin and end, takes no text and is left out

_ANY = Chars(())
_NOWHERE = Choice(((),))
# Most of a table's pattern is words: these are read at once, not letter by letter.
_RUN = compiled(r"(?:[A-Za-z0-9_]|\\s)+")
_LAST = compiled(r"(?:\\s|.)\Z")
_GROUP = compiled(r"\((?:\?(?P<kind>:|>|=|!|<=|<!|P<\w+>|-?[is]:))?(?!\?)")
_TIMES = compiled(r"(?:[*+?]|\{(?P<least>\d*)(?P<range>,?)(?P<most>\d*)(?<!\{)\})")
_SIGNS = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_CODE_POINT = compiled(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4}))")
_CONTROLS = dict(zip("afnrtv", "\a\f\n\r\t\v", strict=True))
_DIGITS = frozenset("0123456789")
_PLACES = frozenset("AbBZ")
_CLASSES = {"s": (BLANK,), "d": (DIGIT,), "w": (), "S": (), "D": (), "W": ()}


def tree_of(pattern: str) -> Tree:
    r"""The tree of a pattern.

    >>> tree_of(r"no\s?x")
    (Text(text='no'), Repeat(item=Chars(members=('\\s',)), least=0, most=1), Text(text='x'))

    Raises:
        UnreadPatternError: there is something in it that is not read.
    """
    choice, end = _choice(pattern, 0)
    if end < len(pattern):
        raise UnreadPatternError(pattern[end:])
    return choice.branches[0] if len(choice.branches) == 1 else (choice,)


def _choice(pattern: str, at: int) -> tuple[Choice, int]:
    """The branches from an offset to the parenthesis that closes them, and where that is."""
    branches: list[Tree] = []
    nodes: list[Node] = []
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            branches.append(tuple(nodes))
            nodes = []
            at += 1
            continue
        if run := _RUN.match(pattern, at):
            text, at = _said(pattern, run)
            if text:
                nodes.append(text)
                continue
        item, at = _item(pattern, at)
        times = _TIMES.match(pattern, at)
        if times:
            item = Repeat(item, *_bounds(times))
            at = times.end()
            if pattern[at : at + 1] in {"?", "+"}:  # as few as possible, or all at once: what may begin is the same
                at += 1
        if item != _NOWHERE:
            nodes.append(item)
    return Choice((*branches, tuple(nodes))), at


def _said(pattern: str, run: re.Match[str]) -> tuple[Text | None, int]:
    """The words of a run and where they end: before the last character, where that is repeated."""
    said, end = run[0], run.end()
    if _TIMES.match(pattern, end):
        said = _LAST.sub("", said)
        end = run.start() + len(said)
    return (Text(said.replace(BLANK, " ")) if said else None), end


def _bounds(times: re.Match[str]) -> tuple[int, int | None]:
    if times[0] in _SIGNS:
        return _SIGNS[times[0]]
    least = int(times["least"] or 0)
    if not times["range"]:
        return least, least
    return least, int(times["most"]) if times["most"] else None


def _item(pattern: str, at: int) -> tuple[Node, int]:
    char = pattern[at]
    if char == "(":
        return _group(pattern, at)
    if char == "[":
        return _set(pattern, at + 1)
    if char == "\\":
        if pattern[at + 1 : at + 2] in _PLACES:
            return _NOWHERE, at + 2
        members, end = _escaped(pattern, at)
        return Chars(members), end
    if char in "^$":
        return _NOWHERE, at + 1
    if char in "*+?":
        raise UnreadPatternError(pattern[at:])
    return (_ANY if char == "." else Chars((char,))), at + 1


def _group(pattern: str, at: int) -> tuple[Node, int]:
    opened = _GROUP.match(pattern, at)
    if opened is None:
        raise UnreadPatternError(pattern[at:])
    choice, end = _choice(pattern, opened.end())
    if pattern[end : end + 1] != ")":
        raise UnreadPatternError(pattern[at:])
    looks = opened["kind"] in {"=", "!", "<=", "<!"}
    return (_NOWHERE if looks else choice), end + 1


def _set(pattern: str, at: int) -> tuple[Node, int]:
    """A set whose first member is at an offset; one of ranges other than of digits, or of what it does not hold, is of any sort."""
    members: Sequence[str] | None = []
    if pattern[at : at + 1] == "^":
        members = None
        at += 1
    first = at
    while pattern[at : at + 1] != "]" or at == first:
        char, at = _member(pattern, at)
        ranged = pattern[at : at + 1] == "-" and pattern[at + 1 : at + 2] != "]"
        if ranged:
            last, at = _member(pattern, at + 1)
            char = (DIGIT,) if _DIGITS.issuperset((*char, *last)) else ()
        members = None if members is None or not char else (*members, *char)
    return Chars(tuple(members or ())), at + 1


def _member(pattern: str, at: int) -> tuple[tuple[str, ...], int]:
    char = pattern[at : at + 1]
    if not char:
        raise UnreadPatternError(pattern)
    return _escaped(pattern, at) if char == "\\" else ((char,), at + 1)


def _escaped(pattern: str, at: int) -> tuple[tuple[str, ...], int]:
    """What an escape stands for, nothing for any sort of character; and where it ends."""
    coded = _CODE_POINT.match(pattern, at)
    if coded:
        return (chr(int(coded[1] or coded[2], 16)),), coded.end()
    kind = pattern[at + 1 : at + 2]
    if kind in _CLASSES:
        return _CLASSES[kind], at + 2
    if kind in _CONTROLS:
        return (_CONTROLS[kind],), at + 2
    if not kind or (kind.isascii() and kind.isalnum()):  # groups by number, what means another thing in a set
        raise UnreadPatternError(pattern[at:])
    return (kind,), at + 2
