"""Whether "it" at the beginning of a sentence may be the page's disease."""

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "pronouns_patterns.tsv")


def is_it(words: str) -> bool:
    """Whether words are the pronoun alone.

    >>> is_it("It "), is_it("The disease")
    (True, False)
    """
    return words.strip().casefold() == "it"


def may_be_disease(page: Page, sentence: Span) -> bool:
    """Whether the sentence before speaks of the disease, or there is none in the section: else "it" is what that one is about."""
    earlier = page.before(sentence)
    if earlier is None or page.doc.section_at(earlier.start) != page.doc.section_at(sentence.start):
        return True
    return bool(page.diseases_on_topic(earlier)) or page.prose.search(_PATTERNS, "own_disease", earlier) is not None
