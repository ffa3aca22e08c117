"""HTML to the Markdown that pages are read in: headings, paragraphs, list items with the addresses of their links."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pohgraph.read.html_tree import BLOCKS, HEADINGS, SAFE_ADDRESS, walk

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_CELLS = frozenset({"td", "th"})
_EMPHASIS = frozenset({"i", "em"})


def markdown(roots: Iterable["LexborNode"]) -> str:
    """The text of elements and all within them, one block a line."""
    page = _Page()
    for root in roots:
        for node, enters in walk(root):
            page.enter(node) if enters else page.leave(node)
    page.flush()
    return page.text()


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
        elif tag in HEADINGS or tag in BLOCKS:
            self.flush()
            self._mark = HEADINGS.get(tag) or ("- " if tag == "li" else self._mark if self._items else "")
            self._items += tag == "li"
        elif tag in _CELLS:
            self._pieces[-1].append(" ")
        elif tag in _EMPHASIS:
            self._pieces.append([])

    def leave(self, node: "LexborNode") -> None:
        tag = node.tag or ""
        if tag in HEADINGS or tag in BLOCKS:
            self.flush()
            self._items -= tag == "li"
        elif tag in _EMPHASIS and len(self._pieces) > 1:
            inner = "".join(self._pieces.pop())
            self._pieces[-1].append(_emphasised(inner))
        elif tag == "a" and self._items:
            target = (node.attributes.get("href") or "").strip()
            if SAFE_ADDRESS.fullmatch(target):
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
