"""HTML to the Markdown that pages are read in: headings, paragraphs, list items with the addresses of their links.

Scripts, forms and navigation are left out, and what the page hides. Nothing is fetched or run.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pohgraph.errors import ReadError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
# A line of its own for each; what is not shown as text, or is not the page's; and what HTML closes by itself.
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "ul",
    ]
)
_LEFT_OUT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "object",
        "canvas",
        "audio",
        "video",
        "button",
        "input",
        "select",
        "option",
        "textarea",
        "form",
        "nav",
        "header",
        "footer",
        "head",
    ]
)
_UNNESTED = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dt",
        "dd",
        "option",
        "tbody",
        "thead",
        "tfoot",
    ]
)
_CELLS = frozenset({"td", "th"})
_EMPHASIS = frozenset({"i", "em"})
_MOST_TAGS = 20_000  # of a file whose nesting need not be looked at
_DEEPEST = 2_000  # elements within each other; building a tree takes time that grows with the square of it
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)[^<>]*(?P<closed>/?)>")
_SAFE_ADDRESS = re.compile(r"https?://[^\s<>]+")


def parse_html(text: str) -> "LexborHTMLParser":
    """The tree of a page, as a browser builds it.

    Raises:
        ReadError: its elements are nested deeper than those of any page.
    """
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - most runs read no HTML

    if text.count("<") > _MOST_TAGS and _nesting(text) > _DEEPEST:
        raise ReadError(path="", reason=f"elements are nested more than {_DEEPEST} deep")
    return LexborHTMLParser(text)


def markdown(roots: Iterable["LexborNode"]) -> str:
    """The text of elements and all within them, one block a line."""
    page = _Page()
    for root in roots:
        for node, enters in _walk(root):
            page.enter(node) if enters else page.leave(node)
    page.flush()
    return page.text()


def words(node: "LexborNode | None") -> str:
    """All text within an element on one line; empty for no element."""
    if node is None:
        return ""
    pieces = []
    for inner, enters in _walk(node):
        if enters and inner.tag == "-text":
            pieces.append(inner.text_content or "")
        elif inner.tag in _BLOCKS or inner.tag in _HEADINGS:
            pieces.append(" ")
    return " ".join("".join(pieces).split())


def address(tree: "LexborHTMLParser") -> str:
    """The address a page states as its own, or ""."""
    for selector, attribute in (('link[rel="canonical"]', "href"), ('meta[property="og:url"]', "content")):
        for node in tree.css(selector):
            stated = (node.attributes.get(attribute) or "").strip()
            if _SAFE_ADDRESS.fullmatch(stated):
                return stated
    return ""


def _nesting(text: str) -> int:
    """How deep the tags of a text go, at most."""
    depth = deepest = 0
    for tag in _TAG.finditer(text):
        if tag["name"].lower() not in _UNNESTED:
            depth = max(depth + (-1 if tag["end"] else 1), 0)
            deepest = max(deepest, depth)
    return deepest


def _walk(root: "LexborNode") -> Iterator[tuple["LexborNode", bool]]:
    """The root and every node within it that is shown, entered and left, in order; without recursion, so that depth is no matter."""
    pending: list[tuple[LexborNode, bool]] = [(root, True)]
    begun = False
    while pending:
        node, enters = pending.pop()
        if enters and begun and (node.tag in _LEFT_OUT or _is_hidden(node)):
            continue
        begun = True
        yield node, enters
        if enters:
            pending.append((node, False))
            children: list[LexborNode] = []
            child = node.child
            while child is not None:
                children.append(child)
                child = child.next
            pending += [(child, True) for child in reversed(children)]


def _is_hidden(node: "LexborNode") -> bool:
    if node.tag is None or node.tag.startswith("-"):
        return False
    attributes = node.attributes
    return "hidden" in attributes or attributes.get("aria-hidden") == "true"


class _Page:
    """The Markdown as it grows; the innermost open piece of a line comes last."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._pieces: list[list[str]] = [[]]
        self._mark = ""  # what the next line begins with
        self._items = 0  # list items that are open
        self._item_before = False
        self._broken = False

    def enter(self, node: "LexborNode") -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._pieces[-1].append(node.text_content or "")
        elif tag == "br":
            self.flush()
            self._broken = True
        elif tag in _HEADINGS or tag in _BLOCKS:
            self.flush()
            self._mark = _HEADINGS.get(tag) or ("- " if tag == "li" else self._mark if self._items else "")
            self._items += tag == "li"
        elif tag in _CELLS:
            self._pieces[-1].append(" ")
        elif tag in _EMPHASIS:
            self._pieces.append([])

    def leave(self, node: "LexborNode") -> None:
        tag = node.tag or ""
        if tag in _HEADINGS or tag in _BLOCKS:
            self.flush()
            self._items -= tag == "li"
        elif tag in _EMPHASIS and len(self._pieces) > 1:
            inner = "".join(self._pieces.pop())
            self._pieces[-1].append(_emphasised(inner))
        elif tag == "a" and self._items:
            target = (node.attributes.get("href") or "").strip()
            if _SAFE_ADDRESS.fullmatch(target):
                self._pieces[-1].append(f" (<{target}>)")

    def flush(self) -> None:
        """End the line."""
        line = " ".join("".join(piece for pieces in self._pieces for piece in pieces).split())
        self._pieces = [[] for _ in self._pieces]
        if line:
            listed = self._mark == "- " and self._item_before
            gap = "" if listed or self._broken or not self._lines else "\n"
            self._lines.append(f"{gap}{self._mark}{line}\n")
            self._item_before = self._mark == "- "
            self._mark = ""
        self._broken = False

    def text(self) -> str:
        """All lines: blank ones between paragraphs and around headings, none between items and where a line was broken."""
        return "".join(self._lines)


def _emphasised(inner: str) -> str:
    """Words within asterisks, white space outside them.

    >>> _emphasised(" GNAS ")
    ' *GNAS* '
    """
    core = inner.strip()
    if not core or "*" in core:
        return inner
    start = inner.index(core)
    return f"{inner[:start]}*{core}*{inner[start + len(core) :]}"
