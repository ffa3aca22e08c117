"""N-Triples: one triple a line, sorted by code point, each once, whichever graph holds it."""

from typing import TYPE_CHECKING, BinaryIO

from pohgraph.claims.sorting import sorted_triples

if TYPE_CHECKING:
    from pohgraph.claims.view import GraphView


def write_ntriples(view: "GraphView", out: BinaryIO) -> None:
    """Write every triple of every graph."""
    out.writelines(f"{line} .\n".encode() for line in sorted_triples(view))
