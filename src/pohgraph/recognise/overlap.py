"""Which of overlapping mentions stay: the longer, then the one whose name needed fewer normalisations."""

from collections.abc import Iterable

from pohgraph.model import Mention, Span


def longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions of one category without overlaps, in order of their start."""
    ranked = sorted(
        mentions,
        key=lambda m: (m.span.start - m.span.end, len(m.candidates[0].steps), m.span.start, m.reference),
    )
    whole: list[Mention] = []
    composed: list[Mention] = []
    for mention in ranked:
        clashes = [other for other in whole if mention.span.overlaps(other.span)]
        if mention.entity:
            # Several things may share one quality ("movement in the hips and shoulders"), each of them once.
            same = [m for m in composed if m.reference == mention.reference and _extent(m).overlaps(_extent(mention))]
            if not clashes and not same:
                composed.append(mention)
        elif not clashes:
            whole.append(mention)
    composed = [m for m in composed if not any(m.span.overlaps(other.span) for other in whole)]
    return sorted(whole + composed, key=lambda m: (m.span, m.reference))


def _extent(mention: Mention) -> Span:
    return mention.span.cover(mention.entity) if mention.entity else mention.span
