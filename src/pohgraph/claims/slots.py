"""What is said of one subject, by predicate, and the few constants that readers of a graph share."""

from functools import cache
from typing import cast

from pyoxigraph import NamedNode

from pohgraph.model import Reference
from pohgraph.schema.prefixes import expand
from pohgraph.store.source import Node

Slots = dict[str, list[Node]]  # values by the IRI of their predicate
SOURCE_KINDS = ("pohgraph:Document", "pohgraph:Dataset")  # what a claim was read from: a page, or a file read back


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
