"""Which sections of a page a relation is read from: the rows of `sections.tsv`."""

from functools import cache

from pohgraph.tables import package_table


@cache
def sections_of(relation: str) -> tuple[str, ...]:
    """The canonical names of the sections that a relation is read from.

    Raises:
        KeyError: no row is about the relation.
    """
    return {row["relation"]: tuple(row["sections"].split()) for row in package_table("extractors", "sections.tsv")}[
        relation
    ]
