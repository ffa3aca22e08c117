"""Which Biolink or own class a claim is typed with, and the predicates as constants."""

from pohgraph.model import Assertion, Reference


def _biolink(name: str) -> Reference:
    return Reference("biolink", name)


def _own(name: str) -> Reference:
    return Reference("pohgraph", name)


# Predicate -> the specific association class; the contract's table, then our own relations.
ASSOCIATION_CLASS = {
    "biolink:has_phenotype": _biolink("DiseaseToPhenotypicFeatureAssociation"),
    "biolink:causes": _biolink("CausalGeneToDiseaseAssociation"),
    "biolink:contributes_to": _biolink("GeneToDiseaseAssociation"),
    "biolink:has_mode_of_inheritance": _biolink("DiseaseOrPhenotypicFeatureToGeneticInheritanceAssociation"),
    "pohgraph:has_onset": _own("OnsetAssociation"),
    "pohgraph:has_clinical_modifier": _own("ClinicalModifierAssociation"),
    "pohgraph:has_parent_of_origin": _own("ParentOfOriginAssociation"),
    "pohgraph:has_variant_origin": _own("VariantOriginAssociation"),
    "pohgraph:has_prevalence": _own("PrevalenceAssociation"),
    "pohgraph:has_diagnostic_criterion": _own("DiagnosticCriterionAssociation"),
    "pohgraph:has_management": _own("ManagementAssociation"),
    "pohgraph:has_prognosis": _own("PrognosisAssociation"),
    "pohgraph:has_differential_diagnosis": _own("DifferentialDiagnosisAssociation"),
    "schema:about": _own("AboutAssociation"),
    "oboInOwl:hasExactSynonym": Reference("owl", "Axiom"),
    "oboInOwl:hasRelatedSynonym": Reference("owl", "Axiom"),
    "oboInOwl:hasBroadSynonym": Reference("owl", "Axiom"),
    "oboInOwl:hasNarrowSynonym": Reference("owl", "Axiom"),
    "skos:exactMatch": Reference("sssom", "Mapping"),
    "skos:closeMatch": Reference("sssom", "Mapping"),
    "skos:broadMatch": Reference("sssom", "Mapping"),
    "skos:narrowMatch": Reference("sssom", "Mapping"),
    "skos:relatedMatch": Reference("sssom", "Mapping"),
    "oboInOwl:hasDbXref": Reference("sssom", "Mapping"),
}
GENE_PREFIXES = frozenset({"NCBIGene", "HGNC"})


def association_class(assertion: Assertion) -> Reference:
    """The specific class of a claim; `biolink:associated_with` depends on what its subject is."""
    if assertion.predicate.curie == "biolink:associated_with":
        kind = (
            "GeneToDiseaseAssociation" if assertion.subject.prefix in GENE_PREFIXES else "DiseaseToDiseaseAssociation"
        )
        return _biolink(kind)
    return ASSOCIATION_CLASS[assertion.predicate.curie]
