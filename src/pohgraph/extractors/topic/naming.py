"""What a page's own names, identifiers and prose say of the disease it is about."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pohgraph.extractors.topic.disease_names import (
    name_key,
    named_firmly,
    named_loosely,
    opposed,
    readings,
)
from pohgraph.extractors.topic.kinds import other_kind, unasked_cause
from pohgraph.extractors.topic.listed import LISTING, names_there
from pohgraph.extractors.topic.opening import leads_opening
from pohgraph.extractors.topic.reasons import Reason
from pohgraph.language.disease_words import disease_words, numbered
from pohgraph.model import Document, Mention, Reference, Span
from pohgraph.schema.categories import REGISTRIES
from pohgraph.vocab.lexicon import Lexicon

_IDENTIFIER_SECTIONS = frozenset({"resources", "coding", "header"})
# Sections that say nothing of the page's own disease, or are no prose.
UNPROSE = frozenset({"references", "resources", "synonyms", "disclaimer", "related_disorders", "animal_models"})
_SYNONYM_LIMIT = 3
Found = Iterator[tuple[Reference, Reason]]


@dataclass(frozen=True, kw_only=True)
class Naming:
    """A page held against the names of diseases."""

    doc: Document
    mentions: tuple[Mention, ...]
    lexicon: Lexicon

    def reasons(self) -> Found:
        """What speaks for a disease, disease by disease."""
        yield from self._by_title()
        yield from self._by_identifiers()
        yield from self._by_synonyms()
        yield from self._by_prose()

    def against(self, reference: Reference) -> Iterator[Reason]:
        """What speaks against a disease: the number of a type where the page's names have another or none."""
        if not self._titles:
            return
        own, other = numbered(self._title).number, numbered(self.lexicon.label(reference)).number
        place = self._titles[0]
        if opposite := opposed(self._title, self.lexicon.label(reference)):
            yield Reason("opposite", f"its name says {opposite!r} where the title says the opposite", place)
        kind = other_kind(self.doc, self.lexicon.label(reference), self._titles)
        if kind and not self._prints_kind(reference):
            yield Reason(
                "other_kind", f"its name says one kind of it, and the page tells of {self.doc.quote(kind)!r} ones", kind
            )
        if cause := self._unasked_cause(reference):
            yield Reason("unasked_cause", f"its name says {cause!r}, which no name of the page asks for", place)
        if own and own != other and own not in disease_words(self.lexicon.label(reference)):
            yield Reason("other_number", f"its name does not have the number {own!r} of the title", place)
        elif other and not any(other in words for words in self._names):
            yield Reason("unasked_number", f"no name of the page has its number {other!r}", place)

    def _unasked_cause(self, reference: Reference) -> str:
        """The cause in a disease's label that nothing asks for; none where the page prints the number of the registry's entry itself."""
        called = names_there(reference, self.lexicon)
        cause = unasked_cause(self.doc, self.lexicon.label(reference), self._called, called)
        return "" if cause and reference in self._printed else cause

    def _prints_kind(self, reference: Reference) -> bool:
        """Whether the page prints the number of a disease's entry, or that of a numbered type of what its title names: the types are inherited ones."""
        labels = map(self.lexicon.label, self._printed)
        words = disease_words(self._title)
        return reference in self._printed or any(numbered(x).number and words <= disease_words(x) for x in labels)

    @cached_property
    def _printed(self) -> frozenset[Reference]:
        """The diseases whose number in OMIM or Orphanet the page prints."""
        printed = (m.reference for m in self.mentions if m.category == "identifier" and m.reference.prefix in LISTING)
        return frozenset(map(self.lexicon.canonical, printed))

    def _by_title(self) -> Found:
        named = [(place, name) for place in self._titles for name in readings(self.doc.quote(place))]
        for title, name in named:
            firm = named_firmly(self.lexicon, name_key(name))
            for reference, (known, scope) in firm.items():
                same = scope == "LABEL" and name_key(self.lexicon.label(reference)) == name_key(name)
                kind = "title" if same and _spelt(known) == _spelt(name) else "title_synonym"
                yield reference, Reason(kind, f"the title {name!r} is its name {known!r}", title)
            loose = named_loosely(self.lexicon, name) - set(firm)
            for reference in sorted(self._numbered_of_group(name)) if not firm and not loose else ():
                text = f"the title {name!r} has another name of the group and the number of {self.lexicon.label(reference)!r}"
                yield reference, Reason("title", text, title)
            for reference in sorted(loose):
                text = f"the title {name!r} is its name {self.lexicon.label(reference)!r} in other words"
                yield reference, Reason("title_reworded", text, title)
            for reference in () if firm or loose else self._read_as(title):
                text = f"the title {name!r} is read as its name {self.lexicon.label(reference)!r}"
                yield reference, Reason("title_reworded", text, title)

    def _read_as(self, title: Span) -> Iterator[Reference]:
        """The one disease that a whole title was recognised as: "Brain stem X" is "brainstem X"."""
        return (
            m.reference for m in self.mentions if m.category == "disease" and m.span == title and len(m.candidates) == 1
        )

    def _numbered_of_group(self, name: str) -> frozenset[Reference]:
        """The type of that number, of a group that has the rest of a name for another name of its: "Duane syndrome type 2"."""
        base, number = numbered(name)
        if not number:
            return frozenset()
        groups = named_firmly(self.lexicon, name_key(base))
        found = (named_loosely(self.lexicon, f"{self.lexicon.label(group)} {number}") for group in groups)
        return frozenset().union(*found)

    def _by_identifiers(self) -> Found:
        seen: set[Reference] = set()
        for mention in self.mentions:
            if mention.category != "identifier" or mention.reference.prefix not in REGISTRIES:
                continue
            section = self.doc.section_at(mention.span.start)
            canonical = self.lexicon.canonical(mention.reference)
            if section and section.name in _IDENTIFIER_SECTIONS and canonical not in seen:
                seen.add(canonical)
                kind = self._identifier_kind(mention, canonical)
                yield canonical, Reason(kind, f"the page prints {mention.reference.curie}", mention.span)

    def _identifier_kind(self, mention: Mention, canonical: Reference) -> str:
        if self._is_wider(self.lexicon.label(canonical)):
            return "identifier_wider"
        listed = any(element.span.contains(mention.span) for element in self.doc.elements_of("identifier"))
        return "identifier" if listed else "identifier_in_text"

    def _is_wider(self, name: str) -> bool:
        """Whether a name has fewer of the title's words, so that it names something wider."""
        return disease_words(name) < disease_words(self._title)

    def _by_synonyms(self) -> Found:
        counts: Counter[Reference] = Counter()
        for element in self.doc.elements_of("synonym"):
            name = self.doc.quote(element.span)
            kind = "synonym_wider" if self._is_wider(name) else "synonym"
            found = named_firmly(self.lexicon, name_key(name)) or named_loosely(self.lexicon, name)
            for reference in sorted(found):
                counts[reference] += 1
                if counts[reference] <= _SYNONYM_LIMIT:
                    yield reference, Reason(kind, f"the page lists its name {name!r}", element.span)

    def _by_prose(self) -> Found:
        named = [m for m in self.mentions if m.category == "disease" and self._in_prose(m)]
        findings = {m.span for m in self.mentions if m.category == "phenotype"}
        # A cleft palate is a disease of some registry too, but what the page is about only where it names no other.
        prose = [m for m in named if m.span not in findings] or named
        counts = Counter(m.reference for m in prose)
        first_place = {m.reference: m.span for m in reversed(prose)}
        for reference, count in counts.most_common(1):
            leads = self._titles or leads_opening(self.doc, (m.span for m in prose if m.reference == reference))
            if leads and list(counts.values()).count(count) == 1:
                text = f"the disease the page names most often ({'once' if count == 1 else f'{count} times'})"
                yield reference, Reason("most_named", text, first_place[reference])
        if prose:
            first = prose[0]
            sentence = self.doc.sentence_at(first.span.start)
            if sentence and first.span.start == sentence.start:
                yield first.reference, Reason("opening", f"the page opens with {first.text!r}", first.span)

    def _in_prose(self, mention: Mention) -> bool:
        section = self.doc.section_at(mention.span.start)
        return section is not None and section.name not in UNPROSE

    @cached_property
    def _titles(self) -> list[Span]:
        return [element.span for element in self.doc.elements_of("title")]

    @cached_property
    def _title(self) -> str:
        return self.doc.quote(self._titles[0]) if self._titles else ""

    @cached_property
    def _called(self) -> list[str]:
        """The title and each listed name."""
        return [self.doc.quote(span) for span in (*self._titles, *(e.span for e in self.doc.elements_of("synonym")))]

    @cached_property
    def _names(self) -> list[frozenset[str]]:
        """The words of the title and of each listed name."""
        listed = [element.span for element in self.doc.elements_of("synonym")]
        return [disease_words(self.doc.quote(span)) for span in (*self._titles, *listed)]


def _spelt(name: str) -> list[str]:
    """The words of a name as they stand, "A" of "hemophilia A" among them."""
    return re.findall(r"[^\W_]+", name.lower())
