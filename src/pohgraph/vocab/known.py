"""What the loaded vocabularies know of diseases, terms and identifiers, asked and answered by CURIE."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from math import log

from pohgraph.errors import UnknownReferenceError
from pohgraph.model import Reference
from pohgraph.schema.relations import EXACT_MATCH
from pohgraph.vocab.lexicon import Lexicon

_GENES, _MAPPINGS = ("hpo-genes", "phenotype-to-genes"), ("mondo",)  # how the names of their vocabularies begin


class KnownDiseases:
    """Answers from one lexicon; each of its sections is read when it is first needed.

    Nothing is an error here: what is unknown, or no CURIE, gives an empty answer.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._ancestors: dict[str, frozenset[str]] = {}
        self._counts: dict[str, int] = {}

    def ancestors(self, term: str) -> frozenset[str]:
        """A term of HPO and all above it; empty for everything else."""
        if term not in self._ancestors:
            found = self._lexicon.ancestors(Reference.parse(term)) if term.startswith("HP:") else ()
            self._ancestors[term] = frozenset(reference.curie for reference in found)
        return self._ancestors[term]

    def information(self, term: str) -> float:
        """What it says of a disease that it has a term of HPO: `-ln` of the share of annotated diseases that have it or a narrower one.

        From 0, of what all have, to that of a term of one disease, about 9.4. A term that no disease has says what the most telling
        term above it says; what is no term of HPO says nothing, 0.
        """
        registries = self._lexicon.profiles.values()
        if having := self._having(term):
            return log(sum(map(len, registries)) / having)
        return max(
            (self.information(above) for above in self.ancestors(term) - {term} if self._having(above)), default=0.0
        )

    def types(self, name: str) -> tuple[str, ...]:
        """The annotated diseases, by CURIE, that are numbered types of what has this name; see `Lexicon.types_named`."""
        return self._lexicon.types_named(name)

    def label(self, curie: str) -> str:
        """What a term, gene or disease is called, or its CURIE."""
        reference = _parsed(curie)
        return self._lexicon.label(reference) if reference else curie

    def genes(self, disease: str) -> frozenset[str]:
        """The genes HPO's annotations give for a disease, under its own identifier or an exact match of it."""
        return frozenset(gene for name in self._names(disease) for gene in self._genes.get(name, ()))

    def annotated_genes(self, entry: str) -> frozenset[str]:
        """The genes HPO's annotations give for a disease of OMIM or Orphanet, under this identifier alone."""
        return frozenset(self._genes.get(entry, ()))

    def entries(self, disease: str) -> frozenset[str]:
        """The numbers under which OMIM lists just that disease; of a phenotypic series there are none."""
        return frozenset(name for name in self._names(disease) if name.startswith("OMIM:"))

    def owner(self, identifier: str) -> str:
        """The disease that has this identifier as its only exact match; "" where there is none, or more than one."""
        reference = _parsed(identifier)
        found = self._lexicon.canonical(reference) if reference else None
        return found.curie if found and found != reference else ""

    def release_of_genes(self) -> tuple[str, str]:
        """Title and release of the vocabulary behind `genes`."""
        return self._release(_GENES)

    def release_of_mappings(self) -> tuple[str, str]:
        """Title and release of the vocabulary behind `entries` and `owner`."""
        return self._release(_MAPPINGS)

    def _having(self, term: str) -> int:
        """How many annotated diseases have a term of HPO or a narrower one."""
        if term not in self._counts:
            below = self._lexicon.narrower(Reference.parse(term)) if term.startswith("HP:") else frozenset()
            self._counts[term] = sum(profiles.having(below) for profiles in self._lexicon.profiles.values())
        return self._counts[term]

    def _names(self, disease: str) -> Iterable[str]:
        reference = _parsed(disease)
        rows = self._lexicon.mappings.of(reference) if reference else ()
        return (disease, *(row.object.curie for row in rows if row.predicate == EXACT_MATCH))

    @cached_property
    def _genes(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for gene, diseases in self._lexicon.annotated_genes.items():
            for disease in diseases.split():
                found[disease].append(gene)
        return dict(found)

    def _release(self, names: tuple[str, ...]) -> tuple[str, str]:
        return next(((s.title, s.version) for s in self._lexicon.sources if s.name.startswith(names)), ("", ""))


def _parsed(curie: str) -> Reference | None:
    try:
        return Reference.parse(curie)
    except (ValueError, UnknownReferenceError):
        return None
