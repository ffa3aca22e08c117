"""The body of a JATS article: its sections with their titles, paragraphs, lists and tables; figures are left out."""

from collections.abc import Iterator

from pohgraph.compiled import compiled
from pohgraph.read.derived import one_line
from pohgraph.read.formats.article import Passage
from pohgraph.read.grid import Cell, grid, head, spanned
from pohgraph.read.lexical import heading_role
from pohgraph.read.outline import OF_OTHERS
from pohgraph.read.safe_xml import Node

_LEFT_OUT = frozenset(
    {
        *("title", "label", "caption", "fig", "fig-group", "table-wrap-foot", "fn-group", "fn", "ref-list", "ack"),
        *("disp-formula", "disp-formula-group", "supplementary-material", "media", "graphic", "alternatives", "attrib"),
        *("sec-meta", "bio", "glossary", "preformat", "code", "chem-struct-wrap", "permissions", "object-id"),
    }
)
_TABLES = frozenset({"table-wrap", "table-wrap-group", "table"})
_LISTS = frozenset({"list", "def-list"})
_TEXTS = frozenset({"p", "verse-line"})
_WITHIN_LINE = frozenset(
    {*_LEFT_OUT, *_TABLES, *_LISTS, "disp-quote", "boxed-text"} - {"label", "title", "alternatives"}
)
_KINDS = {
    "intro": "description",
    "cases": "case",
    "supplementary-material": "not_content",
    **dict.fromkeys(("methods", "materials", "subjects", "materials|methods"), "methods"),
}  # what an article's file itself says of a section
_INHERITED = OF_OTHERS | {
    "not_content",
    "references",
    "disclaimer",
    "methods",
}  # of what is below such a section, the heading does not decide
_NUMBERED = compiled(r"\A\d{1,2}(?:\.\d{1,2}){0,4}\.?\s+(?=\S)")
_NOTES_APART = compiled(r"(?<=\d)\]\s?([,;\u2013-])\s?\[(?=\d)")
_ONE_CASE = compiled(r"(?i)\b(?:case|patient|proband|clinical)\b(?!s)")


def body_passages(article: Node) -> Iterator[Passage]:
    """The sections of an article's body in their order, each with its level and canonical name; then tables that float."""
    body = article.find("body")
    if body:
        yield from _passages(body, "", "", 0)
    floating = article.find("floats-group")
    tables = [lines for part in floating.elements(*_TABLES) for lines in _tables(part)] if floating else []
    if tables:
        yield Passage(heading="", paragraphs=tables, name="other")


def _passages(part: Node, heading: str, around: str, level: int) -> Iterator[Passage]:
    """A section and those within it; text right within the body stands under no heading."""
    name = _name(part, heading, around) if level else "other"
    paragraphs = list(_paragraphs(part))
    if heading or paragraphs:
        yield Passage(heading=heading, paragraphs=paragraphs, name=name, level=max(level, 1))
    for inner in _sections(part):
        yield from _passages(inner, inner.line("title").rstrip(":"), name if level else "", level + 1)


def _sections(part: Node) -> Iterator[Node]:
    """The sections right within a part, or within a box of it."""
    for inner in part.elements("sec", "boxed-text"):
        if inner.name == "sec":
            yield inner
        else:
            yield from _sections(inner)


def _name(part: Node, heading: str, around: str) -> str:
    """The canonical name of a section, by its heading, its kind and the section around it."""
    told = heading_role(_NUMBERED.sub("", heading, count=1)) or _KINDS.get(part.attributes.get("sec-type", ""))
    if around in _INHERITED:
        return "case" if around == "methods" and told == "case" and _ONE_CASE.search(heading) else around
    return told or ("case" if around == "case" else "other")


def _paragraphs(part: Node) -> Iterator[str]:
    """The text right within a part, each paragraph, item and table by itself; a table has several lines."""
    for child in part.elements():
        if child.name in _TABLES:
            yield from _tables(child)
        elif child.name in _TEXTS:
            yield from _pieces(child)
        elif child.name in _LISTS:
            yield from _items(child)
        elif child.name != "sec" and child.name not in _LEFT_OUT:
            yield from _paragraphs(child)


def _pieces(paragraph: Node) -> Iterator[str]:
    """A paragraph's own lines, cut where a table, a list or a figure stands within it."""
    line = Node(paragraph.name, paragraph.attributes)
    for child in paragraph.children:
        if isinstance(child, str) or child.name not in _WITHIN_LINE:
            line.children.append(child)
            continue
        if child.name in _LEFT_OUT:
            continue
        yield _line(line)
        line = Node(paragraph.name, paragraph.attributes)
        yield from _paragraphs(Node("p", {}, [child]))
    yield _line(line)


def _line(node: Node) -> str:
    """What is within an element on one line; numbers of notes that are marked one by one stand in one bracket."""
    return _NOTES_APART.sub(r"\1", one_line(node.text()))


def _items(listed: Node) -> Iterator[str]:
    """The items of a list, each with a bullet; of one that defines, the term and what it means."""
    for item in listed.elements("list-item"):
        lines = [words for words in _paragraphs(item) if words]
        yield from (lines[:1] and [f"- {lines[0].removeprefix('- ')}"]) + lines[1:]
    for item in listed.elements("def-item"):
        meaning = [_line(node) for node in item.elements("def")]
        yield f"- {': '.join(filter(None, (item.line('term'), *meaning)))}"


def _tables(part: Node) -> Iterator[str]:
    """The tables within a part, each as rows with bars between the cells, below its caption; rows of the head are made one."""
    caption = " ".join(_line(said) for said in part.elements("caption"))
    if caption:
        label = _line(next(part.elements("label"), Node("label", {}))) or "Table"
        yield f"{label.rstrip('.:')}. {caption}"
    for table in part.descendants("table") if part.name != "table" else (part,):
        heads = [cells for node in table.elements("thead") for cells in _rows(node)]
        rows = [cells for node in table.elements("tbody", "tr") for cells in _rows(node)]
        lines = [*head(heads), *grid(rows)]
        if len(lines) > 1:
            yield "\n".join(line for line in lines if line.strip("| -"))


def _rows(part: Node) -> Iterator[list[Cell]]:
    for row in (part,) if part.name == "tr" else part.elements("tr"):
        yield [
            Cell(
                _line(cell),
                cell.name == "th",
                spanned(cell.attributes.get("colspan")),
                spanned(cell.attributes.get("rowspan")),
            )
            for cell in row.elements("td", "th")
        ]
