"""Reads the tables and texts of other people's vocabularies; whatever is wrong with a file names the file and its line."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pohgraph.errors import VocabularyError

_PIECE = 1 << 20  # bytes that are read at once, to the end of their last line
_LONGEST_LINE = 1 << 22  # bytes; a longer line is no line of a table, and would fill the memory


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a UTF-8 file with their numbers, without line ends and byte order mark.

    Raises:
        VocabularyError: the file cannot be read, or a line is not UTF-8.
    """
    try:
        with path.open("rb") as file:
            number = 0
            while piece := file.read(_PIECE):
                piece += file.readline(_LONGEST_LINE)
                lines = _lines(piece, path, number)
                yield from enumerate(lines, number + 1)
                number += len(lines)
    except OSError as error:
        raise VocabularyError(path=str(path), reason=(error.strerror or str(error)).lower()) from None


def read_columns(
    path: Path,
    columns: Sequence[str],
    optional: Sequence[str] = (),
    *,
    lines: Iterable[tuple[int, str]] | None = None,
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield (line, cells of the named columns) of a tab-separated file; lines that start with `#` are comments.

    A run of equal rows is given once; a missing `optional` column gives empty cells, and so do the last cells of a row that
    lost its tabs at the end. `lines` are some lines of the file with their numbers, the header first; without them, all are read.

    Raises:
        VocabularyError: a column is missing, or a row has more cells than its header.
    """
    places: list[int] = []
    width = 0
    last: tuple[str, ...] = ()
    for number, line in lines_of(path) if lines is None else lines:
        if line.startswith("#") or not line:
            continue
        cells = line.split("\t")
        if not places:
            width = len(cells)
            places = _places(cells, columns, optional, path, number)
            continue
        if len(cells) != width:
            cells = whole_row(cells, width, path, number)
        found = tuple([cells[place] if place >= 0 else "" for place in places])
        if found != last:
            last = found
            yield number, found
    if not places:
        raise VocabularyError(path=str(path), reason=f"empty: no header with {', '.join(columns)}")


def whole_row(cells: list[str], width: int, path: Path, line: int) -> list[str]:
    """The cells, as many as the header has: editors take the tabs at the end of a line away, or add some.

    Raises:
        VocabularyError: more cells are filled than the header has.
    """
    if any(cells[width:]):
        raise VocabularyError(path=str(path), reason=f"{len(cells)} cells where the header has {width}", line=line)
    return [*cells[:width], *[""] * (width - len(cells))]


def _lines(piece: bytes, path: Path, before: int) -> list[str]:
    """The whole lines of a piece of a file; `before` is how many came before it."""
    try:
        text = piece.decode()
    except UnicodeDecodeError as error:
        number = before + 1 + piece.count(b"\n", 0, error.start)
        place = error.start - piece.rfind(b"\n", 0, error.start)
        reason = f"byte {place} of the line is not UTF-8"
        raise VocabularyError(path=str(path), reason=reason, line=number) from None
    if not before:
        text = text.removeprefix("\ufeff")
    lines = text.removesuffix("\n").split("\n")
    return [line.rstrip("\r") for line in lines] if "\r" in text else lines


def _places(header: list[str], columns: Sequence[str], optional: Sequence[str], path: Path, line: int) -> list[int]:
    missing = [column for column in columns if column not in header]
    if missing:
        raise VocabularyError(path=str(path), reason=f"no column {' or '.join(missing)}", line=line)
    return [header.index(column) if column in header else -1 for column in (*columns, *optional)]
