"""Reads the tab-separated tables of the package strictly: a header, then rows of exactly as many cells."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pohgraph.compiled import compiled
from pohgraph.errors import VocabularyError
from pohgraph.resources import data_file


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """Yield each row as column -> cell; lines that start with `#` and blank lines are passed over.

    Raises:
        VocabularyError: a row has another number of cells than the header.
    """
    for _, row in numbered_rows(path):
        yield row


def numbered_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows as `read_table` yields them, each with the number of its line; raises what that raises."""
    columns: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not columns:
            columns = cells
        elif len(cells) != len(columns):
            reason = f"{len(cells)} cells where the header has {len(columns)}"
            raise VocabularyError(path=str(path), reason=reason, line=number)
        else:
            yield number, dict(zip(columns, cells, strict=True))


@cache
def package_rows(package: str, name: str) -> tuple[tuple[int, dict[str, str]], ...]:
    """The rows of a table that sits beside the code that reads it, each with the number of its line."""
    return tuple(numbered_rows(data_file(package, name)))


@cache
def package_table(package: str, name: str) -> tuple[dict[str, str], ...]:
    """The rows of a lexical table that sits beside the code that reads it."""
    return tuple([row for _, row in package_rows(package, name)])


@cache
def prose_pattern(pattern: str) -> re.Pattern[str]:
    r"""Compile a pattern of a table: whole words, any case; a blank stands for any white space.

    Pages have no-break spaces and line ends where a table's author types a blank.

    >>> bool(prose_pattern("skin care").search("meticulous Skin\u00a0care."))
    True
    """
    return compiled(prose_expression(pattern), re.IGNORECASE)


def prose_expression(pattern: str) -> str:
    """The expression that `prose_pattern` compiles: most of those of a table are never needed."""
    spaced = pattern.strip().replace(" ", r"\s")
    return rf"(?<!\w)(?:{spaced})(?!\w)"
