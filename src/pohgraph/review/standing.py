"""What is decided of claims: in their graph, and in a file that others may write at the same time."""

from collections.abc import Sequence
from pathlib import Path

from pohgraph.review.agreement import agreements
from pohgraph.review.claims import claim_iri
from pohgraph.review.curators import curator_named
from pohgraph.review.decision import UNDO, Decision, decision_from
from pohgraph.review.table import Entry, add_decision, read_entries


def standing(recorded: Sequence[Entry], entries: Sequence[Entry]) -> dict[str, tuple[Decision, ...]]:
    """The decisions that count of each claim, by its IRI, one of each curator; the last one made is the last."""
    found = agreements([recorded, entries], claim_iri)
    return {agreement.claim: tuple(entry.decision for entry in agreement.entries) for agreement in found}


class Standing:
    """The decisions of one curator and of others, as they are at each moment.

    `recorded` are those of the graph, `path` is the file, which need not be there yet.
    """

    def __init__(self, path: Path, curator: str, recorded: Sequence[Entry]) -> None:
        self._path = path
        self._curator = curator_named(curator)
        self._recorded = recorded
        self._state: tuple[int, int] | None = None
        self._decided = standing(recorded, ())

    def mine(self, claim: str) -> Decision | None:
        """The curator's own decision about a claim, given by IRI."""
        return next((one for one in self._of(claim) if self._is_mine(one)), None)

    def others(self, claim: str) -> list[Decision]:
        """Those of other curators."""
        return [one for one in self._of(claim) if not self._is_mine(one)]

    def add(self, decision: Decision) -> Decision | None:
        """Write a decision of the curator; gives the one that it replaces.

        Raises:
            ReadError: the file cannot be read or written.
        """
        before = self.mine(claim_iri(decision["claim"]))
        add_decision(self._path, decision)
        return before

    def take_back(self, claim: str, statement: str, before: Decision | None) -> None:
        """Undo the last decision about a claim, given by CURIE and in words: what stood before it counts again.

        Raises:
            ReadError: as above.
        """
        undo = {"claim": claim, "decision": UNDO, "curator": self._curator, "statement": statement}
        add_decision(self._path, before or decision_from(undo))

    def _of(self, claim: str) -> tuple[Decision, ...]:
        self._read_again()
        return self._decided.get(claim, ())

    def _read_again(self) -> None:
        """Read the file if it is another than before: another curator may have written it."""
        try:
            stat = self._path.stat()
        except OSError:
            return
        state = (stat.st_mtime_ns, stat.st_size)
        if state != self._state:
            self._decided = standing(self._recorded, read_entries(self._path))
            self._state = state

    def _is_mine(self, decision: Decision) -> bool:
        return curator_named(decision["curator"]) == self._curator
