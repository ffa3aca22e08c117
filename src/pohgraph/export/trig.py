"""TriG: the default graph, then each named graph in a block of its own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from pohgraph.export.header import source_comments
from pohgraph.export.lines import graphs
from pohgraph.export.turtle_writer import INDENT, TurtleWriter, write_document
from pohgraph.vocab.prefixes import prefix_map

if TYPE_CHECKING:
    from pohgraph.store.graph import GraphStore


def write_trig(store: "GraphStore", out: BinaryIO) -> None:
    """Write every quad."""
    writer = TurtleWriter(prefix_map())
    write_document(out, source_comments(store), writer, _blocks(store, writer))


def _blocks(store: "GraphStore", writer: TurtleWriter) -> Iterator[str]:
    for graph, triples in graphs(store):
        if not graph:
            yield from writer.blocks(triples)
            continue
        yield f"{writer.name(graph)} {{\n"
        yield from writer.blocks(triples, indent=INDENT)
        yield "}\n"
