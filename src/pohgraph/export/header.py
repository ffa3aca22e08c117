"""The sources of a graph and their licences, as comment lines for the head of a file.

The same facts are triples of the graph; this is for the person who opens the file.
"""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pohgraph.claims.nodes import read_sources, read_vocabularies

if TYPE_CHECKING:
    from pohgraph.claims.view import GraphView
    from pohgraph.model import SourceRecord


def source_comments(view: "GraphView") -> Iterator[str]:
    """Lines that start with `#`: publishers with the number of their documents, then vocabularies, with licences."""
    yield "# Read by pohgraph. Every statement keeps the licence of the page or vocabulary it comes from.\n"
    counts = Counter(
        (_one_line(source.publisher_label) or "publisher not named", _terms(source)) for source in read_sources(view)
    )
    for (publisher, licence), count in sorted(counts.items()):
        yield f"# Source: {publisher}, {count} {'document' if count == 1 else 'documents'}: {licence}\n"
    for vocabulary in sorted(read_vocabularies(view), key=lambda vocabulary: (vocabulary.label, vocabulary.license)):
        licence = _one_line(vocabulary.license) or "no licence stated"
        yield f"# Vocabulary: {_one_line(vocabulary.label)}: {licence}\n"


def _terms(source: "SourceRecord") -> str:
    stated = {_one_line(source.license), _one_line(source.rights)} - {""}
    return "; ".join(sorted(stated)) or "no licence stated"


def _one_line(text: str) -> str:
    return " ".join(text.split())
