"""Modes of inheritance that a sentence explains in general: what it says holds for any disease of that mode.

Pages teach ("the parents of somebody with an autosomal recessive condition …") what the mode means that they have named elsewhere. Where
they name it nowhere else, such a sentence still hints at it.
"""

import re

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span

_PATTERNS = Patterns("extractors/shared", "taught_modes_patterns.tsv")


def teaching(page: Page, sentence: Span, mention: Mention) -> Span | None:
    """The words around a mode by which a sentence speaks of any disease that has it; None where it speaks of the page's own."""
    before, behind = Span(sentence.start, mention.span.start), Span(mention.span.end, sentence.end)
    if any(page.names_topic(disease) for disease in page.mentions_in("disease", sentence)):
        return None
    explained = page.prose.match(_PATTERNS, "means_behind", behind) or page.prose.match(_PATTERNS, "if_behind", behind)
    if explained:
        return Span(*explained.span())
    if page.prose.match(_PATTERNS, "one_behind", behind) and (frame := _ending(page, _PATTERNS["has_one"], before)):
        return frame
    many = page.prose.match(_PATTERNS, "many_behind", behind)
    if many and not _ending(page, _PATTERNS["of_these"], before):
        return Span(*many.span())
    return _ending(page, _PATTERNS["any_disease"], before)


def of_cells(page: Page, sentence: Span, mention: Mention) -> Span | None:
    """The words by which a somatic change is one that tumours need besides."""
    return _ending(page, _PATTERNS["second_hit"], Span(sentence.start, mention.span.start))


def _ending(page: Page, pattern: re.Pattern[str], span: Span) -> Span | None:
    """Where a pattern that ends in "$" fits a stretch as if it stood alone."""
    found = pattern.search(page.doc.text[span.start : span.end])
    return Span(span.start + found.start(), span.start + found.end()) if found else None
