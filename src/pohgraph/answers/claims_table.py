"""The claims of a graph as a table for curators, with filters and pages."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from pohgraph.answers import shapes
from pohgraph.answers.claim_index import ClaimFilter
from pohgraph.answers.context import Context
from pohgraph.claims.reader import read_claims_named

LIMIT, MOST = 50, 500  # claims of one page


def claims_table(
    context: Context,
    wanted: ClaimFilter,
    decisions: Mapping[str, shapes.Decision],
    *,
    offset: int = 0,
    limit: int = LIMIT,
    others: Mapping[str, Sequence[shapes.Decision]] = MappingProxyType({}),
) -> shapes.ClaimTable:
    """Some of the claims that a filter lets through, each with what was decided.

    `decisions` are the last ones about a claim, `others` those of other curators; both are by the claim's CURIE.
    """
    chosen = context.claim_index.chosen(wanted, decisions)
    offset, limit = max(0, offset), min(max(0, limit), MOST)
    part = chosen.iris[offset : offset + limit]
    place = {iri: number for number, iri in enumerate(part)}
    claims = sorted(
        read_claims_named(context.view, part, passages=True, rejected=True), key=lambda claim: place[claim.id.iri]
    )
    context.learn_of(claims)
    return {
        "total": len(chosen.iris),
        "progress": chosen.progress,
        "offset": offset,
        "predicates": context.claim_index.predicates,
        "claims": [
            {**context.claim(claim), "decision": decisions.get(claim.id), "others": list(others.get(claim.id, ()))}
            for claim in claims
        ],
        "sources": context.sources_of(claims),
    }
