"""The one way into matching: a text in, the names of a vocabulary out, by place.

Another engine may stand here. Whoever asks knows `Matcher.match` and `Match`, and nothing of how the words are sought.
"""

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import starmap

from pohgraph.compiled import compiled
from pohgraph.language.alternations import alternation
from pohgraph.language.word_tables import WordTables
from pohgraph.model import Span
from pohgraph.recognise.match.compose import compose
from pohgraph.recognise.match.dictionary import Dictionary
from pohgraph.recognise.match.everyday import EverydayPhrases
from pohgraph.recognise.match.glosses import glossed
from pohgraph.recognise.match.headings import Heading, heading_lines, headings
from pohgraph.recognise.match.left_out import with_left_out
from pohgraph.recognise.match.located import LocationVerbs
from pohgraph.recognise.match.matches import COMPOSED, COORDINATED, FRAMED, Match
from pohgraph.recognise.match.numbered import Numbered, numbered
from pohgraph.recognise.match.plain_frames import plain_frames
from pohgraph.recognise.match.readings import (
    Abbreviations,
    around_asides,
    compounded,
    kinds_in_asides,
    spelt,
    suspended,
)
from pohgraph.recognise.match.spelling import Corrections, Spelling
from pohgraph.recognise.match.wordings import Wording, Wordings
from pohgraph.recognise.match.words import AND, Words, content_words

# A capital letter behind a word that is no function word: where a list has lost its breaks, the next item begins there.
_ITEMS = compiled(
    rf"(?<![A-Z])\b(?!(?:{alternation('language', 'function_words.tsv', column='word')})\b)[a-z]{{3,}} [A-Z][a-z]{{2}}"
)
_FAR = 300  # code points of a stretch, from which on all such places of the text are sought once and kept
_TEXTS = 8  # whose places are kept: one for each of the threads that read at a time

_LINE_ENDS = ("\n", "\r")
_LINE = 60  # code points that the line of an item may have

_OPPOSITES = frozenset(("high", "low"))


class Matcher:
    """Finds the names of one vocabulary. It never changes: one serves all texts and threads."""

    def __init__(self, loose_keys: Container[str], tables: WordTables) -> None:
        self._loose_keys = loose_keys
        self._dictionary = Dictionary(tables)
        self._corrections = Corrections(Spelling(tables.near), self._dictionary.knows)
        self._abbreviations = Abbreviations()
        self._everyday = EverydayPhrases()
        self._location = LocationVerbs()
        self._wordings = Wordings(loose_keys, tables)

    def match(
        self, text: str, sentences: Sequence[Span], *, rows: Sequence[Span] = (), in_rows: bool = True
    ) -> Iterator[Match]:
        """Every name, overlapping ones too: first those that stand as they are, then the reworded, the framed, the composed.

        No name runs out of one of the `rows` of a table into another; with `in_rows` false none is sought in them.
        """
        readings = self._readings(_readable(_in_items(text, sentences), rows, in_rows=in_rows), sentences)
        for words in readings:
            yield from self._exact(text, words)
        lines = heading_lines(text)
        for words in readings:
            yield from self._reworded(text, words, headings(lines, words))
        for lists in numbered(readings[0], text):
            yield from self._numbered(text, lists)
        searched = sentences if in_rows or not rows else list(_without_rows(sentences, rows))
        for span, entity, names in plain_frames(text, searched, self._loose_keys):
            for key, said in names:
                yield Match(key, span, said, step=FRAMED, entity=entity)
        for quality, entity, key, said in compose(text, searched, self._loose_keys):
            yield Match(key, quality, said, step=COMPOSED, entity=entity)

    def exact(self, text: str) -> Iterator[Match]:
        """The names that stand as they are, in a tenth of the time of all."""
        return self._exact(text, spelt(content_words(text), self._corrections))

    def _readings(self, text: str, sentences: Sequence[Span]) -> list[Words]:
        words = spelt(content_words(text), self._corrections)
        others = (
            compounded(words, self._dictionary),
            self._abbreviations.written_out(words, text),
            self._everyday.in_one_word(words, text),
            self._location.as_prepositions(words, text),
            suspended(words, text, self._dictionary.knows),
            with_left_out(words, text, sentences),
        )
        return [
            words,
            *filter(None, others),
            *around_asides(words, text),
            *kinds_in_asides(words, text),
            *glossed(words, text, self._loose_keys),
        ]

    def _exact(self, text: str, words: Words) -> Iterator[Match]:
        starts, ends, joins = words.starts, words.ends, words.joins
        for last, first, key in self._dictionary.hits(words):
            span = _balanced(text, Span(starts[first], ends[last]))
            notes = _notes(words, range(first, last + 1)) if words.notes else ()
            listed = last > first and AND in "".join(joins[first + 1 : last + 1])
            yield Match(key, span, key, notes=notes, listed=listed)

    def _reworded(self, text: str, words: Words, over: list[Heading]) -> Iterator[Match]:
        for at, wording in self._wordings.find(words, over):
            if _OPPOSITES.issubset(wording.lemmas):
                continue  # "low levels of high-density lipoprotein": what is low, and what is high, is told by the order
            if wording.dropped and self._is_other_part(words, at, wording):
                continue
            if _next_item(text, words.starts[at + wording.places[0]], words.ends[at + wording.places[-1]]):
                continue  # "below the breast bone Absence of bowel movements": the end of one item and the start of the next
            own, *apart = [
                _balanced(text, Span(words.starts[at + first], words.ends[at + last]))
                for first, last in wording.pieces[:2]
            ]
            yield Match(
                wording.key,
                own,
                " ".join(wording.lemmas),
                step=wording.step,
                entity=apart[0] if apart else None,
                dropped=wording.dropped,
                notes=_notes(words, [at + place for place in wording.places]) if words.notes else (),
                heading=wording.heading,
            )

    def _numbered(self, text: str, readings: Iterable[Numbered]) -> Iterator[Match]:
        """The names that members of a list of numbers make; without numbers where none of them makes any."""
        found = False
        for reading in readings:
            if reading.own is None and found:
                return
            listed = reading.listed
            for match in self._reworded(text, reading.words, []):
                extent = match.span.cover(match.entity) if match.entity else match.span
                if reading.own is None:
                    if extent.start < listed.start and listed.end < extent.end:
                        yield match._replace(dropped=(*match.dropped, text[listed.start : listed.end]))
                elif reading.needed.issubset(match.said.split(" ")):
                    thing = (
                        Span(listed.end + 1, extent.end) if reading.is_before else Span(extent.start, listed.start - 1)
                    )
                    if thing.start < thing.end:
                        found = True
                        yield match._replace(span=reading.own, step=COORDINATED, entity=thing)

    def _is_other_part(self, words: Words, at: int, wording: Wording) -> bool:
        """Whether a word left out makes another thing of the next: "underdevelopment of the middle ear" is no small ear."""
        places = frozenset(wording.places)
        pairs = (
            (words.lemmas[at + place - 1], words.lemmas[at + place])
            for place in wording.places
            if place and place - 1 not in places and words.lemmas[at + place - 1] in wording.dropped
        )
        return any(starmap(self._dictionary.begins, pairs))


def _next_item(text: str, start: int, end: int) -> bool:
    """Whether the next item of a list that has lost its breaks begins between two offsets, which may be a whole page apart."""
    if end - start < _FAR:
        return _ITEMS.search(text, start, end) is not None
    starts, ends = _items(text)
    first = bisect_left(starts, start)
    return first < len(starts) and ends[first] <= end


@lru_cache(_TEXTS)
def _items(text: str) -> tuple[list[int], list[int]]:
    """Where each match of `_ITEMS` starts and ends; no two of them share a word."""
    spans = [match.span() for match in _ITEMS.finditer(text)]
    return [start for start, _ in spans], [end for _, end in spans]


def _in_items(text: str, sentences: Sequence[Span]) -> str:
    """The text with a mark before each sentence that begins on a line of its own, at the same offsets.

    Items of a list have no full stop, and no name runs from one into the next: "loss of memory", "changes in personality".
    """
    pieces: list[str] = []
    at = 0
    for start, _ in sentences:
        if start > at and text.startswith(_LINE_ENDS, start - 1) and _is_short(text, start - 1):
            pieces.append(text[at : start - 1])
            pieces.append("|")
            at = start
    return "".join((*pieces, text[at:])) if at else text


def _is_short(text: str, end: int) -> bool:
    """Whether the line that ends there is short: a long one may be broken off, such as that of a title in print."""
    first = end - _LINE
    return first < 0 or any(text.find(mark, first, end) >= 0 for mark in _LINE_ENDS)


def _readable(text: str, rows: Iterable[Span], *, in_rows: bool) -> str:
    """The text in which names are sought, at the same offsets: none runs from one row of a table into another."""
    pieces: list[str] = []
    at = 0
    for row in rows:
        before, inside = text[at : row.start], text[row.start : row.end]
        pieces.append(f"{before[:-1]}|" if before and before[-1].isspace() else before)
        pieces.append(inside if in_rows else "|".ljust(len(inside)))
        at = row.end
    return "".join((*pieces, text[at:])) if at else text


def _without_rows(sentences: Iterable[Span], rows: Iterable[Span]) -> Iterator[Span]:
    starts = [row.start for row in rows]
    for sentence in sentences:
        if bisect_left(starts, sentence.start) == bisect_left(starts, sentence.end):
            yield sentence


def _balanced(text: str, span: Span) -> Span:
    """The span with the parenthesis that its first or last words stand in: "(ulcers) in the mouth"."""
    start, end = span
    opened, closed = text.count("(", start, end), text.count(")", start, end)
    if closed > opened and text.startswith("(", max(start - 1, 0)):
        return Span(start - 1, end)
    return Span(start, end + 1) if opened > closed and text.startswith(")", end) else span


def _notes(words: Words, places: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words.notes[place] for place in places if place in words.notes))
