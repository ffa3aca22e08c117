"""Causal genes: of one source beside another, and beside HPO's annotations."""

from collections.abc import Iterator, Sequence

from pohgraph.compare.mechanisms.sides import GENE, Side, between_sources, conflict, grouped, place, stated
from pohgraph.compare.rules import Conflict, Known, Statement
from pohgraph.model import Claim


def genes_differ(claims: Sequence[Claim], _known: Known) -> Iterator[Conflict]:
    """Two sources name genes for a disease, and have none in common."""
    for disease, group in grouped(stated(claims, GENE), lambda claim: claim.object).items():
        for first, second in between_sources(group):
            if {claim.subject for claim in first}.isdisjoint(claim.subject for claim in second):
                yield conflict("genes-differ", first[0], second[0], disease)


def gene_not_in_vocabulary(claims: Sequence[Claim], known: Known) -> Iterator[Conflict]:
    """A source names a gene for a disease that HPO's annotations give other genes for."""
    for disease, group in grouped(stated(claims, GENE), lambda claim: claim.object).items():
        if genes := known.genes(disease):
            for side in grouped(group, lambda claim: claim.source.key).values():
                yield from _beyond(sorted(side, key=place), disease, genes, known)


def _beyond(side: Side, disease: str, genes: frozenset[str], known: Known) -> Iterator[Conflict]:
    given = {claim.subject for claim in side}
    if len(genes) == 1 < len(given) and genes < given:
        return  # the page of a subtype that lists the genes of the whole group
    names = ", ".join(sorted(map(known.label, genes)))
    title, release = known.release_of_genes()
    says = f"{known.label(disease)}: {names}"
    listed = Statement(source=title, release=release, says=says, about=(disease, *sorted(genes)))
    seen: set[str] = set()
    for claim in side:
        if claim.subject not in genes and claim.subject not in seen:
            seen.add(claim.subject)
            yield conflict("gene-not-in-vocabulary", claim, listed, disease)
