"""XML as people paste it: cut off, with a bare "&" or "<", or without the ends of its elements. What can be told of it is made well formed."""

import re
from html.entities import html5
from typing import NamedTuple

from pohgraph.read.mended_json import whole_sentences

_TAG = re.compile(
    r"<(?:(?P<close>/)?(?P<name>[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)(?P<attributes>(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(?P<empty>/)?"
    r"|\?[^<>]{0,500}\?|!DOCTYPE\s[^<>\[]{0,500})>"
)
_ATTRIBUTE = re.compile(r"(?P<name>[\w:.-]+)\s*=\s*(?P<value>\"[^\"]*\"|'[^']*')")
_ENTITY = re.compile(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};)(?:(?P<known>\w{2,31});)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_HALF_A_TAG = re.compile(r"<[^<>]{0,200}\Z")
_OWN_TYPES = re.compile(r"<!(?:ENTITY|DOCTYPE[^<>]{0,500}\[)")
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
    pieces: list[str] = []
    opened: list[str] = []
    at, is_begun = 0, False
    for start, end, match in _marks(text):
        if is_begun and not opened:
            break
        if opened:
            pieces.append(_escaped(text[at:start]))
        at = end
        name = match["name"] if match else None
        if match is None:
            pieces.append(_escaped(text[start + 9 : end - 3]) if opened and text.startswith("<![", start) else "")
        elif name is None:
            continue
        elif not match["close"]:
            is_begun = True
            pieces.append(f"<{name}{_attributes(match['attributes'])}{'/' if match['empty'] else ''}>")
            opened.extend([] if match["empty"] else [name])
        elif name in opened:
            while opened:
                last = opened.pop()
                pieces.append(f"</{last}>")
                if last == name:
                    break
    if opened:
        pieces.append(_escaped(whole_sentences(text[at:])))
    elif not is_begun or len(text) - at > _REST * len(text):
        return None
    pieces.extend(f"</{name}>" for name in reversed(opened))
    return MendedXml("".join(pieces), bool(opened))


def _marks(text: str) -> "list[tuple[int, int, re.Match[str] | None]]":
    """The tags of a text with their places; comments and literal text, which have no match, are passed over as one."""
    found: list[tuple[int, int, re.Match[str] | None]] = []
    at, last = 0, {end: text.rfind(end) for end in ("-->", "]]>")}
    while (at := text.find("<", at)) >= 0:
        for begin, end in (("<!--", "-->"), ("<![CDATA[", "]]>")):
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
