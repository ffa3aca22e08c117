"""All mentions of a document, each with its context."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pohgraph.model import Document, Mention, Span
from pohgraph.recognise.context import Sentence
from pohgraph.recognise.genes import genes
from pohgraph.recognise.identifiers import identifiers
from pohgraph.recognise.names import NameFinder
from pohgraph.recognise.overlap import longest
from pohgraph.vocab.lexicon import Lexicon


class Recogniser:
    """Finds mentions with one lexicon; make one and use it for all documents."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.names = NameFinder(lexicon)

    def mentions(self, doc: Document) -> tuple[Mention, ...]:
        """The document's mentions in order of their start; within a category none lies in another."""
        by_category: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in self.names.find(doc):
            by_category[mention.category].append(mention)
        kept = [mention for group in by_category.values() for mention in longest(group)]
        abbreviations = frozenset(m.text for m in kept if m.category == "disease" and m.text.isupper())
        kept += genes(doc, self.lexicon, abbreviations)
        kept += longest(identifiers(doc))
        return tuple(sorted(_in_context(doc, kept), key=lambda m: (m.span, m.category, m.reference)))


def _in_context(doc: Document, mentions: Sequence[Mention]) -> Iterable[Mention]:
    sentences: dict[Span, Sentence] = {}
    names: defaultdict[Span | None, list[Span]] = defaultdict(list)
    for mention in mentions:
        if mention.category == "phenotype":
            names[doc.sentence_at(mention.span.start)].append(mention.span)
    for mention in mentions:
        span = doc.sentence_at(mention.span.start)
        if span is None:
            yield mention
            continue
        sentence = sentences.get(span) or sentences.setdefault(span, Sentence(doc.text, span, names[span]))
        yield replace(mention, context=sentence.context(mention.span, mention.entity))
