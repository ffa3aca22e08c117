"""Tables and lists of definitions in HTML, as lines: "label: value", or rows with bars between their cells."""

from collections.abc import Callable, Container, Iterator
from typing import TYPE_CHECKING

from pohgraph.read.grid import Cell, grid, head, spanned
from pohgraph.read.html_tree import is_hidden

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_ARRANGES = "h1, h2, h3, h4, h5, h6, table"  # a table with one of these in it arranges the page
_FLOWS = "h1, h2, h3, h4, h5, h6, table, dl, p + p, p + ul, p + ol, ul + p, ul + ul"
_LONGEST_LABEL = 80
_LONGEST_CELL = 2_000  # code points: a longer cell holds prose

_Line = Callable[["LexborNode"], str]


def table_lines(table: "LexborNode", without: Container[int], line: _Line) -> list[str]:
    """The lines of a table; none where it only arranges the page. `line` gives what is within an element on one line."""
    if _holds(table, _ARRANGES):
        return []
    rows = [row for row in _rows(table, without, line) if any(cell.words for cell in row)]
    if (
        not rows
        or all(len(row) == 1 for row in rows)
        or any(len(cell.words) > _LONGEST_CELL for row in rows for cell in row)
    ):
        return []
    caption = table.css_first("caption")
    title = line(caption) if caption is not None and caption.mem_id not in without else ""
    return [*([title, ""] if title else []), *(_fields(table, rows) or _with_head(rows))]


def _with_head(rows: list[list[Cell]]) -> list[str]:
    """The rows of a table; several that head it are made one."""
    heads = next((place for place, row in enumerate(rows) if not all(cell.heads or not cell.words for cell in row)), 0)
    if not 1 < heads < len(rows):
        return grid(rows)
    line = next(iter(head(rows[:heads])), "")  # cells with dashes alone make none
    return [line, f"|{' --- |' * (line.count('|') - 1)}", *grid(rows[heads:])] if line else grid(rows)


def list_of_fields(listed: "LexborNode", without: Container[int], line: _Line) -> list[str]:
    """The lines of a list of definitions; none where what it defines is told in paragraphs and lists of its own."""
    if any(_holds(part, _FLOWS) for part in listed.css("dd")):
        return []
    lines: list[str] = []
    labels: list[str] = []
    values: list[str] = []
    for node in listed.css("dt, dd"):
        if node.mem_id in without or is_hidden(node):
            continue
        if node.tag == "dd":
            values.append(line(node))
            continue
        if values:
            lines += _field(" / ".join(labels), values)
            labels, values = [], []
        labels.append(line(node).rstrip(" :"))
    return [*lines, *_field(" / ".join(labels), values)]


def _holds(node: "LexborNode", selector: str) -> bool:
    """Whether a selector finds anything within an element. The search ends with the first: tables may lie within tables."""
    return any(inner.css_first(selector) is not None for inner in node.iter())


def _rows(table: "LexborNode", without: Container[int], line: _Line) -> Iterator[list[Cell]]:
    for row in table.css("tr"):
        if row.mem_id in without or is_hidden(row):
            continue
        yield [
            Cell(
                line(cell),
                cell.tag == "th" or _is_bold(cell),
                spanned(cell.attributes.get("colspan")),
                spanned(cell.attributes.get("rowspan")),
            )
            for cell in row.css("th, td")
            if cell.mem_id not in without and not is_hidden(cell)
        ]


def _is_bold(cell: "LexborNode") -> bool:
    inner = cell.child
    while inner is not None and inner.tag == "-text" and not (inner.text_content or "").strip():
        inner = inner.next
    if inner is None or inner.tag not in {"b", "strong"}:
        return False
    return not any((after.text_content or "").strip(" :\n\t") for after in _following(inner))


def _following(node: "LexborNode") -> Iterator["LexborNode"]:
    after = node.next
    while after is not None:
        yield after
        after = after.next


def _fields(table: "LexborNode", rows: list[list[Cell]]) -> list[str]:
    """Rows of a label and its value each, as a box of facts has them; a row of one cell is the box's own title."""
    boxed = "infobox" in (table.attributes.get("class") or "")
    pairs = [row for row in rows if len(row) == 2]  # noqa: PLR2004
    labelled = [
        row for row in pairs if (boxed or row[0].heads) and not row[1].heads and len(row[0].words) <= _LONGEST_LABEL
    ]
    if len(labelled) < len(pairs) or not pairs or any(len(row) > 2 for row in rows):  # noqa: PLR2004
        return []
    return [part for row in labelled for part in _field(row[0].words, [row[1].words])]


def _field(label: str, values: list[str]) -> list[str]:
    label, said = label.rstrip(" :"), "; ".join(value for value in values if value)
    if not label:
        return [said] if said else []
    return [f"{label}: {said}" if said else label]
