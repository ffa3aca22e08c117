"""What an extractor is given: a document with its mentions, what it is about, and ways to point at evidence."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from pohgraph.extractors.shared.prose import Prose
from pohgraph.extractors.topic.subject import Subject, Topic, is_item
from pohgraph.language.disease_words import disease_words
from pohgraph.model import (
    Assertion,
    Detail,
    Document,
    Element,
    Evidence,
    Mention,
    Publication,
    Qualifiers,
    Reference,
    Span,
)
from pohgraph.recognise.context.cues import Sentence
from pohgraph.vocab.lexicon import Lexicon

_GROUP = re.compile(
    r"\s*(?:these|such|all of these|both of these) (?:\w+ )?(?:disorders|conditions|diseases|syndromes)\b",
    re.IGNORECASE,
)


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

    def mentions_of(self, category: str) -> tuple[Mention, ...]:
        """The mentions of one category, in order."""
        return self._by_category.get(category, ())

    def mentions_in(self, category: str, span: Span) -> list[Mention]:
        """The mentions of one category that lie within a span."""
        mentions = self.mentions_of(category)
        if not mentions:
            return []
        start, end = span
        found: list[Mention] = []
        for place in range(bisect_left(self._starts[category], start), len(mentions)):
            inner = mentions[place].span
            if inner.start >= end:
                break
            if inner.end <= end:
                found.append(mentions[place])
        return found

    def sentences(self, *sections: str) -> list[Span]:
        """The prose of the named sections, sentence by sentence; repeats, questions and standard text are left out."""
        return self.prose.sentences(sections)

    def sentence(self, span: Span) -> Sentence:
        """The sentence at a span with its cues, worked out once."""
        found = self._sentences.get(span)
        if found is None:
            found = self._sentences[span] = Sentence(self.doc.text, span)
        return found

    @cached_property
    def prose(self) -> Prose:
        """The page's own running text."""
        return Prose(self.doc)

    def elements_in(self, kind: str, span: Span) -> list[Element]:
        """The elements of one kind that lie within a span."""
        return [element for element in self.doc.elements_of(kind) if span.contains(element.span)]

    def subject(self, sentence: Span, before: int) -> Subject:
        """Who a claim at an offset is about: the disease named last before it in its sentence, else the one the text is on."""
        for mention in reversed(self.mentions_in("disease", sentence)):
            if (
                mention.span.end <= before
                and self._can_be_subject(mention)
                and not self._in_aside(mention.span, before)
                and (self.names_topic(mention) or not self._is_listed(mention.span, sentence, before))
            ):
                return self.as_subject(mention)
        return self._asked_about(sentence) or self._unnamed_topic

    def as_subject(self, mention: Mention) -> Subject:
        """A disease mention as what a claim is about; borrowed unless it names the page's topic."""
        own = self.names_topic(mention)
        return Subject(
            reference=self.topic.reference if own else mention.reference,
            label=self.topic.label if own else mention.label,
            span=mention.span,
            borrowed=not own,
        )

    def names_topic(self, mention: Mention) -> bool:
        """Whether a disease mention may name what the page is about."""
        return self.topic.reference in [candidate.reference for candidate in mention.candidates]

    def speaks_of_group(self, sentence: Span) -> bool:
        """Whether the sentence is about "these disorders": the ones the sentence before names."""
        return bool(_GROUP.match(self.doc.text, sentence.start))

    def before(self, sentence: Span) -> Span | None:
        """The sentence right before another one."""
        index = bisect_left(self.doc.sentences, sentence)
        return self.doc.sentences[index - 1] if index else None

    def evidence(
        self,
        extractor: str,
        quote: Span,
        *,
        subject: Span | None = None,
        object_: Span | None = None,
        cue: Span | None = None,
        qualifiers: Iterable[tuple[str, Span | None]] = (),
    ) -> Evidence:
        """Evidence whose quote is widened to hold object and cue, and the works cited within it."""
        for span in (object_, cue):
            if span and not quote.start <= span.start <= span.end <= quote.end:
                # A quote is never cut in the middle of a sentence.
                quote = quote.cover(self.doc.sentence_at(span.start) or span).cover(span)
        section = self.doc.section_at(quote.start)
        return Evidence(
            document=self.doc.id,
            quote=quote,
            section=section.name if section else "",
            extractor=extractor,
            subject_span=subject,
            object_span=object_,
            cue=cue,
            qualifier_spans=tuple([(name, span) for name, span in qualifiers if span]),
            publications=self.cited(quote),
        )

    def cited(self, quote: Span) -> tuple[Reference, ...]:
        """The works whose numbers stand in a quote, in order of their number."""
        if not self.publications:
            return ()
        numbers = {
            int(self.doc.quote(span))
            for element in self.elements_in("citation", quote)
            for span in element.all_parts("number")
        }
        return tuple(work.reference for work in self.publications if work.number in numbers)

    def claim(
        self,
        predicate: Reference,
        evidence: Evidence,
        *,
        object_: Reference | None = None,
        value: str | None = None,
        subject: Subject | None = None,
        qualifiers: Qualifiers | None = None,
        object_label: str = "",
        about: bool = False,
    ) -> Assertion:
        """An assertion about a subject, the page's topic where none is given."""
        subject = subject or self.topic_subject
        qualifiers = self.qualified(qualifiers or Qualifiers(), subject, evidence)
        return Assertion(
            subject=subject.reference,
            subject_label=subject.label,
            predicate=predicate,
            object=object_,
            object_label=object_label or (self.lexicon.label(object_) if object_ else ""),
            value=value,
            qualifiers=qualifiers,
            evidence=(evidence,),
            about=about,
        )

    def qualified(self, qualifiers: Qualifiers, subject: Subject, evidence: Evidence) -> Qualifiers:
        """With whose claim it is, and with the page's own words for how many patients it holds."""
        frequency = evidence.qualifier_span("frequency")
        words = " ".join(self.doc.quote(frequency).split()) if frequency else ""
        borrowed = qualifiers.borrowed or subject.borrowed
        if not words and borrowed == qualifiers.borrowed:
            return qualifiers
        details = (Detail("pohgraph:frequency_text", words), *qualifiers.details) if words else qualifiers.details
        return replace(qualifiers, borrowed=borrowed, details=details)

    @cached_property
    def mapped(self) -> dict[Reference, Reference]:
        """What the mapping sets hold beside the page's topic, each with the predicate of its strongest row."""
        rows = self.lexicon.mappings.of(self.topic.reference)
        return {row.object: row.predicate for row in reversed(rows)}

    @cached_property
    def _unnamed_topic(self) -> Subject:
        """The page's topic as the subject of a claim whose sentence names no disease."""
        return Subject(reference=self.topic.reference, label=self.topic.label, span=None, borrowed=False)

    @cached_property
    def topic_subject(self) -> Subject:
        """The page's topic as the subject of a claim."""
        topic = self.topic
        return Subject(reference=topic.reference, label=topic.label, span=topic.span, borrowed=False)

    def _asked_about(self, sentence: Span) -> Subject | None:
        """The other disease that the question over a sentence names: its answer was written for another page."""
        section = self.doc.section_at(sentence.start)
        place = bisect_left(self._questions, sentence.start, key=lambda question: question[0]) - 1
        if place < 0 or section is None or self._questions[place][0] < section.span.start:
            return None
        return self._questions[place][1]

    @cached_property
    def _questions(self) -> list[tuple[int, Subject | None]]:
        """Where each question starts, and the disease it names where that is not the page's, nor its name cut short."""
        own = [
            disease_words(self.doc.quote(e.span)) for kind in ("title", "synonym") for e in self.doc.elements_of(kind)
        ]
        found: list[tuple[int, Subject | None]] = []
        for question in self.doc.elements_of("question"):
            named = [m for m in self.mentions_in("disease", question.span) if m.span not in self._finding_spans]
            other = named and not any(
                self.names_topic(m) or any(disease_words(m.text) <= words for words in own) for m in named
            )
            found.append((question.span.start, self.as_subject(named[0]) if other else None))
        return found

    def _can_be_subject(self, mention: Mention) -> bool:
        """Not a qualifier of another noun ("AHO-associated obesity"), nor a finding that some registry lists."""
        if re.match(r"-\w", self.doc.text[mention.span.end : mention.span.end + 2]):
            return False
        return self.names_topic(mention) or mention.span not in self._finding_spans

    def _is_listed(self, disease: Span, sentence: Span, before: int) -> bool:
        """Whether a named disorder is a finding in a list, with what comes after it."""
        findings = self.mentions_in("phenotype", sentence)
        return any(disease.overlaps(m.span) for m in findings) and is_item(self.doc.text, disease, sentence, before)

    def _in_aside(self, span: Span, offset: int) -> bool:
        """Whether a span stands in parentheses that are closed before the offset."""
        text = self.doc.text
        opened = text.rfind("(", max(0, span.start - 80), span.start)
        if opened < 0 or ")" in text[opened : span.start]:
            return False
        closed = text.find(")", span.end, span.end + 80)
        # An abbreviation right behind its own long form is no aside.
        alone = text[opened + 1 : closed].strip() == text[span.start : span.end]
        return 0 <= closed < offset and not alone

    @cached_property
    def _finding_spans(self) -> frozenset[Span]:
        return frozenset(m.span for m in self.mentions_of("phenotype"))

    @cached_property
    def _sentences(self) -> dict[Span, Sentence]:
        return {}

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        """Where the mentions of each category start."""
        return {category: [m.span.start for m in mentions] for category, mentions in self._by_category.items()}

    @cached_property
    def _by_category(self) -> dict[str, tuple[Mention, ...]]:
        groups: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            groups.setdefault(mention.category, []).append(mention)
        return {category: tuple(group) for category, group in groups.items()}


def context_qualifiers(mention: Mention) -> list[tuple[str, Span | None]]:
    """The spans of the words that say how a mention is meant."""
    context = mention.context
    return [
        ("negation", context.negation),
        ("hedge", context.hedge),
        ("condition", context.condition),
        ("frequency", context.frequency),
        ("relative", context.relative),
        ("entity", mention.entity),
    ]
