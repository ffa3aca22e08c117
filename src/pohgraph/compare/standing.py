"""How a claim of a page may stand to what a reference says of the same disease."""

from enum import StrEnum

HPOA = "HPOA"  # what HPO's annotations are called in a status


class Standing(StrEnum):
    """Each way, in the order in which people look at them. What a page denies, leaves open or says of others never agrees.

    >>> Standing.ABSENT.beside("HPOA"), Standing.AGREES.beside("HPOA")
    ('not in HPOA', 'agrees')
    """

    CONTRADICTS = "contradicts"
    FREQUENCY_DIFFERS = "frequency differs"
    ONSET_DIFFERS = "onset differs"
    MATCH_DIFFERS = "match differs"  # one takes two identifiers for the same, the other for less
    ABSENT = "not in"
    NARROWER = "more specific than"
    WIDER = "more general than"
    OPEN = "open"
    DENIED = "denied"
    BORROWED = "borrowed"
    BOTH_DENY = "both deny"
    AGREES = "agrees"
    ALONE = "only in"

    def beside(self, reference: str) -> str:
        """In words that name the reference."""
        return f"{self} {reference}" if self in _NAMING else str(self)


_NAMING = frozenset((Standing.ABSENT, Standing.NARROWER, Standing.WIDER, Standing.ALONE))
# What a curator must look at.
AT_ODDS = (
    Standing.CONTRADICTS,
    Standing.FREQUENCY_DIFFERS,
    Standing.ONSET_DIFFERS,
    Standing.MATCH_DIFFERS,
)


def statuses(reference: str) -> tuple[str, ...]:
    """Every status of a comparison with that reference.

    >>> statuses("Mondo")[-1]
    'only in Mondo'
    """
    return tuple(standing.beside(reference) for standing in Standing)
