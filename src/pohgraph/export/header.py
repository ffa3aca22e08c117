"""The sources of a graph and their licences, as comment lines for the head of a file.

The same facts are triples of the graph; this is for the person who opens the file.
"""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

    from pohgraph.store.graph import GraphStore

_DOCUMENTS = """
SELECT ?thing ?label ?terms WHERE {
  ?thing a pohgraph:Document .
  OPTIONAL { ?thing dcterms:license|dcterms:rights ?terms }
  OPTIONAL { ?thing dcterms:publisher/rdfs:label ?label }
}"""
_VOCABULARIES = """
SELECT ?thing ?label ?terms WHERE {
  ?thing a prov:Entity ; rdfs:label ?label ; dcterms:hasVersion ?version .
  OPTIONAL { ?thing dcterms:license|dcterms:rights ?terms }
}"""


def source_comments(store: "GraphStore") -> Iterator[str]:
    """Lines that start with `#`: publishers with the number of their documents, then vocabularies, with licences."""
    yield "# Read by pohgraph. Every statement keeps the licence of the page or vocabulary it comes from.\n"
    for (publisher, licence), count in sorted(Counter(_labelled(store, _DOCUMENTS)).items()):
        yield f"# Source: {publisher}, {count} {'document' if count == 1 else 'documents'}: {licence}\n"
    for label, licence in sorted(_labelled(store, _VOCABULARIES)):
        yield f"# Vocabulary: {label}: {licence}\n"


def _labelled(store: "GraphStore", query: str) -> Iterator[tuple[str, str]]:
    """What each thing is called, and the licence and rights it states, each on one line."""
    labels: dict[str, str] = {}
    terms: dict[str, set[str]] = {}
    for row in cast("QuerySolutions", store.query(query)):
        thing = row["thing"].value
        labels[thing] = _one_line(row["label"].value) if row["label"] else "publisher not named"
        terms.setdefault(thing, set()).update([_one_line(row["terms"].value)] if row["terms"] else [])
    for thing, label in labels.items():
        yield label, "; ".join(sorted(terms[thing])) or "no licence stated"


def _one_line(text: str) -> str:
    return " ".join(text.split())
