"""Which findings HPO's annotations give each disease, turned round: findings to the diseases they speak for."""

import math
from array import array
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

    def fits(self, findings: Iterable[str], count: int) -> list[Fit]:
        """The diseases that a set of findings speaks for most, the best first."""
        total = 0.0
        found: list[array[int]] = []
        weights: defaultdict[int, float] = defaultdict(float)
        for finding in sorted(set(findings)):
            places = self._of(finding)
            weight = self._weight(len(places))
            total += weight
            if weight:
                found.append(places)
                for place in places:
                    weights[place] += weight
        best = nlargest(count, ((weight, -place) for place, weight in weights.items()))
        return [
            Fit(
                disease=Reference.parse(self._diseases[-place]),
                shared=sum(-place in places for places in found),
                share=weight / total,
                weight=round(weight, 2),
            )
            for weight, place in best
        ]

    def weight(self, findings: Iterable[str], disease: Reference) -> float:
        """The weight of those findings that are annotated to a disease."""
        place = self._place.get(disease.curie)
        if place is None:
            return 0.0
        found = (self._of(finding) for finding in sorted(set(findings)))
        return round(sum(self._weight(len(places)) for places in found if place in places), 2)

    def _of(self, finding: str) -> "array[int]":
        return array(_CODE, self._places.get(finding, b""))

    def _weight(self, count: int) -> float:
        """How much a finding of `count` diseases tells; one of no annotated disease is taken as of a single one."""
        telling = count < _TELLING * len(self._diseases)
        return math.log(len(self._diseases) / max(count, 1)) if telling else 0.0

    @cached_property
    def _place(self) -> dict[str, int]:
        return {curie: place for place, curie in enumerate(self._diseases)}
