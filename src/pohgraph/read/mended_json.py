"""JSON as people paste it: cut off, with single quotes, or printed by a program. What can be told of it is read, as values of Python.

A program prints None for null, 'x' for "x", and a long text in pieces, one a line; in a listing a comma may stand behind the last
item. Nothing of it is ever run.
"""

import re
from dataclasses import dataclass

from pohgraph.compiled import compiled
from pohgraph.errors import ReadError

_SPACE = compiled(r"\s*")
_STRING = compiled(
    r"""(?i:[bur]{0,2})(?:\"{3}(?P<long>(?:[^"\\]|\\.|"(?!""))*+)\"{3}|"(?P<double>(?:[^"\\]|\\.)*+)"|'(?P<single>(?:[^'\\]|\\.)*+)')""",
    re.DOTALL,
)
_OPENED = compiled(r"""(?i:[bur]{0,2})["']""")
_WORD = compiled(r"[A-Za-z_$][\w$.-]*|[+-]?\d[\d.eE+_-]*")
_BETWEEN = compiled(r"\s*(?::|=>)")
_ESCAPE = compiled(r"\\(?:u(?P<four>[0-9a-fA-F]{4})|x(?P<two>[0-9a-fA-F]{2})|(?P<other>.))", re.DOTALL)
_WRITTEN = {"n": "\n", "r": "\r", "t": "\t", "b": " ", "f": " ", "\n": ""}
_CONSTANTS = {"true": True, "false": False, "null": None, "none": None, "nan": None, "undefined": None, "na": None}
_ENDS = {"{": "}", "[": "]", "(": ")"}
_DEEPEST = 100  # values within each other
_NOTHING = object()
_LAST_STOP = compiled(r".*[.!?](?=[\s)\"']|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mended:
    """A value, where it ends in its text, and whether the text ended before it."""

    value: object
    end: int
    is_cut: bool


def read_value(text: str, start: int = 0) -> Mended:
    """The value that begins at a place of a text.

    Raises:
        ReadError: something stands there that is no value in any of these spellings, or it is nested too deep.
    """
    reader = _Values(text, start)
    value = reader.value(0)
    if value is _NOTHING:
        raise ReadError(path="", reason="nothing follows")
    return Mended(value, reader.at, reader.is_cut)


def whole_sentences(text: str) -> str:
    """A text that breaks off without its last words: what is left of a sentence may say the contrary of the whole.

    >>> whole_sentences("It is rare. Patients have no"), whole_sentences("Marfan syn")
    ('It is rare.', '')
    """
    match = _LAST_STOP.match(text)
    return match[0] if match else ""


class _Values:
    """The values of a text, one within the other."""

    def __init__(self, text: str, at: int) -> None:
        self._text = text
        self.at = at
        self.is_cut = False

    def value(self, depth: int) -> object:
        """The next value; nothing where the text is at its end."""
        self._pass(_SPACE)
        if depth > _DEEPEST:
            raise self._error("nested too deep")
        if self.at >= len(self._text):
            self.is_cut = True
            return _NOTHING
        mark = self._text[self.at]
        if mark == "{":
            return self._pairs(depth)
        if mark in _ENDS:
            return self._items(depth)
        if _OPENED.match(self._text, self.at):
            return self._string()
        word = _WORD.match(self._text, self.at)
        if not word:
            raise self._error(f"unexpected {mark!r}")
        self.at = word.end()
        if word[0].lower() in _CONSTANTS:
            return _CONSTANTS[word[0].lower()]
        if word[0].isdecimal():
            return int(word[0]) if len(word[0]) < _DEEPEST else word[0]
        return word[0]

    def _pairs(self, depth: int) -> object:
        found: dict[str, object] = {}
        self.at += 1
        while not self._is_over("}"):
            word = _WORD.match(self._text, self.at)
            if _OPENED.match(self._text, self.at):
                key = self._string()
            elif word:
                self.at, key = word.end(), word[0]
            else:
                raise self._error("no name of a value")
            between = _BETWEEN.match(self._text, self.at)
            if not between:
                if _SPACE.fullmatch(self._text, self.at):
                    self.is_cut = True
                    break
                raise self._error("no colon behind a name")
            self.at = between.end()
            value = self.value(depth + 1)
            if value is _NOTHING:
                break
            found[key] = value
        return found

    def _items(self, depth: int) -> object:
        end = _ENDS[self._text[self.at]]
        found: list[object] = []
        self.at += 1
        start = self.at
        while not self._is_over(end):
            value = self.value(depth + 1)
            if value is _NOTHING:
                break
            found.append(value)
        # A text in brackets is one text: it was printed in pieces.
        alone = end == ")" and len(found) == 1 and "," not in self._text[max(start, self.at - 3) : self.at]
        return found[0] if alone else found

    def _is_over(self, end: str) -> bool:
        """Whether an object or list ends here, by its mark or with the text; commas are passed over."""
        while True:
            self._pass(_SPACE)
            if self.at >= len(self._text):
                self.is_cut = True
                return True
            if self._text[self.at] == ",":
                self.at += 1
                continue
            if self._text[self.at] == end:
                self.at += 1
                return True
            return False

    def _string(self) -> str:
        """A string, with those right behind it."""
        pieces: list[str] = []
        while _OPENED.match(self._text, self.at):
            match = _STRING.match(self._text, self.at)
            if not match:
                begun = self._text[self.at :].lstrip("bBuUrR")[1:]
                self.at, self.is_cut = len(self._text), True
                return "".join([*pieces, whole_sentences(_unescaped(begun))])
            pieces.append(_unescaped(match["long"] or match["double"] or match["single"] or ""))
            self.at = match.end()
            following = _SPACE.match(self._text, self.at)
            if not following or not _OPENED.match(self._text, following.end()):
                break
            self.at = following.end()
        return "".join(pieces)

    def _pass(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self._text, self.at)
        self.at = match.end() if match else self.at

    def _error(self, reason: str) -> ReadError:
        line = self._text.count("\n", 0, self.at) + 1
        return ReadError(path="", reason=reason, place=f"line {line}")


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    # A character beyond the first 65,536 is two escapes.
    return _ESCAPE.sub(_character, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(match: re.Match[str]) -> str:
    digits = match["four"] or match["two"]
    return chr(int(digits, 16)) if digits else _WRITTEN.get(match["other"], match["other"])
