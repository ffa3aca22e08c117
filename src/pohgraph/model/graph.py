"""Everything a graph is made of, before it takes any RDF shape."""

from dataclasses import dataclass

from pohgraph.model.assertion import Assertion
from pohgraph.model.document import Document
from pohgraph.model.knowledge import Entity, Mapping, Publication, Term, VocabularySource


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphContent:
    """Merged assertions with the documents, nodes, terms and mappings they rest on; every tuple is sorted.

    `terms` hold every ontology term used and its ancestors up to the root; `entities` every other node.
    """

    documents: tuple[Document, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    entities: tuple[Entity, ...] = ()
    terms: tuple[Term, ...] = ()
    mappings: tuple[Mapping, ...] = ()
    publications: tuple[Publication, ...] = ()
    vocabularies: tuple[VocabularySource, ...] = ()
