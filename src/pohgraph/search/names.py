"""The index of the names that a graph has: in the user's cache, made again when the graph is another."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import cast

from pyoxigraph import Literal, NamedNode

from pohgraph.model import Reference
from pohgraph.resources import cache_folder
from pohgraph.schema.prefixes import compress, expand
from pohgraph.search.index import Entity, Name, index_version, version_of, write_index
from pohgraph.search.kinds import DOCUMENT, kind_of
from pohgraph.search.slots import CLAIMS, SCOPES
from pohgraph.store.graph import GraphStore

_DOCUMENT = NamedNode(expand(Reference.parse(DOCUMENT)))
_CLAIMED = f"SELECT ?node (COUNT(DISTINCT ?claim) AS ?claims) {{ {CLAIMS} }} GROUP BY ?node"


def graph_index(store: GraphStore) -> Path | None:
    """The index of a graph's names; None where it cannot be written."""
    place = str(store.path.resolve())
    path = cache_folder() / "graphs" / f"{hashlib.sha256(place.encode()).hexdigest()[:16]}.db"
    version = version_of(place, store.version)
    if index_version(path) != version:
        try:
            write_index(path, version, _entities(store), _names(store))
        except OSError:
            return None
    return path


def _names(store: GraphStore) -> Iterator[Name]:
    for slot, scope in SCOPES.items():
        for node, value in store.triples(slot):
            yield Name(value.value, scope, compress(node.value))


def _entities(store: GraphStore) -> Iterator[Entity]:
    categories: dict[str, str] = {}
    for node, value in chain(store.triples("biolink:category"), store.triples("rdf:type", objects=[_DOCUMENT])):
        categories[node.value] = min(value.value, categories.get(node.value, value.value))
    rows = store.query(_CLAIMED)  # a query counts far faster than reading the triples
    claims = {node.value: int(n.value) for node, n in cast("Iterable[tuple[NamedNode | Literal, Literal]]", rows)}
    labels: dict[str, str] = {}
    for node, label in store.triples("rdfs:label"):
        known = labels.get(node.value, label.value)
        labels[node.value] = min(known, label.value, key=lambda text: (text.lower(), text))
    for iri, category in sorted(categories.items()):
        curie = compress(iri)
        yield Entity(curie, labels.get(iri, curie), kind_of(compress(category)), claims.get(iri, 0))
