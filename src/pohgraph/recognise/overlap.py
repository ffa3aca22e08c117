"""Which of overlapping mentions stay: the longer, then the one whose name needed fewer normalisations."""

import re
from collections.abc import Iterable

from pohgraph.model import Mention, Span

_ACCOMPANIED = re.compile(r"\bwith\b", re.IGNORECASE)


def longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions of one category, none within another, in order of their start."""
    ranked = sorted(
        mentions,
        key=lambda m: (m.span.start - m.span.end, len(m.candidates[0].steps), m.span.start, m.reference),
    )
    whole: list[Mention] = []
    composed: list[Mention] = []
    for mention in ranked:
        clashes = [other for other in whole if _clash(mention, other)]
        if mention.entity:
            # Several things may share one quality ("movement in the hips and shoulders"), each of them once.
            same = [m for m in composed if m.reference == mention.reference and _extent(m).overlaps(_extent(mention))]
            if not clashes and not same:
                composed.append(mention)
        elif not clashes:
            whole.append(mention)
    composed = [m for m in composed if not any(m.span.overlaps(other.span) for other in whole)]
    return sorted(whole + composed, key=lambda m: (m.span, m.reference))


def _clash(mention: Mention, other: Mention) -> bool:
    """Whether two mentions overlap and not both can be meant.

    "Short 5th fingers with clinodactyly" says two things of the fingers it names once.
    """
    if not mention.span.overlaps(other.span):
        return False
    nested = other.span.contains(mention.span) or mention.span.contains(other.span)
    return nested or not any(_ACCOMPANIED.search(m.text) for m in (mention, other))


def _extent(mention: Mention) -> Span:
    return mention.span.cover(mention.entity) if mention.entity else mention.span
