"""Phenotypes of a disease by body system, as bars: how many, and how well supported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pohgraph.draw.labels import cut, title_within
from pohgraph.draw.palette import BLUE, ORANGE, SKY, VERMILION
from pohgraph.draw.picture import Picture

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Support -> colour and hatch: each can be told from the others without colour.
SUPPORT = {
    "several pages": (BLUE, ""),
    "several pages, not independent": (SKY, ".."),
    "one page": (SKY, ""),
    "open": (ORANGE, "////"),
    "denied": (VERMILION, "xxxx"),
}
_ROW = 0.34  # inches
_WIDTH, _NAMES_AT = 10.0, 0.54  # inches; share of the width where names begin


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemRow:
    """A body system with its phenotypes: their labels by how they are supported, one of `SUPPORT`."""

    system: str
    phenotypes: Mapping[str, Sequence[str]]

    @property
    def count(self) -> int:
        """How many phenotypes it has."""
        return sum(map(len, self.phenotypes.values()))


def profile_picture(rows: Sequence[SystemRow], *, title: str, note: str = "") -> Picture:
    """Bars, the system with the most phenotypes first, the names of the phenotypes beside each."""
    ordered = sorted(rows, key=lambda row: (-row.count, row.system))
    listed = "; ".join(f"{row.system} {row.count}" for row in ordered)
    return Picture(lambda: _draw(ordered, title, note), title=title, description=listed or "no phenotypes")


def _draw(rows: Sequence[SystemRow], title: str, note: str) -> "Figure":
    from matplotlib.figure import Figure  # noqa: PLC0415 - only for those who look
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    height = _ROW * max(len(rows), 3) + 1.6
    figure = Figure(figsize=(_WIDTH, height))
    axes = figure.add_axes((0.22, 0.95 / height, _NAMES_AT - 0.24, 1 - 1.6 / height))
    for support, (colour, hatch) in SUPPORT.items():
        starts = [_before(row, support) for row in rows]
        widths = [len(row.phenotypes.get(support, ())) for row in rows]
        if any(widths):
            axes.barh(
                range(len(rows)),
                widths,
                left=starts,
                height=0.68,
                color=colour,
                hatch=hatch,
                edgecolor="white",
                linewidth=0.8,
                label=support,
            )
    for i, row in enumerate(rows):
        names = ", ".join(name for support in SUPPORT for name in row.phenotypes.get(support, ()))
        text = cut(names, 74)
        axes.annotate(
            text, (_NAMES_AT - 0.01, i), xycoords=("figure fraction", "data"), fontsize=8, va="center", color="#444444"
        )
    axes.set_yticks(range(len(rows)), [row.system for row in rows])
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel("number of phenotypes")
    axes.set_ylabel("body system")
    axes.tick_params(axis="y", length=0)
    figure.text(0.015, 1 - 0.12 / height, title_within(title, _WIDTH), fontsize=13, fontweight="bold", va="top")
    figure.text(0.015, 1 - 0.38 / height, note, fontsize=8.5, color="#555555", va="top")
    if rows:
        figure.legend(loc="lower right", bbox_to_anchor=(0.99, 0.02), ncol=4, title="supported by")
    return figure


def _before(row: SystemRow, support: str) -> int:
    order = list(SUPPORT)
    return sum(len(row.phenotypes.get(earlier, ())) for earlier in order[: order.index(support)])
