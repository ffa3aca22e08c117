"""How decisions name a claim."""

from pohgraph.errors import UnknownReferenceError
from pohgraph.schema.prefixes import expand, standardise


def claim_iri(claim: str) -> str:
    """The IRI of a claim's identifier, which may be one already; an invalid one stays as it is, and is none of any graph."""
    try:
        return expand(standardise(claim))
    except (UnknownReferenceError, ValueError):
        return claim
