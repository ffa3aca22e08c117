"""How a text takes up its title: in the order of speech, without the class it stands under in a catalogue, or beside a known name.

Libraries and lists order names by their first word, "Fever hemorrhagic", "Ichthyosis X syndrome"; the text says "Hemorrhagic fever
is …", "X syndrome is …".
"""

from collections import Counter
from collections.abc import Iterator

from pohgraph.extractors.topic.disease_names import Called, name_key, named_firmly, only_called
from pohgraph.extractors.topic.leading_names import is_subject
from pohgraph.extractors.topic.opening import is_given_for, opening_sentences
from pohgraph.extractors.topic.subject import Topic
from pohgraph.extractors.topic.title_names import heads_as_disease, is_defined_disease, is_framed
from pohgraph.language.abbreviating import is_made_of
from pohgraph.language.disease_words import disease_words, numbered
from pohgraph.language.patterns import Patterns
from pohgraph.language.words import Token, function_words, lemma, tokens
from pohgraph.model import Document, Span
from pohgraph.schema.categories import OWN_DISEASE
from pohgraph.vocab.lexicon import Lexicon

_PATTERNS = Patterns("extractors/topic", "title_frames.tsv")
_OTHER = Patterns("extractors/shared", "other_names_patterns.tsv")
_TRUST = 0.6
_LONGEST = 24  # words of a name as the text writes it


def as_written(doc: Document, title: Span, lexicon: Lexicon) -> Span | None:
    """Where one of the first sentences has all words of a title as its subject, in whatever order, and means a disease.

    Or letters of the title that a known disease is called by; or the words behind the class that the title begins with, where the
    sentence says that they are a disease.
    """
    name = doc.quote(title)
    if is_framed(name):
        return None
    words = _content(tokens(name))
    for sentence in opening_sentences(doc):
        for place, found in _subjects(doc, sentence):
            if is_given_for(doc, [place]):
                return None
            is_disease = is_defined_disease(doc, sentence, place)
            same = Counter(found) == Counter(words)
            if same and (is_disease or heads_as_disease(doc.quote(place)) or heads_as_disease(name)):
                return place
            if _stands_for(doc.quote(place), name) and only_called(lexicon, [doc.quote(place)]):
                return place
            if is_disease and found == words[-len(found) :] and _is_class(doc, title, len(found), lexicon):
                return place
    return None


def called_as_titled(doc: Document, title: Span, name: Span) -> str:
    """What to call a disease: as the text does, or as the title where the text only has several of it or leaves out an ending."""
    titled, said = _telling(tokens(doc.text, *title)), _telling(tokens(doc.text, *name))
    is_inflected = [t.word.lower() for t in titled] != [t.word.lower() for t in said]
    kept = title if is_inflected and _content(titled) == _content(said) else name
    return " ".join(doc.quote(kept).split())


def known_as(topic: Topic, doc: Document, lexicon: Lexicon) -> Topic | None:
    """The disease by whose name the page says that its own, which no vocabulary knows, is known as well.

    None where that name says less or more than the page's own, so that it may be the group it belongs to, or one of its types.
    """
    titles = doc.elements_of("title")
    if topic.reference.prefix != OWN_DISEASE or not titles:
        return None
    name = as_written(doc, titles[0].span, lexicon) or topic.span
    if (other := _beside(doc, name)) is None or (called := _called(doc, name, other, lexicon)) is None:
        return None
    return Topic(
        reference=called.reference,
        label=lexicon.label(called.reference),
        span=other,
        score=_TRUST,
        reasons=(f"the page says at its beginning that it is also known as {called.name!r}",),
        same_named=tuple((same, other) for same in sorted(called.same)),
        titles=frozenset(map(name_key, (topic.label, *map(doc.quote, (name, titles[0].span))))),
    )


def _beside(doc: Document, name: Span) -> Span | None:
    """The name that a sentence gives right behind another one: "X, also known as Y"."""
    sentence = doc.sentence_at(name.start)
    for match in _OTHER["also"].finditer(doc.text, name.end, sentence.end) if sentence else ():
        if _PATTERNS["once"].search(match["cue"]):
            continue  # it is told from that disease today
        if _PATTERNS["beside_name"].fullmatch(doc.text, name.end, match.start()):
            return Span(*match.span("name"))
    return None


def _called(doc: Document, name: Span, other: Span, lexicon: Lexicon) -> Called | None:
    own, said = doc.quote(name), doc.quote(other)
    words, others = disease_words(own), disease_words(said)
    is_other_extent = not words or not others or words <= others or others <= words
    if is_other_extent or numbered(own).number != numbered(said).number or name_key(said) in lexicon.phenotype_names:
        return None
    return only_called(lexicon, [said])


def _subjects(doc: Document, sentence: Span) -> Iterator[tuple[Span, list[str]]]:
    """What may be the subject of a sentence, the longest first, with its words."""
    read = tokens(doc.text, *sentence)[:_LONGEST]
    for first, begun in enumerate(read):
        if lemma(begun.word) in function_words() or not _PATTERNS["leading"].fullmatch(
            doc.text, sentence.start, begun.start
        ):
            continue
        for last in reversed(read[first:]):
            place = Span(begun.start, last.end)
            if is_subject(doc, place, sentence):
                yield place, _content([token for token in read[first:] if token.end <= last.end])


def _content(words: list[Token]) -> list[str]:
    """The lemmas of the words that tell names apart, in their order."""
    return [lemma(token.word) for token in _telling(words)]


def _telling(words: list[Token]) -> list[Token]:
    """The words that tell names apart."""
    return [token for token in words if lemma(token.word) not in function_words()]


def _stands_for(short: str, title: str) -> bool:
    """Whether a name is letters, perhaps with a word for any disease, that are made of a title: "EEC syndrome"."""
    letters = _PATTERNS["in_letters"].fullmatch(short)
    if letters is None or letters["letters"] in title:
        return False
    return is_made_of(letters["letters"], title)


def _is_class(doc: Document, title: Span, behind: int, lexicon: Lexicon) -> bool:
    """Whether what stands before the last words of a title is a disease itself: "Ichthyosis", not "Neonatal" nor "Marfan syndrome and"."""
    own = _telling(tokens(doc.text, *title))
    if not 0 < behind < len(own):
        return False
    before = doc.text[title.start : own[-behind].start].strip(" ,:")
    if _PATTERNS["goes_on"].search(before):
        return False
    return heads_as_disease(before) or bool(named_firmly(lexicon, name_key(before)))
