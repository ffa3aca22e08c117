"""Shares of patients that do not overlap."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from pohgraph.compare.mechanisms.sides import conflict, grouped, place, voice
from pohgraph.compare.rules import Conflict, Known
from pohgraph.compare.shares import claimed_share, differ
from pohgraph.model import Claim

_CHOICE = re.compile(r"\bor\b")


def frequencies_apart(claims: Sequence[Claim], _known: Known) -> Iterator[Conflict]:
    """Of one thing, by two sources, or by the words of a page and its table of other data."""
    measured = (c for c in claims if c.state == "stated" and not _is_of_several(c))
    for group in grouped(measured, lambda c: f"{c.predicate} {c.object}").values():
        for first, second in combinations(sorted(group, key=place), 2):
            if voice(first) != voice(second) and differ(claimed_share(first), claimed_share(second)):
                yield conflict("frequencies-apart", first, second)


def _is_of_several(claim: Claim) -> bool:
    """Whether its words may give the share of those who have one of several findings: "89% have a cleft lip or palate"."""
    return not claim.derived_from and any(map(_CHOICE.search, claim.quotes))
