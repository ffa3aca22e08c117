"""What a graph's pictures are drawn from: its claims, gathered as plain values for `draw/`."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pohgraph.draw.network import Link, Network, Node, Said
from pohgraph.draw.network_picture import NetworkPicture
from pohgraph.model import MAPPING_PREDICATES, Reference
from pohgraph.schema.prefixes import expand, prefix_map

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from pohgraph.api.graph import Graph

_PER_HUB = 6  # nodes of a picture of the whole graph for each disease it shows
# What pages are about and other identifiers: true, and no part of what the graph says of diseases.
_LEFT_OUT = frozenset(("schema:about", *MAPPING_PREDICATES))


def graph_network(graph: "Graph", *, limit: int) -> NetworkPicture:
    """The whole graph: at most `limit` nodes, those with the most claims about them, and what links these."""
    network = graph.to_networkx()
    said = _said(network)
    claimed = Counter(end for pair, claims in said.items() for end in pair for _ in claims)
    diseases = [curie for curie in claimed if network.nodes[curie]["category"] == "Disease"]
    hubs = sorted(diseases, key=lambda curie: (-claimed[curie], curie))[: max(1, limit // _PER_HUB)]
    return _picture(network, said, title="Diseases, genes and findings", limit=limit, keep=hubs)


def entity_network(graph: "Graph", *curies: str, title: str, limit: int = 60) -> NetworkPicture:
    """Some entities, what is claimed of them, and what links these things to each other."""
    network = graph.to_networkx()
    said = _said(network)
    near = {end for pair in said if set(pair) & set(curies) for end in pair}
    return _picture(
        network,
        {pair: claims for pair, claims in said.items() if set(pair) <= near},
        title=title,
        limit=limit,
        keep=curies,
    )


def _said(network: "MultiDiGraph[str]") -> dict[tuple[str, str], list[Said]]:
    """What is said of each pair of nodes."""
    found: defaultdict[tuple[str, str], list[Said]] = defaultdict(list)
    for subject, target, claim in network.edges(data=True):
        if claim["predicate"] not in _LEFT_OUT and subject != target:
            page = claim["source"]
            found[subject, target].append(
                Said(
                    relation=claim["predicate"].partition(":")[2],
                    flags=" ".join(name for name in ("negated", "hedged", "borrowed") if claim[name]),
                    page=network.nodes.get(page, {}).get("label") or page,
                    quotes=tuple(claim["quotes"]),
                )
            )
    return found


def _picture(
    network: "MultiDiGraph[str]",
    said: dict[tuple[str, str], list[Said]],
    *,
    title: str,
    limit: int,
    keep: Sequence[str],
) -> NetworkPicture:
    """The nodes to keep, and those that most is claimed of beside them, up to the limit."""
    weights = Counter(end for pair, claims in said.items() for end in pair for _ in claims)
    beside = Counter(end for pair, claims in said.items() if set(pair) & set(keep) for end in pair for _ in claims)
    ranked = sorted(weights, key=lambda curie: (curie not in keep, -beside[curie], -weights[curie], curie))
    chosen = set(ranked[: max(limit, len(keep))])
    links = tuple(
        Link(
            source=pair[0],
            target=pair[1],
            said=tuple(sorted(claims, key=lambda c: (c.relation, c.flags, c.page, c.quotes))),
        )
        for pair, claims in sorted(said.items())
        if set(pair) <= chosen
    )
    linked = {end for link in links for end in (link.source, link.target)} | set(keep)
    nodes = tuple(_node(network, curie, weights[curie]) for curie in sorted(chosen & linked))
    return NetworkPicture(Network(title=title, nodes=nodes, links=links, omitted=len(ranked) - len(nodes)))


def _node(network: "MultiDiGraph[str]", curie: str, weight: int) -> Node:
    known = network.nodes[curie]
    iri = expand(Reference.parse(curie)) if curie.partition(":")[0] in prefix_map() else ""
    return Node(id=curie, label=known["label"] or curie, category=known["category"], weight=weight, iri=iri)
