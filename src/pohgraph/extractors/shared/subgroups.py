"""Shares of a part of the patients: "40 % of men" and "half of patients over 64" are no frequency of all of them."""

from pohgraph.extractors.shared.frequency import share
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "subgroups_patterns.tsv")


def subgroup_of(page: Page, counted: Span, sentence: Span) -> Span | None:
    """The words of a share with those that say of which part of the patients it is; None where it is one of all patients."""
    text, words = page.doc.text, page.doc.quote(counted)
    if share(words) is None:
        return None
    narrowed = _PATTERNS["narrowed"].match(text, counted.end, sentence.end)
    if narrowed:
        named = [m for m in page.mentions_in("disease", sentence) if m.span.start >= counted.end]
        if not any(page.names_topic(m) and m.span.start <= narrowed.end() + 1 for m in named):
            return Span(counted.start, narrowed.end())
    found = _PATTERNS["part"].search(words)
    if found is None or _PATTERNS["both_sexes"].search(words):
        return None
    if found["sex"] and _PATTERNS["of_one_sex"].search(text):
        return None
    return counted
