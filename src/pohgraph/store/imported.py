"""What a statement of another graph looks like in ours: an association of its file, without evidence of our own.

Its source is a `pohgraph:Dataset` where that of a claim we read is a `pohgraph:Document`, so the two are never confused.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from pohgraph.model import Reference, State, state_of
from pohgraph.schema.prefixes import iri_root
from pohgraph.schema.relations import FLAGS, REJECTED
from pohgraph.store.rdf import DEFAULT, Description, Graph, Node, digest, node, term

NOT_PROVIDED = "not_provided"  # Biolink's value where a file does not say
_TRUE = Literal(value=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedClaim:
    """One statement as its file has it; `identifier` is what the file calls it, empty where it does not.

    `origin` is its node in the graph of the file, where that is RDF; `statements` are its other slots, negation among
    them.
    """

    identifier: str
    subject: NamedNode
    predicate: NamedNode
    object: Node
    classes: tuple[NamedNode, ...] = ()
    statements: tuple[tuple[NamedNode, Node], ...] = ()
    origin: NamedNode | None = None

    @property
    def state(self) -> State:
        """What the statement comes to; only what is stated, and nobody rejected, becomes a plain edge."""
        return state_of(**{name: (term(slot), _TRUE) in self.statements for name, slot in FLAGS.items()})


def dataset_node(sha256: str) -> NamedNode:
    """A file of statements, by the hash of its bytes."""
    return node(Reference("pohdataset", sha256[:24]))


def dataset_quads(
    *, sha256: str, file_name: str, format_: str, licences: Iterable[Node] = (), graph: Graph = DEFAULT
) -> Iterator[Quad]:
    """The description of a file; a licence is an IRI, or text for its rights."""
    statements: list[tuple[str, Node]] = [
        ("rdf:type", term("pohgraph:Dataset")),
        ("rdfs:label", Literal(file_name)),
        ("dcterms:title", Literal(file_name)),
        ("dcterms:format", Literal(format_)),
        ("pohgraph:file_name", Literal(file_name)),
        ("pohgraph:sha256", Literal(sha256)),
    ]
    statements += [
        ("dcterms:license" if isinstance(terms, NamedNode) else "dcterms:rights", terms) for terms in licences
    ]
    return Description(dataset_node(sha256), statements, graph).quads()


def claim_quads(claim: ImportedClaim, dataset: NamedNode) -> Iterator[Quad]:
    """The association, and the plain edge where the file states it."""
    this = association_node(claim, dataset)
    yield from set_aside_quads(claim, dataset, DEFAULT)
    if claim.origin:
        yield Quad(this, term("prov:wasDerivedFrom"), claim.origin, DEFAULT)
    if claim.state == "stated" and (term(REJECTED), _TRUE) not in claim.statements:
        yield Quad(claim.subject, claim.predicate, claim.object, DEFAULT)


def set_aside_quads(claim: ImportedClaim, dataset: NamedNode, graph: Graph) -> Iterator[Quad]:
    """The association alone, in a graph where it does not count as a claim."""
    this = association_node(claim, dataset)
    slots = {slot for slot, _ in claim.statements}
    statements: list[tuple[str, Node]] = [
        ("rdf:subject", claim.subject),
        ("rdf:predicate", claim.predicate),
        ("rdf:object", claim.object),
        ("prov:hadPrimarySource", dataset),
    ]
    if term("biolink:primary_knowledge_source") not in slots:
        statements.append(("biolink:primary_knowledge_source", dataset))
    statements += [
        (slot, Literal(NOT_PROVIDED))
        for slot in ("biolink:knowledge_level", "biolink:agent_type")
        if term(slot) not in slots
    ]
    if claim.identifier:
        statements.append(("dcterms:identifier", Literal(claim.identifier)))
    for kind in dict.fromkeys((term("biolink:Association"), *claim.classes)):
        yield Quad(this, term("rdf:type"), kind, graph)
    yield from Description(this, statements, graph).quads()
    for slot, value in claim.statements:
        yield Quad(this, slot, value, graph)


def association_node(claim: ImportedClaim, dataset: NamedNode) -> NamedNode:
    """A hash of everything the file says of it: never one of ours, and never shared by two different statements."""
    parts = (str(part) for part in (claim.subject, claim.predicate, claim.object))
    slots = sorted(f"{slot} {value}" for slot, value in claim.statements)
    return NamedNode(f"{iri_root('pohassoc')}{digest('imported', dataset.value, claim.identifier, *parts, *slots)}")
