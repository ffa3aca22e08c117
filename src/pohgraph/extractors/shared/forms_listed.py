"""Diseases that a page lists as forms of its own: "several forms of D, including E and F", "E is a form of D"."""

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Reference, Span

_PATTERNS = Patterns("extractors/shared", "forms_listed_patterns.tsv")


def own_forms(page: Page) -> frozenset[Reference]:
    """The diseases that the page calls forms of its own anywhere."""
    return page.kept(_own_forms, "")


def _own_forms(page: Page, _key: str) -> frozenset[Reference]:
    return frozenset(reference for sentence in page.doc.sentences for reference in _listed(page, sentence))


def _listed(page: Page, sentence: Span) -> list[Reference]:
    """The diseases that one sentence lists or defines as forms of the page's disease."""
    match = page.prose.search(_PATTERNS, "forms_of", sentence) if page.prose.has(sentence) else None
    if match and _is_own(page, Span(*match.span("of"))):
        place = Span(match.end(), sentence.end)
        return [m.reference for m in page.mentions_in("disease", place) if not page.names_topic(m)]
    for mention in page.mentions_in("disease", sentence):
        is_form = page.prose.match(_PATTERNS, "is_form_of", (mention.span.end, sentence.end))
        if is_form and not page.names_topic(mention):
            behind = Span(is_form.end(), sentence.end)
            named = page.mentions_in("disease", behind)
            if named and named[0].span.start == behind.start and page.names_topic(named[0]):
                return [mention.reference]
    return []


def _is_own(page: Page, named: Span) -> bool:
    if page.prose.match(_PATTERNS, "the_disease", named):
        return True
    return any(page.names_topic(mention) for mention in page.mentions_in("disease", named))
