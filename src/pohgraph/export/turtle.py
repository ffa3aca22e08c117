"""Turtle: the triples of all graphs together, since Turtle has none."""

from typing import TYPE_CHECKING, BinaryIO

from pohgraph.export.header import source_comments
from pohgraph.export.lines import sorted_triples
from pohgraph.export.turtle_writer import TurtleWriter, write_document
from pohgraph.vocab.prefixes import prefix_map

if TYPE_CHECKING:
    from pohgraph.store.graph import GraphStore


def write_turtle(store: "GraphStore", out: BinaryIO) -> None:
    """Write every triple of every graph."""
    writer = TurtleWriter(prefix_map())
    write_document(out, source_comments(store), writer, writer.blocks(sorted_triples(store)))
