"""Tables of words and patterns as one pattern that any of them matches."""

from functools import cache

from pohgraph.tables import package_table


@cache
def alternation(package: str, name: str, *, kind: str = "", column: str = "pattern") -> str:
    """What one column of a table holds in all rows, or in those of a kind, with `|` between; the first that fits counts.

    >>> alternation("language", "function_words.tsv", kind="conjunction", column="word")
    'and|or'
    """
    return "|".join(row[column] for row in package_table(package, name) if not kind or row["kind"] == kind)
