"""What the graph holds, as exporters see it: one frozen record per node, claim, page and vocabulary row.

Identifiers are CURIEs as the export spells them; "" stands for none. `iri` is the IRI in the store: the key to
read on with; `GraphView.written_iri` gives the form to write.
"""

from dataclasses import dataclass
from typing import NamedTuple

from pohgraph.model import Detail


class Synonym(NamedTuple):
    """Another name: `scope` is exact, broad, narrow or related."""

    text: str
    scope: str


class Xref(NamedTuple):
    """Another identifier: `strength` is the predicate, such as skos:exactMatch or oboInOwl:hasDbXref."""

    id: str
    strength: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """A page. `license` and `web_page` are IRIs, `publisher` is an infores or an own CURIE, `modified` an ISO date."""

    id: str
    iri: str
    title: str
    label: str
    family: str
    publisher: str
    publisher_label: str
    license: str
    rights: str
    web_page: str
    modified: str
    sha256: str

    @property
    def attribution(self) -> str:
        """Whom to name when a statement of this page is shared: publisher, title, address."""
        return ". ".join(filter(None, (self.publisher_label, self.title, self.web_page)))


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
class AssociationRecord:
    """What one page says: one claim with its qualifiers, quotes and source.

    `object` is "" where the claim's object is the text `value`. `category` is the specific class as CURIE.
    `negated`: the page denies it; `hedged`: it leaves it open; `borrowed`: it says it of another disease or a
    relative. Any of the three and the claim must not be shown as a plain fact: see `withheld`.
    `frequency` and `onset` are HPO terms; `frequency_texts` the page's words. `details` are all other qualifiers.
    `evidence` are the IRIs of the places it was read at, for `read_passages`.
    """

    id: str
    iri: str
    category: str
    subject: str
    subject_iri: str
    subject_label: str
    predicate: str
    object: str
    object_iri: str
    object_label: str
    value: str
    negated: bool
    hedged: bool
    borrowed: bool
    frequency: str
    frequency_texts: tuple[str, ...]
    onset: str
    details: tuple[Detail, ...]
    supporting_text: tuple[str, ...]
    publications: tuple[str, ...]
    knowledge_source: str
    knowledge_level: str
    agent_type: str
    evidence_codes: tuple[str, ...]
    evidence: tuple[str, ...]
    source: SourceRecord

    @property
    def withheld(self) -> bool:
        """Whether the claim must not become a plain edge."""
        return self.negated or self.hedged or self.borrowed

    def detail(self, slot: str) -> tuple[str, ...]:
        """The values of one other qualifier, given as our CURIE."""
        return tuple(detail.value for detail in self.details if detail.slot == slot)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRecord:
    """Where a claim was read: code points `start` to `end` (half-open) of the page's text, which are `exact`."""

    iri: str
    start: int
    end: int
    exact: str
    section: str
    extraction: str


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
