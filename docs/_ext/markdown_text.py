"""Tables, code and the like in Markdown, line by line."""

from collections.abc import Iterable, Iterator, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table; a vertical bar in a cell is kept from ending it."""
    yield ""
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


def fenced(language: str, text: str) -> Iterator[str]:
    """A block of code, which may hold a fence of three."""
    yield from (f"````{language}", text.rstrip("\n"), "````", "")


def code(text: str) -> str:
    """A word of code; nothing for an empty one."""
    return f"`{text}`" if text else ""


def codes(cell: str) -> str:
    """The words of a cell that separates them by vertical bars."""
    return ", ".join(map(code, filter(None, cell.split("|"))))
