"""What nodes of a graph are called, and of which kind they are: asked for many nodes at a time."""

from collections.abc import Iterable
from typing import cast

from pyoxigraph import Literal, NamedNode

from pohgraph.schema.prefixes import compress
from pohgraph.store.source import Queryable

_AT_ONCE = 1000  # nodes asked for in one query


def labels_of(store: Queryable, nodes: Iterable[NamedNode]) -> dict[str, str]:
    """The label of each node by its IRI, where the graph has one; of several, the first by alphabet."""
    return _values(store, nodes, "rdfs:label")


def categories_of(store: Queryable, nodes: Iterable[NamedNode]) -> dict[str, str]:
    """The Biolink category of each node by its IRI, without the prefix, such as "Disease".

    A page has none, and gets its class instead.
    """
    wanted = set(nodes)
    found = _values(store, wanted, "biolink:category")
    found |= _values(store, (node for node in wanted if node.value not in found), "rdf:type")
    return {iri: compress(category).rpartition(":")[2] for iri, category in found.items()}


def _values(store: Queryable, nodes: Iterable[NamedNode], slot: str) -> dict[str, str]:
    wanted = sorted(map(str, set(nodes)))
    found: dict[str, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        values = " ".join(wanted[start : start + _AT_ONCE])
        rows = store.query(f"SELECT ?node ?value {{ VALUES ?node {{ {values} }} ?node {slot} ?value }}")
        for node, value in cast("Iterable[tuple[NamedNode, NamedNode | Literal]]", rows):
            known = found.get(node.value, value.value)
            found[node.value] = min(known, value.value, key=lambda text: (text.lower(), text))
    return found
