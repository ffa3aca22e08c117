"""XML and JSON within a text: a listing with marks before its lines, the output of a program, a piece that was cut off."""

import json
import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.errors import ReadError
from pohgraph.read.mended_json import read_value
from pohgraph.read.mended_xml import mended_xml

_NAMED = frozenset({".json", ".jsonl", ".ipynb", ".xml", ".nxml"})
# What a listing has before its lines: "## ", "#> ", ">>> ", "> ", "| ", "// ".
_BEFORE = r"^(?P<before>[ \t]*(?:[#>|*/;%]{1,3}[ \t]?)?)"
_XML = compiled(_BEFORE + r"(?=<(?:\?xml\b|!DOCTYPE\b|[A-Za-z][\w:.-]*[\s/>]))", re.MULTILINE)
_JSON = compiled(
    _BEFORE
    + r"(?:(?P<key>\"[^\"\n]{1,200}\")[ \t]*:[ \t]*|[A-Za-z_][\w.\[\]\"' \t]{0,60}(?:=>|=|:)[ \t]*|return[ \t]+|"
    r"\w[\w.]{0,40}\([ \t]*)?(?=[\[{])",
    re.MULTILINE,
)
_OBJECT = compiled(r"""[\[({\s]*\{\s*(?:["']|\w+["']?\s*(?::|=>))""")
_MOST = 0.7  # of a text that is its listing
_TRIED = 5  # places at which an object may begin


def must_be_whole(name: str) -> bool:
    """Whether the name of a file says that it is XML or JSON: what is damaged in it is an error.

    >>> must_be_whole("ghr-summaries.xml.gz"), must_be_whole("page.txt")
    (True, False)
    """
    return not _NAMED.isdisjoint(suffix.lower() for suffix in PurePath(name).suffixes)


class Pasted(NamedTuple):
    """What a text holds, well formed; whether it breaks off, and how much of the text stands around it (0 to 1)."""

    text: str
    is_cut: bool
    around: float


def pasted_xml(text: str) -> Pasted | None:
    """The element that most of a text prints, well formed; None where there is none."""
    declared = text.find("<?xml")
    start = _XML.search(text, text.rfind("\n", 0, declared) + 1 if declared >= 0 else 0)
    if start is None:
        return None
    listing, size = _listing(text, start)
    mended = mended_xml(listing)
    return Pasted(mended.text, mended.is_cut, 1 - size / len(text)) if mended else None


def pasted_json(text: str) -> Pasted | None:
    """The object that most of a text prints, as JSON; None where there is none, or where it is no object that can be told."""
    if "{" not in text:
        return None
    for start, _ in zip(_JSON.finditer(text), range(_TRIED), strict=False):
        listing, size = _listing(text, start)
        if size < _MOST * len(text.strip()) or not _OBJECT.match(listing):
            continue
        try:
            found = read_value(listing)
        except ReadError:
            continue
        value = found.value[0] if isinstance(found.value, list) and len(found.value) == 1 else found.value
        told = size * found.end / max(len(listing), 1)
        if isinstance(value, Mapping) and told >= _MOST * len(text.strip()):
            if key := _key(start["key"]):
                value = {key: value}
            return Pasted(json.dumps(value), found.is_cut, 1 - told / len(text.strip()))
    return None


def _key(quoted: str | None) -> str:
    """The key that stands before an object, which is a member cut out of a larger one and may be named by it."""
    try:
        return str(json.loads(quoted)) if quoted else ""
    except json.JSONDecodeError:
        return ""


def _listing(text: str, start: re.Match[str]) -> tuple[str, int]:
    """What a listing prints from a place on, without the marks before its lines; and how many code points that takes."""
    before = start["before"].rstrip()
    if not before.strip():
        return text[start.end() :], len(text) - start.end()
    kept = text[start.end() :].splitlines(keepends=True)[:1]
    taken = len(kept[0]) if kept else 0
    for line in text[start.end() + taken :].splitlines(keepends=True):
        if not line.startswith(before):
            break
        taken += len(line)
        rest = line[len(before) :]
        kept.append(rest[1:] if rest[:1] in " \t" else rest)
    return "".join(kept), taken
