"""Pages written by hand: a text, where its names stand, and what its structure says."""

from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.topic.subject import Topic
from pohgraph.model import Candidate, Context, Document, Element, Mention, Publication, Reference, Section, Source, Span
from pohgraph.vocab.lexicon import Lexicon

TOPIC = Reference("MONDO", "1")
OTHER = Reference("OMIM", "2")  # a registry of rare diseases lists it


def place(text: str, words: str) -> Span:
    """Where words first stand in a text."""
    start = text.index(words)
    return Span(start, start + len(words))


def mention(text: str, words: str, category: str = "disease", reference: Reference = OTHER) -> Mention:
    """The first place of a name in a text, as a mention."""
    candidate = Candidate(reference=reference, label=words)
    return Mention(span=place(text, words), text=words, category=category, candidates=(candidate,), context=Context())


def page_of(
    text: str,
    lexicon: Lexicon,
    *mentions: Mention,
    elements: tuple[Element, ...] = (),
    sections: tuple[Section, ...] = (),
    sentences: tuple[Span, ...] = (),
    publications: tuple[Publication, ...] = (),
) -> Page:
    """A page on a disease of that title; one sentence in one section where none are given."""
    whole = Span(0, len(text))
    doc = Document(
        id="pohdoc:case",
        text=text,
        source=Source(family="case", file_name="case.txt", sha256="0" * 64, encoding="utf-8"),
        sections=sections or (Section(name="description", span=whole),),
        elements=elements,
        sentences=sentences or (whole,),
    )
    topic = Topic(reference=TOPIC, label="Own disease", span=Span(0, 1), score=1.0, reasons=())
    found = tuple(sorted(mentions, key=lambda m: m.span))
    return Page(doc=doc, lexicon=lexicon, mentions=found, topic=topic, publications=publications)
