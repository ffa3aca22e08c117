"""Names of narrower diseases that a page makes with its own letters: "classic PKAN"."""

from collections.abc import Iterator

from pohgraph.extractors.shared.own_names import names_own
from pohgraph.extractors.shared.page import Page
from pohgraph.language.disease_words import disease_words
from pohgraph.model import Mention, Span


def written_out(page: Page, sentence: Span) -> Iterator[Span]:
    """Where a sentence has such a name."""
    return (mention.span for mention in page.mentions_in("disease", sentence) if _is_narrower(page, mention))


def _is_narrower(page: Page, mention: Mention) -> bool:
    """Whether a name is that of a narrower disease, made with the page's letters for its own: "classic PKAN"."""
    steps = mention.candidates[0].steps
    if not steps or not steps[-1].startswith("abbreviation of ") or " " not in mention.text or names_own(page, mention):
        return False
    words = disease_words(mention.label)
    return any(disease_words(name) < words for name in (page.title, page.topic.label))
