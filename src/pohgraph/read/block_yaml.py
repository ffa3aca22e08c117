"""Objects, lists and strings of YAML as people write them: set in, one entry a line. No anchors, tags or complex keys."""

import json
import re
from textwrap import dedent
from typing import NamedTuple

from pohgraph.errors import MalformedError

_KEY = re.compile(r"(?P<key>\"[^\"]*\"|'[^']*'|[^\s\"'\[\]{}#&*!|>%@`,-][^#]*?)[ ]*:(?:[ ]+(?P<rest>.*))?\Z")
_COMMENT = re.compile(r"[ ]+#.*\Z")
_BLOCK = re.compile(r"(?P<style>[|>])[+-]?\d?\Z")
_DEEPEST = 24
_FLOW = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^,]+")


class _Line(NamedTuple):
    number: int
    indent: int
    words: str


def parse_yaml(text: str) -> object:
    r"""The value that a text of YAML is: objects and lists, with a string for every other value.

    >>> parse_yaml("name: Gout\nsigns:\n- pain # much\n- label: fever\n  id: 'HP:1'\nnote: >\n  It\n  hurts.\n")
    {'name': 'Gout', 'signs': ['pain', {'label': 'fever', 'id': 'HP:1'}], 'note': 'It hurts.'}

    Raises:
        MalformedError: it breaks the rules of YAML, or uses one that is not read.
    """
    raw = text.removeprefix("\ufeff").splitlines()
    found = _Parser(raw)
    value = found.block(0, 0)
    if found.at < len(found.lines):
        raise _fault(found.lines[found.at])
    return value


class _Parser:
    def __init__(self, raw: list[str]) -> None:
        self.raw = raw
        self.lines = [
            _Line(number, len(line) - len(line.lstrip(" ")), line.strip())
            for number, line in enumerate(raw)
            if line.strip() and not line.lstrip().startswith("#") and line.strip() not in {"---", "..."}
        ]
        self.at = 0

    def block(self, least: int, depth: int) -> object:
        """The list or object that begins here, set in by at least so much."""
        if self.at >= len(self.lines) or self.lines[self.at].indent < least:
            return ""
        line = self.lines[self.at]
        if depth > _DEEPEST or "\t" in self.raw[line.number][: line.indent + 1]:
            raise _fault(line)
        return self._list(line.indent, depth) if _is_item(line.words) else self._object(line.indent, depth)

    def _list(self, indent: int, depth: int) -> list[object]:
        found: list[object] = []
        while (line := self._next(indent)) and _is_item(line.words):
            rest = line.words[1:].lstrip()
            inner = indent + len(line.words) - len(rest)
            if not rest:
                self.at += 1
                found.append(self.block(indent + 1, depth + 1))
            elif _is_item(rest) or _KEY.match(rest):
                self.lines[self.at] = _Line(line.number, inner, rest)
                found.append(self.block(inner, depth + 1))
            else:
                found.append(self._scalar(rest, indent))
        return found

    def _object(self, indent: int, depth: int) -> dict[str, object]:
        found: dict[str, object] = {}
        while line := self._next(indent):
            match = _KEY.match(line.words)
            if match is None:
                raise _fault(line)
            key, rest = match["key"].strip("\"'"), (match["rest"] or "").strip()
            rest = rest if rest[:1] in {'"', "'"} else _COMMENT.sub("", rest)
            if rest and not rest.startswith("#"):
                found[key] = self._scalar(rest, indent)
                continue
            self.at += 1
            after = self.lines[self.at] if self.at < len(self.lines) else None
            # A list may stand below its key without being set in.
            found[key] = self.block(indent if after and _is_item(after.words) else indent + 1, depth + 1)
        return found

    def _next(self, indent: int) -> _Line | None:
        line = self.lines[self.at] if self.at < len(self.lines) else None
        if line and line.indent > indent:
            raise _fault(line)
        return line if line and line.indent == indent else None

    def _scalar(self, words: str, indent: int) -> object:
        """A string, or a list within brackets, with the lines that go on with it."""
        line = self.lines[self.at]
        self.at += 1
        if words[0] in "&*!%@`":
            raise _fault(line)
        below = []
        while self.at < len(self.lines) and self.lines[self.at].indent > indent:
            below.append(self.lines[self.at])
            self.at += 1
        if block := _BLOCK.match(words):
            first = ends = line.number + 1
            while ends < len(self.raw) and (
                not self.raw[ends].strip() or self.raw[ends].startswith(" " * (indent + 1))
            ):
                ends += 1
            lines = dedent("\n".join(self.raw[first:ends])).strip("\n")
            return lines if block["style"] == "|" else re.sub(r"(?<!\n)\n(?!\n)", " ", lines)
        told = " ".join([words, *(line.words for line in below)])
        if told[0] == "[" and told[-1] == "]":
            return [_plain(item.group().strip()) for item in _FLOW.finditer(told[1:-1]) if item.group().strip()]
        return _plain(told)


def _is_item(words: str) -> bool:
    return words.startswith("- ") or words == "-"


def _plain(words: str) -> str:
    """A string without its quotation marks or the comment behind it."""
    if words[0] == '"' and words[-1] == '"' and len(words) > 1:
        try:
            return str(json.loads(words)).encode(errors="replace").decode()
        except ValueError:
            return re.sub(r"\\(.)", lambda sign: {"n": "\n", "t": "\t"}.get(sign[1], sign[1]), words[1:-1])
    if words[0] == "'" and words[-1] == "'" and len(words) > 1:
        return words[1:-1].replace("''", "'")
    plain = _COMMENT.sub("", words)
    return "" if plain in {"null", "~"} else plain


def _fault(line: _Line) -> MalformedError:
    return MalformedError(path="", reason="no YAML that can be read", place=f"line {line.number + 1}")
