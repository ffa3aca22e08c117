"""Colours that hold for colour-blind readers."""

import math
from itertools import combinations

import pytest

from pohgraph.draw.agreement import SIGNS
from pohgraph.draw.palette import CATEGORY_COLOURS
from pohgraph.draw.profile import SUPPORT

# Linear RGB as dichromats see it (Viénot, Brettel and Mollon 1999).
_SEEN = {
    "protanopia": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deuteranopia": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
}
_LEAST = 0.12  # of the distance from black to white; pairs below it are hard to tell apart


@pytest.mark.parametrize("kind", _SEEN)
@pytest.mark.parametrize(
    "colours",
    [set(CATEGORY_COLOURS.values()), {colour for colour, _ in SUPPORT.values()}, {sign[1] for sign in SIGNS.values()}],
    ids=["categories", "support", "signs"],
)
def test_colours_stay_apart_for_dichromats(kind: str, colours: set[str]) -> None:
    """No two colours of one picture look alike without red or green cones."""
    close = [pair for pair in combinations(sorted(colours), 2) if _distance(*pair, kind) < _LEAST]
    assert not close


def _distance(one: str, other: str, kind: str) -> float:
    pairs = zip(_seen(one, kind), _seen(other, kind), strict=True)
    return math.sqrt(sum((a - b) ** 2 for a, b in pairs) / 3)


def _seen(colour: str, kind: str) -> list[float]:
    linear = [(int(colour[i : i + 2], 16) / 255) ** 2.2 for i in (1, 3, 5)]
    mixed = [sum(weight * value for weight, value in zip(row, linear, strict=True)) for row in _SEEN[kind]]
    return [max(value, 0) ** (1 / 2.2) for value in mixed]
