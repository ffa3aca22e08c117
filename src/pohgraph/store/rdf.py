"""The pieces every quad is made of: nodes of references, the hashes of our own IRIs, places in a text."""

import hashlib
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from pohgraph.model import Document, Reference, Section, Span
from pohgraph.schema.prefixes import expand, iri_root

Node = NamedNode | Literal
Graph = NamedNode | DefaultGraph
DEFAULT = DefaultGraph()
OWN = iri_root("poh")
CONFLICTS = NamedNode(f"{OWN}conflicts")  # the graph of what the sources of a graph disagree on
_HASH_LENGTH = 24  # hex digits: 96 bits, no collision to expect below 10^14 claims
_REMEMBERED = 2**14  # nodes


@lru_cache(_REMEMBERED)
def node(reference: Reference) -> NamedNode:
    """The IRI of a reference as a node."""
    return NamedNode(expand(reference))


@lru_cache(_REMEMBERED)
def term(curie: str) -> NamedNode:
    """The IRI of a CURIE we wrote ourselves."""
    return node(Reference.parse(curie))


def digest(*parts: str) -> str:
    """A short hash of texts: what our own IRIs are made of."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_HASH_LENGTH]


def decimal(text: str) -> Literal:
    """A figure as it is printed: a decimal number, which no reader rounds or writes in another form.

    >>> decimal("66.67").value, decimal("1e-05").value
    ('66.67', '0.00001')

    Raises:
        ValueError: the text is no finite number.
    """
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        message = f"{text!r} is no number"
        raise ValueError(message)
    return Literal(f"{value.normalize():f}", datatype=term("xsd:decimal"))


def selector_node(doc: Document, span: Span) -> NamedNode:
    """The selector of a stretch of a document's text: one for all that stands there."""
    return _selector_node(doc.id, *span)


@lru_cache(_REMEMBERED)
def _selector_node(document: str, start: int, end: int) -> NamedNode:
    # RFC 5147 names a stretch of plain text by a fragment, so the selector's IRI says what it selects.
    return NamedNode(f"{term(document).value}#char={start},{end}")


def section_node(doc: Document, section: Section) -> NamedNode:
    """A section of a document."""
    return NamedNode(f"{term(doc.id).value}#section={section.name},{section.span.start}")


class Description(NamedTuple):
    """What is said of one subject in one graph: pairs of a predicate's CURIE and a value."""

    subject: NamedNode
    statements: Sequence[tuple[str, Node]]
    graph: Graph = DEFAULT

    def quads(self) -> Iterator[Quad]:
        """Its quads."""
        subject, statements, graph = self
        for predicate, value in statements:
            yield Quad(subject, term(predicate), value, graph)

    def nquads(self) -> str:
        """The same as lines of N-Quads, as `pyoxigraph` writes them: many times sooner than by way of quads."""
        subject, statements, graph = self
        begun = str(subject)
        ended = "." if isinstance(graph, DefaultGraph) else f"{graph} ."
        return "".join([f"{begun} {_written(predicate)} {value} {ended}\n" for predicate, value in statements])


@lru_cache(_REMEMBERED)
def _written(curie: str) -> str:
    return str(term(curie))
