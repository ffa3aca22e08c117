"""Graph against graph: which claims came, went or changed, and in what."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pohgraph.compare.matching import Likeness, matched, matched_anywhere
from pohgraph.model import Claim, Named

Decided = Mapping[str, tuple[str, ...]]  # what was decided about a claim, in words, by its IRI
_SHARES = frozenset({"biolink:has_quotient", "biolink:has_percentage"})
_COUNTS = frozenset({"biolink:has_count", "biolink:has_total"})
_OFTEN = _SHARES | _COUNTS | {"pohgraph:frequency_text"}
_AGENTS = frozenset({"text_mining_agent", "manual_validation_of_automated_agent"})  # a decision makes one the other
# What files name anew each time they are written; it says nothing.
_MEANINGLESS = frozenset({"dcterms:identifier"})
_NONE: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A claim with what was decided about it; `renamed` leads from the key of its page to that in the other graph."""

    claim: Claim
    decided: Decided = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)

    @property
    def decision(self) -> tuple[str, ...]:
        """What curators decided about it, or about what it is an edit of, in words."""
        claim = self.claim
        about = [words for iri in (claim.id.iri, *claim.revision_of) for words in self.decided.get(iri, ())]
        if about or not (claim.rejected or claim.curators):
            return tuple(about)
        word = "rejected" if claim.rejected else "accepted"
        by = ", ".join(curator.label or str(curator) for curator in claim.curators)
        return (" ".join(filter(None, (word, f"by {by}" if by else "", *claim.accepted))),)


def subject_of(claim: Claim) -> Named | str:
    """Its subject; "" where that is its own page, which may be called otherwise in another graph."""
    return "" if claim.subject.iri and claim.subject.iri == claim.source.iri else claim.subject


def status_of(claim: Claim) -> str:
    """Its state; of a denial or a borrowed claim also the flags below it, which the state does not tell."""
    below = [word for word, flag in (("denied", claim.negated), ("open", claim.hedged)) if flag and word != claim.state]
    return ", ".join((claim.state, *below))


def _frequency(one: Compared) -> tuple[object, ...]:
    claim = one.claim
    shares = [(d.slot, d.value) for d in claim.details if d.slot in _SHARES] if claim.quotient is None else []
    counts = [(d.slot, d.value) for d in claim.details if d.slot in _COUNTS]
    return claim.frequency, claim.quotient, claim.frequency_texts, *shares, *counts


def _qualifiers(one: Compared) -> tuple[str, ...]:
    return tuple(text for text in one.claim.narrowed if text.partition("=")[0] not in _OFTEN)


def _sources(one: Compared) -> tuple[str, ...]:
    """Whom it comes from: the page, the data behind it, what it cites, and how it is known."""
    claim = one.claim
    told = {text.partition("=")[0] for text in claim.narrowed} | _OFTEN | _MEANINGLESS
    said = (
        one.renamed.get(claim.source.key, claim.source.key),
        "" if claim.source.is_dataset else claim.knowledge_source,
        claim.knowledge_level,
        "" if claim.agent_type in _AGENTS else claim.agent_type,
        *claim.evidence_codes,
        *(f"cites {work}" for work in claim.publications),
        *(f"{detail.slot}={detail.value}" for detail in claim.details if detail.slot not in told),
    )
    return tuple(filter(None, said))


# What a difference is told of -> what a claim has there, as plain values.
_FIELDS: Mapping[str, Callable[[Compared], object]] = {
    "subject": lambda one: subject_of(one.claim),
    "relation": lambda one: one.claim.predicate,
    "object": lambda one: one.claim.object,
    "status": lambda one: status_of(one.claim),
    "frequency": _frequency,
    "onset": lambda one: one.claim.onset,
    "qualifiers": _qualifiers,
    "evidence": lambda one: one.claim.quotes,
    "places": lambda one: len(one.claim.evidence),
    "decision": lambda one: one.decision,
    "sources": _sources,
}
FIELDS = tuple(_FIELDS)
_OF_THE_CLAIM = ("subject", "relation", "object", "status", "frequency", "onset", "qualifiers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`change` is added, removed or changed; `fields` are those that changed, some of `FIELDS`.

    "places" without another number of them says that the same words were read elsewhere in the same bytes, or by another rule.
    """

    change: str
    before: Compared | None
    after: Compared | None
    fields: tuple[str, ...] = ()

    @property
    def claim(self) -> Claim:
        """The claim as it is now, or was before it went."""
        found = self.after or self.before
        assert found is not None
        return found.claim

    @property
    def is_regrounded(self) -> bool:
        """Whether the same words now mean another term, and not because a curator said so."""
        ends = {"subject", "object"} & set(self.fields)
        return bool(ends) and isinstance(self.claim.object, Named) and "decision" not in self.fields

    @property
    def is_endorsed(self) -> bool:
        """Whether nothing but a decision changed, and the claim stands, or is taken back, as before."""
        sides = (self.before, self.after)
        return self.fields == ("decision",) and len({one.claim.rejected for one in sides if one}) == 1

    def values(self, name: str) -> tuple[object, object]:
        """What a field was and is; None on the side that has no such claim."""
        before, after = (_FIELDS[name](one) if one else None for one in (self.before, self.after))
        return before, after


def differences(
    before: Iterable[Claim],
    after: Iterable[Claim],
    *,
    any_source: bool = False,
    renamed: Mapping[str, str] = _NONE,
    decided: tuple[Decided, Decided] = ({}, {}),
) -> list[Difference]:
    """Every difference, sorted by claim; those in nothing but a decision that changes no claim come last.

    Args:
        before: the claims of one graph; those that both graphs have unchanged may be left out.
        after: those of the other.
        any_source: hold what is claimed against each other whoever says it; words, decisions and sources are then left aside.
        renamed: the key of a page in the second graph by that in the first, where it is another.
        decided: what curators decided in each graph.
    """
    fields = _OF_THE_CLAIM if any_source else FIELDS
    likeness = claim_likeness(decided, fields, renamed)
    if any_source:
        pairs = matched_anywhere(*_alone(list(before), list(after)), likeness=likeness)
    else:
        pairs = matched(before, after, likeness=likeness, renamed=renamed)
    found = (_difference(one, other, fields, decided, renamed) for one, other in pairs)
    return sorted(filter(None, found), key=_place)


def claim_likeness(
    decided: tuple[Decided, Decided] = ({}, {}), fields: Sequence[str] = FIELDS, renamed: Mapping[str, str] = _NONE
) -> Likeness:
    """What counts the fields in which a claim of one graph is as one of the other."""

    def likeness(one: Claim, other: Claim) -> int:
        before = Compared(claim=one, decided=decided[0], renamed=renamed)
        after = Compared(claim=other, decided=decided[1])
        return sum(_FIELDS[name](before) == _FIELDS[name](after) for name in fields)

    return likeness


def difference_of_claims(before: Compared, after: Compared, fields: Sequence[str] = FIELDS) -> Difference | None:
    """What two forms of one claim differ in; None where they say the same."""
    changed = tuple(name for name in fields if _FIELDS[name](before) != _FIELDS[name](after))
    is_told = {"evidence", "places"} & set(changed) or "places" not in fields
    if not is_told and _is_read_otherwise(before.claim, after.claim):
        changed = (*changed, "places")
    return Difference(change="changed", before=before, after=after, fields=changed) if changed else None


def _alone(old: list[Claim], new: list[Claim]) -> tuple[list[Claim], list[Claim]]:
    """The claims of each side that nobody on the other side makes."""
    known = [{_said(claim) for claim in side} for side in (old, new)]
    return [c for c in old if _said(c) not in known[1]], [c for c in new if _said(c) not in known[0]]


def _said(claim: Claim) -> tuple[object, ...]:
    return tuple(_FIELDS[name](Compared(claim=claim)) for name in _OF_THE_CLAIM)


def _difference(
    one: Claim | None,
    other: Claim | None,
    fields: Sequence[str],
    decided: tuple[Decided, Decided],
    renamed: Mapping[str, str],
) -> Difference | None:
    before = Compared(claim=one, decided=decided[0], renamed=renamed) if one else None
    after = Compared(claim=other, decided=decided[1]) if other else None
    if before is None or after is None:
        return Difference(change="removed" if before else "added", before=before, after=after)
    return difference_of_claims(before, after, fields)


def _is_read_otherwise(one: Claim, other: Claim) -> bool:
    """Whether the same words of the same bytes were read elsewhere, or by another rule."""
    same_bytes = one.source.sha256 == other.source.sha256 and one.source.id == other.source.id
    return same_bytes and one.evidence != other.evidence


def _place(difference: Difference) -> tuple[object, ...]:
    claim = difference.claim
    return (
        difference.is_endorsed,
        claim.subject,
        claim.predicate,
        str(claim.object),
        claim.source.key,
        difference.change,
        claim.id,
        *claim.quotes,
    )
