"""Figures of a graph for its description: triples, classes, properties, and links to other databases.

Counted while the sorted triples pass by, so memory grows with the number of classes and properties alone.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from pohgraph.claims.sorting import sort_lines, sorted_triples, subjects
from pohgraph.claims.view import GraphView
from pohgraph.model import Reference
from pohgraph.schema.prefixes import expand, iri_root
from pohgraph.schema.relations import MAPPING_PREDICATES

_CACHED = 1 << 16  # identifiers whose database is remembered
_TYPE = f"<{iri_root('rdf')}type>"
_LINKS = tuple(f"<{expand(Reference.parse(curie))}>" for curie in MAPPING_PREDICATES)


@dataclass(slots=True, kw_only=True)
class Statistics:
    """Counts of distinct triples, whichever graph holds them. Keys are IRIs.

    `class_properties` are the triples of (class of the subject, property), `links` those of (property, prefix of target).

    `sha256` is that of the graph's N-Triples export: the same triples, the same hash.
    """

    triples: int = 0
    subjects: int = 0
    objects: int = 0
    properties: Counter[str] = field(default_factory=Counter)
    property_subjects: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    class_properties: Counter[tuple[str, str]] = field(default_factory=Counter)
    links: Counter[tuple[str, str]] = field(default_factory=Counter)
    sha256: str = ""


def graph_statistics(view: GraphView) -> Statistics:
    """Count everything in two passes over the sorted graph."""
    found = Statistics()
    digest = hashlib.sha256()
    prefix_of = _database_finder(view.prefixes)
    for _, statements in subjects(_passing(sorted_triples(view), digest)):
        found.subjects += 1
        found.triples += len(statements)
        found.property_subjects.update({statement.predicate[1:-1] for statement in statements})
        kinds = {statement.object[1:-1] for statement in statements if statement.predicate == _TYPE}
        for _, predicate, value in statements:
            found.class_properties.update((kind, predicate[1:-1]) for kind in kinds)
            found.properties[predicate[1:-1]] += 1
            if predicate == _TYPE:
                found.classes[value[1:-1]] += 1
            elif predicate in _LINKS and value[0] == "<":
                found.links[predicate[1:-1], prefix_of(value[1:-1])] += 1
    found.objects = sum(1 for _ in sort_lines(line.split(" ", 2)[2] for line in sorted_triples(view)))
    found.sha256 = digest.hexdigest()
    return found


def _passing(triples: Iterable[str], digest: "hashlib._Hash") -> Iterator[str]:
    for triple in triples:
        digest.update(f"{triple} .\n".encode())
        yield triple


def _database_finder(prefixes: Mapping[str, str]) -> Callable[[str], str]:
    """What finds the longest prefix of an IRI, "" where there is none."""
    longest_first = sorted(prefixes.items(), key=lambda pair: -len(pair[1]))

    @lru_cache(maxsize=_CACHED)
    def find(iri: str) -> str:
        return next((prefix for prefix, base in longest_first if iri.startswith(base)), "")

    return find
