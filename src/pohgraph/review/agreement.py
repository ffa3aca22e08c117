"""What decisions of several files and curators come to: of each curator the last one about a claim, and whether they agree. Pure."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from pohgraph.review.curators import curator_named
from pohgraph.review.decision import UNDO, Decision
from pohgraph.review.table import Entry


class Agreement(NamedTuple):
    """The decisions about one claim that count, one of each curator, in the order they were read."""

    claim: str
    entries: tuple[Entry, ...]

    @property
    def is_conflict(self) -> bool:
        """Whether curators decide differently."""
        return len({_what(entry.decision) for entry in self.entries}) > 1


def agreements(files: Iterable[Sequence[Entry]], named: Callable[[str], str] = str) -> list[Agreement]:
    """The decisions that count, by the claim that `named` makes of its identifier, sorted.

    A later decision of a curator replaces the earlier one, and `undo` takes it back; an `undo` that names nobody takes back whatever its
    file has about the claim.
    """
    standing: dict[str, dict[str, Entry]] = {}
    for entries in files:
        for claim, own in last_entries(entries, named).items():
            decided = standing.setdefault(claim, {})
            for curator, entry in own.items():
                decided.pop(curator, None)  # the order is that of the last decision
                decided[curator] = entry
    return [
        Agreement(claim, made)
        for claim in sorted(standing)
        if (made := tuple(e for e in standing[claim].values() if e.decision["decision"] != UNDO))
    ]


def last_entries(entries: Iterable[Entry], named: Callable[[str], str] = str) -> dict[str, dict[str, Entry]]:
    """What a file comes to: by claim and curator the last line, `undo` among them, in the order in which they were made."""
    found: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        decided = found.setdefault(named(entry.decision["claim"]), {})
        if entry.decision["decision"] == UNDO and not _who(entry):
            decided.clear()
        decided.pop(_who(entry), None)
        decided[_who(entry)] = entry
    return found


def _who(entry: Entry) -> str:
    return curator_named(entry.decision["curator"])


def _what(decision: Decision) -> tuple[str, ...]:
    return decision["decision"], *(f"{name}={value}" for name, value in sorted(decision["changes"].items()))
