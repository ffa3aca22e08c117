"""What sources disagree on. Only claims that are neither open nor borrowed are compared, each with its words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from pohgraph.compare.shares import claimed_share, differ
from pohgraph.model import Claim
from pohgraph.schema.branches import MENDELIAN_INHERITANCE
from pohgraph.schema.relations import CAUSES, EXACT_MATCH, HAS_MODE_OF_INHERITANCE, HAS_ONSET

Ancestors = Callable[[str], frozenset[str]]
KINDS = ("polarity", "frequency", "inheritance", "onset", "cause", "identifier")
_MENDELIAN = MENDELIAN_INHERITANCE.curie  # the modes that exclude each other; sporadic, say, goes with any of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two claims that cannot both be the whole truth; `about` is what both speak of.

    Where the two are not independent, one miscopied the other's data, or the data has changed since.
    """

    kind: str
    about: str
    about_label: str
    first: Claim
    second: Claim


def conflicts(claims: Iterable[Claim], ancestors: Ancestors) -> list[Conflict]:
    """Every disagreement, sorted; `ancestors` gives a term and all above it.

    Modes, onsets and genes are held against each other per source: two sources agree where one of the first's is one
    of the second's, or more general or more specific than it.
    """
    return conflicts_in_turn([claims], ancestors)


def conflicts_in_turn(groups: Iterable[Iterable[Claim]], ancestors: Ancestors) -> list[Conflict]:
    """As `conflicts`, of claims that come group by group: all claims of one subject are in one group.

    What is held against each other across subjects, genes and identifiers, is kept; everything else is let go.
    """
    found: list[Conflict] = []
    causes: list[Claim] = []
    identifiers: list[Claim] = []
    for claims in groups:
        firm = [claim for claim in claims if not (claim.hedged or claim.borrowed)]
        found += [*_polarity(firm), *_frequency(firm)]
        stated = [claim for claim in firm if claim.state == "stated"]
        modes = [
            c for c in stated if c.predicate == HAS_MODE_OF_INHERITANCE.curie and _MENDELIAN in ancestors(c.object)
        ]
        onsets = [c for c in stated if c.predicate == HAS_ONSET.curie]
        found += _disjoint("inheritance", modes, _subject, _object, ancestors)
        found += _disjoint("onset", onsets, _subject, _object, ancestors)
        causes += (c for c in stated if c.predicate == CAUSES.curie)
        identifiers += (c for c in stated if c.predicate == EXACT_MATCH.curie)
    found += _disjoint("cause", causes, _object, _subject, ancestors)
    found += _identifiers(identifiers)
    return sorted(
        found, key=lambda c: (KINDS.index(c.kind), c.about_label or c.about, _place(c.first), _place(c.second))
    )


def _polarity(claims: Iterable[Claim]) -> Iterator[Conflict]:
    for group in _grouped(claims, _triple).values():
        denied = _one_per_source(claim for claim in group if claim.denies)
        for first in _one_per_source(claim for claim in group if not claim.negated):
            for second in denied:
                yield _conflict("polarity", first, second, _subject(first))


def _frequency(claims: Iterable[Claim]) -> Iterator[Conflict]:
    measured = (claim for claim in claims if not claim.negated and (claim.frequency or claim.quotient is not None))
    for group in _grouped(measured, _triple).values():
        for first, second in combinations(sorted(group, key=_place), 2):
            if first.source.key != second.source.key and differ(claimed_share(first), claimed_share(second)):
                yield _conflict("frequency", first, second, _subject(first))


def _disjoint(
    kind: str,
    claims: Iterable[Claim],
    about: Callable[[Claim], str],
    value: Callable[[Claim], str],
    ancestors: Ancestors,
) -> Iterator[Conflict]:
    for thing, group in _grouped(claims, about).items():
        by_source = _grouped(group, lambda claim: claim.source.key)
        for one, other in combinations(sorted(by_source), 2):
            first, second = sorted(by_source[one], key=_place), sorted(by_source[other], key=_place)
            if not any(_related(value(a), value(b), ancestors) for a in first for b in second):
                yield _conflict(kind, first[0], second[0], thing)


def _identifiers(claims: Iterable[Claim]) -> Iterator[Conflict]:
    """Two exact matches of one database for one thing, or two things with one exact match."""
    listed = list(claims)
    for group in _grouped(listed, lambda c: f"{c.subject} {c.object.partition(':')[0]}").values():
        yield from _pairs(group, _subject, _object)
    for group in _grouped(listed, lambda c: f"{c.object} {c.subject.partition(':')[0]}").values():
        yield from _pairs(group, _object, _subject)


def _pairs(group: list[Claim], about: Callable[[Claim], str], value: Callable[[Claim], str]) -> Iterator[Conflict]:
    firsts = {value(claim): claim for claim in sorted(group, key=_place, reverse=True)}
    for first, second in combinations(sorted(firsts.values(), key=_place), 2):
        yield _conflict("identifier", first, second, about(first))


def _conflict(kind: str, first: Claim, second: Claim, about: str) -> Conflict:
    label = first.subject.label if about == first.subject else first.object_label
    return Conflict(kind=kind, about=about, about_label=label, first=first, second=second)


def _related(one: str, other: str, ancestors: Ancestors) -> bool:
    return one == other or one in ancestors(other) or other in ancestors(one)


def _one_per_source(claims: Iterable[Claim]) -> list[Claim]:
    firsts = {claim.source.key: claim for claim in sorted(claims, key=_place, reverse=True)}
    return [firsts[source] for source in sorted(firsts)]


def _grouped(claims: Iterable[Claim], key: Callable[[Claim], str]) -> dict[str, list[Claim]]:
    groups: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[key(claim)].append(claim)
    return groups


def _subject(claim: Claim) -> str:
    return claim.subject


def _object(claim: Claim) -> str:
    return claim.object


def _triple(claim: Claim) -> str:
    return f"{claim.subject} {claim.predicate} {claim.object}"


def _place(claim: Claim) -> tuple[str, ...]:
    return (claim.source.key, claim.subject, claim.object, claim.state, claim.frequency, *claim.quotes)
