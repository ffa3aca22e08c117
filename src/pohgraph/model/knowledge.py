"""What is known beside the pages: terms of vocabularies, mappings between them, the works pages cite."""

from dataclasses import dataclass
from typing import ClassVar

from pohgraph.model.reference import Reference

MANUAL_CURATION = Reference("semapv", "ManualMappingCuration")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of an ontology. `synonyms` are (text, scope) with scope EXACT, BROAD, NARROW or RELATED."""

    reference: Reference
    label: str
    parents: tuple[Reference, ...] = ()
    synonyms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """One row of an SSSOM mapping set; the slots are SSSOM's. `confidence` is from 0 to 1, and 1 where none is given."""

    FIRM: ClassVar[float] = 0.8  # what matchers of names alone stay below; a row of less may well be wrong

    subject: Reference
    predicate: Reference
    object: Reference
    subject_label: str = ""
    object_label: str = ""
    justification: Reference = MANUAL_CURATION
    source: str = ""
    mapping_set: str = ""
    confidence: float = 1.0

    @property
    def is_firm(self) -> bool:
        """Whether its set is sure enough of it that it may stand as a plain link."""
        return self.confidence >= self.FIRM


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A work of the literature as pages list it; `documents` are the pages. `reference` is its best identifier, or an own one.

    `same_as` are its other identifiers; `number` its number in the page's list, 0 where there is none.
    """

    reference: Reference
    citation: str
    title: str = ""
    journal: str = ""
    year: str = ""
    number: int = 0
    documents: tuple[str, ...] = ()
    same_as: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularySource:
    """A vocabulary that was loaded: what the graph and every export repeat about it."""

    name: str
    title: str
    version: str
    license: str
    sha256: str
    iri: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A node of the graph: what a reference is called, and its Biolink category ("Disease", "Gene" …)."""

    reference: Reference
    label: str
    category: str
