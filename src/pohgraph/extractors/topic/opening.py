"""How a page begins: the title of an article, and the first sentences of a text."""

from collections import Counter
from collections.abc import Iterable

from pohgraph.language.patterns import Patterns
from pohgraph.model import Document, Mention, Span

_PATTERNS = Patterns("extractors/topic", "title_frames.tsv")
_SEVERAL = 3  # diseases of a page that is about no one of them
_OPENING = 3  # sentences of the page's text that may define its disease


def headline(doc: Document) -> Span | None:
    """The title of an article, which is a sentence of its own; its reader makes it a heading, and no title of the page."""
    first = doc.sections[0] if doc.sections else None
    return first.heading if first and first.name == "header" and first.heading == first.span else None


def opening_sentences(doc: Document) -> tuple[Span, ...]:
    """The first sentences of the text, without a headline."""
    top = headline(doc)
    prose = [s for s in doc.sentences if s != top and not _is_title(doc, s)]
    return tuple(prose[:_OPENING])


def leads_opening(doc: Document, names: Iterable[Span]) -> bool:
    """Whether one of the first sentences begins with a disease, with its patients, or with another name of it.

    What an untitled page names elsewhere, however often, is not its subject: a medicine's page names what it is given for.
    """
    names, opening = [name for name in names if not is_only_considered(doc, name)], opening_sentences(doc)
    return not is_given_for(doc, names) and any(
        sentence.contains(name) and _PATTERNS["leading"].fullmatch(doc.text, sentence.start, name.start)
        for name in names
        for sentence in opening
    )


def is_given_for(doc: Document, names: Iterable[Span]) -> bool:
    """Whether a page first names a disease as what something is given for: "miglustat is used to treat X".

    Or its first sentence says that its subject is no disease at all, but a virus, a test, a charity.
    """
    opening = opening_sentences(doc)
    if opening and _PATTERNS["other_thing"].match(doc.text, *opening[0]):
        return True
    first = min(names, default=None)
    sentence = doc.sentence_at(first.start) if first else None
    if first is None or sentence is None:
        return False
    return _PATTERNS["given_for"].search(doc.text, sentence.start, first.start) is not None


def is_on_other_thing(doc: Document, title: Span) -> bool:
    """Whether the first sentence says that what the title names is a gene, a test, a charity, or given for something."""
    for sentence in opening_sentences(doc)[:1]:
        at = doc.text.lower().find(doc.quote(title).lower(), *sentence)
        if at >= 0 and _PATTERNS["defined_lead"].fullmatch(doc.text, sentence.start, at):
            end = at + title.end - title.start
            return any(
                _PATTERNS[name].match(doc.text, place, sentence.end) is not None
                for name, place in (("other_thing", sentence.start), ("given", end))
            )
    return False


def is_only_considered(doc: Document, name: Span) -> bool:
    """Whether a disease is only what was thought of, what the patients do not have, or what a relative has."""
    sentence = doc.sentence_at(name.start)
    if sentence is None:
        return False
    return (
        _PATTERNS["considered_before"].search(doc.text, sentence.start, name.start) is not None
        or _PATTERNS["considered_after"].match(doc.text, name.end, sentence.end) is not None
    )


def is_had(doc: Document, name: Span) -> bool:
    """Whether one of the first sentences names a disease, or a later one says of patients that they have it.

    A later one may name it only in passing: as one of several, as a cause of what the text is about, or in an outlook.
    """
    sentence = doc.sentence_at(name.start)
    if sentence is None or sentence in opening_sentences(doc):
        return True
    if _PATTERNS["item_before"].search(doc.text, sentence.start, name.start) or _PATTERNS["item_after"].match(
        doc.text, name.end, sentence.end
    ):
        return False
    return _PATTERNS["had"].search(doc.text, sentence.start, name.start) is not None


def begins_many(doc: Document, diseases: Iterable[Mention]) -> bool:
    """Whether the paragraphs of a text begin with several diseases in turn, none of them with half of those paragraphs."""
    begun = Counter(
        mention.reference
        for mention in diseases
        if (sentence := doc.sentence_at(mention.span.start)) and _begins_paragraph(doc, sentence, mention.span)
    )
    return len(begun) >= _SEVERAL and 2 * max(begun.values()) < begun.total()


def _begins_paragraph(doc: Document, sentence: Span, name: Span) -> bool:
    before = doc.text[: sentence.start].rstrip(" \t")
    at_start = not before or before.endswith("\n\n")
    return at_start and _PATTERNS["leading"].fullmatch(doc.text, sentence.start, name.start) is not None


def _is_title(doc: Document, sentence: Span) -> bool:
    return any(element.span.contains(sentence) for element in doc.elements_of("title"))
