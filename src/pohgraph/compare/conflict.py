"""What sources disagree on, with each other and with the vocabularies: the mechanisms of `mechanisms/`, run over claims."""

from collections.abc import Iterable

from pohgraph.compare.mechanisms import ACROSS, MECHANISMS
from pohgraph.compare.mechanisms.sides import place
from pohgraph.compare.rules import Conflict, Known, rules
from pohgraph.model import Claim


def conflicts(claims: Iterable[Claim], known: Known) -> list[Conflict]:
    """Every disagreement, in the order of the rules; claims that are borrowed disagree with nothing."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.subject, []).append(claim)
    return conflicts_in_turn(groups.values(), known)


def conflicts_in_turn(groups: Iterable[Iterable[Claim]], known: Known) -> list[Conflict]:
    """As `conflicts`, of claims that come group by group: all claims of one subject are one group.

    What is held against each other across subjects, genes and identifiers, is kept; everything else is let go.
    """
    found: list[Conflict] = []
    kept: dict[str, list[Claim]] = {relation: [] for relation in ACROSS.values()}
    for claims in groups:
        own = [claim for claim in claims if not claim.borrowed]
        for rule, find in MECHANISMS:
            if rule not in ACROSS:
                found += find(own, known)
        for claim in own:
            if claim.predicate in kept and claim.state == "stated":
                kept[claim.predicate].append(claim)
    for rule, find in MECHANISMS:
        if rule in ACROSS:
            found += find(kept[ACROSS[rule]], known)
    return sorted(found, key=_place)


def _place(conflict: Conflict) -> tuple[object, ...]:
    sides = tuple(map(place, conflict.claims))
    return (list(rules()).index(conflict.rule), conflict.about_label or conflict.about, conflict.about, sides)
