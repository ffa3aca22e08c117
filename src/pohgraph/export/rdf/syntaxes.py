"""The graph in RDF's text syntaxes: Turtle, TriG, N-Quads, N-Triples. Each is sorted and says everything once."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from pohgraph.claims.sorting import graphs, sorted_quads, sorted_triples
from pohgraph.export.header import source_comments
from pohgraph.export.rdf.turtle_writer import INDENT, TurtleWriter, write_document

if TYPE_CHECKING:
    from pohgraph.claims.view import GraphView


def write_turtle(view: "GraphView", out: BinaryIO) -> None:
    """Write the triples of all graphs together, since Turtle has no graphs."""
    writer = TurtleWriter(view.prefixes)
    write_document(out, source_comments(view), writer, writer.blocks(sorted_triples(view)))


def write_trig(view: "GraphView", out: BinaryIO) -> None:
    """Write the default graph, then each named graph in a block of its own."""
    writer = TurtleWriter(view.prefixes)
    write_document(out, source_comments(view), writer, _trig_blocks(view, writer))


def write_nquads(view: "GraphView", out: BinaryIO) -> None:
    """Write one quad a line, sorted by code point."""
    out.writelines(f"{line} .\n".encode() for line in sorted_quads(view))


def write_ntriples(view: "GraphView", out: BinaryIO) -> None:
    """Write one triple a line, sorted by code point, whichever graph holds it."""
    out.writelines(f"{line} .\n".encode() for line in sorted_triples(view))


def _trig_blocks(view: "GraphView", writer: TurtleWriter) -> Iterator[str]:
    for graph, triples in graphs(view):
        if not graph:
            yield from writer.blocks(triples)
            continue
        yield f"{writer.name(graph)} {{\n"
        yield from writer.blocks(triples, indent=INDENT)
        yield "}\n"
