"""The finding that a disease is called after or first described by: the disease begins with it, as far as a page tells."""

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Reference, Span

_PATTERNS = Patterns("extractors/shared", "hallmark_patterns.tsv")
_SECTIONS = ("description", "symptoms", "case", "other")


def is_hallmark(page: Page, words: Span) -> bool:
    """Whether words name the page's hallmark, or a narrower or wider term for it."""
    hallmarks = page.kept(_hallmarks, "")
    return any(
        page.lexicon.is_a(mention.reference, hallmark) or page.lexicon.is_a(hallmark, mention.reference)
        for mention in page.mentions_in("phenotype", words)
        for hallmark in hallmarks
    )


def _hallmarks(page: Page, _key: str) -> frozenset[Reference]:
    """What the names of the disease begin with, and the first finding that the page names besides."""
    names = dict.fromkeys(m.span for m in page.mentions_of("disease") if page.names_topic(m))
    called = [m for name in names for m in page.mentions_in("phenotype", name) if _leads(page, name, m)]
    described = (
        mention
        for sentence in page.sentences(*_SECTIONS)
        for mention in page.mentions_in("phenotype", sentence)
        if not mention.context.negated and not any(name.contains(mention.span) for name in names)
    )
    first = next(described, None)
    return frozenset(mention.reference for mention in (*called, first) if mention)


def _leads(page: Page, name: Span, mention: Mention) -> bool:
    """Whether a finding stands first in a name: not "scoliosis" in "gaze palsy with progressive scoliosis"."""
    return _PATTERNS["joined"].search(page.doc.text, name.start, mention.span.start) is None
