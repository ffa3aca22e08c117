"""Shares of patients as intervals of percent, and whether two of them can both be so."""

import re

from pohgraph.model import Claim
from pohgraph.schema.frequencies import bands

Interval = tuple[float, float]
_COUNT = re.compile(r"(\d+)/(\d+)")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_FEWEST = 10  # patients; of fewer a share says too little to be held against another


def interval(frequency: str) -> Interval | None:
    """What an HPO frequency term, n/m or a percentage stands for; None where it is none, or of too few patients.

    >>> interval("HP:0040283"), interval("12/20"), interval("1/2"), interval("45%")
    ((5.0, 30.0), (60.0, 60.0), None, (45.0, 45.0))
    """
    if found := _COUNT.fullmatch(frequency):
        count, total = int(found[1]), int(found[2])
        return (100 * count / total,) * 2 if total >= _FEWEST and count <= total else None
    if found := _PERCENT.fullmatch(frequency):
        return float(found[1]), float(found[1])
    return bands().get(frequency)


def claimed_share(claim: Claim) -> Interval | None:
    """The share that a claim's page prints, else what its frequency term stands for; None where it says neither.

    A percentage in a table that was made from other data is the middle of a band there, and stands for the band. A count of too
    few patients is no share.
    """
    counts = [_COUNT.fullmatch(text) for text in claim.frequency_texts]
    if any(count and interval(count[0]) is None for count in counts):
        return None
    if claim.derived_from and claim.frequency and not any(counts):
        return interval(claim.frequency)
    if claim.quotient is not None:
        return 100 * claim.quotient, 100 * claim.quotient
    return interval(claim.frequency)


def differ(first: Interval | None, second: Interval | None) -> bool:
    """Whether the two cannot both be so; bands that touch at their ends are two bands.

    >>> differ((5, 30), (30, 80)), differ((30, 80), (60, 60)), differ((80, 80), (30, 80)), differ(None, (1, 2))
    (True, False, False, False)
    """
    if first is None or second is None or first == second:
        return False
    lower, upper = max(first[0], second[0]), min(first[1], second[1])
    are_bands = first[0] < first[1] and second[0] < second[1]
    return lower > upper or (are_bands and lower == upper)
