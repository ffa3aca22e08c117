"""What of an HTML page is its content: its main part, its title, and which elements within are left out.

The table of names and roles is `html_left_out.tsv`. Owns nothing of how the content is written as text.
"""

import re
from collections.abc import Container, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pohgraph.compiled import compiled
from pohgraph.read.html_tree import words
from pohgraph.read.lexical import find_section_name
from pohgraph.tables import package_table

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_PLACES = (
    "(?:-(?:container|wrapper|wrap|inner|outer|list|block|area|section|box|bar|widget|links?|items?|content|buttons?|icons?|panel|group|"
    r"row|region|trail|module|component|component-inner|column|col|left|right|top|bottom|mobile|desktop|primary|secondary|main|\d+))*"
)
_CAMEL = compiled(r"(?<=[a-z])(?=[A-Z])")
_SAID_OF_OTHERS = compiled(r"(?:has|with|no|without|is|js|not|show|hide|hidden|contains?|lg|md|sm)-", re.IGNORECASE)
_LONGEST_NAME = 80
_STANDS_FOR_A_MARK = frozenset(
    {"selected", "yes", "no", "present", "absent", "checked"}
)  # what is drawn for those who see
_MOST = 0.5  # of the paragraphs: what holds more of them is the content, whatever it is called
_MAIN = ("main", '[role="main"]', "article")
_SECTIONING = frozenset({"article", "main", "section"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BESIDE = frozenset({"nav", "footer", "aside", "dialog", "template"})
_QUOTED = compiled(r"[\"“«‘„]|.*[—–―-]\s*[A-Z][^.]{0,60}\Z", re.DOTALL)  # noqa: RUF001
_SPEAKS = compiled(r"\b(?:I|I['’]m|I['’]ve|my|me|we|our|us)\b")  # noqa: RUF001
_GENERAL = compiled(r"(?:home(?: ?page)?|index|welcome|untitled.*)", re.IGNORECASE)
_ASKS = compiled(r"what (?:is|are)\b", re.IGNORECASE)
_BREAKS = compiled(r"\s+[|–—·•»:-]+\s+|\s*[|»]\s*|:\s+(?=[A-Z][\w ]*\Z)")  # noqa: RUF001


def main_part(tree: "LexborHTMLParser") -> "LexborNode | None":
    """The element that holds the page's own text: its main element where that holds most of it, else its body."""
    body = tree.body
    for selector in _MAIN:
        found = max(tree.css(selector), key=_weight, default=None)
        if found is not None and body is not None and (weight := _weight(found)) and weight >= _MOST * _weight(body):
            return found
    return body


def not_content(tree: "LexborHTMLParser", root: "LexborNode", title: int) -> set[int]:
    """The identities of the elements within `root` that are not the page's own text; `title` is that of its heading."""
    kept = [node for node in tree.css('h1, main, [role="main"]') if node.tag != "h1" or node.mem_id == title]
    holders = {node.mem_id for inner in kept for node in _ancestors(inner)}
    most = _MOST * _weight(root)
    found: set[int] = set()
    for node in root.css("*"):
        if node.mem_id == root.mem_id or not node.tag:
            continue
        if _is_furniture(node):
            left = not (node.mem_id in holders or (most and _weight(node) > most))
        elif node.tag == "header":
            left = not _is_within(node, _SECTIONING)
        else:
            left = node.tag == "blockquote" and _is_of_a_person(node)
        if left:
            found.add(node.mem_id)
    return found


class PageTitle(NamedTuple):
    """What a page is called, and the identity of the heading that says so (0 where it stands outside the text)."""

    words: str
    heading: int = 0


def page_title(tree: "LexborHTMLParser", root: "LexborNode") -> PageTitle:
    """The page's own title without the site's name: its first-level heading, else what it is called outside its text."""
    site = _stated(tree, "og:site_name")
    parts = [*_parts(_stated(tree, "og:title")), *_parts(words(tree.css_first("title")))]
    outer = next((part for part in parts if part != site and not _says_nothing(part)), "")
    inside = [node for node in root.css("h1") if not _is_within(node, _BESIDE)]
    own = {node.mem_id for node in inside}
    for node in (*sorted(inside, key=_is_in_site_head), *tree.css("h1")):
        said = words(node)
        of_site = said == site or (outer != said and said in parts[1:])
        if said and not of_site and not _says_nothing(said) and (node.mem_id in own or said in parts or not outer):
            return PageTitle(said, node.mem_id)
    return PageTitle(outer)


def _says_nothing(title: str) -> bool:
    """Whether a title names a part of any page ("Overview") rather than what the page is about."""
    known = find_section_name(title) is not None and not _ASKS.match(title)
    return known or _GENERAL.fullmatch(title) is not None


def is_left_out(node: "LexborNode", without: Container[int]) -> bool:
    """Whether an element, or one around it, is among those of the identities `without`."""
    return any(outer.mem_id in without for outer in _ancestors(node))


def _parts(name: str) -> list[str]:
    """A title cut where a site adds its name: "Sample dysplasia | Some hospital"."""
    return [part.strip() for part in _BREAKS.split(name) if part.strip()]


def _stated(tree: "LexborHTMLParser", name: str) -> str:
    node = tree.css_first(f'meta[property="{name}"]')
    return " ".join((node.attributes.get("content") or "").split()) if node else ""


def _weight(node: "LexborNode") -> int:
    """How much running text an element holds."""
    return sum(len((paragraph.text() or "").strip()) for paragraph in node.css("p"))


def _is_furniture(node: "LexborNode") -> bool:
    tag, role, whole_id, names = _left_out()
    attributes = node.attributes
    if tag.fullmatch(node.tag or "") and "infobox" not in (attributes.get("class") or ""):
        return True
    if role.fullmatch((attributes.get("role") or "").strip().lower()):
        return True
    # The id of a heading is made of its words: without "See also" its list would go on with the section above.
    own_id = "" if node.tag in _HEADINGS else attributes.get("id") or ""
    if whole_id.fullmatch(own_id.strip().lower()):
        return True
    called = f"{attributes.get('class') or ''} {own_id}".split()
    return any(_named(names, name) for name in called) and words(node).lower() not in _STANDS_FOR_A_MARK


def _named(names: re.Pattern[str], name: str) -> bool:
    if len(name) > _LONGEST_NAME:
        return False
    plain = _CAMEL.sub("-", name).replace("_", "-").lower().strip("-")
    return not _SAID_OF_OTHERS.match(plain) and names.search(plain) is not None


def _is_of_a_person(quote: "LexborNode") -> bool:
    """Whether a quote is what somebody said, rather than a passage that is set off."""
    said = words(quote)
    return bool(_QUOTED.match(said) or _SPEAKS.search(said) or quote.css_first("cite, footer"))


def _is_in_site_head(node: "LexborNode") -> bool:
    return _is_within(node, frozenset({"header"})) and not _is_within(node, _SECTIONING)


def _is_within(node: "LexborNode", tags: frozenset[str]) -> bool:
    return any(outer.tag in tags for outer in _ancestors(node) if outer.mem_id != node.mem_id)


def _ancestors(node: "LexborNode") -> Iterator["LexborNode"]:
    """The element and all around it."""
    outer: LexborNode | None = node
    while outer is not None:
        yield outer
        outer = outer.parent


@cache
def _left_out() -> tuple[re.Pattern[str], ...]:
    """What tags, roles and ids are left out, and how classes and ids that are end."""
    rows = package_table("read", "html_left_out.tsv")
    tag, role, whole_id, name = (
        "|".join(row["pattern"] for row in rows if row["where"] == where) for where in ("tag", "role", "id", "name")
    )
    ends = rf"(?:^|-)(?:{name}){_PLACES}$"
    return tuple(re.compile(pattern) for pattern in (tag, role, whole_id, ends))
