"""Adjectives that name a mode of inheritance only beside some words: "mitochondrial inheritance", "D is an X-linked myopathy"."""

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span

_PATTERNS = Patterns("extractors/shared", "mode_adjectives_patterns.tsv")


def is_bare_adjective(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a mention is such an adjective, and the words around it do not say that it is a mode."""
    if not _PATTERNS["adjective"].fullmatch(mention.text):
        return False
    before, behind = (sentence.start, mention.span.start), (mention.span.end, sentence.end)
    if page.prose.search(_PATTERNS, "mode_told", before) or page.prose.match(_PATTERNS, "mode_noun", behind):
        return False
    if not _PATTERNS["x_linked"].fullmatch(mention.text) or not page.prose.search(_PATTERNS, "classed", before):
        return True
    return page.prose.match(_PATTERNS, "class_behind", behind) is None
