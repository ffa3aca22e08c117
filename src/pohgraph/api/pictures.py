"""What a graph's pictures are drawn from: its claims, gathered as plain values for `draw/`."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pohgraph.claims.nodes import read_nodes_of
from pohgraph.claims.reader import read_claims, read_claims_on
from pohgraph.claims.records import NodeRecord
from pohgraph.claims.view import GraphView
from pohgraph.draw.network import Link, Network, NetworkPicture, Node, Said
from pohgraph.model import Claim, Named, Reference
from pohgraph.schema.prefixes import expand, prefix_map
from pohgraph.schema.relation import Group
from pohgraph.schema.relations import predicates

if TYPE_CHECKING:
    from pohgraph.api.graph import Graph

_PER_HUB = 6  # nodes of a picture of the whole graph for each disease it shows
# What pages are about and other identifiers: true, and no part of what the graph says of diseases.
_LEFT_OUT = frozenset(predicates(Group.ABOUT, Group.IDENTIFIERS))


def graph_network(graph: "Graph", *, limit: int) -> NetworkPicture:
    """The whole graph: at most `limit` nodes, those with the most claims about them, and what links these."""
    view = GraphView(graph.store)
    said = _said(read_claims(view))
    claimed = Counter(end for pair, claims in said.items() for end in pair for _ in claims)
    diseases = [node.id for node in _nodes(view, claimed) if node.category == "biolink:Disease"]
    hubs = sorted(diseases, key=lambda curie: (-claimed[Named(curie)], curie))[: max(1, limit // _PER_HUB)]
    return _picture(view, said, title="Diseases, genes and findings", limit=limit, keep=hubs)


def entity_network(graph: "Graph", *curies: str, title: str, limit: int = 60) -> NetworkPicture:
    """Some entities, what is claimed of them, and what links these things to each other."""
    view = GraphView(graph.store)
    claims = read_claims_on(view, [expand(Reference.parse(curie)) for curie in curies])
    near = {end for pair in _said(claims) for end in pair}
    among = read_claims_on(view, sorted(end.iri for end in near), ends=("rdf:subject",))
    said = _said(claim for claim in among if claim.object in near)
    return _picture(view, said, title=title, limit=limit, keep=curies)


def _said(claims: Iterable[Claim]) -> dict[tuple[Named, Named], list[Said]]:
    """What is said of each pair of nodes."""
    found: defaultdict[tuple[Named, Named], list[Said]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.object, Named) and claim.predicate not in _LEFT_OUT and claim.subject != claim.object:
            found[claim.subject, claim.object].append(
                Said(
                    relation=claim.predicate.partition(":")[2],
                    state=claim.state,
                    page=claim.source.name,
                    quotes=claim.quotes,
                )
            )
    return found


def _picture(
    view: GraphView,
    said: dict[tuple[Named, Named], list[Said]],
    *,
    title: str,
    limit: int,
    keep: Sequence[str],
) -> NetworkPicture:
    """The nodes to keep, and those that most is claimed of beside them, up to the limit."""
    weights = Counter(end for pair, claims in said.items() for end in pair for _ in claims)
    beside = Counter(end for pair, claims in said.items() if set(pair) & set(keep) for end in pair for _ in claims)
    ranked = sorted(weights, key=lambda end: (end not in keep, -beside[end], -weights[end], end))
    chosen = set(ranked[: max(limit, len(keep))])
    links = tuple(
        Link(
            source=pair[0],
            target=pair[1],
            said=tuple(sorted(claims, key=lambda c: (c.relation, c.state != "stated", c.state, c.page, c.quotes))),
        )
        for pair, claims in sorted(said.items())
        if set(pair) <= chosen
    )
    linked = {end for link in links for end in (link.source, link.target)} | set(keep)
    shown = sorted(end for end in chosen if end in linked)
    nodes = tuple(_node(node, weights[Named(node.id)]) for node in _nodes(view, shown))
    return NetworkPicture(Network(title=title, nodes=nodes, links=links, omitted=len(ranked) - len(nodes)))


def _nodes(view: GraphView, ends: Iterable[Named]) -> list[NodeRecord]:
    return list(read_nodes_of(view, [end.iri for end in ends]))


def _node(known: NodeRecord, weight: int) -> Node:
    iri = known.iri if known.id.partition(":")[0] in prefix_map() else ""
    category = known.category.rpartition(":")[2]
    return Node(id=known.id, label=known.label or known.id, category=category, weight=weight, iri=iri)
