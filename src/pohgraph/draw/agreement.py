"""Which page says what: a matrix of claims and pages. A sign says it, a colour repeats it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pohgraph.counting import counted
from pohgraph.draw.labels import cut, lines, title_within
from pohgraph.draw.palette import BLUE, FAINT, ORANGE, VERMILION
from pohgraph.draw.picture import Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# The state of a claim on a page -> marker, colour, whether it is filled.
SIGNS = {
    "stated": ("o", BLUE, True),
    "open": ("o", ORANGE, False),
    "denied": ("X", VERMILION, True),
}
_ROW, _COLUMN = 0.27, 1.5  # inches
_LABELS = 4.6  # inches for the claims
_LONGEST = 52  # characters of a claim


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One claim: its relation, what it ends in, and the states it has on each page that makes it, of `SIGNS`.

    `note` stands behind the claim, such as that the pages that agree are not independent.
    """

    relation: str
    claim: str
    pages: Mapping[str, Sequence[str]]
    note: str = ""


def agreement_picture(rows: Sequence[ClaimRow], pages: Sequence[str], *, title: str, note: str = "") -> Picture:
    """Claims by relation, those that most pages speak of first."""
    shared = sum(len(row.pages) > 1 for row in rows)
    description = (
        f"{counted(len(rows), 'claim')} of {counted(len(pages), 'page')}; {shared} are made or denied by more than one"
    )
    if noted := Counter(row.note for row in rows if row.note):
        description += "".join(f"; {count} {text}" for text, count in sorted(noted.items()))
    return Picture(lambda: _draw(rows, pages, title, note), title=title, description=description)


def _draw(rows: Sequence[ClaimRow], pages: Sequence[str], title: str, note: str) -> "Figure":
    from matplotlib.figure import Figure  # noqa: PLC0415 - only for those who look
    from matplotlib.lines import Line2D  # noqa: PLC0415

    names = [lines(page, 21, 4) for page in pages]
    head = 0.85 + 0.16 * max(map(len, names), default=1)
    relations = list(dict.fromkeys(row.relation for row in rows))
    slots = len(rows) + len(relations)
    height = _ROW * max(slots, 2) + head + 0.75
    width = max(_LABELS + _COLUMN * max(len(pages), 1) + 0.3, 8.0)
    figure = Figure(figsize=(width, height))
    share = _COLUMN * max(len(pages), 1) / width
    axes = figure.add_axes((_LABELS / width, 0.7 / height, share, 1 - (head + 0.7) / height))
    ticks: list[tuple[float, str]] = []
    at = 0
    for relation in relations:
        axes.annotate(
            relation, (0.2 / width, at), xycoords=("figure fraction", "data"), fontweight="bold", va="center_baseline"
        )
        at += 1
        for row in (row for row in rows if row.relation == relation):
            note = f", {row.note}" if row.note else ""
            ticks.append((at, cut(row.claim, _LONGEST - len(note)) + note))
            axes.axhline(at, color=FAINT, linewidth=0.7, zorder=0)
            for x, page in enumerate(pages):
                _draw_cell(axes, x, at, row.pages.get(page, ()))
            at += 1
    axes.set_xlim(-0.5, max(len(pages), 1) - 0.5)
    axes.set_ylim(at - 0.4, -0.6)
    axes.set_yticks([y for y, _ in ticks], [name for _, name in ticks])
    axes.set_xticks(range(len(pages)), ["\n".join(name) for name in names], fontsize=8)
    axes.tick_params(length=0, top=True, labeltop=True, bottom=False, labelbottom=False)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.set_xlabel("page")
    axes.xaxis.set_label_position("top")
    figure.text(0.2 / width, 1 - 0.12 / height, title_within(title, width), fontsize=13, fontweight="bold", va="top")
    figure.text(0.2 / width, 1 - 0.38 / height, note, fontsize=8.5, color="#555555", va="top")
    marks = {name: Line2D([], [], linestyle="none", **_style(name)) for name in SIGNS}
    figure.legend(marks.values(), marks.keys(), loc="lower left", bbox_to_anchor=(0.01, 0.01), ncol=3)
    return figure


def _draw_cell(axes: "Axes", x: int, y: int, says: Sequence[str]) -> None:
    """Each state beside the others: a page may state a claim in one place and leave it open in another."""
    for i, name in enumerate(name for name in SIGNS if name in says):
        shift = (i - (len(says) - 1) / 2) * 0.16
        axes.plot(x + shift, y, **_style(name))


def _style(name: str) -> dict[str, Any]:
    marker, colour, filled = SIGNS[name]
    return {
        "marker": marker,
        "color": colour,
        "markersize": 8,
        "markerfacecolor": colour if filled else "white",
        "markeredgewidth": 1.6,
    }
