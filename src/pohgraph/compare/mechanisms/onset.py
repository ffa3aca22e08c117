"""Ages of onset that do not overlap: `onset_ages.tsv` has the years that HPO's terms stand for in pages."""

from collections.abc import Iterator, Sequence
from functools import cache

from pohgraph.compare.mechanisms.sides import Side, between_sources, conflict
from pohgraph.compare.rules import Conflict, Known
from pohgraph.compare.shares import Interval, differ
from pohgraph.model import Claim
from pohgraph.schema.relations import HAS_ONSET
from pohgraph.tables import package_table


def onsets_apart(claims: Sequence[Claim], _known: Known) -> Iterator[Conflict]:
    """Of the disease itself, by two sources; one that says "usually", or leaves an onset open, knows of other ages too."""
    onsets = [claim for claim in claims if claim.predicate == HAS_ONSET.curie and claim.state in {"stated", "open"}]
    for first, second in between_sources(onsets):
        ages = _ages(first), _ages(second)
        # From birth on is no other age than in infancy: ages that touch are not apart.
        if differ(*ages) and not _touch(*ages):
            yield conflict("onsets-apart", first[0], second[0])


def _ages(side: Side) -> Interval | None:
    """From the youngest to the oldest age a source gives; None where it may know of others."""
    known = [_intervals().get(claim.object) for claim in side]
    found = [ages for ages in known if ages]
    if len(found) < len(side) or any(claim.frequency_texts or claim.state == "open" for claim in side):
        return None
    return min(age for age, _ in found), max(age for _, age in found)


def _touch(first: Interval | None, second: Interval | None) -> bool:
    return first is not None and second is not None and (first[1] == second[0] or second[1] == first[0])


@cache
def _intervals() -> dict[str, Interval]:
    rows = package_table("compare", "onset_ages.tsv")
    return {row["term"]: (float(row["lower"]), float(row["upper"])) for row in rows}
