r"""An entry of BibTeX: its fields, without the marks of LaTeX within them."""

import re

from pohgraph.compiled import compiled
from pohgraph.read.derived import one_line
from pohgraph.read.latex_marks import without_commands

_ENTRY = compiled(r"@(?!comment\b|string\b|preamble\b)[A-Za-z]+\s*[{(]\s*[^,\s]*\s*,", re.IGNORECASE)
_FIELD = compiled(r"[\s,]*(?P<name>[A-Za-z][\w-]*)\s*=\s*")
_BARE = compiled(r"[^,}\s]+")


def bibtex_fields(text: str) -> dict[str, str]:
    r"""The fields of the first entry, by their names in small letters; one that breaks off ends them.

    >>> bibtex_fields('@article{x, title = {{Fabry} disease: 5\\% of {\\"u}s}, year = 2014}')["title"]
    'Fabry disease: 5% of üs'
    """
    entry = _ENTRY.search(text)
    at, fields = entry.end() if entry else len(text), dict[str, str]()
    while match := _FIELD.match(text, at):
        value, at = _value(text, match.end())
        fields.setdefault(match["name"].lower(), one_line(without_commands(value)))
    return fields


def _value(text: str, start: int) -> tuple[str, int]:
    """What stands in braces or quotation marks from `start` on, and where it ends."""
    opens = text[start : start + 1]
    if opens not in {"{", '"'}:
        bare = _BARE.match(text, start)
        return (bare[0], bare.end()) if bare else ("", len(text))
    depth, at = 0, start
    while at < len(text):
        character = text[at]
        if character == "\\":
            at += 1
        elif opens == '"' and character == '"' and at > start and depth == 0:
            return text[start + 1 : at], at + 1
        elif character in "{}":
            depth += 1 if character == "{" else -1
            if opens == "{" and depth == 0:
                return text[start + 1 : at], at + 1
        at += 1
    return text[start + 1 :], len(text)
