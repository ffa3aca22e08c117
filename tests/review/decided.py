"""What a file of decisions comes to, for tests that look into one."""

from pathlib import Path

from pohgraph.review.agreement import last_entries
from pohgraph.review.decision import UNDO, Decision
from pohgraph.review.table import read_entries


def read_decisions(path: Path) -> dict[str, Decision]:
    """The last decision of each claim, whoever made it; none of a claim whose last line takes one back."""
    last = {claim: [*made.values()][-1].decision for claim, made in last_entries(read_entries(path)).items()}
    return {claim: decision for claim, decision in last.items() if decision["decision"] != UNDO}
