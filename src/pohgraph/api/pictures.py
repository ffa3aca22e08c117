"""What a network is drawn from: claims of the whole graph or around some entities, gathered as plain values for `draw/`."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode

from pohgraph.api.claims import Claim, claims_of
from pohgraph.api.labels import categories_of, labels_of
from pohgraph.api.table import Term
from pohgraph.draw.network import Link, Network, Node, Said
from pohgraph.draw.network_picture import NetworkPicture
from pohgraph.model import MAPPING_PREDICATES, STATES, Reference, state_of
from pohgraph.schema.prefixes import compress, expand, prefix_map
from pohgraph.store.graph import GraphStore
from pohgraph.store.source import Queryable

if TYPE_CHECKING:
    from networkx import MultiDiGraph

_PER_HUB = 6  # nodes of a picture of the whole graph for each disease it shows
# What pages are about and other identifiers: true, and no part of what the graph says of diseases.
_LEFT_OUT = frozenset(("schema:about", *MAPPING_PREDICATES))
_LINKS = """
SELECT DISTINCT ?subject ?predicate ?object WHERE {{
  VALUES ?subject {{ {nodes} }}
  ?claim rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
}}"""
_Pairs = Mapping[tuple[str, str], list[Said]]


def graph_network(store: GraphStore, *, limit: int) -> NetworkPicture:
    """The whole graph: at most `limit` nodes, those with the most claims about them, and what links these."""
    network = store.to_networkx()
    said = _said_in(network)
    claimed = Counter(end for pair, claims in said.items() for end in pair for _ in claims)
    diseases = [curie for curie in claimed if network.nodes[curie]["category"] == "Disease"]
    hubs = sorted(diseases, key=lambda curie: (-claimed[curie], curie))[: max(1, limit // _PER_HUB)]
    return _picture(store, said, title="Diseases, genes and findings", limit=limit, keep=hubs)


def entity_network(store: Queryable, *curies: str, title: str, limit: int = 60) -> NetworkPicture:
    """Some entities, what is claimed of them, and what links these things to each other; nothing else is read."""
    claims = {
        claim.id: claim
        for curie in curies
        for incoming in (False, True)
        for claim in claims_of(store, NamedNode(_iri(curie)), incoming=incoming)
        if _is_link(claim)
    }
    near = {end for claim in claims.values() for end in (claim.subject, claim.object) if isinstance(end, Term)}
    between = filter(_is_link, _claims_between(store, near - set(curies)))
    return _picture(store, _said_by(chain(claims.values(), between)), title=title, limit=limit, keep=curies)


def _claims_between(store: Queryable, terms: Collection[Term]) -> Iterator[Claim]:
    """The claims that link one of these terms to another."""
    linked: defaultdict[str, set[str]] = defaultdict(set)
    nodes = " ".join(sorted(f"<{term.iri}>" for term in terms))
    rows = cast("Iterable[tuple[NamedNode, NamedNode, NamedNode | Literal]]", store.query(_LINKS.format(nodes=nodes)))
    for subject, predicate, target in rows:
        if compress(target.value) in terms:
            linked[subject.value].add(compress(predicate.value))
    for subject_, predicates in sorted(linked.items()):
        claims = claims_of(store, NamedNode(subject_), incoming=False, predicates=sorted(predicates))
        yield from (claim for claim in claims if claim.object in terms)


def _is_link(claim: Claim) -> bool:
    return isinstance(claim.object, Term) and claim.predicate not in _LEFT_OUT and claim.subject != claim.object


def _said_by(claims: Iterable[Claim]) -> _Pairs:
    """What claims say of each pair of nodes."""
    found: defaultdict[tuple[str, str], list[Said]] = defaultdict(list)
    for claim in claims:
        found[claim.subject, claim.object].append(
            Said(
                relation=claim.predicate.partition(":")[2],
                state=claim.state,
                page=claim.source.label or claim.source,
                quotes=claim.quotes,
            )
        )
    return found


def _said_in(network: "MultiDiGraph[str]") -> _Pairs:
    """What the claims of a whole graph say of each pair of nodes."""
    found: defaultdict[tuple[str, str], list[Said]] = defaultdict(list)
    for subject, target, claim in network.edges(data=True):
        if claim["predicate"] not in _LEFT_OUT and subject != target:
            page = claim["source"]
            found[subject, target].append(
                Said(
                    relation=claim["predicate"].partition(":")[2],
                    state=state_of(**{name: claim[name] for name in ("negated", "hedged", "borrowed")}),
                    page=network.nodes.get(page, {}).get("label") or page,
                    quotes=tuple(claim["quotes"]),
                )
            )
    return found


def _picture(store: Queryable, said: _Pairs, *, title: str, limit: int, keep: Collection[str]) -> NetworkPicture:
    """The nodes to keep, and those that most is claimed of beside them, up to the limit."""
    weights = Counter(end for pair, claims in said.items() for end in pair for _ in claims)
    beside = Counter(end for pair, claims in said.items() if set(pair) & set(keep) for end in pair for _ in claims)
    ranked = sorted(weights, key=lambda curie: (curie not in keep, -beside[curie], -weights[curie], curie))
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
    nodes = _nodes(store, {curie: weights[curie] for curie in sorted(chosen & linked)})
    return NetworkPicture(Network(title=title, nodes=nodes, links=links, omitted=len(ranked) - len(nodes)))


def _nodes(store: Queryable, weights: Mapping[str, int]) -> tuple[Node, ...]:
    """The nodes of these CURIEs; one without a prefix of ours is no link to click."""
    iris = {curie: _iri(curie) for curie in weights}
    labels = labels_of(store, map(NamedNode, iris.values()))
    categories = categories_of(store, map(NamedNode, iris.values()))
    return tuple(
        Node(
            id=curie,
            label=labels.get(iris[curie]) or curie,
            category=categories.get(iris[curie], ""),
            weight=weight,
            iri=iris[curie] if iris[curie] != curie else "",
        )
        for curie, weight in weights.items()
    )


def _iri(curie: str) -> str:
    """The IRI of a CURIE; what has no prefix of ours is an IRI already."""
    return expand(Reference.parse(curie)) if curie.partition(":")[0] in prefix_map() else curie
