"""The tree of an HTML page: built safely, walked without recursion, without what is not shown as text.

Scripts, fields and navigation are left out, and what the page hides or has struck out. Nothing is fetched or run.
"""

import re
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from pohgraph.compiled import compiled
from pohgraph.errors import ReadError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
# A line of its own for each; what is not shown as text, or is not the page's; and what HTML closes by itself.
BLOCKS = frozenset(
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
        "label",
        "legend",
        "nav",
        "footer",
        "head",
        "del",
        "s",
        "strike",
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
_MOST_TAGS = 20_000  # of a file whose nesting need not be looked at
_DEEPEST = 2_000  # elements within each other; building a tree takes time that grows with the square of it
_TAG = compiled(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)[^<>]*(?P<closed>/?)>")
_HIDES = compiled(r"\b(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE)
_OPENS = compiled(r"accordion|collapsible|expander", re.IGNORECASE)
SAFE_ADDRESS = compiled(r"https?://[^\s<>]+")


def parse_html(text: str) -> "LexborHTMLParser":
    """The tree of a page, as a browser builds it.

    Raises:
        ReadError: its elements are nested deeper than those of any page.
    """
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - most runs read no HTML

    if text.count("<") > _MOST_TAGS and _nesting(text) > _DEEPEST:
        raise ReadError(path="", reason=f"elements are nested more than {_DEEPEST} deep")
    return LexborHTMLParser(text)


def words(node: "LexborNode | None") -> str:
    """All text within an element on one line; empty for no element."""
    if node is None:
        return ""
    pieces = []
    for inner, enters in walk(node):
        if enters and inner.tag == "-text":
            pieces.append(inner.text_content or "")
        elif inner.tag in BLOCKS or inner.tag in HEADINGS:
            pieces.append(" ")
    return " ".join("".join(pieces).split())


def address(tree: "LexborHTMLParser") -> str:
    """The address a page states as its own, or ""."""
    for selector, attribute in (('link[rel="canonical"]', "href"), ('meta[property="og:url"]', "content")):
        for node in tree.css(selector):
            stated = (node.attributes.get(attribute) or "").strip()
            if SAFE_ADDRESS.fullmatch(stated):
                return stated
    return ""


def language(tree: "LexborHTMLParser") -> str:
    """The language that a page states as its own, or ""."""
    root = tree.css_first("html")
    return ((root.attributes.get("lang") or root.attributes.get("xml:lang") or "") if root else "").strip()


def walk(root: "LexborNode", without: Container[int] = frozenset()) -> Iterator[tuple["LexborNode", bool]]:
    """The root and every node within it that is shown, entered and left, in order; without recursion, so that depth is no matter.

    Elements whose identity is in `without` are passed over; one that is put there when it is entered keeps what is in it.
    """
    pending: list[tuple[LexborNode, bool]] = [(root, True)]
    begun = False
    while pending:
        node, enters = pending.pop()
        if enters and begun and (_is_left_out(node) or node.mem_id in without or is_hidden(node)):
            continue
        begun = True
        yield node, enters
        if enters:
            pending.append((node, False))
            if node.mem_id in without:
                continue
            children: list[LexborNode] = []
            child = node.child
            while child is not None:
                children.append(child)
                child = child.next
            pending += [(child, True) for child in reversed(children)]


def _nesting(text: str) -> int:
    """How deep the tags of a text go, at most."""
    depth = deepest = 0
    for tag in _TAG.finditer(text):
        if tag["name"].lower() not in _UNNESTED:
            depth = max(depth + (-1 if tag["end"] else 1), 0)
            deepest = max(deepest, depth)
    return deepest


def _is_opener(node: "LexborNode") -> bool:
    """Whether a button is the heading of a part that it opens."""
    if node.tag != "button":
        return False
    around = node.parent.tag if node.parent is not None else ""
    return (
        around in HEADINGS
        or around in {"summary", "dt"}
        or _OPENS.search(node.attributes.get("class") or "") is not None
    )


def _is_left_out(node: "LexborNode") -> bool:
    return node.tag in _LEFT_OUT and not _is_opener(node)


def is_hidden(node: "LexborNode") -> bool:
    """Whether an element says of itself that it is not shown."""
    if node.tag is None or node.tag.startswith("-"):
        return False
    attributes = node.attributes
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDES.search(attributes.get("style") or "") is not None
    )
