"""Any HTML page of no known site: its own text, with its title first and sections where it prints headings."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pohgraph.errors import ReadError
from pohgraph.read.formats import plain_text
from pohgraph.read.html_content import PageTitle, is_left_out, main_part, not_content, page_title
from pohgraph.read.html_markdown import markdown
from pohgraph.read.html_tree import address, language, parse_html
from pohgraph.read.layout import Layout, PageRemark

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

FAMILY = "html_page"
_LEAST = 0.2  # of all text: where less is left, the page should be looked at


def read(text: str) -> Layout:
    """Read a page.

    Raises:
        ReadError: it shows no text, or is nested deeper than any page.
    """
    tree = parse_html(text)
    root = main_part(tree)
    title = page_title(tree, root) if root else PageTitle("")
    shown = _written(tree, root, {*not_content(tree, root, title.heading), title.heading} if root else set())
    if not shown.strip():
        raise ReadError(
            path="", reason="an HTML page that shows no text; it may have been saved before its scripts ran"
        )
    layout = plain_text.read(f"# {title.words}\n\n{shown}" if title.words else shown)
    return replace(
        layout,
        title=layout.title or title.words,
        iri=address(tree),
        language=language(tree),
        remarks=(*layout.remarks, *_remarks(root, shown)),
    )


def _written(tree: "LexborHTMLParser", root: "LexborNode | None", without: set[int]) -> str:
    """The page's text; all of it where nothing would be left without what is not content."""
    if root is None:
        return ""
    lower = 1 if any(not is_left_out(heading, without) for heading in root.css("h1")) else 0
    return markdown([root], without, lower=lower) or (markdown([tree.body]) if tree.body else "")


def _remarks(root: "LexborNode | None", shown: str) -> Iterator[PageRemark]:
    yield PageRemark("unknown_site", "an HTML page of an unknown site; it was read by its headings")
    whole = sum(len(part.text() or "") for part in root.css("p, li, td, dd")) if root else 0
    if len(shown) < _LEAST * whole:
        message = "most of the page's text is hidden or stands in menus and boxes, and was left out; save it with all parts open"
        yield PageRemark("mostly_left_out", message)
