"""What pages say of a disease against a reference's annotations of it: agreed, contradicted, and what only one side has."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pohgraph.compare.shares import claimed_share, differ, interval
from pohgraph.compare.standing import HPOA, Standing
from pohgraph.model import Annotation, Claim
from pohgraph.model import Mapping as Match
from pohgraph.schema.branches import ONSET
from pohgraph.schema.categories import GENE_PREFIXES
from pohgraph.schema.relations import (
    ASSOCIATED_WITH,
    CAUSES,
    CONTRIBUTES_TO,
    HAS_CLINICAL_MODIFIER,
    HAS_ONSET,
    RELATIONS,
)

Ancestors = Callable[[str], frozenset[str]]
# Relation -> the aspects of HPOA that hold the same kind of term.
ASPECTS = {relation.predicate.curie: relation.aspects for relation in RELATIONS if relation.aspects}
_RELATIONS = {aspects[0]: predicate for predicate, aspects in ASPECTS.items()}  # by its main aspect
_OF_GENES = frozenset(predicate.curie for predicate in (CAUSES, CONTRIBUTES_TO, ASSOCIATED_WITH))
_GENES = tuple(f"{prefix}:" for prefix in GENE_PREFIXES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One claim of a page, the annotations it is held against, or annotations no page speaks of.

    `standing` is how the two stand to each other; `matches` are a reference's rows for an identifier.
    """

    standing: Standing
    reference: str = HPOA
    disease: str
    relation: str
    term: str
    claim: Claim | None
    annotations: tuple[Annotation, ...] = ()
    matches: tuple[Match, ...] = ()

    @property
    def status(self) -> str:
        """How the two stand to each other, in words that name the reference."""
        return self.standing.beside(self.reference)


def compare(
    claims: Iterable[Claim],
    annotations: Iterable[Annotation],
    diseases: Mapping[str, str],
    ancestors: Ancestors,
    *,
    reference: str = HPOA,
) -> list[Comparison]:
    """Hold claims against annotations, disease by disease; those of other diseases are left aside.

    Args:
        claims: of a graph.
        annotations: the reference's; genes among them have the aspect `Annotation.GENE`.
        diseases: the identifier of an annotated disease -> that of the graph.
        ancestors: a term and all above it; nothing for a gene.
        reference: what the reference is called in the status of each comparison.
    """
    by_disease: defaultdict[str, list[Annotation]] = defaultdict(list)
    for annotation in annotations:
        if annotation.disease in diseases and (annotation.aspect in _RELATIONS or annotation.aspect == Annotation.GENE):
            by_disease[diseases[annotation.disease]].append(annotation)
    said: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if disease := disease_of(claim):
            said[disease].append(claim)
    found: list[Comparison] = []
    for disease in sorted(by_disease):
        sides = _Sides(disease, reference, said[disease], by_disease[disease], ancestors)
        found += map(sides.held, said[disease])
        found += sides.unspoken()
    return sorted(found, key=_place)


def disease_of(claim: Claim) -> str:
    """The disease that a claim is about, where annotations hold claims of its kind; else ""."""
    if claim.predicate in ASPECTS:
        return claim.subject
    return str(claim.object) if _is_of_gene(claim) else ""


def aspects_of(claim: Claim) -> str:
    """The aspects under which annotations have what a claim says."""
    return Annotation.GENE if _is_of_gene(claim) else ASPECTS.get(claim.predicate, "")


def is_asserted(annotation: Annotation, aspects: str) -> bool:
    """Whether an annotation says that the disease has a term of these aspects."""
    return annotation.aspect in aspects and not annotation.denies


def _is_of_gene(claim: Claim) -> bool:
    return claim.predicate in _OF_GENES and claim.subject.startswith(_GENES)


def _term_of(claim: Claim) -> str:
    return claim.subject if _is_of_gene(claim) else str(claim.object)


def _place(comparison: Comparison) -> tuple[object, ...]:
    claim = comparison.claim
    source = (claim.source.key, *claim.quotes) if claim else ()
    order = list(Standing).index(comparison.standing)
    return (comparison.disease, order, comparison.relation, comparison.term, source)


class _Sides:
    """What pages claim of one disease, and what the reference says of it."""

    def __init__(
        self, disease: str, reference: str, claims: list[Claim], annotations: list[Annotation], ancestors: Ancestors
    ) -> None:
        self._disease, self._reference = disease, reference
        self._claims, self._annotations, self._ancestors = claims, annotations, ancestors
        self._onsets = {claim.source.key for claim in claims if self._has_known_onset(claim)}

    def held(self, claim: Claim) -> Comparison:
        """How a claim stands to the annotations of its kind."""
        standing, held = self._standing(claim)
        return Comparison(
            standing=standing,
            reference=self._reference,
            disease=self._disease,
            relation=claim.predicate,
            term=_term_of(claim),
            claim=claim,
            annotations=tuple(held),
        )

    def unspoken(self) -> Iterator[Comparison]:
        """The annotations that no page speaks of, be it in a wider or a narrower term."""
        spoken = {_term_of(claim) for claim in self._claims if not claim.borrowed}
        stated = {_term_of(claim) for claim in self._claims if claim.state == "stated"}
        denied = {_term_of(claim) for claim in self._claims if claim.denies}
        below = set().union(spoken, *map(self._ancestors, stated))
        by_term: defaultdict[tuple[str, str], list[Annotation]] = defaultdict(list)
        for annotation in self._annotations:
            if annotation.term not in below and not (stated | denied) & self._ancestors(annotation.term):
                by_term[self._relation(annotation), annotation.term].append(annotation)
        for (relation, term), group in by_term.items():
            yield Comparison(
                standing=Standing.ALONE,
                reference=self._reference,
                disease=self._disease,
                relation=relation,
                term=term,
                claim=None,
                annotations=tuple(group),
            )

    def _standing(self, claim: Claim) -> tuple[Standing, list[Annotation]]:
        term = _term_of(claim)
        kind = self._of_kind(claim)
        same = [a for a in kind if a.term == term]
        alike = [a for a in same if a.denies == claim.negated]
        if claim.borrowed:
            return Standing.BORROWED, same
        if claim.hedged or (same and not alike and claim.negated and not claim.denies):
            return Standing.OPEN, same  # denied at some age or of some patients, which HPOA may state of others
        if same and not alike:
            return Standing.CONTRADICTS, same
        if claim.negated:
            return self._denied(claim, alike, kind)
        return self._alike(claim, alike) if alike else self._related(claim, kind)

    def _denied(
        self, claim: Claim, alike: list[Annotation], kind: list[Annotation]
    ) -> tuple[Standing, list[Annotation]]:
        if alike:
            return Standing.BOTH_DENY, alike
        below = [a for a in kind if not a.denies and claim.object in self._ancestors(a.term)]
        return (Standing.CONTRADICTS, below) if below and claim.denies else (Standing.DENIED, below)

    def _alike(self, claim: Claim, alike: list[Annotation]) -> tuple[Standing, list[Annotation]]:
        # One study may find what another does not: only where all that say how often or when differ, is it a difference.
        figures = [a for a in alike if interval(a.frequency)]
        if figures and all(differ(claimed_share(claim), interval(a.frequency)) for a in figures):
            return Standing.FREQUENCY_DIFFERS, figures
        ages = [a for a in alike if a.onset and claim.onset]
        if ages and not any(self._are_related(claim.onset, a.onset) for a in ages):
            return Standing.ONSET_DIFFERS, ages
        return Standing.AGREES, alike

    def _related(self, claim: Claim, kind: list[Annotation]) -> tuple[Standing, list[Annotation]]:
        term, asserted = _term_of(claim), [a for a in kind if not a.denies]
        if above := [a for a in asserted if a.term in self._ancestors(term)]:
            return Standing.NARROWER, above
        if below := [a for a in asserted if term in self._ancestors(a.term)]:
            return Standing.WIDER, below
        if excluded := [a for a in kind if a.negated and a.term in self._ancestors(term)]:
            return Standing.CONTRADICTS, excluded
        if claim.predicate == HAS_ONSET.curie and claim.source.key not in self._onsets:
            others = [a for a in asserted if ONSET.curie in self._ancestors(a.term)]
            return (Standing.ONSET_DIFFERS, others) if others else (Standing.ABSENT, [])
        return Standing.ABSENT, []

    def _has_known_onset(self, claim: Claim) -> bool:
        """Whether a page gives an onset that the reference has: others beside it make a range, and are no difference."""
        if claim.predicate != HAS_ONSET.curie or claim.state != "stated":
            return False
        return any(self._are_related(str(claim.object), a.term) for a in self._of_kind(claim) if not a.denies)

    def _of_kind(self, claim: Claim) -> list[Annotation]:
        aspects = aspects_of(claim)
        return [a for a in self._annotations if a.aspect in aspects]

    def _are_related(self, one: str, other: str) -> bool:
        return one in self._ancestors(other) or other in self._ancestors(one)

    def _relation(self, annotation: Annotation) -> str:
        if annotation.aspect == Annotation.GENE:
            return ASSOCIATED_WITH.curie
        relation = _RELATIONS[annotation.aspect]
        # HPOA has ages of onset and courses under one aspect.
        is_course = relation == HAS_ONSET.curie and ONSET.curie not in self._ancestors(annotation.term)
        return HAS_CLINICAL_MODIFIER.curie if is_course else relation
