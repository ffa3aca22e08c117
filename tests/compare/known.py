"""What vocabularies of our own know: a handful of terms, diseases and identifiers, as plain values."""

from dataclasses import dataclass, field

_DOMINANT, _RECESSIVE = "HP:0000006", "HP:0000007"
_MENDELIAN = "HP:0034345"
PARENTS = {
    _DOMINANT: {_MENDELIAN},
    _RECESSIVE: {_MENDELIAN},
    "HP:0001417": {_MENDELIAN},
    "HP:0025352": {_DOMINANT, _MENDELIAN},
    "HP:0012274": {_DOMINANT, _MENDELIAN},
    "HP:0012275": {_DOMINANT, _MENDELIAN},
    "HP:0003745": {"HP:0000005"},
    "HP:system": {"HP:root", "HP:abnormal"},
    "HP:gland": {"HP:system", "HP:root", "HP:abnormal"},
    "HP:hormone": {"HP:gland", "HP:system", "HP:root", "HP:abnormal"},
    "HP:resistance": {"HP:hormone", "HP:gland", "HP:system", "HP:root", "HP:abnormal"},
    "HP:2": {"HP:1"},
    "HP:3": {"HP:2", "HP:1"},
}


@dataclass(frozen=True, kw_only=True)
class SmallKnown:
    """Answers as the loaded vocabularies do, from the values it was made of."""

    labels: dict[str, str] = field(default_factory=dict)
    genes_of: dict[str, frozenset[str]] = field(default_factory=dict)
    entries_of: dict[str, frozenset[str]] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)

    def ancestors(self, term: str) -> frozenset[str]:
        """A term of HPO and all above it."""
        return frozenset({term, *PARENTS.get(term, ())}) if term.startswith("HP:") else frozenset()

    def label(self, curie: str) -> str:
        """What a thing is called, or its CURIE."""
        return self.labels.get(curie, curie)

    def genes(self, disease: str) -> frozenset[str]:
        """The genes of a disease."""
        return self.genes_of.get(disease, frozenset())

    def entries(self, disease: str) -> frozenset[str]:
        """The numbers of a disease."""
        return self.entries_of.get(disease, frozenset())

    def owner(self, identifier: str) -> str:
        """The disease an identifier is of."""
        return self.owners.get(identifier, "")

    def release_of_genes(self) -> tuple[str, str]:
        """Title and release."""
        return "Genes of diseases", "2025-01"

    def release_of_mappings(self) -> tuple[str, str]:
        """Title and release."""
        return "Names of diseases", "2026-02"
