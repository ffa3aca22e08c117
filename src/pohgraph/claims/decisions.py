"""What curators decided about claims, as a graph has it."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from pohgraph.claims.slots import Slots, iri_of, named_node
from pohgraph.claims.view import GraphView
from pohgraph.model import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecord:
    """One decision: `verdict` is accept, reject or edit, `changes` what an edit changes, as JSON, or "".

    `claim` is an IRI, `date` a day or a time in UTC, or "". `is_in_force` is False where another decision says otherwise.
    """

    id: str
    claim: str
    verdict: str
    changes: str
    curator: Named
    date: str
    comment: str
    evidence: str
    statement: str
    is_in_force: bool


def read_decisions_on(view: GraphView, claims: Iterable[str] | None = None) -> list[DecisionRecord]:
    """The decisions about these claims, given by IRI, or about all; in the order they were made."""
    about = None if claims is None else [NamedNode(claim) for claim in claims]
    found = dict(view.triples("pohgraph:decides", objects=about))
    slots = view.all_slots(found)
    records = [_record(view, node, named_node(claim), slots[node.value]) for node, claim in found.items()]
    return sorted(records, key=lambda record: (record.date, record.id))


def _record(view: GraphView, node: NamedNode, claim: NamedNode, slots: Slots) -> DecisionRecord:
    curators = sorted(map(view.named, map(named_node, slots.get(iri_of("prov:wasAssociatedWith"), ()))))
    return DecisionRecord(
        id=view.curie(node),
        claim=claim.value,
        verdict=view.first(slots, "pohgraph:verdict"),
        changes=view.first(slots, "pohgraph:changes"),
        curator=curators[0] if curators else Named(""),
        date=view.first(slots, "prov:endedAtTime"),
        comment=view.first(slots, "rdfs:comment"),
        evidence=view.first(slots, "pohgraph:evidence_digest"),
        statement=view.first(slots, "rdfs:label"),
        is_in_force=view.first(slots, "pohgraph:in_force") == "true",
    )
