"""A page after reading: its text, which is never altered again, and what lies where in it.

All spans count Unicode code points of `Document.text` and are half-open.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Span(NamedTuple):
    """Code points `start` (included) to `end` (excluded) of a document's text.

    >>> Span(2, 5).contains(Span(3, 5)), Span(2, 5).overlaps(Span(5, 6))
    (True, False)
    """

    start: int
    end: int

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def cover(self, other: "Span") -> "Span":
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a page came from: PROV-O and Dublin Core slots.

    `family` is the format it is written in, `site` a short name of who publishes such pages. `infores` is the Biolink
    information resource, empty where none is registered; `license` an IRI, empty where the page states none; `modified` an
    ISO date the page prints for itself; `language` the code of its language, empty where neither the page nor its words
    tell; `status` its publication status ("retracted", …), empty where nothing is known against it; `sha256` the hash of
    the page's bytes.
    """

    family: str
    site: str = ""
    file_name: str
    sha256: str
    encoding: str
    iri: str = ""
    title: str = ""
    publisher: str = ""
    infores: str = ""
    license: str = ""
    rights: str = ""
    modified: str = ""
    language: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the page. `name` is canonical ("description", "hpo_table", …); `heading` is where its title stands."""

    name: str
    span: Span
    heading: Span | None = None
    level: int = 1


class Part(NamedTuple):
    """A named piece of an element, such as the identifier of a table row."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """Something the page's own structure says, so that no language has to be read: a title, a row, a link.

    Kinds and their parts:

    - `title`: the page's name for what it is about.
    - `synonym`: one listed other name.
    - `phenotype_row`: parts `label`, `identifier` (7 digits), `frequency` (as printed), any number of `synonym`.
    - `reference`: one entry of the literature list; part `number` where it is numbered.
    - `citation`: one in-text marker; part `number`, and more of them where it cites several.
    - `link`: parts `label` and `target`.
    - `list_item`: one bullet; part `text`.
    - `related_gene`: a symbol the page lists as a gene of the disorder.
    - `identifier`: an identifier the page's own structure gives; part `value`, and `label` where a label names its registry.
    - `field`: "label: value" as a line of its own, a row of an infobox, or a pair of a list of definitions; parts `label`
      and one `value` for each value. A section with the same span says what kind of field it is.
    - `table_header`, `table_row`: a line of a table; one part `cell` for each column, in order, empty cells too.
    - `caption`: what stands over a table and says what it shows; part `words` without its number.
    - `repeat`: text that stands again, word for word, elsewhere on the page.
    - `long_sentence`: a sentence that is too long to be read, with the list it leads to; no other element has words of it, but one
      from which nothing is read, and it is none of the document's sentences.
    - `question`: a question printed as a heading or run into the text.
    - `boilerplate`: text the publisher prints on every page.
    """

    kind: str
    span: Span
    parts: tuple[Part, ...] = ()

    def part(self, name: str) -> Span | None:
        """The first part of that name, or None."""
        for part, span in self.parts:
            if part == name:
                return span
        return None

    def all_parts(self, name: str) -> tuple[Span, ...]:
        """All parts of that name, in order."""
        return tuple(span for part, span in self.parts if part == name)


@dataclass(frozen=True, kw_only=True)
class Document:
    """A page. `id` is a CURIE; sections, elements and sentences are in order of their start.

    Raises:
        ValueError: a span lies outside the text or is empty the wrong way round.
    """

    id: str
    text: str
    source: Source
    sections: tuple[Section, ...] = ()
    elements: tuple[Element, ...] = ()
    sentences: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        size = len(self.text)
        spans = [*self.sentences, *(section.span for section in self.sections)]
        for element in self.elements:
            spans.append(element.span)
            spans += [span for _, span in element.parts]
        for start, end in spans:
            if not 0 <= start <= end <= size:
                raise self._outside(start, end)

    def _outside(self, start: int, end: int) -> ValueError:
        message = f"{self.id}: span {start}-{end} lies outside a text of {len(self.text)} code points"
        return ValueError(message)

    def quote(self, span: Span) -> str:
        """The words at `span`, unaltered.

        Raises:
            ValueError: the span lies outside the text.
        """
        start, end = span
        if not 0 <= start <= end <= len(self.text):
            raise self._outside(start, end)
        return self.text[start:end]

    def section_at(self, offset: int) -> Section | None:
        """The innermost section that holds the code point at `offset`."""
        for place in range(bisect_right(self._section_starts, offset) - 1, -1, -1):
            if offset < self.sections[place].span.end:  # of nested ones the inner one begins later
                return self.sections[place]
        return None

    def sentence_at(self, offset: int) -> Span | None:
        """The sentence that holds the code point at `offset`."""
        index = bisect_right(self._sentence_starts, offset) - 1
        if index >= 0 and offset < self.sentences[index].end:
            return self.sentences[index]
        return None

    def elements_of(self, kind: str) -> tuple[Element, ...]:
        """The elements of one kind, in order."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Element, ...]]:
        kinds: dict[str, list[Element]] = {}
        for element in self.elements:
            kinds.setdefault(element.kind, []).append(element)
        return {kind: tuple(elements) for kind, elements in kinds.items()}

    @cached_property
    def _sentence_starts(self) -> tuple[int, ...]:
        return tuple(sentence.start for sentence in self.sentences)

    @cached_property
    def _section_starts(self) -> tuple[int, ...]:
        return tuple(section.span.start for section in self.sections)
