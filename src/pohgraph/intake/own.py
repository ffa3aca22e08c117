"""Claims of pohgraph that come back in a file of another form, such as KGX: told by the IRI that they have as associations.

The IRI alone proves nothing, for a file may have been edited: what the claim says must be what the graph has.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from pohgraph.schema.prefixes import compress, iri_root
from pohgraph.schema.relations import FLAGS
from pohgraph.store.imported import ImportedClaim
from pohgraph.store.rdf import Node, term

if TYPE_CHECKING:
    from pyoxigraph import Store

_OURS = (iri_root("pohassoc"), "pohassoc:")
_PARTS = tuple(map(term, ("rdf:subject", "rdf:predicate", "rdf:object")))
_FLAGS = tuple(map(term, FLAGS.values()))
_NARROWING = tuple(map(term, ("biolink:frequency_qualifier", "biolink:onset_qualifier")))
_IDENTIFIER = term("dcterms:identifier")


def is_taken(claim: ImportedClaim, store: "Store") -> bool:
    """Whether a claim that bears the identifier of one of ours is in `store`, as ours or from an earlier file, unchanged."""
    if not claim.identifier.startswith(_OURS):
        return False
    curie = compress(claim.identifier)
    forms = dict.fromkeys((claim.identifier, curie, term(curie).value))
    earlier = (node for form in forms for node in _called(store, Literal(form)))
    parts = (claim.subject, claim.predicate, claim.object)
    narrowing = [s for s in claim.statements if s[0] in _NARROWING]
    flags = {slot for slot, _ in claim.statements if slot in _FLAGS}
    return any(_says(store, node, parts, flags, narrowing) for node in (term(curie), *earlier))


def repeats(store: "Store") -> Iterator[tuple[str, list[Quad]]]:
    """The claims of files in a graph that repeat one of ours in the same graph: their identifier and their quads."""
    for quad in store.quads_for_pattern(None, _IDENTIFIER, None, DefaultGraph()):
        if not (isinstance(quad.object, Literal) and quad.object.value.startswith(_OURS)):
            continue
        this, ours = cast("NamedNode", quad.subject), term(compress(quad.object.value))
        parts = [next(iter(_values(store, this, slot)), None) for slot in _PARTS]
        narrowing = [(slot, value) for slot in _NARROWING for value in _values(store, this, slot)]
        flags = {flag for flag in _FLAGS if _values(store, this, flag)}
        if all(parts) and _says(store, ours, parts, flags, narrowing):
            yield quad.object.value, list(store.quads_for_pattern(this, None, None, DefaultGraph()))


def _called(store: "Store", identifier: Literal) -> Iterator[NamedNode]:
    for quad in store.quads_for_pattern(None, _IDENTIFIER, identifier, DefaultGraph()):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject


def _says(
    store: "Store",
    node: NamedNode,
    parts: Sequence[Node | None],
    flags: Collection[NamedNode],
    narrowing: Iterable[tuple[NamedNode, Node]],
) -> bool:
    """Whether a claim has these parts and flags, and among its qualifiers these: KGX does not carry all."""
    if any(part not in _values(store, node, slot) for slot, part in zip(_PARTS, parts, strict=True)):
        return False
    if {flag for flag in _FLAGS if _values(store, node, flag)} != set(flags):
        return False
    return all(value in _values(store, node, slot) for slot, value in narrowing)


def _values(store: "Store", node: NamedNode, slot: NamedNode) -> set[Node]:
    return {
        quad.object
        for quad in store.quads_for_pattern(node, slot, None, DefaultGraph())
        if isinstance(quad.object, NamedNode | Literal)
    }
