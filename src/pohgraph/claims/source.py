"""The few ways of reading a graph that exports are made of, and the constants they share."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Protocol, cast

from pyoxigraph import NamedNode, Quad

from pohgraph.model import Reference
from pohgraph.schema.prefixes import expand
from pohgraph.store.graph import Node

Slots = dict[str, list[Node]]
SOURCE_KINDS = ("pohgraph:Document", "pohgraph:Dataset")  # what a claim was read from: a page, or a file read back


class Triples(Protocol):
    """What a view reads from: a `GraphStore`, or a slice of one. Predicates are given as our CURIEs."""

    @property
    def built(self) -> datetime:
        """When the graph was written, in UTC."""

    def quads(self) -> Iterator[Quad]:
        """Every quad of every graph."""

    def triples(self, predicate: str) -> Iterator[tuple[NamedNode, Node]]:
        """Subject and object of every triple of one predicate of the default graph."""

    def statements(self, subject: NamedNode, graph: NamedNode | None = None) -> Iterator[tuple[NamedNode, Node]]:
        """Predicate and object of every triple of one subject, in the default graph or a named one."""

    def subjects(self, predicate: str, value: Node) -> Iterator[NamedNode]:
        """The subject of every triple of one predicate and object of the default graph."""


@cache
def iri_of(curie: str) -> str:
    """The IRI of a CURIE of ours, such as "biolink:negated"."""
    return expand(Reference.parse(curie))


def named_node(value: object) -> NamedNode:
    """A value that our own quads only ever give a node."""
    return cast("NamedNode", value)


def iri_in(slots: Slots, predicate: str) -> str:
    """The first value of a predicate as it is, an IRI never shortened, or ""."""
    return min((value.value for value in slots.get(iri_of(predicate), ())), default="")
