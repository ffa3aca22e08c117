"""Stretches that tell of another disease, to which a page points at their end: "(for more information on this disorder, see "D")"."""

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span

_PATTERNS = Patterns("extractors/shared", "read_on_patterns.tsv")
_FARTHEST = 20  # sentences that such a stretch may have


def points_on(page: Page, sentence: Span) -> bool:
    """Whether a sentence says where to read more."""
    return page.prose.match(_PATTERNS, "points_on", sentence) is not None


def is_read_on(page: Page, sentence: Span) -> bool:
    """Whether a sentence stands in a stretch on another disease, of which the page says where to read more.

    Where it names a disease that is no finding, its words tell whose findings it has.
    """
    if not any(stretch.contains(sentence) for stretch in page.kept(_stretches, page.doc.id)):
        return False
    named = page.mentions_in("disease", sentence)
    return all(page.names_topic(m) or m.span in page.finding_spans for m in named)


def _stretches(page: Page, _: object) -> tuple[Span, ...]:
    """From the first sentence that begins with the other disease, behind the last that begins with the page's own."""
    sentences = page.doc.sentences
    found = []
    for place, pointer in enumerate(sentences):
        if not points_on(page, pointer):
            continue
        others = {
            m.reference for m in _named(page, pointer) if not page.names_topic(m) and not _was_said(page, pointer, m)
        }
        first = None
        for sentence in reversed(sentences[max(place - _FARTHEST, 0) : place]):
            told = _told_first(page, sentence)
            if told and page.names_topic(told):
                break
            if told and told.reference in others:
                first = sentence.start
        if first is not None:
            found.append(Span(first, pointer.end))
    return tuple(found)


def _was_said(page: Page, pointer: Span, mention: Mention) -> bool:
    """Whether a name only points back: "for more information on these tumors"."""
    return page.prose.search(_PATTERNS, "points_back", (pointer.start, mention.span.start)) is not None


def _named(page: Page, span: Span) -> list[Mention]:
    return [*page.mentions_in("disease", span), *page.mentions_in("phenotype", span)]


def _told_first(page: Page, sentence: Span) -> Mention | None:
    """The disease, or the finding, that a sentence begins with."""
    for mention in _named(page, sentence):
        if _PATTERNS["opens"].fullmatch(page.doc.text, sentence.start, mention.span.start):
            return mention
    return None
