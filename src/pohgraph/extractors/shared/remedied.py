"""Findings that a sentence says are mended or dealt with, where it names no tool: "the cleft palate was closed at two years".

The finding and its verb together are the claim, for nothing else says what is done.
"""

from collections.abc import Iterator

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "remedied_patterns.tsv")
_KINDS = {"mended": "surgery", "dealt_with": "supportive_care"}


def remedied(page: Page, sentence: Span) -> Iterator[tuple[str, Span]]:
    """The findings of a sentence with the passive verb of healing behind them, and the type of what is done."""
    text = page.doc.text
    possible = list(page.prose.possible(_PATTERNS, tuple(_KINDS), sentence))
    if not possible or page.prose.search(_PATTERNS, "of_others", sentence):
        return
    for mention in page.mentions_in("phenotype", sentence):
        if _PATTERNS["denied"].search(text[sentence.start : mention.span.start]):
            continue
        for name in possible:
            if match := page.prose.match(_PATTERNS, name, (mention.span.end, sentence.end)):
                yield _KINDS[name], Span(mention.span.start, match.end())
                break
