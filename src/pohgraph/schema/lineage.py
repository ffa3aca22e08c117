"""Whose data a part of a page repeats: what tells two witnesses from one that is heard twice."""

from functools import cache

from pohgraph.tables import package_table

HPO_ANNOTATIONS = "infores:hpo-annotations"


@cache
def data_behind(section: str) -> tuple[str, ...]:
    """The CURIEs of the data that a section, given by its canonical name, is made from; none for most.

    >>> data_behind("hpo_table"), data_behind("symptoms")
    (('infores:hpo-annotations', 'infores:orphanet'), ())
    """
    return tuple(row["data"] for row in package_table("schema", "lineage.tsv") if row["section"] == section)
