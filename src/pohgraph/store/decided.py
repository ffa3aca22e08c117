"""What curators' decisions look like in RDF, and what they leave on the claims that they are about.

A decision is a node of its own in the default graph. A claim that was accepted says so by its agent type, and by whom and when. One that
was rejected keeps all it says, and has a flag that takes it back. An edit rejects a claim, and makes another one that revises it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from pohgraph.schema.prefixes import iri_root
from pohgraph.schema.relations import REJECTED
from pohgraph.store.rdf import DEFAULT, Description, Node, digest, term

ACCEPTED = "manual_validation_of_automated_agent"  # Biolink's agent type of what an agent read and a person confirmed
_TIME, _DAY = "xsd:dateTime", "xsd:date"
_LENGTH_OF_DAY = len("2026-01-31")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision as a graph has it. `verdict` is "accept", "reject" or "edit"; `changes` is what an edit changes, as JSON, "" for none.

    `orcid` is the curator's, or "" where they are only named; `date` is a day, or a time in UTC, as XML Schema
    writes them, or "".
    `is_in_force` is False where another decision says otherwise; nothing follows from it then.
    """

    claim: NamedNode
    verdict: str
    changes: str = ""
    curator: str
    orcid: str = ""
    date: str = ""
    comment: str = ""
    evidence: str = ""
    statement: str = ""
    is_in_force: bool = True


def curator_node(decided: Decided) -> NamedNode:
    """The curator: their ORCID, or an IRI of our own that stands for the name."""
    if decided.orcid:
        return NamedNode(f"{iri_root('orcid')}{decided.orcid}")
    return NamedNode(f"{iri_root('pohcurator')}{digest(decided.curator)}")


def decision_node(decided: Decided) -> NamedNode:
    """A hash of all it says, so that two decisions of one curator never mix."""
    parts = (decided.claim.value, decided.verdict, decided.changes, decided.curator, decided.date)
    return NamedNode(f"{iri_root('pohdecision')}{digest(*parts, decided.comment, decided.evidence)}")


def decision_quads(decided: Decided, made: Sequence[NamedNode] = ()) -> Iterator[Quad]:
    """A decision and its curator; `made` are the claims that an edit made."""
    curator = curator_node(decided)
    statements: list[tuple[str, Node]] = [
        ("rdf:type", term("pohgraph:Decision")),
        ("pohgraph:decides", decided.claim),
        ("pohgraph:verdict", Literal(decided.verdict)),
        ("pohgraph:in_force", Literal(value=decided.is_in_force)),
        ("prov:wasAssociatedWith", curator),
        *(("prov:generated", claim) for claim in made),
    ]
    if decided.date:
        statements.append(("prov:endedAtTime", _when(decided.date)))
    texts = (
        ("pohgraph:changes", decided.changes),
        ("rdfs:comment", decided.comment),
        ("pohgraph:evidence_digest", decided.evidence),
        ("rdfs:label", decided.statement),
    )
    statements += [(slot, Literal(text)) for slot, text in texts if text]
    yield from Description(decision_node(decided), statements).quads()
    agent: list[tuple[str, Node]] = [("rdf:type", term("prov:Agent")), ("rdfs:label", Literal(decided.curator))]
    yield from Description(curator, agent).quads()


def acceptance(decided: Decided) -> Iterator[tuple[str, Node]]:
    """Who stands for a claim that was accepted, or made by an edit, and since when."""
    yield "prov:wasAttributedTo", curator_node(decided)
    if decided.date:
        yield "dcterms:dateAccepted", Literal(decided.date[:_LENGTH_OF_DAY], datatype=term(_DAY))


def rejection_quads(claim: NamedNode, decisions: Sequence[Decided]) -> Iterator[Quad]:
    """That a claim is taken back, and by which decisions."""
    yield Quad(claim, term(REJECTED), Literal(value=True), DEFAULT)
    yield from Description(claim, [("prov:wasInvalidatedBy", decision_node(one)) for one in decisions]).quads()


def _when(date: str) -> Literal:
    return Literal(date, datatype=term(_DAY if len(date) == _LENGTH_OF_DAY else _TIME))
