"""The graph as files, one format per module. Every file repeats the licences of its sources."""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, BinaryIO

from pohgraph.errors import ExportError
from pohgraph.export.jsonld import write_jsonld
from pohgraph.export.nquads import write_nquads
from pohgraph.export.ntriples import write_ntriples
from pohgraph.export.trig import write_trig
from pohgraph.export.turtle import write_turtle

if TYPE_CHECKING:
    from pohgraph.store.graph import GraphStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """One format: `extension` has no dot, `description` is one line for people."""

    name: str
    media_type: str
    extension: str
    description: str
    write: "Callable[[GraphStore, BinaryIO], None]"


FORMATS: dict[str, Exporter] = {
    "ttl": Exporter(
        name="ttl",
        media_type="text/turtle",
        extension="ttl",
        description="Turtle with prefixes; the triples of all graphs together",
        write=write_turtle,
    ),
    "jsonld": Exporter(
        name="jsonld",
        media_type="application/ld+json",
        extension="jsonld",
        description="compact JSON-LD with its context; one named graph a document",
        write=write_jsonld,
    ),
    "trig": Exporter(
        name="trig",
        media_type="application/trig",
        extension="trig",
        description="TriG with prefixes; one named graph a document",
        write=write_trig,
    ),
    "nq": Exporter(
        name="nq",
        media_type="application/n-quads",
        extension="nq",
        description="N-Quads, sorted; one named graph a document",
        write=write_nquads,
    ),
    "nt": Exporter(
        name="nt",
        media_type="application/n-triples",
        extension="nt",
        description="N-Triples, sorted; the triples of all graphs together",
        write=write_ntriples,
    ),
}


def export_graph(store: "GraphStore", format_: str, out: BinaryIO) -> None:
    """Write the whole graph in one of `FORMATS`; the same graph gives the same bytes.

    Raises:
        ExportError: there is no such format, or the format cannot carry this graph.
    """
    exporter = FORMATS.get(format_)
    if exporter is None:
        near = get_close_matches(format_, FORMATS, n=1, cutoff=0.5)
        guess = f"did you mean {near[0]!r}? " if near else ""
        raise ExportError(format_, f"no such format; {guess}there are {', '.join(FORMATS)}")
    exporter.write(store, out)
