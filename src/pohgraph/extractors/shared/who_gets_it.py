"""Sentences that say who gets the page's disease: what these people had before is none of its findings."""

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span

_PATTERNS = Patterns("extractors/shared", "who_gets_it_patterns.tsv")


def had_before(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a finding is what people have who get the disease: "it occurs in individuals with cancer, such as lymphoma"."""
    said = page.kept(_subject_end, sentence)
    if said is None or mention.span.start <= said:
        return False
    return page.prose.fullmatch(_PATTERNS, "befalls", (said, mention.span.start)) is not None


def _subject_end(page: Page, sentence: Span) -> int | None:
    """Where the words for the page's disease end with which a sentence begins; None where it begins otherwise."""
    if said := page.prose.match(_PATTERNS, "disease_first", sentence):
        return said.end()
    for mention in page.mentions_in("disease", sentence)[:1]:
        if page.names_topic(mention) and _PATTERNS["opens"].fullmatch(
            page.doc.text, sentence.start, mention.span.start
        ):
            return mention.span.end
    return None
