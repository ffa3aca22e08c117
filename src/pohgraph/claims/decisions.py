"""What curators decided about claims, as a graph has it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from pohgraph.claims.slots import Slots, iri_of, named_node
from pohgraph.claims.view import GraphView
from pohgraph.model import Named

_DONE = {"accept": "accepted", "reject": "rejected", "edit": "edited"}


NOT_IN_FORCE = "not in force: another decision says otherwise"


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


def decision_in_words(decision: DecisionRecord) -> str:
    """Who decided what, when and why, in one line."""
    changes = f" ({changes_in_words(decided_changes(decision))})" if decision.changes else ""
    by = f"{_DONE.get(decision.verdict, decision.verdict)}{changes} by {decision.curator.label or decision.curator}"
    force = "" if decision.is_in_force else NOT_IN_FORCE
    return "; ".join(filter(None, (", ".join(filter(None, (by, decision.date[:10]))), decision.comment, force)))


def decided_changes(decision: DecisionRecord) -> dict[str, str]:
    """What a decision changes; where it is no JSON object, all of it under "unreadable"."""
    try:
        found = json.loads(decision.changes or "{}")
    except (json.JSONDecodeError, RecursionError):
        found = None
    if isinstance(found, dict):
        return {str(name): str(value) for name, value in found.items()}
    return {"unreadable": decision.changes}


def changes_in_words(changes: Mapping[str, str]) -> str:
    """What an edit changes, in words.

    >>> changes_in_words({"state": "open", "frequency": ""})
    'state: open; no frequency'
    """
    return "; ".join(f"{name}: {value}" if value else f"no {name}" for name, value in changes.items())


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
