"""Draws a network in three columns: diseases in the middle, findings to the right, all else to the left.

Every label has its own line, so that none lies on another however many there are.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import BoxStyle, FancyBboxPatch, PathPatch
from matplotlib.path import Path as Curve

from pohgraph.draw.labels import cut, lines
from pohgraph.draw.network import Link, Network, Node
from pohgraph.draw.palette import BLACK, GREY, INK, VERMILION, category_colour, category_name

_LINE = 0.235  # inches from one label to the next
_WIDTH = 10.0  # inches
_LEFT, _MIDDLE, _RIGHT = 2.6, 4.78, 6.98  # inches from the left edge
_HEAD, _FOOT = 0.8, 0.75  # inches for the title and the legend
_TITLE = 95  # characters
_LONGEST = {"right": 32, "left": 38}  # characters of a label by how it is aligned; the rest is cut off
_WRAPPED = 31  # characters of a line of a label in the middle
_BOX = 2.42  # inches: how wide a box of the middle column is
_AIR = 3.0  # how many lines apart labels stand at most
_SHAPES = {
    "Disease": "s",
    "Gene": "D",
    "PhenotypicFeature": "o",
    "GeneticInheritance": "^",
    "Onset": "v",
    "ClinicalCourse": ">",
    "ClinicalModifier": "<",
}
_ORDER = ("Gene", "Disease", "GeneticInheritance", "", "Onset", "ClinicalCourse", "ClinicalModifier")
_MANY = 90  # links from which on they are drawn thinner
_LARGEST = 150  # square points: a node that is no larger than its line
# What pages make of a link -> colour, dashes, what the legend calls it. Dashes differ as well as colours.
_STROKES: dict[str, tuple[str, Any, str]] = {
    "stated": ("#9A9A9A", "solid", "stated"),
    "open": (GREY, (0, (1.2, 2)), "open"),
    "borrowed": (GREY, (0, (1.2, 5)), "borrowed (said of others)"),
    "denied": (VERMILION, (0, (5, 2.5)), "denied"),
    "disputed": (BLACK, (0, (6, 2, 1.2, 2)), "disputed (stated and denied)"),
}
_Columns = tuple[list[Node], list[Node], list[Node]]


class _Place(NamedTuple):
    x: float
    y: float


def draw_columns(network: Network) -> Figure:
    """The network as a figure; its height grows with the longest column."""
    left, middle, right = columns = _columns(network)
    lines = max(len(left), len(right), 3 * len(middle), 6)
    height = lines * _LINE + _HEAD + _FOOT
    figure = Figure(figsize=(_WIDTH, height))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, _WIDTH), ylim=(0, height))
    axes.set_axis_off()
    places: dict[str, _Place] = {}
    for column, x in zip(columns, (_LEFT, _MIDDLE, _RIGHT), strict=True):
        places |= _places(column, x, height)
    for link in network.links:
        _draw_link(axes, link, places[link.source], places[link.target], dense=len(network.links) > _MANY)
    for column, side in zip(columns, ("right", "center", "left"), strict=True):
        for node in column:
            _draw_node(axes, node, places[node.id], side)
    axes.text(0.2, height - 0.15, cut(network.title, _TITLE), fontsize=13, fontweight="bold", va="top")
    axes.text(0.2, height - 0.42, network.description, fontsize=8.5, color="#555555", va="top")
    _draw_legend(figure, network)
    return figure


def _columns(network: Network) -> _Columns:
    """Left, middle and right, each in an order that lets few lines cross."""
    neighbours: defaultdict[str, list[str]] = defaultdict(list)
    for link in network.links:
        neighbours[link.source].append(link.target)
        neighbours[link.target].append(link.source)
    kinds = {node.id: node.category for node in network.nodes}
    diseases = [node for node in network.nodes if node.category == "Disease"]
    # A disease that is only mentioned beside another stands with what is said of that one.
    hubs = [n for n in diseases if any(kinds.get(other) == "PhenotypicFeature" for other in neighbours[n.id])]
    middle = hubs or diseases
    chosen = {node.id for node in middle}
    right = [node for node in network.nodes if node.category == "PhenotypicFeature"]
    left = [node for node in network.nodes if node.id not in chosen and node.category != "PhenotypicFeature"]
    for _ in range(4):
        ranks = {node.id: i for i, node in enumerate(middle)}
        left, right = _ordered(left, ranks, neighbours), _ordered(right, ranks, neighbours)
        around = {node.id: i / len(column) for column in (left, right) for i, node in enumerate(column)}
        middle.sort(key=lambda node: (_mean(neighbours[node.id], around), node.id))
    return left, middle, right


def _ordered(nodes: list[Node], ranks: Mapping[str, int], neighbours: Mapping[str, list[str]]) -> list[Node]:
    def key(node: Node) -> tuple[float, int, int, str]:
        kind = _ORDER.index(node.category) if node.category in _ORDER else len(_ORDER)
        return _mean(neighbours[node.id], ranks), kind, -node.weight, node.label.lower()

    return sorted(nodes, key=key)


def _mean(ids: Collection[str], ranks: Mapping[str, float]) -> float:
    known = [ranks[id_] for id_ in ids if id_ in ranks]
    return sum(known) / len(known) if known else 0.0


def _places(column: Sequence[Node], x: float, height: float) -> dict[str, _Place]:
    room = height - _HEAD - _FOOT
    step = room / max(len(column), 1) if x == _MIDDLE else min(room / max(len(column), 1), _AIR * _LINE)
    top = height - _HEAD - (room - step * len(column)) / 2
    return {node.id: _Place(x, top - step * (i + 0.5)) for i, node in enumerate(column)}


def _draw_link(axes: Axes, link: Link, start: _Place, end: _Place, *, dense: bool) -> None:
    colour, dashes, _ = _STROKES[link.kind]
    if start.x == end.x:  # within a column: a bow on the side that has no labels
        side = 1 if start.x < _MIDDLE else -1
        edge = start.x - (_BOX / 2 if start.x == _MIDDLE else 0)
        bend = edge + side * (0.3 + 0.12 * abs(start.y - end.y))
        points = [(edge, start.y), (bend, start.y), (bend, end.y), (edge, end.y)]
    else:
        left, right = sorted((start, end))
        begin = left.x + (_BOX / 2 if left.x == _MIDDLE else 0)
        stop = right.x - (_BOX / 2 if right.x == _MIDDLE else 0)
        half = (begin + stop) / 2
        points = [(begin, left.y), (half, left.y), (half, right.y), (stop, right.y)]
    curve = Curve(points, [Curve.MOVETO, Curve.CURVE4, Curve.CURVE4, Curve.CURVE4])
    if link.qualifier:
        text = cut(link.qualifier, _WRAPPED)
        middle = (points[0][0] + points[-1][0]) / 2, (points[0][1] + points[-1][1]) / 2 + 0.03
        axes.text(*middle, text, ha="center", va="bottom", fontsize=7, color=colour, zorder=2)
    width, alpha = 0.6 + 0.7 * min(link.pages, 4), 0.85
    if dense and link.kind == "stated":  # where lines lie close, those that say something else must be seen
        width, alpha = 0.6 * width, 0.6
    axes.add_patch(
        PathPatch(curve, fill=False, edgecolor=colour, linestyle=dashes, linewidth=width, alpha=alpha, zorder=1)
    )


def _draw_node(axes: Axes, node: Node, place: _Place, side: str) -> None:
    colour = category_colour(node.category)
    if side == "center":
        _draw_box(axes, node, place, colour)
        return
    size = min(18 + 11 * node.weight, _LARGEST)
    shape = _SHAPES.get(node.category, "p")
    axes.scatter(*place, s=size, marker=shape, color=colour, edgecolors="white", linewidths=0.8, zorder=3)
    longest = _LONGEST[side]
    label = cut(node.label, longest)
    shift = 0.16 if side == "left" else -0.16
    axes.text(place.x + shift, place.y, label, ha=side, va="center_baseline", zorder=4)


def _draw_box(axes: Axes, node: Node, place: _Place, colour: str) -> None:
    wrapped = lines(node.label, _WRAPPED, 3)
    height = 0.2 + 0.155 * len(wrapped)
    corner = (place.x - _BOX / 2, place.y - height / 2)
    style = BoxStyle.Round(pad=0, rounding_size=0.06)
    axes.add_patch(
        FancyBboxPatch(corner, _BOX, height, boxstyle=style, facecolor="white", edgecolor=colour, linewidth=2, zorder=3)
    )
    axes.text(*place, "\n".join(wrapped), ha="center", va="center", fontsize=8.5, fontweight="bold", zorder=4)


def _draw_legend(figure: Figure, network: Network) -> None:
    categories = dict.fromkeys(
        node.category for node in sorted(network.nodes, key=lambda n: (n.category == "", n.category))
    )
    marks: dict[str, Line2D] = {}
    for category in categories:
        colour, shape = category_colour(category), _SHAPES.get(category, "p")
        mark = Line2D([], [], linestyle="none", markersize=7, marker=shape, color=colour)
        marks.setdefault(category_name(category), mark)
    kinds = {link.kind for link in network.links}
    for kind, (colour, dashes, name) in _STROKES.items():
        if kind in kinds:
            marks[name] = Line2D([], [], color=colour, linestyle=dashes, linewidth=1.6)
    figure.legend(
        marks.values(), marks.keys(), loc="lower center", ncol=min(len(marks), 6), fontsize=8.5, labelcolor=INK
    )
