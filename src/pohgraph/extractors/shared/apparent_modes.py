"""Modes of inheritance that may not be the disease's: it only looks as if it had them or is supposed to, or a parent has them."""

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "apparent_modes_patterns.tsv")


def only_looks_so(page: Page, sentence: Span, mode: Span) -> bool:
    """Whether a disease only looks as if it had a mode: "resembles dominant inheritance", "seems dominant, but is recessive"."""
    if is_likened(page, sentence, mode.start):
        return True
    if not page.prose.search(_PATTERNS, "appears_before", (sentence.start, mode.start)):
        return False
    behind = Span(mode.end, sentence.end)
    if page.prose.match(_PATTERNS, "actually_behind", behind):
        return True
    turn = page.prose.match(_PATTERNS, "contrasted", behind)
    return turn is not None and any(
        other.span.start == turn.end() for other in page.mentions_in("inheritance", Span(turn.end(), behind.end))
    )


def is_likened(page: Page, sentence: Span, end: int) -> bool:
    """Whether what begins at an offset is only what something looks like: "mimics …", "appears to be caused by …"."""
    return page.prose.search(_PATTERNS, "likened", (sentence.start, end)) is not None


def appearance(page: Page, sentence: Span, end: int) -> Span | None:
    """The word by which what begins at an offset only seems to be the cause, so that it is supposed."""
    match = page.prose.search(_PATTERNS, "appears_caused", (sentence.start, end))
    return Span(*match.span("hedge")) if match else None


def supposed(page: Page, sentence: Span, mode: Span) -> Span | None:
    """The words by which a mode is only supposed, before or behind it: "recessive inheritance has been suggested"."""
    match = page.prose.search(_PATTERNS, "supposed_before", (sentence.start, mode.start))
    match = match or page.prose.match(_PATTERNS, "supposed_behind", (mode.end, sentence.end))
    return Span(*match.span()) if match else None


def hedges_another(page: Page, sentence: Span, hedge: Span, mode: Span) -> bool:
    """Whether a hedge is that of a mode between it and another: "may appear dominant when it is actually recessive"."""
    between = page.mentions_in("inheritance", Span(hedge.end, max(hedge.end, mode.start)))
    return any(only_looks_so(page, sentence, mention.span) for mention in between)


def is_of_a_parent(page: Page, sentence: Span, change: Span) -> bool:
    """Whether a somatic change is one of a patient's parent."""
    before, behind = (sentence.start, change.start), (change.end, sentence.end)
    return (
        page.prose.search(_PATTERNS, "of_parent", before) is not None
        or page.prose.match(_PATTERNS, "parent_behind", behind) is not None
    )
