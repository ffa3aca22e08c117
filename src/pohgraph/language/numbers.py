"""Numbers in figures and in words."""

from functools import cache

from pohgraph.tables import package_table


def number(text: str, kind: str = "number") -> int:
    """The value of a number; of a "part", how many of it make a whole.

    >>> number("12"), number("Three"), number("thirds", "part")
    (12, 3, 3)
    """
    value = _words().get((text.lower(), kind))
    return int(text) if value is None else value


@cache
def _words() -> dict[tuple[str, str], int]:
    return {(row["word"], row["kind"]): int(row["value"]) for row in package_table("language", "numbers.tsv")}
