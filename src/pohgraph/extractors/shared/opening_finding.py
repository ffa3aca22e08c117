"""Sentences that are about one finding and not about the disease: they begin with it, or with "it" for the one before."""

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "opening_finding_patterns.tsv")


def says_of_finding(page: Page, sentence: Span, verb: Span) -> bool:
    """Whether a verb's subject is the finding that its sentence begins with: "X is a common sign and appears"."""
    finding = _opening_finding(page, sentence)
    return finding is not None and _PATTERNS["and"].fullmatch(page.doc.text, finding.end, verb.start) is not None


def goes_on_about_finding(page: Page, sentence: Span) -> bool:
    """Whether "it" in a sentence stands for the finding that it, or the one before, begins with."""
    if _opening_finding(page, sentence):
        return True
    before = page.before(sentence)
    says_it = _PATTERNS["begins_with_it"].match(page.doc.text, *sentence)
    return bool(says_it and before and _opening_finding(page, before))


def _opening_finding(page: Page, sentence: Span) -> Span | None:
    """The finding that a sentence begins with, where it is not the page's own disease."""
    own = [m.span for m in page.mentions_in("disease", sentence) if page.names_topic(m)]
    for mention in page.mentions_in("phenotype", sentence):
        if _PATTERNS["nothing"].fullmatch(page.doc.text, sentence.start, mention.span.start):
            return None if any(span.overlaps(mention.span) for span in own) else mention.span
    return None
