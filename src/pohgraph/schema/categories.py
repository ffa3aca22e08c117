"""What kinds of things are nodes of the graph, and which registries name them, the preferred ones first."""

from enum import StrEnum


class Category(StrEnum):
    """A Biolink class that nodes are instances of.

    >>> Category.GENE, Category.GENE.curie
    (<Category.GENE: 'Gene'>, 'biolink:Gene')
    """

    DISEASE = "Disease"
    GENE = "Gene"
    PHENOTYPIC_FEATURE = "PhenotypicFeature"
    GENETIC_INHERITANCE = "GeneticInheritance"
    ONSET = "Onset"
    CLINICAL_COURSE = "ClinicalCourse"
    CLINICAL_MODIFIER = "ClinicalModifier"
    PUBLICATION = "Publication"
    INFORMATION_CONTENT_ENTITY = "InformationContentEntity"
    NAMED_THING = "NamedThing"

    @property
    def curie(self) -> str:
        """With Biolink's prefix."""
        return f"biolink:{self.value}"


# Biolink has these as attributes of something, where all others are things of their own.
ATTRIBUTES = (Category.ONSET, Category.CLINICAL_COURSE, Category.CLINICAL_MODIFIER)

# Of several identifiers that mean the same, the one whose registry stands first is the canonical one.
DISEASE_PREFIXES = ("MONDO", "OMIM", "ORPHA")
GENE_PREFIXES = ("NCBIGene", "HGNC")
OWN_DISEASE = "pohdisease"  # of a disease that no loaded vocabulary knows
# Registries whose numbers a user may give for a disease; a graph has them as nodes where no mapping knows a better one.
OTHER_DISEASE_PREFIXES = ("OMIMPS", "GARD", "UMLS", "MESH", "DOID", "NCIT", "SNOMEDCT", "ICD10", "ICD11")
# Registries whose numbers on a page are identifiers of its disease. GARD and UMLS name no node: they map to those above.
REGISTRIES = frozenset({*DISEASE_PREFIXES, "GARD", "UMLS"})


def preference(prefix: str) -> int:
    """Where a registry stands among those of diseases, the preferred one first; behind them all for any other.

    >>> preference("MONDO"), preference("OMIM"), preference("DOID")
    (0, 1, 3)
    """
    return DISEASE_PREFIXES.index(prefix) if prefix in DISEASE_PREFIXES else len(DISEASE_PREFIXES)


PREFIX_CATEGORIES = {
    **dict.fromkeys((*DISEASE_PREFIXES, OWN_DISEASE), Category.DISEASE),
    **dict.fromkeys(GENE_PREFIXES, Category.GENE),
}
