"""Equal claims become one with all their evidence; the order of pages does not matter."""

from collections.abc import Iterable
from dataclasses import replace

from pohgraph.model import Assertion, Evidence, Reference


def merge(assertions: Iterable[Assertion]) -> tuple[Assertion, ...]:
    """One assertion per key, its evidence sorted and without repeats, in order of the keys."""
    groups: dict[tuple[str, ...], list[Assertion]] = {}
    for assertion in assertions:
        groups.setdefault(assertion.key, []).append(assertion)
    return tuple(_one(groups[key]) for key in sorted(groups))


def with_publications(assertion: Assertion, canonical: dict[Reference, Reference]) -> Assertion:
    """The assertion with each cited work under the reference all pages share."""
    return replace(assertion, evidence=tuple(_cited(evidence, canonical) for evidence in assertion.evidence))


def _one(group: list[Assertion]) -> Assertion:
    evidence = sorted({e for assertion in group for e in assertion.evidence}, key=_place)
    # Labels do not distinguish claims, so one is chosen that does not depend on the order of reading.
    first = min(group, key=lambda a: (a.subject_label, a.object_label))
    return replace(first, evidence=tuple(evidence))


def _place(evidence: Evidence) -> tuple[str, int, int, str, str]:
    return evidence.document, evidence.quote.start, evidence.quote.end, evidence.extractor, repr(evidence)


def _cited(evidence: Evidence, canonical: dict[Reference, Reference]) -> Evidence:
    works = dict.fromkeys(canonical.get(work, work) for work in evidence.publications)
    return replace(evidence, publications=tuple(works))
