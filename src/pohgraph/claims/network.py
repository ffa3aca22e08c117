"""The claims of a graph as networkx has them: a directed multigraph of entities."""

from collections.abc import Iterator

from networkx import MultiDiGraph

from pohgraph.claims.reader import read_claims
from pohgraph.claims.view import GraphView
from pohgraph.model import Claim, Named
from pohgraph.store.source import Readable

_LITERAL = "Literal"


def networkx_graph(store: Readable, *, literals: bool = False) -> "MultiDiGraph[str]":
    """Entities as nodes and claims as edges, all named by CURIE.

    A node has `label`, `category` and `curie`. An edge's key is its association's CURIE, and it has `predicate`, `state`,
    `negated`, `hedged`, `borrowed`, `frequency`, `qualifier`, `source`, `publications`, `quotes` and `iri`. Claims that are not stated
    are edges too: filter on their state. Claims whose object is text, such as a prevalence, are edges only with
    `literals`: the text is a node then, named by itself, of category "Literal".
    """
    view = GraphView(store)
    claims = [claim for claim in read_claims(view) if literals or isinstance(claim.object, Named)]
    graph: MultiDiGraph[str] = MultiDiGraph()
    for text in sorted({claim.object for claim in claims if not isinstance(claim.object, Named)}):
        graph.add_node(text, label=text, category=_LITERAL, curie="")
    ends = {end for claim in claims for end in (claim.subject, claim.object) if isinstance(end, Named)}
    for curie, attributes in _nodes(view, ends):
        graph.add_node(curie, **attributes)
    for claim in sorted(claims, key=lambda claim: claim.id.iri):
        graph.add_edge(str(claim.subject), str(claim.object), key=str(claim.id), **_attributes(claim))
    return graph


def _nodes(view: GraphView, ends: set[Named]) -> Iterator[tuple[str, dict[str, str]]]:
    categories = _kinds(view, "biolink:category")
    if any(end.iri not in categories for end in ends):
        # Pages are nodes as well, and have a class of ours instead of a category.
        categories = _kinds(view, "rdf:type") | categories
    for end in sorted(ends):
        category = categories.get(end.iri, "").rpartition(":")[2]
        yield str(end), {"label": end.label, "category": category, "curie": str(end)}


def _kinds(view: GraphView, slot: str) -> dict[str, str]:
    return {node.value: view.text(kind) for node, kind in view.triples(slot)}


def _attributes(claim: Claim) -> dict[str, object]:
    return {
        "predicate": str(claim.predicate),
        "state": claim.state,
        "negated": claim.negated,
        "hedged": claim.hedged,
        "borrowed": claim.borrowed,
        "frequency": str(claim.frequency),
        "qualifier": claim.qualifier,
        "source": claim.source.id,
        "publications": list(claim.publications),
        "quotes": list(claim.quotes),
        "iri": claim.id.iri,
    }
