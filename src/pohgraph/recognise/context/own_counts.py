"""Whether a count of patients right beside a finding is that finding's own."""

from pohgraph.language.patterns import Patterns
from pohgraph.model import Span
from pohgraph.recognise.context.cues import Cue

_NEAR = 60  # code points before a finding where the words stand that it is only the outcome of
_PATTERNS = Patterns("recognise/context", "own_counts_patterns.tsv")


def counts_alone(text: str, sentence: Span, mention: Span, cue: Cue) -> bool:
    """Whether a count is told of the finding right beside it and of nothing else: "tags in 7", "pits, seen in 40%"."""
    if cue.span.end <= mention.start:
        # "Of 40 patients, 22 had pits, 10 tags": the verb of the list is left out.
        return (
            cue.kind == "count"
            and text[cue.span.end : mention.start] == " "
            and _PATTERNS["counted_before"].search(text, sentence.start, cue.span.start) is not None
        )
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
        and not _PATTERNS["cause_of"].search(text, max(0, mention.start - _NEAR), mention.start)
    )
