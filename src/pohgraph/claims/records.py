"""What the graph holds beside claims and pages, as exporters see it: nodes, cited works, mapping rows, vocabularies.

Identifiers are CURIEs as the export spells them; "" stands for none. `iri` is the IRI in the store: the key to
read on with; `GraphView.written_iri` gives the form to write.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Synonym(NamedTuple):
    """Another name: `scope` is exact, broad, narrow or related."""

    text: str
    scope: str


class Xref(NamedTuple):
    """Another identifier: `strength` is the predicate, such as skos:exactMatch or oboInOwl:hasDbXref."""

    id: str
    strength: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeRecord:
    """A thing of the graph. `category` is a Biolink or own class as CURIE; names and identifiers are sorted."""

    id: str
    iri: str
    category: str
    label: str
    synonyms: tuple[Synonym, ...]
    xrefs: tuple[Xref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingRecord:
    """A row of a mapping set that was loaded; `mapping_set` is its IRI, `source` where the set took it from."""

    id: str
    subject: str
    subject_label: str
    predicate: str
    object: str
    object_label: str
    justification: str
    source: str
    mapping_set: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyRecord:
    """A release of a vocabulary the graph was made with; `license` is an IRI or a sentence."""

    id: str
    iri: str
    label: str
    version: str
    license: str
    web_page: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationRecord:
    """A work of the literature that pages cite."""

    id: str
    iri: str
    label: str
    citation: str
    year: str
    same_as: tuple[str, ...]
