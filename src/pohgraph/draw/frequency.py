"""How often phenotypes occur: a line over the share of patients for each, by the page that says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

from pohgraph.draw.labels import cut, title_within
from pohgraph.draw.palette import BLACK, BLUE, FAINT, GREEN, ORANGE, PURPLE, SKY, VERMILION
from pohgraph.draw.picture import Picture

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_COLOURS = (BLUE, VERMILION, GREEN, ORANGE, SKY, BLACK, PURPLE)
_MARKS = ("o", "s", "D", "^", "v", "P", "X")
_ROW = 0.27  # inches
_WIDTH = 10.0
_LEGEND = 90  # characters in a line of a page's name
_LONGEST = 48  # characters of a label


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequencyRow:
    """How often one page says a phenotype occurs: from `low` to `high` of 100 patients; `words` is what it prints."""

    phenotype: str
    page: str
    low: float
    high: float
    words: str


def frequency_picture(rows: Sequence[FrequencyRow], *, title: str, note: str = "") -> Picture:
    """Lines, the most frequent phenotype first."""
    listed = "; ".join(f"{row.phenotype} {row.low:g}-{row.high:g} % ({row.page})" for row in _ordered(rows))
    return Picture(lambda: _draw(rows, title, note), title=title, description=listed or "no frequencies")


def _ordered(rows: Sequence[FrequencyRow]) -> list[FrequencyRow]:
    return sorted(rows, key=lambda row: (-row.high, -row.low, row.phenotype.lower(), row.page))


def _draw(rows: Sequence[FrequencyRow], title: str, note: str) -> "Figure":
    from matplotlib.figure import Figure  # noqa: PLC0415 - only for those who look

    phenotypes = list(dict.fromkeys(row.phenotype for row in _ordered(rows)))
    pages = sorted({row.page for row in rows})
    legend = sum(len(wrap(page, _LEGEND)) for page in pages) * 0.2 + 0.15
    height = _ROW * max(len(phenotypes), 3) + 1.35 + legend
    figure = Figure(figsize=(_WIDTH, height))
    axes = figure.add_axes((0.36, (0.6 + legend) / height, 0.6, 1 - (1.35 + legend) / height))
    for i, page in enumerate(pages):
        mine = [row for row in rows if row.page == page]
        shift = (i - (len(pages) - 1) / 2) * 0.6 / max(len(pages), 2)
        at = [phenotypes.index(row.phenotype) + shift for row in mine]
        colour, mark = _COLOURS[i % len(_COLOURS)], _MARKS[i % len(_MARKS)]
        axes.hlines(at, [r.low for r in mine], [r.high for r in mine], color=colour, linewidth=3.5, alpha=0.55)
        middles = [(r.low + r.high) / 2 for r in mine]
        axes.scatter(
            middles,
            at,
            color=colour,
            marker=mark,
            s=36,
            zorder=3,
            label="\n".join(wrap(page, _LEGEND)),
            edgecolors="white",
            linewidths=0.5,
        )
    axes.set_yticks(range(len(phenotypes)), [cut(name, _LONGEST) for name in phenotypes])
    axes.set_ylim(max(len(phenotypes), 3) - 0.4, -0.6)
    axes.set_xlim(-2, 102)
    axes.set_xticks([0, 5, 30, 80, 100], ["0", "5", "30", "80", "100"])
    axes.grid(axis="x", color=FAINT, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.set_xlabel("patients with it, in percent (grid: HPO's bands very rare, occasional, frequent, very frequent)")
    axes.set_ylabel("phenotype")
    axes.tick_params(axis="y", length=0)
    figure.text(0.015, 1 - 0.12 / height, title_within(title, _WIDTH), fontsize=13, fontweight="bold", va="top")
    figure.text(0.015, 1 - 0.38 / height, note, fontsize=8.5, color="#555555", va="top")
    if pages:
        figure.legend(loc="lower left", bbox_to_anchor=(0.01, 0.01), ncol=1, fontsize=8.5)
    return figure
