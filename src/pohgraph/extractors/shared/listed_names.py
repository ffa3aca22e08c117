"""The names that a sentence of its own lists: "Other names include A disease and B".

The words say that names follow, so that none needs to be known. They are the disease's own where nothing else is named before them.
"""

from collections.abc import Iterator

from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.subjects import subject_at
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "listed_names_patterns.tsv")


def listed_names(page: Page, sentence: Span) -> Iterator[tuple[Span, Span]]:
    """Each name with the words that say that names follow."""
    match = page.prose.match(_PATTERNS, "names_are", sentence)
    if match is None or subject_at(page, sentence, match.start("cue")).borrowed:
        return
    if match["of"] and not _is_own(page, Span(*match.span("of"))):
        return
    items = _PATTERNS["items"].match(page.doc.text, match.end(), sentence.end)
    if items:
        for item in _PATTERNS["item"].finditer(page.doc.text, *items.span()):
            yield Span(*item.span("name")), Span(*match.span("cue"))


def _is_own(page: Page, named: Span) -> bool:
    """Whether words stand for the page's disease: "this condition", or its name."""
    if page.prose.fullmatch(_PATTERNS, "this_disease", named):
        return True
    return any(page.names_topic(mention) and mention.span == named for mention in page.mentions_in("disease", named))
