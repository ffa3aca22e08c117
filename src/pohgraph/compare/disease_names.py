"""The names that pages give a disease against those of a reference: the same, another disease's, or one side's alone."""

from collections.abc import Callable, Iterable, Mapping

from pohgraph.compare.annotations import Comparison
from pohgraph.compare.identifiers import MONDO
from pohgraph.compare.standing import Standing
from pohgraph.language.disease_words import loose_disease_key
from pohgraph.model import Claim
from pohgraph.model import Mapping as Row
from pohgraph.schema.relations import INFERRED, SYNONYM_PREDICATES

NAME_PREDICATES = frozenset(predicate.curie for predicate in SYNONYM_PREDICATES.values())
_EXACT = SYNONYM_PREDICATES["exact"].curie

Owner = Callable[[str], str]


def compare_names(
    disease: str,
    claims: Iterable[Claim],
    names: Mapping[str, Row],
    owner: Owner,
    *,
    titles: Iterable[str] = (),
    reference: str = MONDO,
) -> list[Comparison]:
    """Hold the names that pages give one disease against those that the reference has; the order and case of words do not count.

    Args:
        disease: its CURIE.
        claims: about it; all but printed names are passed over.
        names: what the reference calls it, each with the row that says so.
        owner: another disease that the reference calls so; "" where there is none.
        titles: what pages on it are called; a name that stands there is not the reference's alone.
        reference: what it is called in the status of each comparison.
    """
    known: dict[str, tuple[str, Row]] = {}
    for name, row in names.items():
        known.setdefault(loose_disease_key(name), (name, row))
    printed = [claim for claim in claims if claim.predicate in NAME_PREDICATES and claim.knowledge_level != INFERRED]
    found: list[Comparison] = []
    for claim in printed:
        same = known.get(loose_disease_key(str(claim.object)))
        found.append(
            Comparison(
                standing=_standing(claim, owner, is_known=same is not None),
                reference=reference,
                disease=disease,
                relation=claim.predicate,
                term=str(claim.object),
                claim=claim,
                matches=(same[1],) if same else (),
            )
        )
    said = {loose_disease_key(str(claim.object)) for claim in printed if not claim.borrowed}
    said |= set(map(loose_disease_key, titles))
    found += (
        Comparison(
            standing=Standing.ALONE,
            reference=reference,
            disease=disease,
            relation=_EXACT,
            term=name,
            claim=None,
            matches=(row,),
        )
        for key, (name, row) in known.items()
        if key not in said
    )
    order = list(Standing)
    return sorted(found, key=lambda c: (order.index(c.standing), c.term, c.claim.source.key if c.claim else ""))


def _standing(claim: Claim, owner: Owner, *, is_known: bool) -> Standing:
    if claim.borrowed:
        return Standing.BORROWED
    if claim.hedged:
        return Standing.OPEN
    if claim.negated:
        return Standing.CONTRADICTS if is_known else Standing.DENIED
    if is_known:
        return Standing.AGREES
    return Standing.CONTRADICTS if claim.predicate == _EXACT and owner(str(claim.object)) else Standing.ABSENT
