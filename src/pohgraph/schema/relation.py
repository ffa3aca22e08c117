"""What the table of relations says of each: the columns of its rows, and the groups people look relations up in."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from pohgraph.model import Reference
from pohgraph.schema.categories import Category

TEXT = "xsd:string"  # what stands for a page's own words where the class of an object is named


class Group(StrEnum):
    """What a person looks for: the heading that relations are listed under."""

    PHENOTYPES = "Phenotypes"
    GENES = "Genes"
    INHERITANCE = "Inheritance"
    COURSE = "Onset and course"
    PREVALENCE = "Prevalence"
    DIAGNOSIS = "Diagnosis"
    MANAGEMENT = "Management"
    PROGNOSIS = "Prognosis"
    RELATED = "Related disorders"
    ABOUT = "What pages are about"
    RESOURCES = "Resources"
    SYNONYMS = "Synonyms"
    IDENTIFIERS = "Identifiers"


class Wider(NamedTuple):
    """What Biolink has in place of a relation of ours. It says less than ours, so what is denied of ours may hold of it."""

    association: Reference
    predicate: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One relation. `association` is the class of its claims, `label` what charts call it.

    Args:
        subjects: the classes of its subjects, as CURIEs.
        objects: those of its objects; "xsd:string" where a page's own words may be the object.
        aspects: the aspects of HPOA that hold the same kind of term, the main one first.
        wider: how KGX has it where its predicate is not one of Biolink's; without it such a claim is no edge.
    """

    predicate: Reference
    association: Reference
    label: str
    group: Group
    subjects: tuple[str, ...] = (Category.DISEASE.curie,)
    objects: tuple[str, ...]
    aspects: str = ""
    wider: Wider | None = None

    @property
    def takes_text(self) -> bool:
        """Whether a page's own words may be its object."""
        return TEXT in self.objects

    @property
    def names_nodes(self) -> bool:
        """Whether its objects are always nodes of a Biolink category, never text nor values of our own."""
        return all(kind.startswith("biolink:") for kind in self.objects)
