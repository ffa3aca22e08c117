"""Whether claims that agree are worth more than one: claims that come from the same data are not independent."""

from collections.abc import Iterable
from itertools import combinations

from pohgraph.model import Annotation, Claim
from pohgraph.schema.lineage import HPO_ANNOTATIONS

NOT_INDEPENDENT = "not independent"
_BEHIND = {"ORPHA": ("infores:orphanet",), "OMIM": ("infores:omim",)}  # whose data HPO passes on, by its reference


def independent(first: Claim, second: Claim) -> bool:
    """Whether neither claim comes from the source or the data of the other, as far as the graph knows.

    Whoever passes statements on counts where the other claim was made from that collection: Orphanet through HPO's
    annotations and OMIM through them are two sources, but a table made from these annotations agrees with itself in both.
    """
    if first.source.id == second.source.id and not first.source.is_dataset:
        return False
    if first.origins & second.origins:
        return False
    return not (_passed_on(first) & {*second.derived_from} or _passed_on(second) & {*first.derived_from})


def witnesses(claims: Iterable[Claim]) -> list[Claim]:
    """Claims that are independent of each other: the first, and each later one that is independent of those taken before."""
    found: list[Claim] = []
    for claim in claims:
        if all(independent(claim, other) for other in found):
            found.append(claim)
    return found


def corroborated(claims: Iterable[Claim]) -> bool:
    """Whether at least two of the claims are independent of each other."""
    return any(independent(first, second) for first, second in combinations(list(claims), 2))


def repeats(claim: Claim, annotation: Annotation) -> bool:
    """Whether a claim is no second witness of an annotation: its page has it from HPO, or is what HPO has it from."""
    behind = {HPO_ANNOTATIONS, *_BEHIND.get(annotation.reference.partition(":")[0], ())}
    return bool(behind & claim.origins) or annotation.reference == claim.source.publication


def of_hpo_annotations(claim: Claim) -> bool:
    """Whether a claim is one of HPO's annotations that came with a graph file, from HPO or through somebody else."""
    named = {claim.knowledge_source, *_passed_on(claim), *claim.derived_from}
    return claim.source.is_dataset and HPO_ANNOTATIONS in named


def dependence(first: Claim, second: Claim) -> str:
    """`NOT_INDEPENDENT`, or "" for two claims that are."""
    return "" if independent(first, second) else NOT_INDEPENDENT


def _passed_on(claim: Claim) -> frozenset[str]:
    slots = ("biolink:aggregator_knowledge_source", "biolink:knowledge_source")
    return frozenset(value for slot in slots for value in claim.detail(slot))
