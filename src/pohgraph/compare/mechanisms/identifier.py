"""Identifiers that belong to another disease, exact matches that are not one to one, and codes beside codes."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from pohgraph.compare.mechanisms.sides import Side, conflict, grouped, place, stated
from pohgraph.compare.rules import Conflict, Known, Statement
from pohgraph.model import Claim
from pohgraph.schema.relations import EXACT_MATCH, INFERRED, MAPPING_PREDICATES

CLASSIFICATIONS = (
    "ICD10",
    "ICD10CM",
    "ICD9",
    "ICD11",
)  # databases that file every disease, most of them under wide codes
_EXACT = EXACT_MATCH.curie


def identifiers_not_one_to_one(claims: Sequence[Claim], _known: Known) -> Iterator[Conflict]:
    """Two exact matches of one database for one thing, or two things with one exact match."""
    exact = stated(claims, _EXACT)
    for group in grouped(exact, lambda c: f"{c.subject} {_database(c.object)}").values():
        for first, second in _pairs(group, lambda c: c.object):
            yield conflict("identifiers-not-one-to-one", first, second)
    for group in grouped(exact, lambda c: f"{c.object} {_database(c.subject)}").values():
        for first, second in _pairs(group, lambda c: c.subject):
            yield conflict("identifiers-not-one-to-one", first, second, first.object)


def identifier_of_another(claims: Sequence[Claim], known: Known) -> Iterator[Conflict]:
    """The mapping sets have it as the exact match of another disease of the database that the subject is of."""
    for claim in stated(claims, _EXACT):
        owner = known.owner(claim.object)
        if owner and owner != claim.subject and _database(owner) == _database(claim.subject):
            title, release = known.release_of_mappings()
            says = f"{claim.object}: an exact match of {known.label(owner)} ({owner})"
            theirs = Statement(source=title, release=release, says=says, about=(owner,))
            yield conflict("identifier-of-another", claim, theirs)


def codes_differ(claims: Sequence[Claim], _known: Known) -> Iterator[Conflict]:
    """Two codes of one classification, stated or left open, neither of which begins with the other."""
    read = (c for c in claims if c.predicate in MAPPING_PREDICATES and c.state in {"stated", "open"})
    codes = [c for c in read if c.knowledge_level != INFERRED and _database(c.object) in CLASSIFICATIONS]
    for group in grouped(codes, lambda c: _database(c.object)).values():
        for first, second in _pairs(group, lambda c: c.object):
            if not (first.object.startswith(second.object) or second.object.startswith(first.object)):
                yield conflict("codes-differ", first, second)


def _pairs(group: Side, value: Callable[[Claim], str]) -> Iterator[tuple[Claim, Claim]]:
    """Each two claims of different values, the first claim standing for all of one value."""
    firsts = {value(claim): claim for claim in sorted(group, key=place, reverse=True)}
    yield from combinations(sorted(firsts.values(), key=place), 2)


def _database(curie: str) -> str:
    return curie.partition(":")[0]
