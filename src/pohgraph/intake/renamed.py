"""Graphs of ours whose IRIs somebody writes otherwise: identifiers spelled for a consumer, or another root in place of ours.

They are read as we write them, if that loses nothing: each IRI must come out as the file has it when it is written again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from pohgraph.claims.report import ExportReport
from pohgraph.claims.spelling import OURS, Spelling, consumers
from pohgraph.schema.prefixes import iri_root, prefix_map
from pohgraph.schema.relations import MAPPING_PREDICATES
from pohgraph.store.rdf import term

Term = NamedNode | BlankNode | Literal | Triple | DefaultGraph
_ROOT, _VOCABULARY = iri_root("poh"), prefix_map()["pohgraph"]
_DOCUMENT = _VOCABULARY.removeprefix(_ROOT) + "Document"
_TYPE = term("rdf:type")
# What leads to identifiers; what pages merely link to may look like anybody's.
_LEADING = tuple(map(term, (*MAPPING_PREDICATES, "rdf:subject", "rdf:object", "sssom:object_id")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """How a file writes what we write otherwise: `root` in place of that of our IRIs, identifiers as `consumer` has them.

    `refused` says why the file cannot be read as one of ours; "" where it can.
    """

    root: str = _ROOT
    consumer: str = OURS
    refused: str = ""

    @property
    def is_none(self) -> bool:
        """Whether the file writes everything as we do."""
        return self.root == _ROOT and self.consumer == OURS

    def lines(self) -> Iterator[str]:
        """What was read as something else, for a report."""
        if self.root != _ROOT:
            yield f"names: {self.root} was read as {_ROOT}"
        if self.consumer != OURS:
            yield f"names: identifiers are spelled for {self.consumer}, and were read as pohgraph spells them"

    def quads(self, store: Store) -> Iterator[Quad]:
        """The quads of a file as we write them."""
        spelling = Spelling(self.consumer, ExportReport())

        def rooted(node: Term) -> Term:
            if not isinstance(node, NamedNode) or not node.value.startswith(self.root):
                return node
            return NamedNode(_ROOT + node.value[len(self.root) :])

        def ours(node: Term) -> Term:
            node = rooted(node)
            if not isinstance(node, NamedNode) or (iri := spelling.read(node.value)) == node.value:
                return node
            return NamedNode(iri)

        for quad in store:
            parts = ours(quad.subject), rooted(quad.predicate), ours(quad.object), rooted(quad.graph_name)
            yield Quad(*cast("tuple[NamedNode, NamedNode, NamedNode, NamedNode]", parts))


def found_renaming(store: Store, consumer: str = "") -> Renaming:
    """How a file that is staged in a store writes things; `consumer` where its manifest names one."""
    roots = sorted(
        {
            quad.object.value.removesuffix(_DOCUMENT)
            for quad in store.quads_for_pattern(None, _TYPE, None)
            if isinstance(quad.object, NamedNode) and quad.object.value.endswith(_DOCUMENT)
        }
    )
    if len(roots) > 1:
        return Renaming(refused=f"its pages are described in several vocabularies: {', '.join(roots)}")
    root = roots[0] if roots else _ROOT
    if root != _ROOT and any(node.value.startswith(_ROOT) for node in _nodes(store)):
        return Renaming(refused=f"its pages are described with {root}, and other things with {_ROOT}")
    consumer = consumer or _consumer(store)
    if consumer != OURS:
        spelling = Spelling(consumer, ExportReport())
        for node in _nodes(store):
            ours = spelling.read(node.value)
            if node.value != (written := spelling.spell(ours).iri):
                return Renaming(
                    root=root, refused=f"its identifiers are spelled for {consumer}, but {node.value} is not {written}"
                )
    return Renaming(root=root, consumer=consumer)


def _consumer(store: Store) -> str:
    """For whom most identifiers are spelled that are not written as ours; ours where there are none, or others as well."""
    leading = {
        quad.object.value
        for slot in _LEADING
        for quad in store.quads_for_pattern(None, slot, None)
        if isinstance(quad.object, NamedNode)
    }
    best, most = OURS, 0
    for consumer in consumers():
        spelling = Spelling(consumer, ExportReport())
        others = sum(spelling.read(iri) != iri for iri in leading)
        if others > most and all(spelling.spell(spelling.read(iri)).iri == iri for iri in leading):
            best, most = consumer, others
    return best


def _nodes(store: Store) -> Iterator[NamedNode]:
    """The nodes whose names an export spells: subjects and values."""
    for quad in store:
        yield from (node for node in (quad.subject, quad.object) if isinstance(node, NamedNode))
