"""Which claims say the same in the same way, so that a reader sees them once with the words of each page."""

from collections import defaultdict
from collections.abc import Iterable

from pohgraph.model import Claim


def said_alike(claims: Iterable[Claim]) -> list[list[Claim]]:
    """The claims, those together that have the same ends, relation, flags, frequency and limits; both in the order they come."""
    alike: defaultdict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        flags = (claim.negated, claim.hedged, claim.borrowed)
        alike[claim.predicate, claim.subject, claim.object, *flags, claim.often, claim.qualifier].append(claim)
    return list(alike.values())
