"""HTML to the Markdown that pages are read in: headings, paragraphs, list items with the addresses of their links, rows, fields."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pohgraph.compiled import compiled
from pohgraph.read.html_tables import list_of_fields, table_lines
from pohgraph.read.html_tree import BLOCKS, HEADINGS, SAFE_ADDRESS, walk
from pohgraph.read.notes import raised

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_CELLS = frozenset({"td", "th"})
_EMPHASIS = frozenset({"i", "em"})
_DEEPEST = 6  # levels of headings
_BEFORE = 24  # code points before a raised number that say what it is
_NOTE = compiled(r" ?\[(?:\d{1,3}(?:[,;–-]\d{1,3}){0,20}|[a-z](?: ?, ?[a-z]){0,5}|[*†‡§¶#]{1,3})\]")  # noqa: RUF001
_NOTE_LINK = compiled(r"\s*\d{1,3}\s*")


def markdown(roots: Iterable["LexborNode"], without: Iterable[int] = (), *, lower: int = 0) -> str:
    """The text of elements and all within them, one block a line, without the elements of those identities.

    Headings stand `lower` levels below their own.
    """
    page = _Page(set(without), lower)
    for root in roots:
        page.read(root)
    page.flush()
    return page.text()


class _Page:
    """The Markdown as it grows; the innermost open piece of a line comes last."""

    def __init__(self, without: set[int], lower: int) -> None:
        self._without = without
        self._lower = lower
        self._lines: list[str] = []
        self._pieces: list[list[str]] = [[]]
        self._mark = ""  # what the next line begins with
        self._level = 1
        self._items = 0  # list items that are open
        self._item_before = False
        self._broken = False

    def read(self, root: "LexborNode") -> None:
        for node, enters in walk(root, self._without):
            self._enter(node) if enters else self._leave(node)

    def _enter(self, node: "LexborNode") -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._pieces[-1].append(node.text_content or "")
        elif tag == "br":
            self.flush()
            self._broken = True
        elif self._is_block(node):
            self.flush()
            self._mark = self._heading(tag, node) or ("- " if tag == "li" else self._mark if self._items else "")
            self._items += tag == "li"
            self._whole(tag, node)
        elif tag in _CELLS:
            self._pieces[-1].append(" ")
        elif tag in _EMPHASIS or tag == "sup":
            self._pieces.append([])

    @staticmethod
    def _is_block(node: "LexborNode") -> bool:
        opens = node.tag == "button" and not (node.parent is not None and node.parent.tag in HEADINGS)
        return node.tag in HEADINGS or node.tag in BLOCKS or opens

    def _heading(self, tag: str, node: "LexborNode") -> str:
        """The mark of a heading; what a list of definitions has paragraphs on is one as well."""
        if tag in HEADINGS:
            self._level = min(int(tag[1]) + self._lower, _DEEPEST)
            return f"{'#' * self._level} "
        told = tag == "button" or (tag == "dt" and node.parent is not None and node.parent.tag == "dl")
        return f"{'#' * min(self._level + 1, _DEEPEST)} " if told else ""

    def _whole(self, tag: str, node: "LexborNode") -> None:
        """Write a table or a list of fields, and pass over what is in it."""
        lines: list[str] = []
        if tag == "table":
            lines = table_lines(node, self._without, self._line)
        elif tag == "dl":
            lines = list_of_fields(node, self._without, self._line)
        if lines:
            self._lines.append(("\n" if self._lines else "") + "".join(f"{line}\n" for line in lines))
            self._item_before = False
            self._mark = ""
            self._without.add(node.mem_id)

    def _line(self, node: "LexborNode") -> str:
        """All that is within an element, on one line; what stands on lines of its own there is set apart by semicolons.

        Numbers of notes are left out: a value is a name or a figure, and no prose.
        """
        inner = _Page(self._without, self._lower)
        inner.read(node)
        inner.flush()
        found = ""
        for line in inner.text().splitlines():
            words = _NOTE.sub("", line.lstrip("#").removeprefix("- ")).strip()
            if words:
                found += f"{'' if not found else ' ' if found[-1] in '.:;,?!' else '; '}{words}"
        return found

    def _leave(self, node: "LexborNode") -> None:
        tag = node.tag or ""
        if self._is_block(node):
            self.flush()
            self._items -= tag == "li"
        elif (tag in _EMPHASIS or tag == "sup") and len(self._pieces) > 1:
            inner = "".join(self._pieces.pop())
            self._pieces[-1].append(self._note(node, inner) if tag == "sup" else _emphasised(inner))
        elif tag == "a":
            self._link(node)

    def _note(self, node: "LexborNode", inner: str) -> str:
        return raised(self._before(), inner, _after(node), linked=node.css_first("a") is not None or _is_linked(node))

    def _before(self) -> str:
        """The end of the line as it stands."""
        return "".join("".join(pieces[-8:]) for pieces in self._pieces[-3:])[-_BEFORE:]

    def _link(self, node: "LexborNode") -> None:
        target = (node.attributes.get("href") or "").strip()
        last = self._pieces[-1]
        if target.startswith("#") and last and _NOTE_LINK.fullmatch(last[-1]) and len(self._pieces) == 1:
            number = last.pop()
            before = self._before()
            leads = before[-1:].isalpha() or before.endswith((".", ",", ";", ":", ")"))
            last.append(f"[{number.strip()}]" if leads else number)
        elif self._items and SAFE_ADDRESS.fullmatch(target):
            last.append(f" (<{target}>)")

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


def _is_linked(node: "LexborNode") -> bool:
    return node.parent is not None and node.parent.tag == "a"


def _after(node: "LexborNode") -> str:
    """The text right after an element, where it is text."""
    following = node.next
    return (following.text_content or "")[:1] if following is not None and following.tag == "-text" else ""


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
