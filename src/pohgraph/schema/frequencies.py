"""HPO's frequency terms and the share of patients each stands for."""

from functools import cache

from pohgraph.tables import package_table

EXCLUDED = "HP:0040285"  # none of the patients: what has this frequency is denied


@cache
def bands() -> dict[str, tuple[float, float]]:
    """Term -> the lowest and highest percentage of patients.

    >>> bands()["HP:0040283"], bands()[EXCLUDED]
    ((5.0, 30.0), (0.0, 0.0))
    """
    rows = package_table("schema", "frequencies.tsv")
    return {row["term"]: (float(row["lower"]), float(row["upper"])) for row in rows}
