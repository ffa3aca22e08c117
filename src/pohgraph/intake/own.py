"""Claims of pohgraph that come back in a file of another form, such as KGX: told by the IRI that they have as associations.

The IRI alone proves nothing, for a file may have been edited: what the claim says must be what the graph has.
"""

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from pohgraph.schema.prefixes import compress, iri_root
from pohgraph.schema.relations import FLAGS
from pohgraph.store.imported import ImportedClaim
from pohgraph.store.rdf import Node, term

if TYPE_CHECKING:
    from pyoxigraph import Store

_OURS = (iri_root("pohassoc"), "pohassoc:")
_PARTS = ("rdf:subject", "rdf:predicate", "rdf:object")
_FLAGS = tuple(map(term, FLAGS.values()))
_NARROWING = tuple(map(term, ("biolink:frequency_qualifier", "biolink:onset_qualifier")))
_IDENTIFIER = term("dcterms:identifier")


def is_taken(claim: ImportedClaim, store: "Store") -> bool:
    """Whether a claim that bears the identifier of one of ours is in `store`, as ours or from an earlier file, unchanged."""
    if not claim.identifier.startswith(_OURS):
        return False
    curie = compress(claim.identifier)
    forms = [Literal(form) for form in dict.fromkeys((claim.identifier, curie, term(curie).value))]
    found = [term(curie)] + [
        quad.subject
        for form in forms
        for quad in store.quads_for_pattern(None, _IDENTIFIER, form, DefaultGraph())
        if isinstance(quad.subject, NamedNode)
    ]
    return any(_says_the_same(claim, node, store) for node in found)


def _says_the_same(claim: ImportedClaim, node: NamedNode, store: "Store") -> bool:
    parts = (claim.subject, claim.predicate, claim.object)
    if any(part not in _values(store, node, slot) for slot, part in zip(map(term, _PARTS), parts, strict=True)):
        return False
    if any({v for s, v in claim.statements if s == flag} != _values(store, node, flag) for flag in _FLAGS):
        return False
    return all(value in _values(store, node, slot) for slot, value in claim.statements if slot in _NARROWING)


def _values(store: "Store", node: NamedNode, slot: NamedNode) -> set[Node]:
    return {
        quad.object
        for quad in store.quads_for_pattern(node, slot, None, DefaultGraph())
        if isinstance(quad.object, NamedNode | Literal)
    }
