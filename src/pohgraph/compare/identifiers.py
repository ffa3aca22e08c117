"""The identifiers that pages print for a disease against those of a mapping set: the same, of another disease, or one side's alone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from pohgraph.compare.annotations import Comparison
from pohgraph.compare.standing import Standing
from pohgraph.model import Claim, Mapping
from pohgraph.schema.relations import EXACT_MATCH, HAS_DB_XREF, INFERRED, MAPPING_PREDICATES

MONDO = "Mondo"

Owner = Callable[[str], str]


def compare_identifiers(
    disease: str, claims: Iterable[Claim], rows: Iterable[Mapping], owner: Owner, *, reference: str = MONDO
) -> list[Comparison]:
    """Hold the identifiers that pages print for one disease against the rows of the reference about it.

    Args:
        disease: its CURIE.
        claims: about it; all but printed identifiers are passed over, and so are those that a vocabulary lent to a page.
        rows: the reference's rows about it.
        owner: the disease of which an identifier is the only exact match in the reference; "" where there is none.
        reference: what it is called in the status of each comparison.
    """
    known: defaultdict[str, list[Mapping]] = defaultdict(list)
    for row in rows:
        known[row.object.curie].append(row)
    printed = [c for c in claims if c.predicate in MAPPING_PREDICATES and c.knowledge_level != INFERRED]
    found = [
        Comparison(
            standing=_standing(claim, known.get(str(claim.object), []), owner),
            reference=reference,
            disease=disease,
            relation=claim.predicate,
            term=str(claim.object),
            claim=claim,
            matches=tuple(known.get(str(claim.object), ())),
        )
        for claim in printed
    ]
    found += _unprinted(disease, reference, known, {str(claim.object) for claim in printed if not claim.borrowed})
    order = list(Standing)
    return sorted(found, key=lambda c: (order.index(c.standing), c.term, c.claim.source.key if c.claim else ""))


def _standing(claim: Claim, rows: list[Mapping], owner: Owner) -> Standing:
    if claim.borrowed:
        return Standing.BORROWED
    if claim.hedged:
        return Standing.OPEN
    if claim.negated:
        return Standing.CONTRADICTS if any(row.predicate.curie == claim.predicate for row in rows) else Standing.DENIED
    if rows:
        return Standing.AGREES if _fit(claim, rows) else Standing.MATCH_DIFFERS
    is_exact = claim.predicate == EXACT_MATCH.curie
    return Standing.CONTRADICTS if is_exact and owner(str(claim.object)) else Standing.ABSENT


def _fit(claim: Claim, rows: list[Mapping]) -> bool:
    """Whether the reference says the same; a cross-reference, on either side, leaves open how close the match is."""
    loose = HAS_DB_XREF.curie
    return claim.predicate == loose or any(row.predicate.curie in {claim.predicate, loose} for row in rows)


def _unprinted(
    disease: str, reference: str, known: dict[str, list[Mapping]], printed: set[str]
) -> Iterator[Comparison]:
    for identifier, rows in known.items():
        if identifier not in printed:
            yield Comparison(
                standing=Standing.ALONE,
                reference=reference,
                disease=disease,
                relation=rows[0].predicate.curie,
                term=identifier,
                claim=None,
                matches=tuple(rows),
            )
