"""How a file of decisions is written: as we write it, or as a spreadsheet has saved it.

We separate values by tabs and quote none. A spreadsheet may separate them by semicolons or commas, puts those that need it in quotation
marks, and may begin the file with a mark of byte order or write it in UTF-16. What is added to such a file is written the same way.
"""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from pohgraph.errors import DecisionsError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SEPARATORS = ("\t", ";", ",")
_LINE_END = re.compile(r"\r\n|\r|\n")
# A value within quotation marks, those of its own doubled: nobody types that, and we write a blank before it.
QUOTED = re.compile(r'"(?:[^"\r\n]|"")*""(?:[^"\r\n]|"")*"')
_SAVED = re.compile(rf'^"#|(?:^|\t){QUOTED.pattern}(?=\t|$)', re.MULTILINE)


class Dialect(NamedTuple):
    """`mark` are the bytes before the text, `end` is that of a line. Values are quoted where `is_quoted`, if they need it."""

    encoding: str = "utf-8"
    mark: bytes = b""
    separator: str = "\t"
    is_quoted: bool = False
    end: str = "\n"


class Row(NamedTuple):
    """The values of a line, comments and empty lines left out; `line` counts from 1, and is the first of several."""

    line: int
    cells: list[str]


def decoded(path: str, content: bytes, needed: Sequence[str]) -> tuple[str, Dialect]:
    """The text of a file, and how it is written; a line with the `needed` names tells what separates them.

    Raises:
        DecisionsError: it is neither UTF-8 nor UTF-16 with a mark of byte order.
    """
    mark, encoding = next(((mark, name) for mark, name in _MARKS if content.startswith(mark)), (b"", "utf-8"))
    bare = content.removeprefix(mark)
    try:
        text = bare.decode(encoding)
    except UnicodeDecodeError as error:
        before = bare[: error.start].decode(encoding)
        line = len(_LINE_END.findall(before)) + 1
        column = len(_LINE_END.split(before)[-1]) + 1
        reason = "is not UTF-8 text: in a spreadsheet, save it as “CSV UTF-8” or “Unicode Text”"
        raise DecisionsError(path, reason, f"line {line}, character {column}") from error
    separator = _separator(text, needed)
    is_quoted = separator != "\t" or encoding != "utf-8" or _SAVED.search(_LINE_END.sub("\n", text)) is not None
    end = _LINE_END.search(text)
    return text, Dialect(encoding, mark, separator, is_quoted, end[0] if end else "\n")


def rows(path: str, text: str, dialect: Dialect) -> Iterator[Row]:
    """The lines of a file.

    Raises:
        DecisionsError: a quotation mark is never closed.
    """
    if not dialect.is_quoted:
        for number, line in enumerate(_LINE_END.split(text), start=1):
            if line.strip() and not line.startswith("#"):
                yield Row(number, line.split(dialect.separator))
        return
    reader = csv.reader(StringIO(text, newline=""), delimiter=dialect.separator, strict=True)
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            reason = f"a quotation mark is not closed, or is not doubled within a value ({error})"
            raise DecisionsError(path, reason, f"line {first}") from None
        if cells is None:
            return
        if any(cell.strip() for cell in cells) and not cells[0].startswith("#"):
            yield Row(first, cells)


def written(cells: Sequence[str], dialect: Dialect) -> str:
    """A line with its end."""
    if dialect.is_quoted:
        out = StringIO()
        csv.writer(out, delimiter=dialect.separator, lineterminator=dialect.end).writerow(cells)
        return out.getvalue()
    return dialect.separator.join(f" {cell}" if QUOTED.fullmatch(cell) else cell for cell in cells) + dialect.end


def _separator(text: str, needed: Sequence[str]) -> str:
    lines = (line for line in _LINE_END.split(text) if line.strip() and not line.startswith(("#", '"#')))
    header = next(lines, "")
    for separator in _SEPARATORS:
        names = {name.strip().strip('"') for name in header.split(separator)}
        if names.issuperset(needed):
            return separator
    return "\t"
