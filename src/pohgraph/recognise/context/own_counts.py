"""Whether a count of patients right beside a finding is that finding's own."""

from pohgraph.language.patterns import Patterns
from pohgraph.model import Span
from pohgraph.recognise.context.cues import Cue

_NEAR = 60  # code points before a finding where the words stand that say whose or what outcome it is
_PATTERNS = Patterns("recognise/context", "own_counts_patterns.tsv")


def counts_alone(text: str, sentence: Span, mention: Span, cue: Cue) -> bool:
    """Whether a count is told of the finding right beside it and of nothing else: "tags in 7", "pits, seen in 40%"."""
    if cue.span.end <= mention.start:
        return _goes_on(text, sentence, mention, cue)
    if _PATTERNS["of_others"].search(text, max(sentence.start, mention.start - _NEAR), mention.start):
        return False
    between = mention.end, cue.span.start
    if cue.kind == "count" and (
        _PATTERNS["right_before"].fullmatch(text, *between)
        or (
            _PATTERNS["predicate"].fullmatch(text, *between)
            and _PATTERNS["opens"].fullmatch(text, sentence.start, mention.start)
        )
    ):
        return True
    return (
        (cue.kind == "count" or cue.direction == "people")
        and _PATTERNS["relative"].fullmatch(text, *between) is not None
        and not _PATTERNS["of_a_group"].match(text, cue.span.end)
    )


def counts_anew(text: str, mention: Span, cue: Cue) -> bool:
    """Whether a number is right before a finding: "30 had pits and two strokes" says of two that they had strokes, or that 30 had two."""
    return cue.kind == "count" and _PATTERNS["verbless"].fullmatch(text, cue.span.end, mention.start) is not None


def _goes_on(text: str, sentence: Span, mention: Span, cue: Cue) -> bool:
    """Whether a count goes on with a list of them, its verb left out: "of 40 patients, 22 had pits, 10 tremor and 5 a cleft"."""
    counts_patients = _PATTERNS["of_total"].search(text, *cue.span) or not _PATTERNS["things"].match(text, *mention)
    return (
        counts_patients
        and counts_anew(text, mention, cue)
        and _PATTERNS["item_ends"].match(text, mention.end) is not None
        and _PATTERNS["counted_before"].search(text, sentence.start, cue.span.start) is not None
    )
