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
_NOT_PROVIDED = Literal(NOT_PROVIDED)
_TYPE, _ASSOCIATION = str(term("rdf:type")), term("biolink:Association")
_SUBJECT, _PREDICATE, _OBJECT = (str(term(part)) for part in ("rdf:subject", "rdf:predicate", "rdf:object"))
_SOURCE, _DERIVED_FROM = term("prov:hadPrimarySource"), term("prov:wasDerivedFrom")
_IDENTIFIER = term("dcterms:identifier")
_PRIMARY_SOURCE = term("biolink:primary_knowledge_source")
_REQUIRED = (term("biolink:knowledge_level"), term("biolink:agent_type"))
_FLAGS = {name: term(slot) for name, slot in FLAGS.items()}


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
        true = {slot for slot, value in self.statements if value == _TRUE}
        return state_of(**{name: slot in true for name, slot in _FLAGS.items()})


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


def claim_lines(claim: ImportedClaim, dataset: NamedNode) -> str:
    """The association, and the plain edge where the file states it, as N-Quads: text is far cheaper to make than quads."""
    this, lines = _association(claim, dataset)
    if claim.origin:
        lines += f"{this} {_DERIVED_FROM} {claim.origin} .\n"
    if claim.state == "stated" and (term(REJECTED), _TRUE) not in claim.statements:
        lines += f"{claim.subject} {claim.predicate} {claim.object} .\n"
    return lines


def set_aside_lines(claim: ImportedClaim, dataset: NamedNode) -> str:
    """The association alone, as N-Quads, in the graph of its file, where it does not count as a claim."""
    return _association(claim, dataset, f"{dataset} ")[1]


def _association(claim: ImportedClaim, dataset: NamedNode, graph: str = "") -> tuple[str, str]:
    """The node of a claim, and what is said of it.

    Its IRI is a hash of everything the file says of it: never one of ours, and never shared by two different statements.
    """
    subject, predicate, target = str(claim.subject), str(claim.predicate), str(claim.object)
    said = [f"{slot} {value}" for slot, value in claim.statements]
    named = digest("imported", dataset.value, claim.identifier, subject, predicate, target, *sorted(said))
    this = f"<{iri_root('pohassoc')}{named}>"
    facts = [f"{_TYPE} {kind}" for kind in dict.fromkeys((_ASSOCIATION, *claim.classes))]
    facts += (f"{_SUBJECT} {subject}", f"{_PREDICATE} {predicate}", f"{_OBJECT} {target}", f"{_SOURCE} {dataset}")
    slots = {slot for slot, _ in claim.statements}
    if _PRIMARY_SOURCE not in slots:
        facts.append(f"{_PRIMARY_SOURCE} {dataset}")
    facts += (f"{slot} {_NOT_PROVIDED}" for slot in _REQUIRED if slot not in slots)
    if claim.identifier:
        facts.append(f"{_IDENTIFIER} {Literal(claim.identifier)}")
    end = f" {graph}.\n"
    return this, f"{this} {f'{end}{this} '.join((*facts, *said))}{end}"
