"""Sources that their publishers do not stand by."""

from collections.abc import Iterator, Sequence

from pohgraph.compare.mechanisms.sides import conflict, grouped, place
from pohgraph.compare.rules import Conflict, Known, Statement
from pohgraph.model import Claim

STATUS = "pohgraph:publication_status"  # the detail of every claim of such a source
RETRACTED, OF_CONCERN = "pohgraph:retracted", "pohgraph:expression_of_concern"


def retracted_source(claims: Sequence[Claim], _known: Known) -> Iterator[Conflict]:
    """Of each retracted source, its first claim about the disease."""
    yield from _with_status("retracted-source", claims, RETRACTED, "retracted")


def source_of_concern(claims: Sequence[Claim], _known: Known) -> Iterator[Conflict]:
    """Of each source with an expression of concern, its first claim about the disease."""
    yield from _with_status("source-of-concern", claims, OF_CONCERN, "expression of concern")


def _with_status(rule: str, claims: Sequence[Claim], status: str, words: str) -> Iterator[Conflict]:
    marked = [claim for claim in claims if status in claim.detail(STATUS)]
    for same in grouped(marked, lambda claim: claim.source.key).values():
        first, others = min(same, key=place), len(same) - 1
        says = f"{words}; {others} more of its claims are about this" if others else words
        yield conflict(rule, first, Statement(source=first.source.name, says=says, about=(first.source.id,)))
