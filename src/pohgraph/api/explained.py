"""A claim as it is explained: what is known of it, as plain values."""

from dataclasses import dataclass

from pohgraph.claims.decisions import DecisionRecord, decided_changes
from pohgraph.compare.independence import dependence
from pohgraph.compare.rules import Conflict
from pohgraph.model import Claim, Mark
from pohgraph.review.decision import statement_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a claim was read: its words with what stands around them, and the rule that took them for the claim.

    `cue` are the words that told the relation, "" where a table or heading did. `marks` count code points of the page's text.
    """

    before: str
    quote: str
    after: str
    start: int
    end: int
    section: str
    extractor: str
    cue: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One claim of one page. `vocabularies` are what names its ends, or what it was inferred by.

    `alike` are claims of other pages on the same subject, relation and object, in whatever state; `conflicts` are those that this
    claim is part of; `revises` is what an edit replaced, and `revised_by` what replaced it.
    """

    claim: Claim
    places: tuple[Place, ...]
    vocabularies: tuple[str, ...]
    alike: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]
    decisions: tuple[DecisionRecord, ...]
    revises: tuple[Claim, ...]
    revised_by: tuple[Claim, ...]

    @property
    def standing(self) -> str:
        """Its state, or that a curator took it back."""
        if not self.claim.rejected:
            return self.claim.standing
        return f"edited (was {self.claim.standing})" if self.revised_by else f"rejected (was {self.claim.standing})"

    def as_json(self) -> dict[str, object]:
        """Plain values for JSON."""
        claim = self.claim
        return {
            "claim": claim.id,
            "statement": statement_of(claim),
            "subject": claim.subject,
            "predicate": claim.predicate,
            "object": claim.object,
            "state": claim.state,
            "rejected": claim.rejected,
            "standing": self.standing,
            "frequency": claim.often,
            "qualifier": claim.qualifier,
            "details": [{"slot": detail.slot, "value": detail.value} for detail in claim.details],
            "source": {"id": claim.source.id, "name": claim.source.name, "license": claim.source.license},
            "agent_type": claim.agent_type,
            "knowledge_level": claim.knowledge_level,
            "knowledge_source": claim.knowledge_source,
            "curators": [curator.label or curator for curator in claim.curators],
            "places": [_place_json(place) for place in self.places],
            "vocabularies": list(self.vocabularies),
            "publications": list(claim.publications),
            "alike": [_other_json(claim, other) for other in self.alike],
            "conflicts": [_conflict_json(claim, conflict) for conflict in self.conflicts],
            "decisions": [_decision_json(decision) for decision in self.decisions],
            "revises": [str(other.id) for other in self.revises],
            "revised_by": [str(other.id) for other in self.revised_by],
        }


def _place_json(place: Place) -> dict[str, object]:
    return {
        "before": place.before,
        "quote": place.quote,
        "after": place.after,
        "start": place.start,
        "end": place.end,
        "section": place.section,
        "extractor": place.extractor,
        "cue": place.cue,
        "marks": [{"part": mark.part, "start": mark.start, "end": mark.end} for mark in place.marks],
    }


def _other_json(claim: Claim, other: Claim) -> dict[str, object]:
    return {
        "claim": other.id,
        "standing": other.standing,
        "source": other.source.name,
        "note": dependence(claim, other),
        "quotes": list(other.quotes),
    }


def _conflict_json(claim: Claim, conflict: Conflict) -> dict[str, object]:
    other = conflict.other_than(claim)
    told = {"rule": conflict.rule, "severity": conflict.severity, "kind": conflict.kind}
    if isinstance(other, Claim):
        return {**told, **_other_json(claim, other), "statement": statement_of(other)}
    return {**told, "source": other.name, "statement": other.says}


def _decision_json(decision: DecisionRecord) -> dict[str, object]:
    return {
        "id": decision.id,
        "decision": decision.verdict,
        "changes": decided_changes(decision),
        "curator": decision.curator.label or decision.curator,
        "date": decision.date,
        "comment": decision.comment,
        "in_force": decision.is_in_force,
    }
