"""The frames that say that what they name is done: where the names stand, and how surely they must be names."""

from collections.abc import Iterator
from typing import NamedTuple

from pohgraph.extractors.shared.intervention_names import BY_ENDING, BY_HEAD, BY_PLACE
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "intervention_frames_patterns.tsv")


class _Frame(NamedTuple):
    """Whether names stand before the words, and the least strength of one in a part on treatment and elsewhere; None: not read there."""

    is_before: bool
    within: int
    elsewhere: int | None


_FRAMES: dict[str, _Frame] = {
    "chosen_behind": _Frame(True, BY_PLACE, BY_HEAD),
    "for_whom_behind": _Frame(True, BY_PLACE, BY_ENDING),
    "symptomatic_list": _Frame(False, BY_ENDING, BY_ENDING),
    "needed_behind": _Frame(True, BY_PLACE, BY_HEAD),
    "calls_for": _Frame(False, BY_HEAD, BY_HEAD),
    "responds_before": _Frame(False, BY_ENDING, BY_HEAD),
    "works_behind": _Frame(True, BY_ENDING, None),
    "shown_behind": _Frame(True, BY_PLACE, BY_HEAD),
    "treated_before": _Frame(False, BY_PLACE, BY_ENDING),
    "is_on": _Frame(False, BY_ENDING, BY_ENDING),
    "prescribed_by": _Frame(False, BY_ENDING, BY_HEAD),
    "treatment_with": _Frame(False, BY_PLACE, BY_HEAD),
    "patients_before": _Frame(False, BY_PLACE, BY_ENDING),
    "advised_by": _Frame(False, BY_ENDING, BY_HEAD),
    "we_gave": _Frame(False, BY_HEAD, BY_HEAD),
    "known_drugs": _Frame(False, BY_ENDING, BY_HEAD),
    "needs_to": _Frame(False, BY_ENDING, BY_HEAD),
    "drugs_such_as": _Frame(False, BY_ENDING, None),
    "having_home": _Frame(False, BY_HEAD, BY_HEAD),
    "should_have": _Frame(False, BY_HEAD, BY_HEAD),
    "choice_before": _Frame(False, BY_ENDING, BY_HEAD),
    "effect_behind": _Frame(True, BY_ENDING, BY_HEAD),
    "role_behind": _Frame(True, BY_ENDING, BY_ENDING),
    "to_treat_behind": _Frame(True, BY_ENDING, BY_ENDING),
    "approved_by": _Frame(False, BY_PLACE, BY_ENDING),
    "important_behind": _Frame(True, BY_ENDING, BY_HEAD),
    "counted": _Frame(False, BY_HEAD, BY_HEAD),
    "given_home": _Frame(False, BY_ENDING, BY_ENDING),
    "given_behind": _Frame(True, BY_PLACE, BY_ENDING),
    "removed_by": _Frame(False, BY_HEAD, BY_HEAD),
    "indicates": _Frame(False, BY_HEAD, BY_HEAD),
    "should_do": _Frame(False, BY_PLACE, BY_HEAD),
    "based_on": _Frame(False, BY_ENDING, BY_ENDING),
    "care_of_sign": _Frame(False, BY_PLACE, BY_ENDING),
    "then_given": _Frame(False, BY_ENDING, BY_HEAD),
}
_FRAME_NAMES = tuple(_FRAMES)
_OPTIONS = ("chosen_behind", "for_whom_behind", "treated_before", "permitted")
_FIRST_ONLY = frozenset({"treatment_with", "approved_by"})  # whose place tells only the first name of a list
_OF_SIGN = frozenset({"care_of_sign"})  # whose words stand right behind the name of a sign


class Place(NamedTuple):
    """The words of a frame in a sentence, where names stand beside them, and the least strength of the first name and of the others."""

    words: Span
    is_before: bool
    first: int
    others: int


def places(page: Page, sentence: Span, *, in_treatment: bool) -> Iterator[Place]:
    """Where the frames of a sentence say that something is done."""
    for name in page.prose.possible(_PATTERNS, _FRAME_NAMES, sentence):
        frame = _FRAMES[name]
        least = frame.within if in_treatment else frame.elsewhere
        if least is None:
            continue
        # "Treatment with exercise to improve strength, tone and posture": the list is one of aims.
        others = max(least, BY_ENDING) if name in _FIRST_ONLY else least
        for match in page.prose.finditer(_PATTERNS, name, sentence):
            if name in _OF_SIGN and not _ends_with_sign(page, Span(sentence.start, match.start())):
                continue
            yield Place(Span(*match.span()), frame.is_before, least, others)


def _ends_with_sign(page: Page, before: Span) -> bool:
    """Whether words end with the name of a finding or a disease."""
    return any(m.span.end == before.end for kind in ("phenotype", "disease") for m in page.mentions_in(kind, before))


def choices(page: Page, sentence: Span, *, on_trial: bool) -> list[Span]:
    """The words of a sentence that say that something is done, or may be: "may be added", "may help"."""
    found = [match for name in _OPTIONS for match in page.prose.finditer(_PATTERNS, name, sentence)]
    if not on_trial:
        found += page.prose.finditer(_PATTERNS, "relief", sentence)
    return [Span(*match.span()) for match in found]
