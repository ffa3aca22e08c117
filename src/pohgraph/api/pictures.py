"""What a network is drawn from: claims of the whole graph or around some entities, gathered as plain values for `draw/`."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from pohgraph.claims.nodes import read_nodes_of
from pohgraph.claims.reader import read_claims, read_claims_on
from pohgraph.claims.records import NodeRecord
from pohgraph.claims.view import GraphView
from pohgraph.draw.network import Link, Network, Node, Said
from pohgraph.draw.network_picture import NetworkPicture
from pohgraph.model import STATES, Claim, Named, Reference
from pohgraph.schema.categories import Category
from pohgraph.schema.prefixes import expand, prefix_map
from pohgraph.schema.relations import ABOUT, MAPPING_PREDICATES
from pohgraph.store.source import Readable

_PER_HUB = 6  # nodes of a picture of the whole graph for each disease it shows
# What pages are about and other identifiers: true, and no part of what the graph says of diseases.
_LEFT_OUT = frozenset((ABOUT.curie, *MAPPING_PREDICATES))
_Pairs = Mapping[tuple[Named, Named], list[Said]]


def graph_network(store: Readable, *, limit: int) -> NetworkPicture:
    """The whole graph: at most `limit` nodes, those with the most claims about them, and what links these."""
    view = GraphView(store)
    said = _said(read_claims(view))
    claimed = Counter(end for pair, claims in said.items() for end in pair for _ in claims)
    diseases = [node.id for node in _nodes(view, claimed) if node.category == Category.DISEASE.curie]
    hubs = sorted(diseases, key=lambda curie: (-claimed[Named(curie)], curie))[: max(1, limit // _PER_HUB)]
    return _picture(view, said, title="Diseases, genes and findings", limit=limit, keep=hubs)


def entity_network(store: Readable, *curies: str, title: str, limit: int = 60) -> NetworkPicture:
    """Some entities, what is claimed of them, and what links these things to each other; nothing else is read."""
    view = GraphView(store)
    claims = read_claims_on(view, [_iri(curie) for curie in curies])
    near = {end for pair in _said(claims) for end in pair}
    among = read_claims_on(view, sorted(end.iri for end in near), ends=("rdf:subject",))
    said = _said(claim for claim in among if claim.object in near)
    return _picture(view, said, title=title, limit=limit, keep=curies)


def _said(claims: Iterable[Claim]) -> _Pairs:
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
                    qualifier=claim.qualifier if claim.state == "denied" else "",
                )
            )
    return found


def _picture(view: GraphView, said: _Pairs, *, title: str, limit: int, keep: Collection[str]) -> NetworkPicture:
    """The nodes to keep, and those that most is claimed of beside them, up to the limit."""
    weights = Counter(end for pair, claims in said.items() for end in pair for _ in claims)
    beside = Counter(end for pair, claims in said.items() if set(pair) & set(keep) for end in pair for _ in claims)
    ranked = sorted(weights, key=lambda end: (end not in keep, -beside[end], -weights[end], end))
    chosen = set(ranked[: max(limit, len(keep))])
    links = tuple(
        Link(
            source=pair[0],
            target=pair[1],
            said=tuple(sorted(claims, key=lambda c: (c.relation, STATES.index(c.state), c.page, c.quotes))),
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
    """A node to draw; one without a prefix of ours is no link to click."""
    iri = known.iri if known.id.partition(":")[0] in prefix_map() else ""
    category = known.category.rpartition(":")[2]
    return Node(id=known.id, label=known.label or known.id, category=category, weight=weight, iri=iri)


def _iri(curie: str) -> str:
    """The IRI of a CURIE; what has no prefix of ours is an IRI already."""
    return expand(Reference.parse(curie)) if curie.partition(":")[0] in prefix_map() else curie
