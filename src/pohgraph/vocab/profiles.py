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
_TELLING = 0.125  # a finding of a larger share of all diseases speaks for none of them


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
        self._known: dict[str, tuple[tuple[int, ...], float]] = {}

    def fits(self, findings: Iterable[str], count: int) -> list[Fit]:
        """The diseases that a set of findings speaks for most, the best first."""
        total = 0.0
        found: list[tuple[int, ...]] = []
        weights = [0.0] * len(self._diseases)
        for finding in sorted(set(findings)):
            places, weight = self._of(finding)
            total += weight
            if weight:
                found.append(places)
                for place in places:
                    weights[place] += weight
        return [
            Fit(
                disease=Reference.parse(self._diseases[place]),
                shared=sum(_holds(places, place) for places in found),
                share=weights[place] / total,
                weight=round(weights[place], 2),
            )
            for place in _best(weights, set().union(*found), count)
        ]

    def weight(self, findings: Iterable[str], disease: Reference) -> float:
        """The weight of those findings that are annotated to a disease."""
        place = self._place.get(disease.curie)
        if place is None:
            return 0.0
        found = [self._of(finding) for finding in sorted(set(findings))]
        return round(sum([weight for places, weight in found if _holds(places, place)]), 2)

    def _of(self, finding: str) -> tuple[tuple[int, ...], float]:
        """The places of the diseases with a finding, in order, and what it weighs."""
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


def _best(weights: list[float], places: set[int], count: int) -> list[int]:
    """Those places that weigh most, of equal ones the first."""
    least = min(nlargest(count, [weights[place] for place in places]), default=0.0)
    found = sorted(place for place in places if weights[place] >= least)
    return sorted(found, key=weights.__getitem__, reverse=True)[:count]


def _holds(places: tuple[int, ...], place: int) -> bool:
    """Whether a place is among those in order."""
    index = bisect_left(places, place)
    return index < len(places) and places[index] == place
