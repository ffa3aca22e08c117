"""Any HTML page of no known site: its own text, with sections where it prints headings that are known."""

from dataclasses import replace

from pohgraph.errors import ReadError
from pohgraph.read.formats import plain_text
from pohgraph.read.html_markdown import markdown
from pohgraph.read.html_tree import address, language, parse_html, words
from pohgraph.read.layout import Layout, PageRemark
from pohgraph.read.lexical import signature

FAMILY = "html_page"


def recognises(text: str) -> float:
    """How much the text looks like HTML, 0 to 1."""
    return signature(FAMILY, text)


def read(text: str) -> Layout:
    """Read a page.

    Raises:
        ReadError: it shows no text, or is nested deeper than any page.
    """
    tree = parse_html(text)
    root = tree.css_first("main") or tree.css_first("article") or tree.body
    shown = markdown([root] if root else [])
    if not shown.strip():
        raise ReadError(
            path="", reason="an HTML page that shows no text; it may have been saved before its scripts ran"
        )
    layout = plain_text.read(shown)
    return replace(
        layout,
        title=layout.title or words(tree.css_first("title")),
        iri=address(tree),
        language=language(tree),
        remarks=(
            *layout.remarks,
            PageRemark("unknown_site", "an HTML page of an unknown site; it was read by its headings"),
        ),
    )
