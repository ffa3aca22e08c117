"""MedlinePlus Genetics pages saved as HTML: their Markdown, read as such pages are."""

from dataclasses import replace
from typing import TYPE_CHECKING

from pohgraph.compiled import compiled
from pohgraph.errors import ReadError
from pohgraph.read.formats import medlineplus_markdown
from pohgraph.read.html_markdown import markdown
from pohgraph.read.html_tree import address, language, parse_html, words
from pohgraph.read.layout import Layout

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

FAMILY = "medlineplus_html"
_SLUG = compiled(r"/genetics/condition/(?P<slug>[\w.-]+)/?(?:[?#].*)?\Z")
_PARTS = "[data-bookmark]"  # each part of a condition's page: description, frequency, causes, ...


def read(text: str) -> Layout:
    """Read a saved page.

    Raises:
        ReadError: it shows no text, or is nested deeper than any page.
    """
    tree = parse_html(text)
    title = words(tree.css_first("h1"))
    body = markdown(_parts(tree))
    if not body.strip():
        raise ReadError(path="", reason="the page shows no text of a condition; it may have been saved incompletely")
    updated = words(tree.css_first("#lastupdate"))
    shown = "\n".join([*([f"# {title}\n"] if title else []), body, *([f"{updated}\n"] if updated else [])])
    stated = address(tree)
    slug = _SLUG.search(stated)
    return replace(
        medlineplus_markdown.read(shown), id=slug["slug"] if slug else "", iri=stated, language=language(tree)
    )


def _parts(tree: "LexborHTMLParser") -> list["LexborNode"]:
    """The parts of the page, without those within another; its main element where it has none."""
    parts = list(tree.css(_PARTS))
    if parts:
        return [part for part in parts if not _within(part, parts)]
    root = tree.css_first("article") or tree.css_first("main")
    return [root] if root else []


def _within(part: "LexborNode", parts: list["LexborNode"]) -> bool:
    outer = {other.mem_id for other in parts}
    node = part.parent
    while node is not None:
        if node.mem_id in outer:
            return True
        node = node.parent
    return False
