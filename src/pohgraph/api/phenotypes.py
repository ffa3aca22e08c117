"""The phenotypes that pages state of diseases, without their claims: what diseases are compared by."""

from collections import defaultdict
from collections.abc import Iterable
from typing import cast

from pyoxigraph import NamedNode

from pohgraph.model import Named
from pohgraph.schema.prefixes import compress
from pohgraph.schema.relations import HAS_PHENOTYPE
from pohgraph.store.source import Queryable, Readable

_PHENOTYPE = HAS_PHENOTYPE.curie


def phenotypes_of(store: Queryable, disease: Named) -> set[str]:
    """The phenotypes that pages state of one disease."""
    rows = store.query(f"SELECT ?phenotype {{ <{disease.iri}> {_PHENOTYPE} ?phenotype }}")
    return {compress(phenotype.value) for (phenotype,) in cast("Iterable[tuple[NamedNode]]", rows)}


def phenotypes_by_disease(store: Readable) -> dict[Named, set[str]]:
    """The phenotypes that pages state, by disease."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for disease, phenotype in store.triples(_PHENOTYPE):
        found[disease.value].add(compress(phenotype.value))
    return {Named(compress(iri), iri=iri): phenotypes for iri, phenotypes in found.items()}
