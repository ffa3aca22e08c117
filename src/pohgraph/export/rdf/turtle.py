"""Turtle: the triples of all graphs together, since Turtle has none."""

from typing import TYPE_CHECKING, BinaryIO

from pohgraph.claims.sorting import sorted_triples
from pohgraph.export.header import source_comments
from pohgraph.export.rdf.turtle_writer import TurtleWriter, write_document

if TYPE_CHECKING:
    from pohgraph.claims.view import GraphView


def write_turtle(view: "GraphView", out: BinaryIO) -> None:
    """Write every triple of every graph."""
    writer = TurtleWriter(view.prefixes)
    write_document(out, source_comments(view), writer, writer.blocks(sorted_triples(view)))
