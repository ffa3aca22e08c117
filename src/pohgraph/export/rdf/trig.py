"""TriG: the default graph, then each named graph in a block of its own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from pohgraph.claims.sorting import graphs
from pohgraph.export.header import source_comments
from pohgraph.export.rdf.turtle_writer import INDENT, TurtleWriter, write_document

if TYPE_CHECKING:
    from pohgraph.claims.view import GraphView


def write_trig(view: "GraphView", out: BinaryIO) -> None:
    """Write every quad."""
    writer = TurtleWriter(view.prefixes)
    write_document(out, source_comments(view), writer, _blocks(view, writer))


def _blocks(view: "GraphView", writer: TurtleWriter) -> Iterator[str]:
    for graph, triples in graphs(view):
        if not graph:
            yield from writer.blocks(triples)
            continue
        yield f"{writer.name(graph)} {{\n"
        yield from writer.blocks(triples, indent=INDENT)
        yield "}\n"
