"""What pages say of a disease against HPO's annotations of it: agreed, contradicted, and what only one side has."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pohgraph.compare.shares import claimed_share, differ, interval
from pohgraph.model import Annotation, Claim
from pohgraph.schema.relations import RELATIONS

Ancestors = Callable[[str], frozenset[str]]
STATUSES = (
    "contradicts",
    "frequency differs",
    "not in HPOA",
    "more specific than HPOA",
    "more general than HPOA",
    "open",
    "agrees",
    "only in HPOA",
)
AT_ODDS = ("contradicts", "frequency differs")  # the statuses a curator must look at
# Relation -> the aspects of HPOA that hold the same kind of term.
_ASPECTS = {relation.predicate.curie: relation.aspects for relation in RELATIONS if relation.aspects}
_RELATIONS = {aspects[0]: predicate for predicate, aspects in _ASPECTS.items()}  # by its main aspect


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One claim of a page, the annotations it is held against, or annotations no page speaks of."""

    status: str
    disease: str
    relation: str
    term: str
    claim: Claim | None
    annotations: tuple[Annotation, ...] = ()


def compare(
    claims: Iterable[Claim], annotations: Iterable[Annotation], diseases: Mapping[str, str], ancestors: Ancestors
) -> list[Comparison]:
    """Hold claims against annotations, disease by disease; those of other diseases are left aside.

    Args:
        claims: of a graph; borrowed ones are passed over.
        annotations: HPO's.
        diseases: the identifier of an annotated disease -> that of the graph.
        ancestors: a term and all above it.
    """
    by_disease: defaultdict[str, list[Annotation]] = defaultdict(list)
    for annotation in annotations:
        if annotation.disease in diseases and annotation.aspect in _RELATIONS:
            by_disease[diseases[annotation.disease]].append(annotation)
    said: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.predicate in _ASPECTS and not claim.borrowed:
            said[claim.subject].append(claim)
    found: list[Comparison] = []
    for disease in sorted(by_disease):
        found += (_held(claim, by_disease[disease], ancestors) for claim in said[disease])
        found += _unspoken(disease, by_disease[disease], said[disease], ancestors)
    return sorted(found, key=lambda c: (c.disease, STATUSES.index(c.status), c.relation, c.term, _source(c)))


def _held(claim: Claim, annotations: list[Annotation], ancestors: Ancestors) -> Comparison:
    kind = [a for a in annotations if a.aspect in _ASPECTS[claim.predicate]]
    same = [a for a in kind if a.term == claim.object]
    status, held = _status(claim, same, kind, ancestors)
    return Comparison(
        status=status,
        disease=claim.subject,
        relation=claim.predicate,
        term=claim.object,
        claim=claim,
        annotations=tuple(held),
    )


def _status(
    claim: Claim, same: list[Annotation], kind: list[Annotation], ancestors: Ancestors
) -> tuple[str, list[Annotation]]:
    if claim.hedged:
        return "open", same
    alike = [a for a in same if a.denies == claim.negated]
    if same and not alike and claim.negated and not claim.denies:
        return "open", same  # denied at some age or of some patients, which HPOA may state of others
    if same and not alike:
        return "contradicts", same
    if alike:
        unlike = [a for a in alike if differ(claimed_share(claim), interval(a.frequency))]
        # One study may find what another does not: only where all that give a figure differ, is it a difference.
        figures = [a for a in alike if interval(a.frequency)]
        return ("frequency differs", unlike) if unlike and len(unlike) == len(figures) else ("agrees", alike)
    if not claim.negated:
        asserted = [a for a in kind if not a.denies]
        if above := [a for a in asserted if a.term in ancestors(claim.object)]:
            return "more specific than HPOA", above
        if below := [a for a in asserted if claim.object in ancestors(a.term)]:
            return "more general than HPOA", below
    return "not in HPOA", []


def _unspoken(
    disease: str, annotations: list[Annotation], claims: list[Claim], ancestors: Ancestors
) -> Iterator[Comparison]:
    spoken: set[str] = set()
    below: set[str] = set()
    for claim in claims:
        spoken.add(claim.object)
        below |= ancestors(claim.object)
    by_term: defaultdict[tuple[str, str], list[Annotation]] = defaultdict(list)
    for annotation in annotations:
        if annotation.term not in below and not spoken & ancestors(annotation.term):
            by_term[_RELATIONS[annotation.aspect], annotation.term].append(annotation)
    for (relation, term), group in by_term.items():
        yield Comparison(
            status="only in HPOA", disease=disease, relation=relation, term=term, claim=None, annotations=tuple(group)
        )


def _source(comparison: Comparison) -> tuple[str, ...]:
    return (comparison.claim.source.key, *comparison.claim.quotes) if comparison.claim else ()
