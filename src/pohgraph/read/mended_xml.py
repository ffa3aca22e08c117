"""XML as people paste it: cut off, with a bare "&" or "<", or without the ends of its elements. What can be told of it is made well formed."""

import re
from html.entities import html5
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.read.mended_json import whole_sentences

_TAG = compiled(
    r"<(?:(?P<close>/)?(?P<name>[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)(?P<attributes>(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'|[^\s<>\"'=/]+))*)\s*(?P<empty>/)?"
    r"|\?[^<>]{0,500}\?|!DOCTYPE\s[^<>\[]{0,500})>"
)
_ATTRIBUTE = compiled(r"(?P<name>[\w:.-]+)\s*=\s*(?P<value>\"[^\"]*\"|'[^']*')")
_ENTITY = compiled(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};)(?:(?P<known>\w{2,31});)?")
_CONTROL = compiled(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_HALF_A_TAG = compiled(r"<[^<>]{0,200}\Z")
_OWN_TYPES = compiled(r"<!(?:ENTITY|DOCTYPE[^<>]{0,500}\[)")
_LITERAL, _LITERAL_END = "<![CDATA[", "]]>"
_REST = 0.1  # of a text that may stand behind the root element and is left out


class MendedXml(NamedTuple):
    """Well-formed XML, and whether its text broke off."""

    text: str
    is_cut: bool


def mended_xml(text: str) -> MendedXml | None:
    """A text of elements as well-formed XML; None where it holds no element, several side by side, or types of its own.

    Nothing is added but ends of elements, and nothing is left out but what no parser would take. A text that breaks off loses
    the sentence in which it does.
    """
    if _OWN_TYPES.search(text):
        return None
    text = _HALF_A_TAG.sub("", _CONTROL.sub("", text))
    elements = _Elements()
    at = 0
    for start, end, match in _marks(text):
        if elements.is_over:
            break
        elements.add(text[at:start])
        if match and match["name"]:
            elements.tag(match)
        elif text.startswith(_LITERAL, start):
            elements.add(text[start + len(_LITERAL) : end - len(_LITERAL_END)])
        at = end
    is_cut = bool(elements.opened)
    if not is_cut and (not elements.is_over or len(text) - at > _REST * len(text)):
        return None
    elements.add(whole_sentences(text[at:]))
    elements.close("")
    return MendedXml("".join(elements.pieces), is_cut)


class _Elements:
    """What is written of the elements so far: those that are open, and whether the outermost one is over."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.opened: list[str] = []

    @property
    def is_over(self) -> bool:
        return bool(self.pieces) and not self.opened

    def add(self, text: str) -> None:
        """Text within an element; what stands outside of all is none."""
        if self.opened:
            self.pieces.append(_escaped(text))

    def tag(self, match: re.Match[str]) -> None:
        """A tag: an end closes all that was opened after its beginning, and one without a beginning is passed over."""
        name = match["name"]
        if match["close"]:
            if name in self.opened:
                self.close(name)
            return
        self.pieces.append(f"<{name}{_attributes(match['attributes'])}{'/' if match['empty'] else ''}>")
        self.opened.extend([] if match["empty"] else [name])

    def close(self, name: str) -> None:
        """End the open elements up to the last of a name, or all of them."""
        while self.opened:
            last = self.opened.pop()
            self.pieces.append(f"</{last}>")
            if last == name:
                return


def _marks(text: str) -> "list[tuple[int, int, re.Match[str] | None]]":
    """The tags of a text with their places; comments and literal text, which have no match, are passed over as one."""
    found: list[tuple[int, int, re.Match[str] | None]] = []
    at, last = 0, {end: text.rfind(end) for end in ("-->", _LITERAL_END)}
    while (at := text.find("<", at)) >= 0:
        for begin, end in (("<!--", "-->"), (_LITERAL, _LITERAL_END)):
            if text.startswith(begin, at) and last[end] > at:
                close = text.find(end, at) + len(end)
                found.append((at, close, None))
                at = close
                break
        else:
            match = _TAG.match(text, at)
            if match:
                found.append((at, match.end(), match))
            at = match.end() if match else at + 1
    return found


def _attributes(text: str) -> str:
    known = {match["name"]: match["value"] for match in _ATTRIBUTE.finditer(text)}
    # A prefix that nobody declared is no error here: the parser knows no namespaces.
    return "".join(f" {name}={_ENTITY.sub(_entity, value)}" for name, value in known.items())


def _escaped(text: str) -> str:
    return _ENTITY.sub(_entity, text).replace("<", "&lt;").replace("]]>", "]]&gt;")


def _entity(match: re.Match[str]) -> str:
    known = match["known"]
    return match[0] if known and f"{known};" in html5 else f"&amp;{match[0][1:]}"
