"""Reads a graph for the checks, one page after the other: never more than one page's quads are held.

Every quad of a page's named graph and of its claims is read once, for all checks together. What is beside the pages
(nodes, terms, mappings) comes node by node.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from pyoxigraph import BlankNode, Literal, NamedNode

from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.quad_reader import QuadReader
from pohgraph.store.rows import select

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pohgraph.store.graph import GraphStore

Value = NamedNode | Literal | BlankNode
Slots = dict[str, list[Value]]  # values by the IRI of their predicate
TYPE = prefix_map()["rdf"] + "type"
_DOCUMENTS = "SELECT ?document WHERE { ?document a pohgraph:Document } ORDER BY ?document"
_EVIDENCE = "SELECT ?s ?p ?o WHERE {{ GRAPH <{document}> {{ ?s ?p ?o }} }}"
_CLAIMS = "SELECT ?s ?p ?o WHERE {{ ?s prov:hadPrimarySource <{document}> ; ?p ?o }}"
# MINUS is one join; FILTER NOT EXISTS would look up each of millions of rows.
_OTHERS = """
SELECT DISTINCT ?s WHERE {
  ?s ?p ?o MINUS { ?s prov:hadPrimarySource ?document . ?document a pohgraph:Document } MINUS { ?s a pohgraph:Document } }"""


@dataclass(slots=True, kw_only=True, weakref_slot=True)
class DocumentPart:
    """What a graph has of one page, by node: `evidence` is its named graph, `claims` are its associations.

    `description` is what the default graph says of the page itself.
    """

    document: str
    evidence: dict[str, Slots]
    claims: dict[str, Slots]
    description: Slots

    def nodes(self) -> dict[str, Slots]:
        """Every node of the page with all that is said of it, wherever it is said."""
        nodes = dict(self.evidence)
        for iri, slots in (*self.claims.items(), (self.document, self.description)):
            nodes[iri] = _joined(nodes[iri], slots) if iri in nodes else slots
        return nodes


def documents(store: "GraphStore") -> list[str]:
    """The IRIs of all pages, sorted."""
    return [document for (document,) in select(store, _DOCUMENTS)]


def document_part(store: "GraphStore", document: str) -> DocumentPart:
    """One page's part of the graph."""
    return DocumentPart(
        document=document,
        evidence=_by_subject(store, _EVIDENCE.format(document=document)),
        claims=_by_subject(store, _CLAIMS.format(document=document)),
        description=description(store, document),
    )


def description(store: QuadReader, iri: str) -> Slots:
    """What the default graph says of a node."""
    slots: Slots = {}
    for _, predicate, value in store.descriptions([NamedNode(iri)]):
        slots.setdefault(predicate.value, []).append(value)
    return slots


def other_nodes(store: "GraphStore") -> Iterator[tuple[str, Slots]]:
    """The nodes of the default graph that are neither pages nor claims of pages, with what it says of them.

    Of a blank node, whose name starts with "_:", nothing more is read.
    """
    for (node,) in select(store, _OTHERS):
        yield node, {} if node.startswith("_:") else description(store, node)


def blank_nodes(nodes: Mapping[str, Slots]) -> Iterator[str]:
    """The blank nodes among subjects and values."""
    for iri, slots in nodes.items():
        if iri.startswith("_:"):
            yield iri
        for values in slots.values():
            yield from (str(value) for value in values if isinstance(value, BlankNode))


def texts(slots: Slots, predicate: str) -> list[str]:
    """The values of a predicate as text: IRIs and literals as they are."""
    return [value.value if isinstance(value, NamedNode | Literal) else str(value) for value in slots.get(predicate, ())]


def _by_subject(store: "GraphStore", query: str) -> dict[str, Slots]:
    nodes: dict[str, Slots] = {}
    for subject, predicate, value in cast("Iterable[tuple[Value, NamedNode, Value]]", store.query(query)):
        name = subject.value if isinstance(subject, NamedNode) else str(subject)
        nodes.setdefault(name, {}).setdefault(predicate.value, []).append(value)
    return nodes


def _joined(one: Slots, other: Slots) -> Slots:
    """Both, with what both say once."""
    joined = {predicate: list(values) for predicate, values in one.items()}
    for predicate, values in other.items():
        known = joined.setdefault(predicate, [])
        known += [value for value in values if value not in known]
    return joined
