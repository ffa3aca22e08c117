"""A claim as it is explained: what is known of it, in words and as plain values."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pohgraph.claims.decisions import DecisionRecord
from pohgraph.compare.independence import dependence
from pohgraph.compare.rules import Conflict, Statement
from pohgraph.errors import ReadError
from pohgraph.model import Claim, Mark
from pohgraph.review.decision import changes_from, changes_in_words, statement_of
from pohgraph.schema.relations import INFERRED


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


class Explanation(Sequence[Explained]):
    """The claims that were asked for, one for each page and way of saying it, each explained."""

    def __init__(self, explained: Iterable[Explained]) -> None:
        self._explained = tuple(explained)

    def __getitem__(self, index: int) -> Explained:  # type: ignore[override]  # nobody slices it
        return self._explained[index]

    def __len__(self) -> int:
        return len(self._explained)

    def __repr__(self) -> str:
        return "\n\n".join("\n".join(text for _, text in lines_of(one)) for one in self)

    def as_json(self) -> list[dict[str, object]]:
        """Plain values for JSON."""
        return [one.as_json() for one in self]


def lines_of(one: Explained) -> Iterator[tuple[str, str]]:
    """The explanation as (kind, text): "claim" is the heading, "quote" a place, all others "note"."""
    claim = one.claim
    yield "claim", f"{statement_of(claim).removesuffix(f' [{claim.state}]')}  [{one.standing}]"
    yield "note", f"  {claim.id}: {claim.subject} {claim.predicate} {claim.object}"
    yield "note", f"  page: {claim.source.name} ({claim.source.id})"
    for place in one.places:
        yield "quote", f"  “{one_line(place.before)}[{one_line(place.quote)}]{one_line(place.after)}”"
        yield "note", f"    {where(place)}"
    for label, text in notes_of(one):
        yield "note", f"  {label}: {text}"


def where(place: Place) -> str:
    """The section, the position, the extractor and the cue of a place, in words."""
    section = f"section {place.section}" if place.section else ""
    cue = f"cue “{one_line(place.cue)}”" if place.cue else ""
    return ", ".join(filter(None, (section, f"{place.start}-{place.end}", f"read by {place.extractor}", cue)))


def notes_of(one: Explained) -> Iterator[tuple[str, str]]:
    """What else is known of a claim, as (label, text), without what is not there."""
    yield from _of_the_record(one.claim, one.vocabularies)
    yield from (("decision", decision_in_words(decision)) for decision in one.decisions)
    yield from (("revises", f"{other.id} ({statement_of(other)})") for other in one.revises)
    yield from (("revised by", f"{other.id} ({statement_of(other)})") for other in one.revised_by)
    for other in one.alike:
        note = ", ".join(filter(None, (other.source.name, dependence(one.claim, other))))
        yield "also", f"{other.standing} by {note} ({other.id})"
    for conflict in one.conflicts:
        side = _other_side(one.claim, conflict)
        if isinstance(side, Claim):
            said = f"{statement_of(side)}, says {side.source.name} ({side.id})"
        else:
            said = f"{side.says}, says {side.name}"
        yield f"{conflict.severity} ({conflict.rule})", said


def _of_the_record(claim: Claim, vocabularies: Sequence[str]) -> Iterator[tuple[str, str]]:
    if claim.knowledge_level == INFERRED:
        yield "inferred", f"by {claim.knowledge_source}: no words of the page say it"
    elif claim.knowledge_source:
        yield "source", claim.knowledge_source
    if vocabularies:
        yield "vocabulary", "; ".join(vocabularies)
    yield from ((detail.slot.partition(":")[2].replace("_", " "), detail.value) for detail in claim.details)
    if claim.publications:
        yield "cites", ", ".join(claim.publications)
    yield "agent", claim.agent_type.replace("_", " ")


def decision_in_words(decision: DecisionRecord) -> str:
    """Who decided what, when and why, in one line."""
    changes = f" ({changes_in_words(_changes(decision))})" if decision.changes else ""
    by = f"{decision.verdict}{changes} by {decision.curator.label or decision.curator}"
    force = "" if decision.is_in_force else "not in force: another decision says otherwise"
    return "; ".join(filter(None, (", ".join(filter(None, (by, decision.date[:10]))), decision.comment, force)))


def one_line(text: str) -> str:
    """A text with each run of blanks and line ends as one blank, those at its ends too."""
    return " ".join(f".{text}.".split())[1:-1]


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
    other = _other_side(claim, conflict)
    told = {"rule": conflict.rule, "severity": conflict.severity, "kind": conflict.kind}
    if isinstance(other, Claim):
        return {**told, **_other_json(claim, other), "statement": statement_of(other)}
    return {**told, "source": other.name, "statement": other.says}


def _other_side(claim: Claim, conflict: Conflict) -> Claim | Statement:
    return conflict.second if conflict.first.id == claim.id else conflict.first


def _changes(decision: DecisionRecord) -> dict[str, str]:
    """What a decision changes; where it is no JSON object, all of it under "unreadable"."""
    try:
        found = changes_from(decision.changes)
    except ReadError:
        found = None
    if isinstance(found, dict):
        return {str(name): str(value) for name, value in found.items()}
    return {"unreadable": decision.changes}


def _decision_json(decision: DecisionRecord) -> dict[str, object]:
    return {
        "id": decision.id,
        "decision": decision.verdict,
        "changes": _changes(decision),
        "curator": decision.curator.label or decision.curator,
        "date": decision.date,
        "comment": decision.comment,
        "in_force": decision.is_in_force,
    }
