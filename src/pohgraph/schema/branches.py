"""The branches of HPO that matter to the graph: what a term is, and what it may say of a disease, by where it stands."""

from collections.abc import Collection
from dataclasses import dataclass

from pohgraph.model import Reference
from pohgraph.schema.categories import Category
from pohgraph.schema.relations import HAS_CLINICAL_MODIFIER, HAS_MODE_OF_INHERITANCE, HAS_ONSET, HAS_PHENOTYPE

PHENOTYPIC_ABNORMALITY = Reference.parse("HP:0000118")
INHERITANCE = Reference.parse("HP:0000005")
INHERITANCE_QUALIFIER = Reference.parse("HP:0034335")
MENDELIAN_INHERITANCE = Reference.parse("HP:0034345")
SOMATIC_MOSAICISM = Reference.parse("HP:0001442")
ONSET = Reference.parse("HP:0003674")
FREQUENCY = Reference.parse("HP:0040279")
CLINICAL_COURSE = Reference.parse("HP:0031797")
CLINICAL_MODIFIER = Reference.parse("HP:0012823")


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A term of HPO with all below it.

    Args:
        root: the topmost term.
        category: the kind of node its terms are.
        mention: what a mention of one in a text is called.
        predicate: the relation its terms are objects of, where a page lists them for a disease.
        aspect: the aspect of HPOA its terms have.
        states_root: whether the topmost term itself says something of a disease.
    """

    root: Reference
    category: Category
    mention: str
    predicate: Reference
    aspect: str
    states_root: bool = False


# A term belongs to the first branch that holds it: those within another stand before it.
BRANCHES = (
    Branch(
        root=PHENOTYPIC_ABNORMALITY,
        category=Category.PHENOTYPIC_FEATURE,
        mention="phenotype",
        predicate=HAS_PHENOTYPE,
        aspect="P",
    ),
    # A qualifier in HPO, but pages and HPOA give it as the mode.
    Branch(
        root=SOMATIC_MOSAICISM,
        category=Category.GENETIC_INHERITANCE,
        mention="inheritance",
        predicate=HAS_MODE_OF_INHERITANCE,
        aspect="I",
        states_root=True,
    ),
    # Penetrance and anticipation are no modes.
    Branch(
        root=INHERITANCE_QUALIFIER,
        category=Category.GENETIC_INHERITANCE,
        mention="inheritance",
        predicate=HAS_CLINICAL_MODIFIER,
        aspect="I",
    ),
    Branch(
        root=INHERITANCE,
        category=Category.GENETIC_INHERITANCE,
        mention="inheritance",
        predicate=HAS_MODE_OF_INHERITANCE,
        aspect="I",
    ),
    Branch(
        root=ONSET,
        category=Category.ONSET,
        mention="onset",
        predicate=HAS_ONSET,
        aspect="C",
    ),
    Branch(
        root=CLINICAL_COURSE,
        category=Category.CLINICAL_COURSE,
        mention="course",
        predicate=HAS_CLINICAL_MODIFIER,
        aspect="C",
    ),
    Branch(
        root=CLINICAL_MODIFIER,
        category=Category.CLINICAL_MODIFIER,
        mention="course",
        predicate=HAS_CLINICAL_MODIFIER,
        aspect="M",
    ),
)
ASPECTS = {branch.category.curie: branch.aspect for branch in BRANCHES}  # category -> aspect of HPOA


def branch_of(ancestors: Collection[Reference]) -> Branch | None:
    """The branch that holds a term, given the term with all above it; its own topmost term included."""
    return next((branch for branch in BRANCHES if branch.root in ancestors), None)


def branch_below(term: Reference, ancestors: Collection[Reference]) -> Branch | None:
    """The same, but a branch's topmost term is one of its terms only if it says something of a disease."""
    holding = (branch for branch in BRANCHES if branch.root in ancestors)
    return next((branch for branch in holding if branch.states_root or branch.root != term), None)
