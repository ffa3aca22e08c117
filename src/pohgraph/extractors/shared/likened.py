"""Findings that a sentence names as what the page's disease is like, or is taken for: "gout may have similar signs"."""

import re

from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.who_gets_it import is_subject
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span

_PATTERNS = Patterns("extractors/shared", "likened_patterns.tsv")


def only_likened(page: Page, sentence: Span, mention: Mention) -> str:
    """Why such a finding is none of the page's patients, in words; "" where it is more than that."""
    if _is_likened(page, sentence, mention) or _is_alike(page, sentence, mention):
        return "the disease is only taken for it"
    if _is_mixed_up(page, sentence, mention):
        return "it is said of diseases that are taken for one another"
    return ""


def _is_likened(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a finding is one that the page's disease is taken for: "early E can look just like D"."""
    return any(
        page.prose.fullmatch(_PATTERNS, "likened", (mention.span.end, disease.span.start)) is not None
        for disease in page.diseases_on_topic(sentence)
        if mention.span.end < disease.span.start
    )


def _is_alike(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a finding is the subject of a clause on what has signs like those of the page's disease."""
    alike = page.prose.match(_PATTERNS, "alike_too", (mention.span.end, sentence.end))
    return alike is not None and is_subject(page, sentence, mention)


def _is_mixed_up(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether "confused" is said of diseases, or of their names, and what they are confused with: "D and E are often confused"."""
    start, end = sentence.start, mention.span.start
    if taken := page.prose.search(_PATTERNS, "taken_for", (start, end)):
        return not _are_confused(page, start, taken.start()) and not _is_in_own_clause(page, sentence, mention, taken)
    if not _PATTERNS["confused"].fullmatch(mention.text):
        return False
    if page.prose.match(_PATTERNS, "confused_with", (mention.span.end, sentence.end)):
        return not _are_confused(page, start, end)
    if page.prose.fullmatch(_PATTERNS, "mixed_up", (start, end)):
        return True
    return any(
        page.prose.fullmatch(_PATTERNS, "are_often", (disease.span.end, end)) is not None
        and page.prose.search(_PATTERNS, "of_people", (start, disease.span.start)) is None
        for disease in page.mentions_in("disease", Span(start, end))
    )


def _are_confused(page: Page, start: int, end: int) -> bool:
    """Whether people are the subject of "confused", which stands behind these words."""
    return page.prose.fullmatch(_PATTERNS, "people_are", (start, end)) is not None


def _is_in_own_clause(page: Page, sentence: Span, mention: Mention, taken: re.Match[str]) -> bool:
    """Whether a finding behind a comma begins a clause of its own: "D may be confused with E, scoliosis is frequent"."""
    return "," in taken[0] and page.prose.match(_PATTERNS, "own_clause", (mention.span.end, sentence.end)) is not None
