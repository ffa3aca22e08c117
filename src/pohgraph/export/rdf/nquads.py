"""N-Quads: one quad a line, sorted by code point, each once."""

from typing import TYPE_CHECKING, BinaryIO

from pohgraph.claims.sorting import sorted_quads

if TYPE_CHECKING:
    from pohgraph.claims.view import GraphView


def write_nquads(view: "GraphView", out: BinaryIO) -> None:
    """Write every quad of every graph."""
    out.writelines(f"{line} .\n".encode() for line in sorted_quads(view))
