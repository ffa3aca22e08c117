"""Equal claims become one with all their evidence; the order of reading does not matter."""

from collections.abc import Iterable
from dataclasses import replace

from pohgraph.model import Assertion, Evidence


def merge(assertions: Iterable[Assertion]) -> tuple[Assertion, ...]:
    """One assertion per key, its evidence sorted and without repeats, in order of the keys."""
    groups: dict[tuple[str, ...], list[Assertion]] = {}
    for assertion in assertions:
        groups.setdefault(assertion.key, []).append(assertion)
    return tuple(_one(groups[key]) for key in sorted(groups))


def _one(group: list[Assertion]) -> Assertion:
    evidence = sorted({e for assertion in group for e in assertion.evidence}, key=_place)
    # Labels do not distinguish claims, so one is chosen that does not depend on the order of reading.
    first = min(group, key=lambda a: (a.subject_label, a.object_label))
    return replace(first, evidence=tuple(evidence))


def _place(evidence: Evidence) -> tuple[str, int, int, str, str]:
    return evidence.document, evidence.quote.start, evidence.quote.end, evidence.extractor, repr(evidence)
