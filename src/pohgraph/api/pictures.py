"""What a network is drawn from: claims of the whole graph or around some entities, as plain values for `draw/`."""

from collections.abc import Iterable

from pohgraph.answers.gathering import Gathered, gather_all, gather_around
from pohgraph.claims.records import NodeRecord
from pohgraph.claims.view import GraphView
from pohgraph.draw.network import Link, Network, Node, Said
from pohgraph.draw.network_picture import NetworkPicture
from pohgraph.model import STATES, Claim
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.source import Readable


def graph_network(store: Readable, *, limit: int) -> NetworkPicture:
    """The whole graph: at most `limit` nodes, those with the most claims about them, and what links these."""
    return _picture(gather_all(GraphView(store), limit=limit), title="Diseases, genes and findings")


def entity_network(store: Readable, *curies: str, title: str, limit: int = 60) -> NetworkPicture:
    """Some entities, what is claimed of them, and what links these things to each other; nothing else is read."""
    return _picture(gather_around(GraphView(store), curies, limit=limit), title=title)


def _picture(gathered: Gathered, *, title: str) -> NetworkPicture:
    links = tuple(Link(source=pair[0], target=pair[1], said=_said(claims)) for pair, claims in gathered.pairs.items())
    nodes = tuple(_node(node, weight) for node, weight in gathered.nodes)
    return NetworkPicture(Network(title=title, nodes=nodes, links=links, omitted=gathered.omitted))


def _said(claims: Iterable[Claim]) -> tuple[Said, ...]:
    said = (
        Said(
            relation=claim.predicate.partition(":")[2],
            state=claim.state,
            page=claim.source.name,
            quotes=claim.quotes,
            qualifier=claim.qualifier if claim.state == "denied" else "",
            often=claim.often,
        )
        for claim in claims
    )
    return tuple(sorted(said, key=lambda one: (one.relation, STATES.index(one.state), one.page, one.quotes)))


def _node(known: NodeRecord, weight: int) -> Node:
    """A node to draw; one without a prefix of ours is no link to click."""
    iri = known.iri if known.id.partition(":")[0] in prefix_map() else ""
    category = known.category.rpartition(":")[2]
    return Node(id=known.id, label=known.label or known.id, category=category, weight=weight, iri=iri)
