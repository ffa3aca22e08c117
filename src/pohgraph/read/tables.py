"""Tables in a page's text: rows of cells set apart by tabs, by bars, by commas as in a sheet, or by runs of blanks.

The first row is the header, unless its own cells say what the others say (a status, a share). Cells are sentences of their own,
so that names and cues are found in them, but no prose: the extractors of tables read them.
"""

import re
from collections import Counter
from collections.abc import Sequence

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line, item_text, trimmed
from pohgraph.language.statuses import status_at
from pohgraph.model import Element, Part, Span
from pohgraph.read.apart import Apart
from pohgraph.read.field_openings import is_label

_TAB = compiled(r"\t")
_GAP = compiled(r"[ \t]{2,}")
_BAR = compiled(r"(?<!\\)\|")
_NUMBER = compiled(r"HP:\d{7}")
_SHARE = compiled(r"\d[\d.,]*\s?(?:%|/\s?\d|[\[(]\s?\d)[\d.,%/\s()\[\]\u2013-]*")  # "55 (94.8)", "26/29 (90%)"
_COUNTED = compiled(r"\b[nN]\b|\(\s?%|%\s?\(")
_TAG = compiled(r"[A-Z]{2,6}")
_RULE = compiled(r"[\s|:+=-]+")
_BARRED_RULE = compiled(r"\|?[ ]?:?-{2,}:?[ ]?\|[\s|:-]*")
_MARKS = "|!"
_LONGEST_CELL = 90  # code points in a table set apart by blanks; columns of running text are longer
_BLANK_COLUMNS = 3  # with fewer, what stands in two columns may be a page printed so
_MOST_COLUMNS = 40
_LONGEST_RECORD = 4_000  # code points of a row set apart by commas
_SHEET = 3  # columns and rows that a table set apart by commas has at least
_LONGEST_GROUP = 60  # code points of a line between rows that names a group of them


def read_tables(text: str, lines: Sequence[Line]) -> Apart:
    """The tables of a page. A list of fields in two columns is none."""
    found = Apart()
    at = 0
    while at < len(lines):
        end = at + 1
        kind = _kind(text, lines[at].span) or _above_rule(text, lines, at)
        while kind and end < len(lines) and not (lines[end].after_blank and not _goes_on(text, lines, at, end, kind)):
            if _kind(text, lines[end].span, kind) != kind and not (kind == "tabs" and _is_group(text, lines, end)):
                break
            end += 1
        if kind and end > at + 1:
            _add(text, [line.span for line in lines[at:end]], kind, found)
        at = end
    return found


def _kind(text: str, line: Span, wanted: str = "") -> str:
    """How a line is cut into cells: by bars, tabs or blanks; "" for a line that is no row."""
    if (text[line.start] == "|" and text[line.start : line.start + 2] not in {"|-", "|}", "||"}) or (
        wanted == "bars" and text[line.start] in _MARKS
    ):
        return "bars" if "=" not in text[line.start : line.start + 40] or "|" in text[line.start + 1 : line.end] else ""
    if wanted == "bars" and " |" in text[slice(*line)]:
        return "bars"
    if _RULE.fullmatch(text, *line):
        return wanted
    words = text[line.start : line.end]
    if "\t" in words:
        bullet = item_text(text, line)
        return "tabs" if "\t" in (text[bullet.start : bullet.end] if bullet else words) else ""
    if wanted == "tabs" and len(words) <= _LONGEST_CELL and words[-1] not in ".:;":
        return ""
    if wanted in {"", "commas"} and _is_record(text, line):
        return "commas"
    return "blanks" if "  " in words else ""


def _goes_on(text: str, lines: Sequence[Line], first: int, place: int, kind: str) -> bool:
    """Whether rows after a blank line continue the ones above: they have as many cells, and a cell says how many."""
    if kind != "tabs":
        return False
    if "\t" not in text[slice(*lines[place].span)]:  # it may name a group of rows
        place += 1
        if place == len(lines) or lines[place].after_blank:
            return False
    row = lines[place].span
    same = 0 < text.count("\t", *row) == text.count("\t", *lines[first].span)
    return same and _says_how_many(text, _cells(text, row, _TAB))


def _above_rule(text: str, lines: Sequence[Line], place: int) -> str:
    """Rows of Markdown may have bars only between their cells; the rule below the header then tells that they are rows."""
    if place + 1 == len(lines) or lines[place + 1].after_blank or "|" not in text[slice(*lines[place].span)]:
        return ""
    return "bars" if _BARRED_RULE.fullmatch(text, *lines[place + 1].span) else ""


def _is_group(text: str, lines: Sequence[Line], place: int) -> bool:
    """Whether a line without cells names a group of rows: those above and below it have as many cells as one another."""
    line = lines[place].span
    if place + 1 >= len(lines) or lines[place + 1].after_blank or line.end - line.start > _LONGEST_GROUP:
        return False
    above, below = (lines[other].span for other in (place - 1, place + 1))
    cells = text.count("\t", *above)
    return "\t" not in text[slice(*line)] and text[line.end - 1] not in ".;" and 0 < cells == text.count("\t", *below)


def _is_record(text: str, line: Span) -> bool:
    """Whether a line is a row of a sheet set apart by commas, which have no blank behind them as those of a sentence do."""
    if text.count(",", *line) < _SHEET - 1 or line.end - line.start > _LONGEST_RECORD:
        return False
    cells = _records(text, line)
    return len(cells) >= _SHEET and not any(text[cell.start - 1 : cell.start] == " " for cell in cells[1:])


def _add(text: str, rows: list[Span], kind: str, found: Apart) -> None:
    if kind == "commas":
        cut = [(row, _records(text, row)) for row in rows]
        if len(cut) < _SHEET or len({len(cells) for _, cells in cut}) > 1:
            return
    else:
        separator = {"bars": _BAR, "tabs": _TAB, "blanks": _GAP}[kind]
        cut = [(row, _cells(text, row, separator)) for row in rows if not _RULE.fullmatch(text, *row)]
    if len(cut) < 2:  # noqa: PLR2004 - a header and a row
        return
    if kind == "tabs":
        cut[0] = cut[0][0], _with_corner(cut)
    elif kind == "bars":
        cut = [(row, _trimmed(cells, len(cut[0][1]))) for row, cells in cut]
        cut[0] = cut[0][0], _with_moved_corner(cut)
    width = len(cut[0][1])
    tags = [text[slice(*cells[0])] for _, cells in cut] if kind == "blanks" else []
    tagged = bool(tags) and all(map(_TAG.fullmatch, tags))
    if tagged and len(set(tags)) > 1:
        return
    if tagged and width >= _BLANK_COLUMNS:  # "PHEN  HP:0001250  Seizure": each row says what it is
        cut = [(row, cells[1:]) for row, cells in cut]
    elif not _is_table(text, cut, width, kind):
        return
    heads = 1 + _has_two_heads([cells for _, cells in cut])
    for number, (row, cells) in enumerate(cut):
        header = number < heads and not tagged and not _is_headless(text, cells)
        parts = tuple(Part("cell", cell) for cell in cells)
        found.elements.append(Element(kind="table_header" if header else "table_row", span=row, parts=parts))
        found.spoken.extend(cell for cell in cells if cell.start < cell.end)
    found.taken.update(rows)


def _with_corner(cut: list[tuple[Span, list[Span]]]) -> list[Span]:
    """The cells of a header, with the corner without words that is lost where the text was taken from a page."""
    (header, cells), widths = cut[0], Counter(len(cells) for _, cells in cut[1:] if len(cells) > 1)
    wider = len(cells) + 1
    # A row may lack the last cell, where it is empty.
    lacks = len(cells) > 1 and set(widths) <= {wider - 1, wider} and 2 * widths[wider] > widths.total()
    return [Span(header.start, header.start), *cells] if lacks else cells


def _trimmed(cells: list[Span], width: int) -> list[Span]:
    """The cells of a row, without empty cells after the last column."""
    while len(cells) > width and cells[-1].start == cells[-1].end:
        cells = cells[:-1]
    return cells


def _with_moved_corner(cut: list[tuple[Span, list[Span]]]) -> list[Span]:
    """The cells of a header whose empty corner cell ended up at its end: below it, all columns have words."""
    (_, cells), rows = cut[0], [cells for _, cells in cut[1:]]
    whole = [row for row in rows if len(row) == len(cells) and all(cell.start < cell.end for cell in row)]
    lacks = len(cells) > 2 and cells[-1].start == cells[-1].end and cells[0].start < cells[0].end  # noqa: PLR2004
    return [cells[-1], *cells[:-1]] if lacks and len(whole) * 2 > len(rows) else cells


def _is_table(text: str, cut: list[tuple[Span, list[Span]]], width: int, kind: str) -> bool:
    """Whether the rows have the header's columns; of columns of blanks more is asked."""
    if not 2 <= width <= _MOST_COLUMNS or any(len(cells) > width for _, cells in cut):  # noqa: PLR2004
        return False
    labelled = [is_label(text[slice(*cells[0])].strip(":*_' ")) for _, cells in cut]
    if sum(labelled) * 2 > len(cut) and (labelled[0] or width < _BLANK_COLUMNS):
        return False  # fields: a label, and its value in the second column
    if kind != "bars" and any(
        ":" in text[slice(*cells[0])] and not _NUMBER.fullmatch(text, *cells[0]) for _, cells in cut[:1]
    ):
        return False
    if kind != "blanks":
        return True
    if any(cell.end - cell.start > _LONGEST_CELL for _, cells in cut for cell in cells):
        return False
    if width >= _BLANK_COLUMNS:
        return all(len(cells) > 1 for _, cells in cut)
    return all(len(cells) == width and status_at(text, cells[-1]) for _, cells in cut[1:])


def _is_headless(text: str, cells: list[Span]) -> bool:
    if is_label(text[slice(*cells[0])].strip(":*_' ")):
        return False
    return _says_how_many(text, cells)


def _says_how_many(text: str, cells: list[Span]) -> bool:
    """Whether most cells beside the first are a status or a share."""
    filled = [cell for cell in cells[1:] if cell.start < cell.end]
    answers = sum(status_at(text, cell) is not None or _SHARE.fullmatch(text, *cell) is not None for cell in filled)
    # "All patients" and "n (%)" head columns, beside others.
    return answers > 0 and 2 * answers >= len(filled) and not _COUNTED.search(text, *cells[0].cover(cells[-1]))


def _has_two_heads(rows: list[list[Span]]) -> bool:
    """Whether the first row only spans some of the columns that the second one heads."""
    if len(rows) <= 2 or rows[0][0].start < rows[0][0].end or rows[1][0].start == rows[1][0].end:  # noqa: PLR2004
        return False
    empty = sum(cell.start == cell.end for cell in rows[0])
    return 2 * empty > len(rows[0]) and sum(cell.start == cell.end for cell in rows[1]) < empty


def _cells(text: str, row: Span, separator: re.Pattern[str]) -> list[Span]:
    start, end = row
    if separator is _BAR:
        start += text.startswith("|", start)
        end -= text[end - 1] == "|"
    found: list[Span] = []
    at = start
    for match in separator.finditer(text, start, end):
        found.append(trimmed(text, Span(at, match.start())))
        at = match.end()
    found.append(trimmed(text, Span(at, end)))
    return found


def _records(text: str, row: Span) -> list[Span]:
    """The cells of a row set apart by commas; a comma within quotation marks is one of the cell."""
    found: list[Span] = []
    at, is_quoted = row.start, False
    for place in range(row.start, row.end + 1):
        if place == row.end or (text[place] == "," and not is_quoted):
            quoted = place - at > 1 and text[at] == text[place - 1] == '"'
            found.append(trimmed(text, Span(at + quoted, place - quoted)))
            at = place + 1
        elif text[place] == '"':
            is_quoted = not is_quoted
    return found
