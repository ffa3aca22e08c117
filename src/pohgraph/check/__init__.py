"""Integrity of a graph: queries that must find nothing, SHACL, every quote against its page, and the graph against a new reading."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from pohgraph.check.derivation import NOT_READ_AGAIN, OTHER_PAGE, Derivation, DerivationCheck
from pohgraph.check.digests import check_digests
from pohgraph.check.identity import identity_faults
from pohgraph.check.integrity import check_integrity
from pohgraph.check.parts import blank_nodes, document_part, documents, other_nodes
from pohgraph.check.quotes import QuoteCheck, Source, check_quotes
from pohgraph.check.result import CheckResult, Fault
from pohgraph.check.shapes import ShapeCheck, check_shapes
from pohgraph.check.signatures import check_signature
from pohgraph.store.rdf import CONFLICTS

if TYPE_CHECKING:
    from pohgraph.store.graph import GraphStore

    Digests = Callable[[GraphStore], CheckResult]

__all__ = [
    "OTHER_PAGE",
    "CheckResult",
    "Derivation",
    "Fault",
    "check_integrity",
    "check_quotes",
    "check_shapes",
    "check_signature",
    "check_store",
]


def check_store(
    store: "GraphStore",
    *,
    derivation: Derivation | None = None,
    source: Source | None = None,
    conflicts: "Callable[[GraphStore], CheckResult] | None" = None,
    progress: Callable[[int, int], None] | None = None,
    digests: "Digests | None" = None,
) -> CheckResult:
    """Run every check. Each page is read once for all of them, and let go of before the next.

    Args:
        store: the graph.
        derivation: its pages, read again; without it, identifiers and digests alone tell what was changed in itself.
        source: the bytes of a page by their hash, where the store may lack them.
        conflicts: holds the conflicts in the graph against those that its claims give; None leaves that out.
        progress: called with how many of how many pages are done.
        digests: compares the graph with its manifest; None does that as for a store.
    """
    quotes, shapes = QuoteCheck(store, source), ShapeCheck(store)
    proof = DerivationCheck(store, derivation) if derivation else None
    named: list[Fault] = []
    blank: set[str] = set()
    pages = documents(store)
    for done, page in enumerate(pages):
        if progress:
            progress(done, len(pages))
        part = document_part(store, page)
        quotes.look_at(part)
        shapes.look_at(part)
        if proof is None or not proof.look_at(page):
            named += identity_faults(part)
        blank.update(blank_nodes(part.evidence), blank_nodes(part.claims), blank_nodes({page: part.description}))
        del part  # before the next is read
    if progress:
        progress(len(pages), len(pages))
    shapes.look_at(document_part(store, CONFLICTS.value))
    for node, slots in other_nodes(store):
        shapes.look_beside(node, slots)
        blank.update(blank_nodes({node: slots}))
    results = [quotes.result(), check_integrity(store, blank_nodes=blank), shapes.result(len(pages), len(pages))]
    results.append(CheckResult(faults=tuple(named)))
    results.append(proof.result() if proof else CheckResult(lines=(NOT_READ_AGAIN,)))
    results += [conflicts(store)] if conflicts else []
    results.append((digests or check_digests)(store))
    return CheckResult.joined(results)
