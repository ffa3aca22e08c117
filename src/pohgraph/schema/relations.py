"""The table of relations: what pages state, and all that extractors, store, exports and checks must know of each.

A relation joins things of some kinds by a predicate. A predicate that joins several kinds has a row for each.
"""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from pohgraph.model import Reference
from pohgraph.schema.categories import GENE_PREFIXES, Category
from pohgraph.schema.relation import TEXT, Group, Relation, Wider

if TYPE_CHECKING:
    from pohgraph.model import Assertion

HAS_PHENOTYPE = Reference("biolink", "has_phenotype")
CAUSES = Reference("biolink", "causes")
CONTRIBUTES_TO = Reference("biolink", "contributes_to")
ASSOCIATED_WITH = Reference("biolink", "associated_with")
HAS_MODE_OF_INHERITANCE = Reference("biolink", "has_mode_of_inheritance")
HAS_PARENT_OF_ORIGIN = Reference("pohgraph", "has_parent_of_origin")
HAS_VARIANT_ORIGIN = Reference("pohgraph", "has_variant_origin")
HAS_ONSET = Reference("pohgraph", "has_onset")
HAS_CLINICAL_MODIFIER = Reference("pohgraph", "has_clinical_modifier")
HAS_PREVALENCE = Reference("pohgraph", "has_prevalence")
HAS_DIAGNOSTIC_CRITERION = Reference("pohgraph", "has_diagnostic_criterion")
HAS_MANAGEMENT = Reference("pohgraph", "has_management")
HAS_PROGNOSIS = Reference("pohgraph", "has_prognosis")
HAS_DIFFERENTIAL_DIAGNOSIS = Reference("pohgraph", "has_differential_diagnosis")
ABOUT = Reference("schema", "about")
SEE_ALSO = Reference("rdfs", "seeAlso")
# The scope of a synonym -> its predicate.
SYNONYM_PREDICATES = {
    "exact": Reference("oboInOwl", "hasExactSynonym"),
    "broad": Reference("oboInOwl", "hasBroadSynonym"),
    "narrow": Reference("oboInOwl", "hasNarrowSynonym"),
    "related": Reference("oboInOwl", "hasRelatedSynonym"),
}
EXACT_MATCH = Reference("skos", "exactMatch")
CLOSE_MATCH = Reference("skos", "closeMatch")
BROAD_MATCH = Reference("skos", "broadMatch")
NARROW_MATCH = Reference("skos", "narrowMatch")
RELATED_MATCH = Reference("skos", "relatedMatch")
HAS_DB_XREF = Reference("oboInOwl", "hasDbXref")
# What names a disease in other words or by another number.
NAMING_PREDICATES = frozenset(
    (EXACT_MATCH, CLOSE_MATCH, BROAD_MATCH, NARROW_MATCH, RELATED_MATCH, HAS_DB_XREF, *SYNONYM_PREDICATES.values())
)


def _biolink(name: str) -> Reference:
    return Reference("biolink", name)


def _own(name: str) -> Reference:
    return Reference("pohgraph", name)


_RELATED_TO = Wider(_biolink("Association"), _biolink("related_to"))

RELATIONS = (
    Relation(
        predicate=HAS_PHENOTYPE,
        association=_biolink("DiseaseToPhenotypicFeatureAssociation"),
        label="phenotype",
        group=Group.PHENOTYPES,
        objects=(Category.PHENOTYPIC_FEATURE.curie,),
        aspects="P",
    ),
    Relation(
        predicate=CAUSES,
        association=_biolink("CausalGeneToDiseaseAssociation"),
        label="gene that causes it",
        group=Group.GENES,
        subjects=(Category.GENE.curie,),
        objects=(Category.DISEASE.curie,),
    ),
    Relation(
        predicate=CONTRIBUTES_TO,
        association=_biolink("GeneToDiseaseAssociation"),
        label="gene that contributes to it",
        group=Group.GENES,
        subjects=(Category.GENE.curie,),
        objects=(Category.DISEASE.curie,),
    ),
    Relation(
        predicate=ASSOCIATED_WITH,
        association=_biolink("GeneToDiseaseAssociation"),
        label="associated with",
        group=Group.GENES,
        subjects=(Category.GENE.curie,),
        objects=(Category.DISEASE.curie,),
    ),
    Relation(
        predicate=HAS_MODE_OF_INHERITANCE,
        association=_biolink("DiseaseOrPhenotypicFeatureToGeneticInheritanceAssociation"),
        label="inheritance",
        group=Group.INHERITANCE,
        objects=(Category.GENETIC_INHERITANCE.curie,),
        aspects="I",
    ),
    Relation(
        predicate=HAS_PARENT_OF_ORIGIN,
        association=_own("ParentOfOriginAssociation"),
        label="parent of origin",
        group=Group.INHERITANCE,
        objects=("pohgraph:ParentOfOrigin",),
        wider=_RELATED_TO,  # Biolink has no parent of origin
    ),
    Relation(
        predicate=HAS_VARIANT_ORIGIN,
        association=_own("VariantOriginAssociation"),
        label="origin of the variant",
        group=Group.INHERITANCE,
        objects=("pohgraph:VariantOrigin",),
        wider=_RELATED_TO,  # Biolink has no variant origin of a disease
    ),
    Relation(
        predicate=HAS_ONSET,
        association=_own("OnsetAssociation"),
        label="onset",
        group=Group.COURSE,
        objects=(Category.ONSET.curie,),
        aspects="C",
        wider=_RELATED_TO,  # Biolink has the node class Onset and no predicate for it
    ),
    Relation(
        predicate=HAS_CLINICAL_MODIFIER,
        association=_own("ClinicalModifierAssociation"),
        label="course",
        group=Group.COURSE,
        # HPO has penetrance and anticipation below inheritance.
        objects=(
            Category.CLINICAL_COURSE.curie,
            Category.CLINICAL_MODIFIER.curie,
            Category.GENETIC_INHERITANCE.curie,
        ),
        aspects="MC",
        wider=_RELATED_TO,  # Biolink has the node classes ClinicalCourse and ClinicalModifier and no predicate for them
    ),
    Relation(
        predicate=HAS_PREVALENCE,
        association=_own("PrevalenceAssociation"),
        label="prevalence",
        group=Group.PREVALENCE,
        objects=(TEXT,),
    ),
    Relation(
        predicate=HAS_DIAGNOSTIC_CRITERION,
        association=_own("DiagnosticCriterionAssociation"),
        label="diagnostic criterion",
        group=Group.DIAGNOSIS,
        objects=(Category.PHENOTYPIC_FEATURE.curie, TEXT),
    ),
    Relation(
        predicate=HAS_MANAGEMENT,
        association=_own("ManagementAssociation"),
        label="management",
        group=Group.MANAGEMENT,
        objects=("pohgraph:ManagementType", TEXT),
    ),
    Relation(
        predicate=HAS_PROGNOSIS,
        association=_own("PrognosisAssociation"),
        label="prognosis",
        group=Group.PROGNOSIS,
        objects=("pohgraph:PrognosisAspect", TEXT),
    ),
    Relation(
        predicate=ASSOCIATED_WITH,
        association=_biolink("DiseaseToDiseaseAssociation"),
        label="associated with",
        group=Group.RELATED,
        objects=(Category.DISEASE.curie,),
    ),
    Relation(
        predicate=HAS_DIFFERENTIAL_DIAGNOSIS,
        association=_own("DifferentialDiagnosisAssociation"),
        label="differential diagnosis",
        group=Group.RELATED,
        objects=(Category.DISEASE.curie, Category.PHENOTYPIC_FEATURE.curie, TEXT),
        wider=_RELATED_TO,  # DiseaseToDiseaseAssociation takes none of the predicates that would be true of it
    ),
    Relation(
        predicate=ABOUT,
        association=_own("AboutAssociation"),
        label="about",
        group=Group.ABOUT,
        subjects=("pohgraph:Document",),
        objects=(Category.DISEASE.curie,),
        # The one predicate this class takes.
        wider=Wider(_biolink("InformationContentEntityToNamedThingAssociation"), _biolink("mentions")),
    ),
    Relation(
        predicate=SEE_ALSO,
        association=_biolink("Association"),
        label="resource",
        group=Group.RESOURCES,
        objects=(TEXT,),
    ),
    *(
        Relation(
            predicate=predicate,
            association=Reference("owl", "Axiom"),
            label=f"{scope} synonym",
            group=Group.SYNONYMS,
            objects=(TEXT,),
        )
        for scope, predicate in SYNONYM_PREDICATES.items()
    ),
    # How an identifier may be mapped to another one, the strongest first.
    *(
        Relation(
            predicate=predicate,
            association=Reference("sssom", "Mapping"),
            label=label,
            group=Group.IDENTIFIERS,
            objects=(Category.NAMED_THING.curie,),
        )
        for predicate, label in (
            (EXACT_MATCH, "exact match"),
            (CLOSE_MATCH, "close match"),
            (NARROW_MATCH, "narrower match"),
            (BROAD_MATCH, "broader match"),
            (RELATED_MATCH, "related match"),
            (HAS_DB_XREF, "cross-reference"),
        )
    ),
)
# Names and identifiers may come from vocabularies as well; all else is there only because a page claims it.
CLAIMS = tuple(r for r in RELATIONS if r.group not in {Group.SYNONYMS, Group.IDENTIFIERS})

# Flag -> the slot by which a claim is taken back: such a claim is never a plain edge.
FLAGS: Mapping[str, str] = {
    "negated": "biolink:negated",
    "hedged": "pohgraph:hedged",
    "borrowed": "pohgraph:borrowed",
}
# Biolink's knowledge levels of a claim: in a page's words, or inferred from them by a vocabulary and so without a quote.
READ, INFERRED = "knowledge_assertion", "logical_entailment"
# By which curators take a claim back: it stays in the graph with their decision, and readers of claims pass it over.
REJECTED = "pohgraph:rejected"
REVISION_OF = "prov:wasRevisionOf"
# What curators' decisions leave on the claims that they are about.
CURATED = (REJECTED, "prov:wasAttributedTo", "dcterms:dateAccepted", REVISION_OF, "prov:wasInvalidatedBy")
TAKEN_BACK = (*FLAGS.values(), REJECTED)
FLAG_PATH = "|".join(TAKEN_BACK)  # any of them, as a property path of SPARQL


def predicates(*groups: Group) -> tuple[str, ...]:
    """The predicates of some groups as CURIEs, each once, in the order of the table; all where none is given.

    >>> predicates(Group.COURSE)
    ('pohgraph:has_onset', 'pohgraph:has_clinical_modifier')
    """
    return tuple(dict.fromkeys(r.predicate.curie for r in RELATIONS if not groups or r.group in groups))


PREDICATES = predicates()
MAPPING_PREDICATES = predicates(Group.IDENTIFIERS)  # the strongest first


def synonym_predicate(scope: str) -> Reference:
    """The predicate of a synonym's scope, in any case.

    >>> synonym_predicate("NARROW").curie
    'oboInOwl:hasNarrowSynonym'
    """
    return SYNONYM_PREDICATES[scope.lower()]


def get_relation(assertion: "Assertion") -> Relation:
    """The relation an assertion states.

    Raises:
        KeyError: its predicate has no row.
    """
    rows = _by_predicate()[assertion.predicate]
    is_gene = assertion.subject.prefix in GENE_PREFIXES
    return next((row for row in rows if (Category.GENE.curie in row.subjects) == is_gene), rows[0])


@cache
def _by_predicate() -> dict[Reference, tuple[Relation, ...]]:
    return {p: tuple(r for r in RELATIONS if r.predicate == p) for p in dict.fromkeys(r.predicate for r in RELATIONS)}
