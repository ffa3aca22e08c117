"""Integrity of a graph: queries that must find nothing, SHACL, and every quote against its page."""

from typing import TYPE_CHECKING

from pohgraph.check.integrity import check_integrity
from pohgraph.check.quotes import check_quotes
from pohgraph.check.result import CheckResult, Fault
from pohgraph.check.shapes import check_shapes

if TYPE_CHECKING:
    from pohgraph.store.graph import GraphStore

__all__ = ["CheckResult", "Fault", "check_integrity", "check_quotes", "check_shapes", "check_store"]


def check_store(store: "GraphStore") -> CheckResult:
    """Run every check, the quick ones first."""
    return CheckResult.joined(check(store) for check in (check_quotes, check_integrity, check_shapes))
