"""What a network shows: claims of the whole graph or around some entities, and which nodes are left out."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode

from pohgraph.claims.nodes import read_nodes_of
from pohgraph.claims.reader import ENDS, read_claims_named
from pohgraph.claims.records import NodeRecord
from pohgraph.claims.view import GraphView
from pohgraph.model import Claim, Named
from pohgraph.schema.categories import Category
from pohgraph.schema.relations import ABOUT, MAPPING_PREDICATES
from pohgraph.search.identifiers import iri_of

_MANY = 10_000  # claims around some entities
_PER_HUB = 6  # nodes of a network of the whole graph for each disease it shows
# What pages are about and other identifiers: true, and no part of what the graph says of diseases.
_LEFT_OUT = frozenset((ABOUT.curie, *MAPPING_PREDICATES))
_Ends = Mapping[tuple[Named, Named], list[str]]  # the IRIs of associations by the nodes that they join
Pairs = Mapping[tuple[Named, Named], list[Claim]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Nodes, each with how many of the gathered claims are about it, and the claims between two of them.

    Pairs are in the order of their CURIEs. `omitted` is how many nodes the limit left out.
    """

    nodes: tuple[tuple[NodeRecord, int], ...]
    pairs: Pairs
    omitted: int


def gather_all(view: GraphView, *, limit: int) -> Gathered:
    """The whole graph: at most `limit` nodes, those with the most claims about them, and what links these."""
    ends = _ends(view, None)
    claimed = _weights(ends)
    diseases = {node.value for node in view.subjects("biolink:category", NamedNode(iri_of(Category.DISEASE.curie)))}
    hubs = sorted((end for end in claimed if end.iri in diseases), key=lambda end: (-claimed[end], end))
    return _gathered(view, ends, limit=limit, keep=hubs[: max(1, limit // _PER_HUB)])


def gather_around(view: GraphView, curies: Collection[str], *, limit: int) -> Gathered:
    """Some entities, what is claimed of them, and what links these things to each other; nothing else is read."""
    focus = [NamedNode(iri_of(curie)) for curie in curies]
    of_them = {claim.value for slot in ENDS for claim, _ in view.triples(slot, objects=focus)}
    near = {end for pair in _ends(view, of_them) for end in pair}
    nodes = [NamedNode(end.iri) for end in sorted(near)]
    said = {claim.value for claim, _ in view.triples("rdf:subject", objects=nodes)}
    # Of very many claims, one pass over all is faster than a look at each.
    ends = _ends(view, None if len(said) > _MANY else said)
    among = {pair: claims for pair, claims in ends.items() if near.issuperset(pair)}
    return _gathered(view, among, limit=limit, keep=curies)


def _ends(view: GraphView, associations: Collection[str] | None) -> _Ends:
    """The associations that join each pair of nodes, of all or of these, by IRI. Whole claims are read of few of them."""
    nodes = None if associations is None else [NamedNode(iri) for iri in sorted(associations)]
    left_out = set(map(iri_of, _LEFT_OUT))
    found_predicates = view.triples("rdf:predicate", subjects=nodes)
    wanted = {claim.value for claim, predicate in found_predicates if predicate.value not in left_out}
    subjects = {claim.value: end for claim, end in view.triples("rdf:subject", subjects=nodes)}
    named = cache(lambda iri: Named(view.curie(NamedNode(iri)), iri=iri))
    found: defaultdict[tuple[Named, Named], list[str]] = defaultdict(list)
    for claim, end in view.triples("rdf:object", subjects=nodes):
        subject = subjects.get(claim.value)
        if isinstance(end, NamedNode) and subject and subject != end and claim.value in wanted:
            found[named(subject.value), named(end.value)].append(claim.value)
    return found


def _weights(ends: _Ends) -> Counter[Named]:
    return Counter(end for pair, claims in ends.items() for end in pair for _ in claims)


def _gathered(view: GraphView, ends: _Ends, *, limit: int, keep: Collection[str]) -> Gathered:
    """The nodes to keep, and those that most is claimed of beside them, up to the limit."""
    kept, weights = set(keep), _weights(ends)
    beside = Counter(end for pair, claims in ends.items() if kept & set(pair) for end in pair for _ in claims)
    ranked = sorted(weights, key=lambda end: (end not in kept, -beside[end], -weights[end], end))
    chosen = set(ranked[: max(limit, len(keep))])
    between = [claim for pair, claims in ends.items() if set(pair) <= chosen for claim in claims]
    pairs: defaultdict[tuple[Named, Named], list[Claim]] = defaultdict(list)
    for claim in read_claims_named(view, between):
        if isinstance(claim.object, Named):
            pairs[claim.subject, claim.object].append(claim)
    linked = {end for pair in pairs for end in pair} | kept
    shown = sorted(end for end in chosen if end in linked)
    nodes = tuple((node, weights[Named(node.id)]) for node in read_nodes_of(view, [end.iri for end in shown]))
    return Gathered(nodes=nodes, pairs=dict(sorted(pairs.items())), omitted=len(ranked) - len(nodes))
