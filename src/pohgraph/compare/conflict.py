"""What sources disagree on, with each other and with the vocabularies: the mechanisms of `mechanisms/`, run over claims."""

from collections.abc import Iterable, Iterator

from pohgraph.compare.mechanisms import ACROSS, BOTH_WAYS, MECHANISMS
from pohgraph.compare.mechanisms.sides import place
from pohgraph.compare.rules import Conflict, Known, rules
from pohgraph.model import Claim


def conflicts(claims: Iterable[Claim], known: Known) -> list[Conflict]:
    """Every disagreement, in the order of the rules; claims that are borrowed disagree with nothing."""
    by_subject: dict[str, list[Claim]] = {}
    by_object: dict[str, list[Claim]] = {}
    for claim in claims:
        by_subject.setdefault(claim.subject, []).append(claim)
        if claim.predicate in ACROSS.values():
            by_object.setdefault(claim.object, []).append(claim)
    return conflicts_in_turn(by_subject.values(), by_object.values(), known)


def conflicts_in_turn(
    by_subject: Iterable[Iterable[Claim]], by_object: Iterable[Iterable[Claim]], known: Known
) -> list[Conflict]:
    """As `conflicts`, of claims that come group by group, as `each_conflict` takes them."""
    return sorted(each_conflict(by_subject, by_object, known), key=_place)


def each_conflict(
    by_subject: Iterable[Iterable[Claim]], by_object: Iterable[Iterable[Claim]], known: Known
) -> Iterator[Conflict]:
    """The same in no order, with one group in memory at a time.

    Args:
        by_subject: all claims, those of one subject in one group.
        by_object: those that are held against each other across subjects (`ACROSS`), those of one object in one group.
        known: what the vocabularies know.
    """
    for claims in by_subject:
        own = [claim for claim in claims if not claim.borrowed]
        for rule, find in MECHANISMS:
            if rule not in ACROSS or rule in BOTH_WAYS:
                yield from find(own, known)
    for claims in by_object:
        own = [claim for claim in claims if not claim.borrowed and claim.state == "stated"]
        for rule, find in MECHANISMS:
            if rule in ACROSS:
                yield from find([claim for claim in own if claim.predicate == ACROSS[rule]], known)


def _place(conflict: Conflict) -> tuple[object, ...]:
    sides = tuple(map(place, conflict.claims))
    return (list(rules()).index(conflict.rule), conflict.about_label or conflict.about, conflict.about, sides)
