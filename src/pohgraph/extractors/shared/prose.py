"""A page's own running text: its sentences by section, and which of them hold given words."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from pohgraph.compiled import compiled
from pohgraph.language.needs import needs_of
from pohgraph.language.patterns import Patterns
from pohgraph.language.searching import LONG, SHORT, Searched, may_match
from pohgraph.model import Document, Span

_ROOM = "extractors"  # whose tables have the patterns that are looked for
_NOT_PROSE = frozenset(
    {
        *("repeat", "question", "boilerplate", "synonym", "phenotype_row", "reference", "title"),
        *("field", "table_header", "table_row", "caption", "long_sentence"),
    }
)

_NAMES = ("title", "synonym")
_BLANK = compiled(r"\s")
_MOST = 0.6  # of a sentence: where a name takes more of it, the sentence is a line for the name


class Prose:
    """The sentences of a page without repeats, questions, standard text and what stands in lists and tables."""

    def __init__(self, doc: Document) -> None:
        # Without those that lie within another, such as the names in a field, they are in order of their ends as well.
        self._others = list(_outermost(element.span for element in doc.elements if element.kind in _NOT_PROSE))
        self._names = {element.span for kind in _NAMES for element in doc.elements_of(kind)}
        self._ends = [span.end for span in self._others]
        self._text = doc.text
        self._allowed = needs_of(_ROOM).places(doc.text)
        self._doc = doc
        self._searched: dict[Span, Searched] = {}
        self._around = Span(0, 0)  # the sentence asked about last
        self._blanked = Span(0, 0), ""  # the sentence asked for last
        self._lacks: dict[tuple[re.Pattern[str], Span], bool] = {}
        self._every: dict[tuple[re.Pattern[str], Span], list[tuple[int, int]]] = {}
        self._placed: list[tuple[str, Span]] = []
        for span in doc.sentences:
            section = doc.section_at(span.start)
            if section and self.has(span):
                self._placed.append((section.name, span))
        self._by_sections: dict[tuple[str, ...], list[Span]] = {}

    def has(self, span: Span) -> bool:
        """Whether a sentence is the page's own running text."""
        for place in range(bisect_left(self._ends, span.start), len(self._others)):
            other = self._others[place]
            if other.start >= span.end:
                break
            if other.contains(span) or (span.contains(other) and not self._is_aside(span, other)):
                return False
        return True

    def _is_aside(self, sentence: Span, other: Span) -> bool:
        """Whether a sentence names the disease, and says more than that: a page without a title takes it from there."""
        return other in self._names and other.end - other.start < _MOST * (sentence.end - sentence.start)

    def sentences(self, sections: tuple[str, ...]) -> list[Span]:
        """The sentences of the named sections, in order."""
        found = self._by_sections.get(sections)
        if found is None:
            found = self._by_sections[sections] = [span for name, span in self._placed if name in sections]
        return found

    def search(self, patterns: Patterns, name: str, span: tuple[int, int]) -> re.Match[str] | None:
        """The first match of a pattern in a stretch of text; it is not tried where the words that it needs are missing."""
        bit = patterns.bits.get(name)
        if bit is not None and not self._allowed[span] & bit:
            return None
        pattern = patterns[name]
        return None if self.lacks(pattern, span) else pattern.search(self._text, *span)

    def lacks(self, pattern: re.Pattern[str], span: tuple[int, int]) -> bool:
        """Whether a part of a long sentence is known to have no match of a pattern; each is sought in the sentence once."""
        start, end = span
        if end - start < SHORT:
            return False
        part = Span(start, end)
        if not self._around.contains(part):
            self._around = self._doc.sentence_at(start) or Span(0, 0)
        if self._around.end - self._around.start < LONG or not self._around.contains(part):
            return False
        searched = self._searched.get(self._around)
        if searched is None:
            searched = self._searched[self._around] = Searched(self._text, self._around)
        return searched.lacks(pattern, start, end)

    def finditer(self, patterns: Patterns, name: str, span: tuple[int, int]) -> Iterator[re.Match[str]]:
        """Every match of a pattern in a stretch of text, likewise."""
        bit = patterns.bits.get(name)
        if bit is not None and not self._allowed[span] & bit:
            return iter(())
        return patterns[name].finditer(self._text, *span)

    def match(self, patterns: Patterns, name: str, span: tuple[int, int]) -> re.Match[str] | None:
        """The match of a pattern at the start of a stretch of text, likewise."""
        bit = patterns.bits.get(name)
        if bit is not None and not self._allowed[span] & bit:
            return None
        return patterns[name].match(self._text, *span)

    def blanked(self, sentence: Span) -> str:
        """The words of a sentence with a blank for each white space, so that it starts and ends where a pattern may say so."""
        if self._blanked[0] != sentence:
            self._blanked = sentence, _BLANK.sub(" ", self._text[sentence.start : sentence.end])
        return self._blanked[1]

    def says(self, patterns: Patterns, name: str, sentence: Span) -> bool:
        """Whether a pattern matches in the blanked words of a sentence; it is not tried where the words that it needs are missing."""
        return self.may_have(patterns, name, sentence) and patterns[name].search(self.blanked(sentence)) is not None

    def lacks_blanked(self, pattern: re.Pattern[str], sentence: Span) -> bool:
        """Whether the blanked words of a long sentence are known to have no match of a pattern, nor any part of them."""
        if sentence.end - sentence.start < LONG:
            return False
        lacks = self._lacks.get((pattern, sentence))
        if lacks is None:
            words = self.blanked(sentence)
            lacks = self._lacks[pattern, sentence] = not may_match(pattern, words, 0, len(words))
        return lacks

    def every(self, pattern: re.Pattern[str], sentence: Span) -> list[tuple[int, int]]:
        """Where each match of a pattern starts and ends in the blanked words of a sentence."""
        found = self._every.get((pattern, sentence))
        if found is None:
            matches = pattern.finditer(self.blanked(sentence))
            found = self._every[pattern, sentence] = [match.span() for match in matches]
        return found

    def fullmatch(self, patterns: Patterns, name: str, span: tuple[int, int]) -> re.Match[str] | None:
        """The match of a pattern that takes a whole stretch of text, likewise."""
        bit = patterns.bits.get(name)
        if bit is not None and not self._allowed[span] & bit:
            return None
        return patterns[name].fullmatch(self._text, *span)

    def may_have(self, patterns: Patterns, name: str, span: tuple[int, int]) -> bool:
        """Whether a stretch of text has one of the words that a pattern needs: a cheap question to ask before it is tried."""
        bit = patterns.bits.get(name)
        return bit is None or self._allowed[span] & bit != 0

    def possible(self, patterns: Patterns, names: tuple[str, ...], span: tuple[int, int]) -> Sequence[str]:
        """Those of some patterns whose needed words stand in a stretch of text: mostly none, and one look tells that."""
        bits = patterns.bits_of(names)
        if bits is not None and not self._allowed[span] & bits:
            return ()
        return [name for name in names if self.may_have(patterns, name, span)]


def _outermost(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans, which are in order, without those that lie within one before them."""
    last = None
    for span in spans:
        if last is None or not last.contains(span):
            yield span
            last = span
