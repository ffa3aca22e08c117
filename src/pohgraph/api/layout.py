"""An explanation in the order in which people read it, and as text and Markdown; a terminal shows the same parts in colours."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pohgraph.api.explained import Explained, Place
from pohgraph.claims.decisions import decision_in_words
from pohgraph.compare.independence import dependence
from pohgraph.model import Claim
from pohgraph.review.decision import statement_of
from pohgraph.schema.relations import INFERRED

CLAIM, IDENTIFIER, PAGE, QUOTE, NOTE = "claim", "identifier", "page", "quote", "note"


class Part(NamedTuple):
    """One part of an explanation, `kind` as above. `label` says what a note is, and how a claim stands; `place` is that of a quote."""

    kind: str
    text: str
    label: str = ""
    place: Place | None = None


class Explanation(Sequence[Explained]):
    """The claims that were asked for, one for each page and way of saying it, each explained."""

    def __init__(self, explained: Iterable[Explained]) -> None:
        self._explained = tuple(explained)

    def __getitem__(self, index: int) -> Explained:  # type: ignore[override]  # nobody slices it
        return self._explained[index]

    def __len__(self) -> int:
        return len(self._explained)

    def __repr__(self) -> str:
        return "\n\n".join("\n".join(_text(one)) for one in self)

    def as_markdown(self) -> str:
        """The same for a report."""
        return "\n\n".join("\n".join(_markdown(one)) for one in self)

    def as_json(self) -> list[dict[str, object]]:
        """Plain values for JSON."""
        return [one.as_json() for one in self]


def parts_of(one: Explained) -> Iterator[Part]:
    """What is said of a claim: itself, where it stands, its words, and whatever else is known of it."""
    claim = one.claim
    yield Part(CLAIM, statement_of(claim).removesuffix(f" [{claim.status}]"), one.standing)
    yield Part(IDENTIFIER, f"{claim.subject} {claim.predicate} {claim.object}", str(claim.id))
    yield Part(PAGE, claim.source.name, claim.source.id)
    yield from (Part(QUOTE, _where(place), place=place) for place in one.places)
    yield from (Part(NOTE, text, label) for label, text in _notes(one))


def _text(one: Explained) -> Iterator[str]:
    for part in parts_of(one):
        if part.place:
            place = part.place
            before, after = _around(place)
            yield f"  “{before}[{one_line(place.quote)}]{after}”"
            yield f"    {part.text}"
        else:
            yield {
                CLAIM: f"{part.text}  [{part.label}]",
                IDENTIFIER: f"  {part.label}: {part.text}",
                PAGE: f"  page: {part.text} ({part.label})",
                NOTE: f"  {part.label}: {part.text}",
            }[part.kind]


def _markdown(one: Explained) -> Iterator[str]:
    """As text, but the quotes come last: a quote of Markdown ends a list."""
    for part in sorted(parts_of(one), key=lambda part: part.kind == QUOTE):
        if part.place:
            place = part.place
            before, after = _around(place)
            before, quote, after = (text.replace("*", r"\*") for text in (before, one_line(place.quote), after))
            yield from ("", f"> {before}**{quote}**{after}", ">", f"> {part.text}")
        elif part.kind == CLAIM:
            yield from (f"## {part.text} [{part.label}]", "")
        else:
            yield {
                IDENTIFIER: f"- `{part.label}`: {part.text}",
                PAGE: f"- page: {part.text} (`{part.label}`)",
                NOTE: f"- {part.label}: {part.text}",
            }[part.kind]


def _around(place: Place) -> tuple[str, str]:
    """What stands before and after a quote, each in one line, with a mark where the page goes on: it may be cut within a word."""
    before, after = one_line(place.before), one_line(place.after)
    is_cut = place.start > len(place.before) and before
    return f"…{before}" if is_cut else before, f"{after}…" if after.strip() else after


def one_line(text: str) -> str:
    """A text with each run of blanks and line ends as one blank, those at its ends too."""
    return " ".join(f".{text}.".split())[1:-1]


def _where(place: Place) -> str:
    """The section, the position, the extractor and the cue of a place, in words."""
    section = f"section {place.section}" if place.section else ""
    cue = f"cue “{one_line(place.cue)}”" if place.cue else ""
    return ", ".join(filter(None, (section, f"{place.start}-{place.end}", f"read by {place.extractor}", cue)))


def _notes(one: Explained) -> Iterator[tuple[str, str]]:
    """What else is known of a claim, as (label, text), without what is not there."""
    yield from _of_the_record(one.claim, one.vocabularies)
    yield from (("decision", decision_in_words(decision)) for decision in one.decisions)
    yield from (("revises", f"{other.id} ({statement_of(other)})") for other in one.revises)
    yield from (("revised by", f"{other.id} ({statement_of(other)})") for other in one.revised_by)
    for other in one.alike:
        note = ", ".join(filter(None, (other.source.name, dependence(one.claim, other))))
        yield "also", f"{other.standing} by {note} ({other.id})"
    for conflict in one.conflicts:
        side = conflict.other_than(one.claim)
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
