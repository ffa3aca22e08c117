"""Integrity of a graph: queries that must find nothing, SHACL, and every quote against its page."""

from typing import TYPE_CHECKING

from pohgraph.check.integrity import check_integrity
from pohgraph.check.parts import blank_nodes, document_part, documents, other_nodes
from pohgraph.check.quotes import QuoteCheck, check_quotes
from pohgraph.check.result import CheckResult, Fault
from pohgraph.check.shapes import ShapeCheck, check_shapes

if TYPE_CHECKING:
    from pohgraph.store.graph import GraphStore

__all__ = ["CheckResult", "Fault", "check_integrity", "check_quotes", "check_shapes", "check_store"]


def check_store(store: "GraphStore") -> CheckResult:
    """Run every check. Each page is read once for all of them, and let go of before the next."""
    quotes, shapes = QuoteCheck(store), ShapeCheck(store)
    blank: set[str] = set()
    pages = documents(store)
    for page in pages:
        part = document_part(store, page)
        quotes.look_at(part)
        shapes.look_at(part)
        blank.update(blank_nodes(part.evidence), blank_nodes(part.claims), blank_nodes({page: part.description}))
        del part  # before the next is read
    for node, slots in other_nodes(store):
        shapes.look_beside(node, slots)
        blank.update(blank_nodes({node: slots}))
    return CheckResult.joined(
        (quotes.result(), check_integrity(store, blank_nodes=blank), shapes.result(len(pages), len(pages)))
    )
