"""A page in XML of no known source: an element with the disease's name, and its texts in elements. The document's text is derived.

Names of elements are what keys are in JSON: it is written and read as such a page.
"""

from collections.abc import Iterator

from pohgraph.errors import ReadError
from pohgraph.read.derived import one_line
from pohgraph.read.formats import json_page
from pohgraph.read.layout import Layout
from pohgraph.read.safe_xml import Node, parse_xml

FAMILY = "xml_page"
_TITLES = ("title", "heading", "head", "header", "label", "name")  # of a part, as an attribute or an element
_LISTS = frozenset({"list", "ul", "ol", "itemizedlist", "orderedlist", "items", "bullets"})
_BLOCKS = _LISTS | {"p", "para", "paragraph"}  # parts of a text, whose order matters


def read(text: str) -> Layout:
    """Read such a page.

    Raises:
        ReadError: it is not well formed, declares entities, or no element of it has a name and a text.
    """
    root = parse_xml(text)
    layout = json_page.read_object({root.name: _value(root)}, "XML")
    if layout is None:
        known = "MedQuAD, MedlinePlus Genetics, PubMed, JATS and OMIM"
        reason = (
            f"unknown kind of XML: its root element is <{root.name}>, and no element of it has a name or title beside its"
            f" texts; known kinds are {known}"
        )
        raise ReadError(path="", reason=reason)
    return layout


def _lines(block: Node) -> Iterator[str]:
    """A paragraph, or the items of a list."""
    items = list(block.elements()) if block.name in _LISTS else []
    yield from (f"- {one_line(item.text())}" for item in items)
    if not items:
        yield one_line(block.text())


def _value(node: Node) -> object:
    """An element as a text, or as an object of those within it; the same element again makes a list."""
    inner = list(node.elements())
    around = one_line("".join(child for child in node.children if isinstance(child, str)))
    if not inner or around:
        return node.text().strip()
    title = next((said for key in _TITLES if (said := node.attributes.get(key, ""))), "")
    heads = [child for child in inner if child.name in _TITLES]
    if blocks := [child for child in inner if child.name in _BLOCKS]:
        title = title or one_line(" ".join(head.text() for head in heads))
        if len(blocks) + len(heads) == len(inner):
            text = "\n".join(line for block in blocks for line in _lines(block))
            return {"title": title, "text": text} if title else text
    found: dict[str, object] = {"title": title} if title and not heads else {}
    for child in inner:
        value = _value(child)
        if child.name not in found:
            found[child.name] = value
            continue
        before = found[child.name]
        found[child.name] = [*(before if isinstance(before, list) else [before]), value]
    return found
