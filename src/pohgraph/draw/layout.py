"""Where the nodes of a network stand when they are free to move: near what they are linked to."""

from typing import Any

from pohgraph.draw.network import Network
from pohgraph.errors import MissingLibraryError

_SEED = 20260101
_FEW = 500  # nodes up to which networkx' spring layout needs numpy alone


def free_layout(network: Network) -> dict[str, tuple[float, float]]:
    """Coordinates between -1 and 1 of each node by its id, the same for the same network.

    Raises:
        MissingLibraryError: numpy is not installed.
    """
    try:
        import numpy as np  # noqa: F401, PLC0415 - what networkx computes with
    except ModuleNotFoundError as error:
        raise MissingLibraryError("pohgraph[notebook]") from error
    import networkx as nx  # noqa: PLC0415 - pictures only for those who look

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.id for node in network.nodes)
    graph.add_edges_from((link.source, link.target) for link in network.links)
    found: dict[str, Any]
    if len(graph) < _FEW:
        found = nx.spring_layout(graph, k=5 / max(len(graph), 1) ** 0.5, iterations=200, seed=_SEED)
    else:
        found = nx.rescale_layout_dict(nx.forceatlas2_layout(graph, max_iter=60, seed=_SEED))
    return {name: (round(float(x), 4), round(float(y), 4)) for name, (x, y) in found.items()}
