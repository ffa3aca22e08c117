"""Which findings HPO's annotations give each disease, turned round: findings to the diseases they speak for."""

import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from heapq import nlargest
from typing import Any, NamedTuple

from pohgraph.model import Reference

_CODE = "I"  # of the arrays that hold the places of diseases
_SLACK = 0.001  # more than what the order of additions may change in a sum of weights
_TELLING = 0.125  # a finding of a larger share of all diseases speaks for none of them

Found = tuple[tuple[int, ...], float]  # the places of a finding's diseases, in order, and what it weighs


class Fit(NamedTuple):
    """A disease whose annotations hold findings of a set.

    `shared` is how many, `share` their part of the set by weight, `weight` their weight (natural logarithms of how rare each is).
    """

    disease: Reference
    shared: int
    share: float
    weight: float


def pack_profiles(profiles: Mapping[str, Collection[str]]) -> dict[str, Any]:
    """Registry -> diseases in order, and finding -> places of its diseases among them, as bytes."""
    packed: dict[str, Any] = {}
    for registry in sorted({curie.partition(":")[0] for curie in profiles}):
        diseases = sorted(curie for curie in profiles if curie.startswith(f"{registry}:"))
        places: defaultdict[str, array[int]] = defaultdict(lambda: array(_CODE))
        for place, curie in enumerate(diseases):
            for finding in profiles[curie]:
                places[finding].append(place)
        packed[registry] = [diseases, {finding: places[finding].tobytes() for finding in sorted(places)}]
    return packed


class Profiles:
    """The annotated findings of one registry's diseases."""

    def __init__(self, diseases: list[str], places: dict[str, bytes]) -> None:
        self._diseases = diseases
        self._places = places
        self._known: dict[str, Found] = {}

    def fits(self, findings: Iterable[str], count: int, *, share: float = 0.0, behind: float = 0.0) -> list[Fit]:
        """The diseases that a set of findings speaks for most, the best first.

        Those that lie more than `behind` below `share` of the set's weight are left out, and found out sooner for it.
        """
        known = [self._of(finding) for finding in sorted(set(findings))]
        total = _summed(known)
        least = share * total - behind
        found = [(places, weight) for places, weight in known if weight]
        weights = {
            place: _summed([held for held in found if _holds(held[0], place)])
            for place in _leading(found, count, least)
        }
        return [
            Fit(
                disease=Reference.parse(self._diseases[place]),
                shared=len([places for places, _ in found if _holds(places, place)]),
                share=weights[place] / total,
                weight=round(weights[place], 2),
            )
            for place in sorted(weights, key=lambda place: (-weights[place], place))[:count]
            if weights[place] >= least
        ]

    def weight(self, findings: Iterable[str], disease: Reference) -> float:
        """The weight of those findings that are annotated to a disease."""
        place = self._place.get(disease.curie)
        if place is None:
            return 0.0
        found = [self._of(finding) for finding in sorted(set(findings))]
        return round(sum([weight for places, weight in found if _holds(places, place)]), 2)

    def __len__(self) -> int:
        return len(self._diseases)

    def having(self, findings: Iterable[str]) -> int:
        """How many diseases have at least one of the findings."""
        return len(set().union(*(self._of(finding)[0] for finding in findings)))

    def _of(self, finding: str) -> Found:
        known = self._known.get(finding)
        if known is None:
            places = tuple(array(_CODE, self._places.get(finding, b"")))
            known = self._known[finding] = (places, self._weight(len(places)))
        return known

    def _weight(self, count: int) -> float:
        """How much a finding of `count` diseases tells; one of no annotated disease is taken as of a single one."""
        telling = count < _TELLING * len(self._diseases)
        return math.log(len(self._diseases) / max(count, 1)) if telling else 0.0

    @cached_property
    def _place(self) -> dict[str, int]:
        return {curie: place for place, curie in enumerate(self._diseases)}


def _leading(found: list[Found], count: int, least: float) -> list[int]:
    """The places that may be among the `count` heaviest, if they weigh at least so much; the rarest findings come first."""
    rest = _summed(found)
    weights: dict[int, float] = {}
    for places, weight in sorted(found, key=_weight_of, reverse=True):
        if rest > least - _SLACK:
            for place in places:
                weights[place] = weights.get(place, 0.0) + weight
        else:  # who has none of the rarer findings cannot get there, nor can who has few of them
            weights = {
                place: known + weight if _holds(places, place) else known
                for place, known in weights.items()
                if known + rest > least - _SLACK
            }
        rest -= weight
    last = min(nlargest(count, weights.values()), default=0.0) - _SLACK
    return [place for place, known in weights.items() if known > last]


def _summed(found: list[Found]) -> float:
    """The weights added up one by one, the same on every version of Python."""
    total = 0.0
    for _, weight in found:
        total += weight
    return total


def _weight_of(found: Found) -> float:
    return found[1]


def _holds(places: tuple[int, ...], place: int) -> bool:
    """Whether a place is among those in order."""
    index = bisect_left(places, place)
    return index < len(places) and places[index] == place
