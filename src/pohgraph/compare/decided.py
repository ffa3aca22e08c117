"""What curators decided between two graphs: of one claim, and of all in one line."""

from collections import Counter
from collections.abc import Iterable, Sequence

from pohgraph.claims.decisions import NOT_IN_FORCE
from pohgraph.compare.difference import Difference
from pohgraph.model import Claim

UNDONE = "undone"
_EDITED = "edited"
_VERDICTS = ("accepted", "rejected", _EDITED, UNDONE)


def standing_of(claim: Claim, decision: Sequence[str]) -> str:
    """The state of a claim, or that a curator took it back or edited it; `decision` is what was decided, in words."""
    if not claim.rejected:
        return claim.standing
    is_edited = any(words.startswith(_EDITED) for words in _in_force(decision))
    return f"{_EDITED if is_edited else 'rejected'} (was {claim.standing})"


def decision_of(difference: Difference) -> str:
    """What curators decided since: accepted, rejected, edited or undone; "" for nothing."""
    if difference.after is None:
        return ""
    old, new = (_in_force(one.decision) if one else [] for one in (difference.before, difference.after))
    came = [words.partition(" ")[0] for words in new if words not in old]
    if came:
        return came[-1]
    return UNDONE if old and not new else ""


def decisions_told(differences: Iterable[Difference]) -> str:
    """How many claims curators accepted, rejected and edited, and of how many they undid a decision; "" for none.

    An edit that makes a claim which the page makes anyway is told of both; it is counted once.
    """
    found = [(one, verdict) for one in differences if (verdict := decision_of(one))]
    made = {verdict: _sides(found, verdict) for verdict in (_EDITED, UNDONE)}
    there = {verdict: {claim.id.iri for claim in claims} for verdict, claims in made.items()}
    twice = Counter(
        verdict
        for verdict, claims in made.items()
        for claim in claims
        if there[verdict].intersection(claim.revision_of)
    )
    counts = Counter(verdict for _, verdict in found) - twice
    told = ", ".join(f"{counts[verdict]:,} {verdict}" for verdict in _VERDICTS if counts[verdict])
    return f"decisions: {told}" if told else ""


def _sides(found: Iterable[tuple[Difference, str]], verdict: str) -> list[Claim]:
    """The claims with a verdict, as they were while it was in force."""
    sides = (one.before if verdict == UNDONE else one.after for one, own in found if own == verdict)
    return [side.claim for side in sides if side]


def _in_force(decision: Sequence[str]) -> list[str]:
    return [words for words in decision if not words.endswith(NOT_IN_FORCE)]
