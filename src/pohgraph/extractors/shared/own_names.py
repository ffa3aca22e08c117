"""Which names of diseases in a page's text are the page's own, where its title says more than they do."""

from collections.abc import Iterator

from pohgraph.compiled import compiled
from pohgraph.extractors.shared.page import Page
from pohgraph.language.abbreviating import is_made_of
from pohgraph.language.disease_words import disease_words
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span

_PATTERNS = Patterns("extractors/shared", "subjects_patterns.tsv")
_WRITTEN_OUT = compiled(r"\s\(([^()]{3,120})\)")
_SHORTEST = 5  # letters of a title that is sought in the text as it stands


def names_own(page: Page, mention: Mention) -> bool:
    """Whether a disease mention names what the page is about, perhaps with the title's number or some words left out.

    Of the page's other names only that counts which its text opens with: it may list the names of forms among its own.
    """
    return page.names_topic(mention) or page.kept(_says_title, (mention.text, mention.label))


def with_meaning(page: Page, disease: Mention) -> Span:
    """A disease's name, and the brackets behind it that write out its letters: "CADASIL (cerebral autosomal dominant …)"."""
    behind = _WRITTEN_OUT.match(page.doc.text, disease.span.end) if disease.text.isupper() else None
    meant = behind is not None and is_made_of(disease.text, behind[1])
    return Span(disease.span.start, behind.end()) if behind and meant else disease.span


def names_own_in(page: Page, sentence: Span) -> bool:
    """Whether a sentence names what the page is about, worked out once: each of its findings asks."""
    return page.kept(_names_own_in, sentence)


def _names_own_in(page: Page, sentence: Span) -> bool:
    if any(names_own(page, mention) for mention in page.mentions_in("disease", sentence)):
        return True
    return any(True for _ in own_places(page, sentence))


def own_places(page: Page, stretch: Span) -> Iterator[Span]:
    """Where a stretch of text has the disease's name; a title that is a finding's name is no mention of a disease."""
    named = page.diseases_on_topic(stretch)
    yield from (mention.span for mention in named)
    title = page.title.casefold()
    at = -1 if named or len(title) < _SHORTEST else page.doc.quote(stretch).casefold().find(title)
    place = Span(stretch.start + at, stretch.start + at + len(title))
    if at >= 0 and not any(mention.span.overlaps(place) for mention in page.mentions_in("disease", stretch)):
        yield place


def _says_title(page: Page, named: tuple[str, str]) -> bool:
    """Whether a name, which stands for another disease of that label, says no more than the page's own names."""
    text, label = named
    name, title = disease_words(text), disease_words(page.title)
    # An abbreviation says what the name it stands for says: "late-infantile NCL".
    spelt = disease_words(label) if text.isupper() else name
    if f"{text}-like".casefold() in page.title.casefold():
        return False
    if not name or name <= title or (spelt and spelt <= title):
        return bool(name)
    if name not in map(disease_words, page.synonyms):
        return False
    opening = page.sentences("description")[:1]
    return any(
        disease_words(other.text) == name
        for sentence in opening
        for other in page.mentions_in("disease", sentence)
        if _PATTERNS["leads"].fullmatch(page.doc.text, sentence.start, other.span.start)
    )
