"""What an extractor is given: a document with its mentions, what it is about, and its own running text."""

from bisect import bisect_left
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TypeVar, cast

from pohgraph.extractors.shared.list_leads import lead_ins
from pohgraph.extractors.shared.prose import Prose
from pohgraph.extractors.topic.subject import Topic
from pohgraph.language.disease_words import disease_words
from pohgraph.model import Document, Element, Mention, Publication, Reference, Span
from pohgraph.recognise.context.sentence import Sentence
from pohgraph.vocab.lexicon import Lexicon

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


@dataclass(frozen=True, kw_only=True)
class Page:
    """One document, ready for extraction."""

    doc: Document
    lexicon: Lexicon
    mentions: tuple[Mention, ...]
    topic: Topic
    publications: tuple[Publication, ...] = ()

    @cached_property
    def title(self) -> str:
        """What the page calls its disease: its title, else the topic's label."""
        titles = self.doc.elements_of("title")
        return self.doc.quote(titles[0].span) if titles else self.topic.label

    @cached_property
    def synonyms(self) -> tuple[str, ...]:
        """The other names that the page lists; it may list those of forms among them."""
        return tuple(self.doc.quote(element.span) for element in self.doc.elements_of("synonym"))

    @cached_property
    def own_names(self) -> tuple[str, ...]:
        """What the page calls its disease, each name once: its title, the topic's label, and the names in its text."""
        named = (mention.text for mention in self.mentions_of("disease") if self.names_topic(mention))
        return tuple(dict.fromkeys((self.title, self.topic.label, *named)))

    @cached_property
    def own_words(self) -> frozenset[str]:
        """The words of these names, without those that any disease may have."""
        return frozenset().union(*map(disease_words, self.own_names))

    def mentions_of(self, category: str) -> tuple[Mention, ...]:
        """The mentions of one category, in order."""
        return self._by_category.get(category, ())

    def names_topic(self, mention: Mention) -> bool:
        """Whether a disease mention may name what the page is about."""
        return self.topic.reference in [candidate.reference for candidate in mention.candidates]

    def diseases_on_topic(self, sentence: Span) -> list[Mention]:
        """The disease mentions of a sentence that may name what the page is about, worked out once."""
        return self.kept(_on_topic, sentence)

    def mentions_in(self, category: str, span: Span) -> list[Mention]:
        """The mentions of one category that lie within a span."""
        mentions = self.mentions_of(category)
        if not mentions:
            return []
        start, end = span
        starts = self._starts[category]
        first = bisect_left(starts, start)
        last = bisect_left(starts, end, first)
        found = mentions[first:last]
        if found and self._furthest[category][last - 1] > end:
            return [mention for mention in found if mention.span.end <= end]
        return list(found)

    def sentences(self, *sections: str) -> list[Span]:
        """The prose of the named sections, sentence by sentence; repeats, questions and standard text are left out."""
        return self.prose.sentences(sections)

    def sentence(self, span: Span) -> Sentence:
        """The sentence at a span with its cues, worked out once."""
        found = self._sentences.get(span)
        if found is None:
            found = self._sentences[span] = Sentence(self.doc.text, span)
        return found

    def kept(self, work: Callable[["Page", _Key], _Value], key: _Key) -> _Value:
        """What a function makes of the page and a key, such as a sentence; it is called once for each."""
        known = self._kept.get(work)
        if known is None:
            known = self._kept[work] = {}
        if key not in known:
            known[key] = work(self, key)
        return cast("_Value", known[key])

    def before(self, sentence: Span) -> Span | None:
        """The sentence right before another one; None where that is too long to be read."""
        index = bisect_left(self.doc.sentences, sentence)
        earlier = self.doc.sentences[index - 1] if index else None
        unread = self.doc.elements_of("long_sentence")
        if earlier and any(earlier.end <= element.span.start < sentence.start for element in unread):
            return None
        return earlier

    def elements_in(self, kind: str, span: Span) -> list[Element]:
        """The elements of one kind that lie within a span."""
        return [element for element in self.doc.elements_of(kind) if span.contains(element.span)]

    def fields(self, *sections: str) -> list[Element]:
        """The fields ("label: value") of the named kinds, in order."""
        return [element for name, element in self._fields if name in sections]

    @cached_property
    def lead_ins(self) -> dict[int, tuple[Span, ...]]:
        """The start of each sentence of a list, and the sentences that lead to it."""
        return lead_ins(self.doc)

    @cached_property
    def prose(self) -> Prose:
        """The page's own running text."""
        return Prose(self.doc)

    @cached_property
    def mapped(self) -> dict[Reference, Reference]:
        """What the mapping sets surely hold beside the page's topic, each with the predicate of its strongest row."""
        rows = self.lexicon.mappings.of(self.topic.reference)
        return {row.object: row.predicate for row in reversed(rows) if row.is_firm}

    @cached_property
    def own_findings(self) -> tuple[Reference, ...]:
        """The findings that lie in the names of the page's disease, each once."""
        own = dict.fromkeys(m.span for m in self.mentions_of("disease") if self.names_topic(m))
        return tuple(dict.fromkeys(m.reference for span in own for m in self.mentions_in("phenotype", span)))

    @cached_property
    def finding_spans(self) -> frozenset[Span]:
        """Where the page names findings."""
        return frozenset(m.span for m in self.mentions_of("phenotype"))

    @cached_property
    def _fields(self) -> list[tuple[str, Element]]:
        """Every field with the section that it stands in."""
        placed = ((self.doc.section_at(element.span.start), element) for element in self.doc.elements_of("field"))
        return [(section.name, element) for section, element in placed if section is not None]

    @cached_property
    def _sentences(self) -> dict[Span, Sentence]:
        return {}

    @cached_property
    def _kept(self) -> dict[object, dict[object, object]]:
        return {}

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        """Where the mentions of each category start."""
        return {category: [m.span.start for m in mentions] for category, mentions in self._by_category.items()}

    @cached_property
    def _furthest(self) -> dict[str, list[int]]:
        """How far the mentions of each category reach up to each of them."""
        return {
            category: list(accumulate((m.span.end for m in mentions), max))
            for category, mentions in self._by_category.items()
        }

    @cached_property
    def _by_category(self) -> dict[str, tuple[Mention, ...]]:
        groups: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            groups.setdefault(mention.category, []).append(mention)
        return {category: tuple(group) for category, group in groups.items()}


def _on_topic(page: Page, sentence: Span) -> list[Mention]:
    return [mention for mention in page.mentions_in("disease", sentence) if page.names_topic(mention)]
