"""A part of the graph as nodes and links, each link with what pages say."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode

from pohgraph.answers import shapes
from pohgraph.answers.context import Context
from pohgraph.answers.gathering import Gathered, gather_all, gather_around
from pohgraph.answers.relations import relation_words
from pohgraph.errors import NotInGraphError
from pohgraph.model import STATES, Claim, Named, State

LIMIT, MOST = 60, 5000  # nodes
_Way = tuple[str, State, str, str]


def network(context: Context, focus: Sequence[str] = (), *, limit: int = LIMIT) -> shapes.Network:
    """Some entities, given by CURIE, and what is claimed of them; without any, the most described part of the graph.

    Raises:
        NotInGraphError: the graph has nothing on one of them.
    """
    named = [context.view.named(context.canonical(context.node(curie))) for curie in dict.fromkeys(focus)]
    for name, curie in zip(named, dict.fromkeys(focus), strict=True):
        if not (name.label or context.view.slots(NamedNode(name.iri))):
            raise NotInGraphError(f"{curie} is not in this graph", hint="search for it by name")
    if named:
        gathered = gather_around(context.view, named, limit=limit)
        title = ", ".join(name.label or name for name in named)
    else:
        gathered = context.once(f"network of {limit}", lambda: gather_all(context.view, limit=limit))
        title = "Diseases, genes and findings"
    claims = [claim for said in gathered.pairs.values() for claim in said]
    context.learn_of(claims)
    return {
        "title": title,
        "nodes": list(_nodes(context, gathered, named)),
        "links": [link for (source, target), said in gathered.pairs.items() for link in _links(source, target, said)],
        "omitted": gathered.omitted,
        "sources": context.sources_of(claims),
    }


def _nodes(context: Context, gathered: Gathered, named: Sequence[Named]) -> Iterator[shapes.NetworkNode]:
    ends = {node.id: Named(node.id, label=node.label, iri=node.iri) for node, _ in gathered.nodes}
    ends |= {str(name): name for name in named}  # an entity without claims is a network of one node
    context.learn(ends.values())
    for _, end in sorted(ends.items()):
        yield {**context.term(end), "weight": context.claims_about(NamedNode(end.iri))}


def _links(source: Named, target: Named, claims: Sequence[Claim]) -> Iterator[shapes.NetworkLink]:
    """The links between two nodes, each kind once."""
    ways: defaultdict[_Way, list[Claim]] = defaultdict(list)
    for claim in claims:
        ways[relation_words(claim.predicate), claim.state, claim.often, claim.qualifier].append(claim)
    for (relation, state, often, qualifier), said in sorted(
        ways.items(), key=lambda item: (item[0][0], STATES.index(item[0][1]), *item[0][2:])
    ):
        yield {
            "source": str(source),
            "target": str(target),
            "relation": relation,
            "state": state,
            "often": often,
            "qualifier": qualifier,
            "documents": sorted({claim.source.id for claim in said}),
            "quotes": sorted({quote for claim in said for quote in claim.quotes}),
        }
