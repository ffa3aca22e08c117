"""Claims beside claims: grouped, in an order of their own, and paired source by source."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from pohgraph.compare.rules import Conflict, Statement
from pohgraph.model import Claim
from pohgraph.schema.relations import CAUSES, HAS_MODE_OF_INHERITANCE, HAS_PHENOTYPE

PHENOTYPE, MODE, GENE = HAS_PHENOTYPE.curie, HAS_MODE_OF_INHERITANCE.curie, CAUSES.curie
Side = list[Claim]


def conflict(rule: str, first: Claim, second: Claim | Statement, about: str = "") -> Conflict:
    """A conflict about the subject of its first claim, or about its object."""
    about = about or first.subject
    label = first.subject.label if about == first.subject else first.object_label
    return Conflict(rule=rule, about=about, about_label=label, first=first, second=second)


def stated(claims: Iterable[Claim], *predicates: str) -> Side:
    """Those that are stated, of these relations."""
    return [claim for claim in claims if claim.state == "stated" and claim.predicate in predicates]


def grouped(claims: Iterable[Claim], key: Callable[[Claim], str]) -> dict[str, Side]:
    """The claims by a text made of each."""
    groups: defaultdict[str, Side] = defaultdict(list)
    for claim in claims:
        groups[key(claim)].append(claim)
    return groups


def place(claim: Claim) -> tuple[str, ...]:
    """Where a claim stands among others: by its source, and then by what it says."""
    return (claim.source.key, claim.subject, claim.object, claim.state, claim.frequency, *claim.quotes, claim.id)


def one_per_source(claims: Iterable[Claim]) -> Side:
    """The first claim of each source."""
    firsts = {claim.source.key: claim for claim in sorted(claims, key=place, reverse=True)}
    return [firsts[source] for source in sorted(firsts)]


def between_sources(claims: Iterable[Claim]) -> Iterator[tuple[Side, Side]]:
    """What one source says, beside what another does."""
    return _pairs(grouped(claims, lambda claim: claim.source.key))


def within_sources(claims: Iterable[Claim]) -> Iterator[tuple[Side, Side]]:
    """What a page says in words, beside what it says in nothing but a table that was made from other data."""
    for same in grouped(claims, lambda claim: claim.source.key).values():
        yield from _pairs(grouped(same, lambda claim: "table" if claim.derived_from else ""))


def voice(claim: Claim) -> tuple[str, bool]:
    """Who says it: a page in its words, or a page in nothing but a table that was made from other data."""
    return claim.source.key, bool(claim.derived_from)


def _pairs(groups: dict[str, Side]) -> Iterator[tuple[Side, Side]]:
    for one, other in combinations(sorted(groups), 2):
        yield sorted(groups[one], key=place), sorted(groups[other], key=place)
