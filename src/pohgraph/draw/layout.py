"""Where the nodes of a network stand when they are free to move: near what they are linked to."""

from importlib.util import find_spec
from math import cos, hypot, pi, sin
from typing import Any

from pohgraph.draw.network import Network

_SEED = 20260101
_FEW = 500  # nodes up to which networkx' spring layout needs numpy alone
_STEPS = 150
_PAIRS = 1_000_000  # of nodes, looked at in all steps together: about a second


def free_layout(network: Network) -> dict[str, tuple[float, float]]:
    """Coordinates between -1 and 1 of each node by its id, the same for the same network.

    networkx places them where numpy is installed, which it needs; else springs of our own do.
    """
    names = [node.id for node in network.nodes]
    links = [(link.source, link.target) for link in network.links]
    if find_spec("numpy") is None:
        return _springs(names, links)
    import networkx as nx  # noqa: PLC0415 - pictures only for those who look

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(names)
    graph.add_edges_from(links)
    found: dict[str, Any]
    if len(graph) < _FEW:
        found = nx.spring_layout(graph, k=5 / max(len(graph), 1) ** 0.5, iterations=200, seed=_SEED)
    else:
        found = nx.rescale_layout_dict(nx.forceatlas2_layout(graph, max_iter=60, seed=_SEED))
    return {name: (round(float(x), 4), round(float(y), 4)) for name, (x, y) in found.items()}


def _springs(names: list[str], links: list[tuple[str, str]]) -> dict[str, tuple[float, float]]:
    """Fruchterman and Reingold's springs, from a spiral: nodes repel each other, links draw them together."""
    count = max(len(names), 1)
    places = {name: _on_spiral(i, count) for i, name in enumerate(names)}
    apart = 1.5 / count**0.5
    steps = min(_STEPS, _PAIRS // count**2)  # of many nodes none: they stay on the spiral
    for step in range(steps):
        pull = dict.fromkeys(names, 0j)
        for i, one in enumerate(names):
            for other in names[i + 1 :]:
                push = places[one] - places[other]
                push *= apart**2 / max(abs(push), 0.01) ** 2
                pull[one] += push
                pull[other] -= push
        for one, other in links:
            draw = places[other] - places[one]
            draw *= abs(draw) / apart
            pull[one] += draw
            pull[other] -= draw
        longest = 0.2 * (1 - step / steps)
        for name, force in pull.items():
            places[name] += force * min(1.0, longest / max(abs(force), 1e-9))
    middle = sum(places.values()) / count
    widest = max((hypot(p.real - middle.real, p.imag - middle.imag) for p in places.values()), default=1.0) or 1.0
    return {
        name: (round((p.real - middle.real) / widest, 4), round((p.imag - middle.imag) / widest, 4))
        for name, p in places.items()
    }


def _on_spiral(index: int, count: int) -> complex:
    angle, radius = index * pi * (3 - 5**0.5), ((index + 0.5) / count) ** 0.5
    return complex(radius * cos(angle), radius * sin(angle))
