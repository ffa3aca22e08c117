"""How many phenotypes diseases share: a heat map whose cells carry their number."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from pohgraph.draw.labels import lines, title_within
from pohgraph.draw.palette import INK
from pohgraph.draw.picture import Picture

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_CELL = 0.54  # inches
_LABELS = 2.8  # inches
_LONGEST = 34  # characters in a line of a name; a third line of a slanted name would touch the next
_DARK = 0.55  # of the scale: from here on numbers are white


def overlap_picture(sets: Mapping[str, Collection[str]], *, title: str, note: str = "") -> Picture:
    """Each disease against each other, in the order given.

    A cell's number is how many phenotypes both have, its shade that number's share of all that either has (Jaccard).
    """
    named = {name: frozenset(terms) for name, terms in sets.items()}
    pairs = [(len(a & b), one, other) for one, a in named.items() for other, b in named.items() if one < other]
    best = max(pairs, default=None)
    most = f"; {best[1]} and {best[2]} share the most, {best[0]}" if best and best[0] else ""
    return Picture(lambda: _draw(named, title, note), title=title, description=f"{len(named)} diseases{most}")


def jaccard(one: Collection[str], other: Collection[str]) -> float:
    """What two sets share, of all that either has; 0 where both are empty.

    >>> jaccard({"a", "b"}, {"b", "c"}), jaccard(set(), set())
    (0.3333333333333333, 0.0)
    """
    either = set(one) | set(other)
    return len(set(one) & set(other)) / len(either) if either else 0.0


def _draw(sets: Mapping[str, frozenset[str]], title: str, note: str) -> "Figure":
    from matplotlib.figure import Figure  # noqa: PLC0415 - only for those who look
    from numpy import array  # noqa: PLC0415 - comes with matplotlib

    size = max(len(sets), 1)
    names = ["\n".join(lines(name, _LONGEST, 2)) for name in sets]
    below = 0.55 + 0.058 * max((len(line) for name in names for line in name.split("\n")), default=0)
    width, height = _LABELS + _CELL * size + 1.4, _CELL * size + below + 0.85
    figure = Figure(figsize=(max(width, 7.5), height))
    width = figure.get_figwidth()
    axes = figure.add_axes((_LABELS / width, below / height, _CELL * size / width, _CELL * size / height))
    shares = [[jaccard(a, b) for b in sets.values()] for a in sets.values()]
    # The scale ends at the most alike pair: the diagonal would leave all others pale.
    top = max((shares[i][j] for i in range(len(shares)) for j in range(i)), default=0.0) or 1.0
    cells = [[None if i == j else value for j, value in enumerate(row)] for i, row in enumerate(shares)]
    image = axes.imshow(array(cells or [[0]], dtype=float), cmap="Blues", vmin=0, vmax=top)
    axes.set_facecolor("#EEEEEE")
    for i, a in enumerate(sets.values()):
        for j, b in enumerate(sets.values()):
            dark = i != j and shares[i][j] > _DARK * top
            weight = "bold" if i == j else "normal"
            axes.text(
                j, i, str(len(a & b)), ha="center", va="center", color="white" if dark else INK, fontweight=weight
            )
    axes.set_xticks(range(len(sets)), names, rotation=45, ha="right", rotation_mode="anchor")
    axes.set_yticks(range(len(sets)), names)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_xlabel("disease")
    axes.set_ylabel("disease")
    bar = figure.add_axes(
        ((_LABELS + _CELL * size + 0.35) / width, below / height, 0.18 / width, _CELL * min(size, 5) / height)
    )
    figure.colorbar(image, cax=bar, label="share of what either has")
    figure.text(0.2 / width, 1 - 0.12 / height, title_within(title, width), fontsize=13, fontweight="bold", va="top")
    figure.text(0.2 / width, 1 - 0.38 / height, note, fontsize=8.5, color="#555555", va="top")
    return figure
