"""Small RDF documents we make ourselves, such as descriptions of the graph: triples as Turtle, sorted, with prefixes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, Triple

from pohgraph.claims.sorting import sort_lines
from pohgraph.export.rdf.turtle_writer import TurtleWriter, write_document
from pohgraph.schema.prefixes import iri_root, prefix_map

# Prefixes of vocabularies that describe datasets, beside those of the graph.
DESCRIPTION_PREFIXES = {prefix: iri_root(prefix) for prefix in ("dcat", "spdx", "void")}
Value = NamedNode | Literal | str | int


def name(curie: str, prefixes: Mapping[str, str] = DESCRIPTION_PREFIXES) -> NamedNode:
    """The node of a CURIE whose prefix is one of `prefixes` or of the graph's."""
    prefix, _, local = curie.partition(":")
    return NamedNode((prefixes.get(prefix) or prefix_map()[prefix]) + local)


def triples_of(
    subject: NamedNode, statements: Iterable[tuple[str, Value]], prefixes: Mapping[str, str] = DESCRIPTION_PREFIXES
) -> Iterator[Triple]:
    """The triples of one subject: pairs of a property's CURIE and a value; text and numbers become literals."""
    for slot, value in statements:
        yield Triple(subject, name(slot, prefixes), Literal(value) if isinstance(value, str | int) else value)


def write_triples(
    out: BinaryIO,
    triples: Iterable[Triple],
    *,
    comments: Iterable[str] = (),
    prefixes: Mapping[str, str] = DESCRIPTION_PREFIXES,
) -> None:
    """Write Turtle, subjects in the order of their IRIs."""
    writer = TurtleWriter(
        {**prefixes, **{p: iri for p, iri in prefix_map().items() if p not in prefixes}}, long_strings=True
    )
    write_document(out, comments, writer, writer.blocks(sort_lines(str(triple) for triple in triples)))
