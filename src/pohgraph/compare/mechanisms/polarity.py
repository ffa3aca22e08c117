"""What one source states and another denies, or a page denies in words and states in a table.

A page does not deny in its words what it states in them: where it seems to, the two are of different forms or ages, or one was misread.
"""

from collections.abc import Iterator, Sequence

from pohgraph.compare.mechanisms.sides import PHENOTYPE, conflict, grouped, one_per_source, place, stated, voice
from pohgraph.compare.rules import Conflict, Known
from pohgraph.model import Claim
from pohgraph.schema.relations import HAS_DIAGNOSTIC_CRITERION

_NEAR = 2  # how many terms there may be from the table's term down to the excluded one, that one included
_DEEP = 4  # terms from the root down to one that says more than an organ system; the root and it included


def stated_and_denied(claims: Sequence[Claim], _known: Known) -> Iterator[Conflict]:
    """The same thing, stated and denied altogether."""
    for group in grouped(claims, lambda c: f"{c.predicate} {c.object}").values():
        said = sorted((claim for claim in group if claim.state == "stated"), key=place)
        for second in one_per_source(claim for claim in group if claim.denies and not claim.hedged):
            for first in one_per_source(claim for claim in said if voice(claim) != voice(second)):
                yield conflict("stated-and-denied", first, second)


def stated_below_denied(claims: Sequence[Claim], known: Known) -> Iterator[Conflict]:
    """A finding is denied, and a kind of it is stated: of each source the first such kind."""
    found = stated(claims, PHENOTYPE)
    for second in _denied(claims):
        others = (claim for claim in found if voice(claim) != voice(second))
        below = [claim for claim in others if second.object in known.ancestors(claim.object) - {claim.object}]
        for first in one_per_source(below):
            yield conflict("stated-below-denied", first, second)


def excluded_by_criterion(claims: Sequence[Claim], known: Known) -> Iterator[Conflict]:
    """A criterion denies a finding, and a table of the same or another source states the term right above it."""
    criteria = {
        (claim.source.key, quote)
        for claim in claims
        if claim.predicate == HAS_DIAGNOSTIC_CRITERION.curie
        for quote in claim.quotes
    }
    tabled = [claim for claim in stated(claims, PHENOTYPE) if claim.derived_from]
    for second in _denied(claims):
        if any((second.source.key, quote) in criteria for quote in second.quotes):
            above = [claim for claim in tabled if _right_above(claim.object, second.object, known)]
            for first in one_per_source(above):
                yield conflict("excluded-by-criterion", first, second)


def _denied(claims: Sequence[Claim]) -> list[Claim]:
    return sorted((c for c in claims if c.predicate == PHENOTYPE and c.denies and not c.hedged), key=place)


def _right_above(upper: str, lower: str, known: Known) -> bool:
    above, own = known.ancestors(lower), known.ancestors(upper)
    return upper != lower and upper in above and len(above - own) <= _NEAR and len(own) >= _DEEP
