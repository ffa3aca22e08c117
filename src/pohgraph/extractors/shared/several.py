"""Whether a sentence is about several disorders, or about such as are found in the page's disease."""

from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.subjects import speaks_of_group
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "several_patterns.tsv")


def is_of_several(page: Page, sentence: Span) -> bool:
    """Whether a sentence is about several disorders: "these disorders", "there are many diseases that …", and those it goes on to list."""
    if speaks_of_group(page, sentence) or _tells_of_several(page, sentence):
        return True
    before = page.before(sentence) if page.prose.match(_PATTERNS, "these_are", sentence) else None
    return before is not None and _tells_of_several(page, before)


def occurs_in_own(page: Page, sentence: Span, at: int) -> bool:
    """Whether what a sentence names before `at` is said to be found in the page's disease: "cataracts are common disorders in POH"."""
    return any(
        at < disease.span.start and page.prose.search(_PATTERNS, "occurs_in", Span(at, disease.span.start)) is not None
        for disease in page.diseases_on_topic(sentence)
    )


def _tells_of_several(page: Page, sentence: Span) -> bool:
    several = page.prose.match(_PATTERNS, "several", sentence)
    return several is not None and not occurs_in_own(page, sentence, several.start())
