"""What is done for patients: the names that stand where a sentence or an item of a list says that something is given.

How surely a phrase is such a name, `intervention_names.py` says. By its place alone it counts only where the words leave no doubt: "X is
given", "treated with X", an item in a section on treatment.
"""

from collections.abc import Iterator
from typing import NamedTuple

from pohgraph.extractors.shared import intervention_frames
from pohgraph.extractors.shared.intervention_lists import (
    clause_begin,
    is_no_care,
    names_before,
    names_behind,
    names_in_parts,
    tells_kind_of_care,
)
from pohgraph.extractors.shared.intervention_names import (
    BY_ENDING,
    BY_HEAD,
    BY_PLACE,
    InterventionName,
    name_at,
    with_what_of,
)
from pohgraph.extractors.shared.listed_care import is_verbless
from pohgraph.extractors.shared.named_care import named_care
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "interventions_patterns.tsv")
_LONGEST_ITEM = 14  # words of an item of a list that is no sentence
_FEWEST = 3  # names of a list that tell one another
# what a sentence says whose names count for nothing
_NOT_DONE = ("on_trial", "side_effects", "past_harm", "for_diagnosis", "of_relative")


class Intervention(NamedTuple):
    """A phrase that names what is done, and the project's type of it."""

    kind: str
    span: Span


def interventions(page: Page, sentence: Span, *, in_treatment: bool, told_before: int = 0) -> list[Intervention]:
    """What a sentence names as done for patients, in order; outside a section on treatment only what is surely a name of it.

    Before `told_before` words that stand for nothing but a treatment name one outside such a section as well.
    """
    text = page.doc.text
    found: dict[Span, InterventionName] = {}
    for name, least in _named(page, sentence, in_treatment=in_treatment):
        whole = with_what_of(text, name, sentence.end)
        if (
            whole.strength >= least
            and not _is_no_intervention(page, name)
            and not _is_denied(text, sentence, name)
            and (whole == name or not _begins_with_finding(page, whole.span))
        ):
            found.setdefault(whole.span, whole)
    if in_treatment or told_before:
        label = _named_label(text, sentence) if in_treatment else None
        for name in [*([label] if label else []), *named_care(page, sentence)]:
            if (in_treatment or name.span.end <= told_before) and not _is_denied(text, sentence, name):
                found.setdefault(name.span, name)
    if not found or any(page.prose.search(_PATTERNS, name, sentence) for name in _NOT_DONE):
        return []
    found |= {n.span: n for name in list(found.values()) for n in _named_more_exactly(text, name, sentence.end)}
    kept: list[InterventionName] = []
    for name in sorted(found.values(), key=lambda n: (n.span.start - n.span.end, n.span.start)):
        if not any(name.span.overlaps(other.span) for other in kept):
            kept.append(name)
    return list(_joined(page.doc.text, sorted(kept, key=lambda n: n.span)))


def _named_more_exactly(text: str, name: InterventionName, end: int) -> Iterator[InterventionName]:
    """What follows a name as an example of its kind, or as another name: "beta blockers such as X", "Brand (substance)"."""
    if behind := _PATTERNS["such_as"].match(text, name.span.end, end):
        names = (n for n in names_behind(text, behind.end(), end) if n.strength >= BY_ENDING)
        yield from (n for n in names if not text[slice(*n.span)].isupper())  # "(IVIG)" is the same thing again
    elif given := _PATTERNS["with_what"].match(text, name.span.end, end):
        yield from (
            n for n in names_behind(text, given.end(), end) if n.strength == BY_HEAD and n.kind == "drug_therapy"
        )


def _joined(text: str, names: list[InterventionName]) -> Iterator[Intervention]:
    """The names in order; an adjective that stands for the head of the next is one with it: "laparoscopic or open repair"."""
    start = None
    for name, following in zip(names, [*names[1:], None], strict=True):
        first = name.span.start if start is None else start
        start = None
        between = text[name.span.end : following.span.start] if following else ""
        is_kind = name.strength == BY_PLACE and _PATTERNS["kind"].fullmatch(text, *name.span)
        if is_kind and following and between.split() in (["or"], ["and"]) and " " in text[slice(*following.span)]:
            start = first
        else:
            yield Intervention(name.kind, Span(first, name.span.end))


def choices(page: Page, sentence: Span) -> list[Span]:
    """The words of a sentence that say that something is done, or may be, where it is not only tried."""
    on_trial = page.prose.search(_PATTERNS, "on_trial", sentence) is not None
    return intervention_frames.choices(page, sentence, on_trial=on_trial)


def _named(page: Page, sentence: Span, *, in_treatment: bool) -> Iterator[tuple[InterventionName, int]]:
    """Each name in a place that says that it is done, with the strength that the place asks for."""
    text = page.doc.text
    for place in intervention_frames.places(page, sentence, in_treatment=in_treatment):
        start, end = place.words
        names = list(names_before(text, sentence, start) if place.is_before else names_behind(text, end, sentence.end))
        least = _least_of_fellows(names, place.others)
        for number, name in enumerate(names):
            yield name, least if number else min(least, place.first)
    value = _value(page, sentence)
    if value:
        yield from ((name, BY_ENDING) for name in names_in_parts(text, value))
    elif in_treatment and is_verbless(text, sentence):
        yield from ((name, BY_HEAD) for name in names_in_parts(text, sentence))  # "Orthotics for leg fatigue."
    if in_treatment and not value and _is_item(page, sentence):
        # "Stay active." is advice as a whole, while "Antlers." in a list under whatever heading is no treatment.
        advice = _PATTERNS["advice"].fullmatch(text, *sentence)
        yield from ((name, BY_PLACE if advice else BY_ENDING) for name in names_behind(text, *sentence))


def _least_of_fellows(names: list[InterventionName], least: int) -> int:
    """The least strength of the names of a list: a sure one tells that weaker ones are names too, half of them that all are."""
    sure = sum(name.strength == BY_HEAD for name in names)
    if not sure or len(names) < _FEWEST:
        return least
    return min(least, BY_PLACE if sure * 2 >= len(names) else BY_ENDING)


def _value(page: Page, sentence: Span) -> Span | None:
    """What stands behind a label for treatment: in its sentence, or right before it as the heading of its section."""
    text = page.doc.text
    label = page.prose.search(_PATTERNS, "label_before", sentence)
    if label and not _names_itself(text, Span(sentence.start, label.end())):
        return Span(label.end(), sentence.end)
    section = page.doc.section_at(sentence.start)
    if section is None or section.heading is None or section.name != "treatment":
        return None
    return sentence if text[section.heading.end : sentence.start].strip(" *_'") == ":" else None


def is_denied_label(page: Page, sentence: Span) -> bool:
    """Whether a sentence denies what its label names: "Aspirin: should be avoided"."""
    label = _PATTERNS["label"].match(page.doc.text, *sentence)
    return label is not None and _PATTERNS["label_denied"].match(page.doc.text, label.end(), sentence.end) is not None


def _named_label(text: str, sentence: Span) -> InterventionName | None:
    """The label that a sentence explains, where it names what is done: "Cardioverter Defibrillator (ICD): for patients at risk"."""
    general = _PATTERNS["label_before"].match(text, *sentence)
    label = None if general else _PATTERNS["label"].match(text, *sentence)
    span = Span(*label.span("term")) if label else None
    name = name_at(text, span) if span else None
    return (
        InterventionName(name.kind, span, BY_HEAD)
        if span and name and name.strength and name.span.end == span.end
        else None
    )


def _names_itself(text: str, label: Span) -> bool:
    """Whether a label is itself the thing that is done: "Behavioral therapies: to assist with learning"."""
    end = label.start + len(text[slice(*label)].rstrip(" :"))
    return tells_kind_of_care(text, Span(label.start, end))


def _is_no_intervention(page: Page, name: InterventionName) -> bool:
    """Whether a phrase names people, a test, a finding, a disease, or treatment in general."""
    if is_no_care(page.doc.text, name.span):
        return True
    if name.strength == BY_HEAD:
        return False  # "eye drops" are no drooping eyelid
    named = [m.span for kind in ("phenotype", "disease") for m in page.mentions_in(kind, name.span)]
    if any(span.end == name.span.end for span in named) or page.mentions_in("gene", name.span):
        return True
    # "Cardiac arrest secondary to ...", in a list of reasons for a treatment.
    return name.strength == BY_PLACE and any(span.start == name.span.start for span in named)


def _begins_with_finding(page: Page, span: Span) -> bool:
    """Whether words begin with the name of a finding: "shortness of breath"."""
    return any(mention.span.start == span.start for mention in page.mentions_in("phenotype", span))


def _is_denied(text: str, sentence: Span, name: InterventionName) -> bool:
    """Whether a clause denies or warns of what it names, or says what harm it does."""
    start = clause_begin(text, sentence, name.span.start)
    return (
        _PATTERNS["denied"].search(text, start, name.span.end) is not None
        or _PATTERNS["denied_behind"].match(text, name.span.end, sentence.end) is not None
        or _PATTERNS["harm"].match(text, name.span.end, sentence.end) is not None
    )


def _is_item(page: Page, sentence: Span) -> bool:
    """Whether a sentence is an item of a list: it stands on its own line, is short, and has no finite verb of its own."""
    text = page.doc.text
    if _PATTERNS["urged"].match(text, *sentence):
        return False
    before = text[: sentence.start].rstrip(" \t*-\u2022\u00b7")
    if before and before[-1] != "\n":
        return False
    words = text[slice(*sentence)]
    if len(words.split()) > _LONGEST_ITEM or words.rstrip().endswith((":", "?")):
        return False
    return text[sentence.start - 1 : sentence.start] != "\n" or _PATTERNS["bullet"].match(text, *sentence) is not None
