"""Names of phenotypes and diseases in a document: exact, reworded, composed, and by abbreviations it defines."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property

from pohgraph.model import Candidate, Document, Span
from pohgraph.recognise.found import Found
from pohgraph.recognise.match.compose import compose
from pohgraph.recognise.match.dictionary import Dictionary
from pohgraph.recognise.match.everyday import EVERYDAY, EverydayPhrases
from pohgraph.recognise.match.headings import Heading, heading_lines, headings
from pohgraph.recognise.match.readings import Abbreviations, around_asides, compounded, spelt
from pohgraph.recognise.match.spelling import Corrections, Spelling
from pohgraph.recognise.match.wordings import DERIVED, Wording, Wordings
from pohgraph.recognise.match.words import AND, Words, content_words
from pohgraph.recognise.meanings import Meaning, Meanings
from pohgraph.recognise.senses import has_another_sense
from pohgraph.vocab.lexicon import Lexicon

_LISTED = re.compile(r"\b(?:and|or)\b|/")
_ROW = "phenotype_row"
_GIVES_WAY = frozenset(("coordinated", DERIVED))  # steps whose names count only where no exact one stands
_DEFINED = re.compile(r"\s*\(([A-Z][A-Za-z0-9-]{1,7})\)")


class NameFinder:
    """Finds names of one lexicon; one serves all documents."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._meanings = Meanings(lexicon)

    def find(self, doc: Document, *, tables: bool = True) -> list[Found]:
        """Names of HPO terms and diseases, overlapping ones too; without `tables`, those in rows of tables are not sought."""
        readings = self._readings(_readable(doc, tables=tables))
        found = [name for reading in readings for name in self._exact(doc.text, reading)]
        exact = {name.span for name in found if name.category == "phenotype"}
        lines = heading_lines(doc.text)
        for reading in readings:
            found += self._all_reworded(doc.text, reading, headings(lines, reading), exact)
        found += self._composed(doc, doc.sentences if tables else _without_rows(doc))
        found = list(self._unlisted(self._unsubsumed(doc, found)))
        return [*found, *_abbreviated(doc, found)]

    def _readings(self, text: str) -> list[Words]:
        words = spelt(content_words(text), self._corrections)
        others = (
            compounded(words, self._dictionary),
            self._abbreviations.written_out(words, text),
            self._everyday.in_one_word(words, text),
        )
        return [words, *filter(None, others), *around_asides(words, text)]

    def _unsubsumed(self, doc: Document, found: list[Found]) -> list[Found]:
        """Leaves out a name that a narrower one, composed of it and of words apart, makes superfluous."""
        apart = [name for name in found if name.entity]
        if not apart:
            return found
        return [n for n in found if n.entity or not any(_over(doc, other, n, self._lexicon) for other in apart)]

    def _unlisted(self, found: list[Found]) -> Iterator[Found]:
        """Leaves out a name that lists two others, which say more: "cleft lip and palate"."""
        for name in found:
            if name.category != "phenotype" or name.entity or not _LISTED.search(name.text):
                yield name
                continue
            if any(step.startswith(EVERYDAY) for step in name.candidates[0].steps):
                yield name  # "arms and legs" are the limbs
                continue
            inside = [part for part in found if _part_of(part, name)]
            parts = {part.reference for part in inside if part.span != name.span}
            narrower = any(self._lexicon.is_a(part, name.reference) for part in parts - {name.reference})
            if len(parts) == 1 or not narrower:
                yield name

    def _exact(self, text: str, words: Words) -> list[Found]:
        found: list[Found] = []
        for last, first, key in self._dictionary.hits(words):
            span = _balanced(text, Span(words.starts[first], words.ends[last]))
            if has_another_sense(text, span, key):
                continue
            said = text[span.start : span.end]
            steps = _notes(words, range(first, last + 1)) if words.notes else ()
            listed = last > first and any(AND in words.joins[place] for place in range(first + 1, last + 1))
            for category, candidates in self._meanings.exact(key, said, steps):
                # "Swallowing or difficulty" is no swallowing difficulty.
                if not listed or _LISTED.search(candidates[0].synonym):
                    found.append(Found(span, said, category, candidates))
        return found

    def _all_reworded(self, text: str, words: Words, over: list[Heading], exact: set[Span]) -> Iterator[Found]:
        for at, wording in self._wordings.find(words, over):
            pieces = wording.pieces
            own = _balanced(text, Span(words.starts[at + pieces[0][0]], words.ends[at + pieces[0][1]]))
            step = wording.step
            if own in exact and (step in _GIVES_WAY or (step == "heading" and wording.heading > 1)):
                continue
            entity = None
            if len(pieces) > 1:
                entity = _balanced(text, Span(words.starts[at + pieces[1][0]], words.ends[at + pieces[1][1]]))
            # "Moderate to severe hypotonia": a word that is nothing on its own is one end of a range.
            whole = own.cover(entity) if entity and text.startswith(" to ", own.end) else own
            if has_another_sense(text, whole, " ".join(wording.lemmas)):
                continue
            notes = _notes(words, [at + place for place in wording.places]) if words.notes else ()
            said = text[own.start : own.end]
            for category, candidates in self._meanings_of(wording, said, notes):
                yield Found(own, said, category, candidates, entity)

    def _meanings_of(self, wording: Wording, said: str, notes: tuple[str, ...]) -> tuple[Meaning, ...]:
        if wording.step == DERIVED:
            return self._meanings.derived(wording.key, said, (DERIVED, *notes))
        dropped = [f"modifier dropped: {lemma}" for lemma in wording.dropped]
        return self._meanings.reworded(wording.key, frozenset(wording.lemmas), (wording.step, *dropped, *notes))

    def _composed(self, doc: Document, sentences: Iterable[Span]) -> Iterator[Found]:
        for quality, entity, entries in compose(doc.text, sentences, self._lexicon.phenotype_rewordings):
            for category, candidates in self._meanings.of_terms(entries, ("composed", doc.quote(entity))):
                yield Found(quality, doc.quote(quality), category, candidates, entity)

    @cached_property
    def _dictionary(self) -> Dictionary:
        return Dictionary(self._lexicon.word_tables)

    @cached_property
    def _corrections(self) -> Corrections:
        return Corrections(Spelling(self._lexicon.word_tables.near), self._dictionary.knows)

    @cached_property
    def _abbreviations(self) -> Abbreviations:
        return Abbreviations()

    @cached_property
    def _everyday(self) -> EverydayPhrases:
        return EverydayPhrases()

    @cached_property
    def _wordings(self) -> Wordings:
        return Wordings(self._lexicon.phenotype_rewordings, self._lexicon.word_tables)


def _readable(doc: Document, *, tables: bool) -> str:
    """The text in which names are sought, at the same offsets: none runs from one row of a table into another."""
    pieces: list[str] = []
    at = 0
    for row in doc.elements_of(_ROW):
        before, inside = doc.text[at : row.span.start], doc.quote(row.span)
        pieces.append(f"{before[:-1]}|" if before and before[-1].isspace() else before)
        pieces.append(inside if tables else "|".ljust(len(inside)))
        at = row.span.end
    return "".join((*pieces, doc.text[at:])) if at else doc.text


def _without_rows(doc: Document) -> Iterator[Span]:
    starts = [row.span.start for row in doc.elements_of(_ROW)]
    for sentence in doc.sentences:
        if bisect_left(starts, sentence.start) == bisect_left(starts, sentence.end):
            yield sentence


def _balanced(text: str, span: Span) -> Span:
    """The span with the parenthesis that its first words stand in: "(ulcers) in the mouth"."""
    if not span.start or text[span.start - 1] != "(":
        return span
    opened = text.count(")", *span) > text.count("(", *span)
    return Span(span.start - 1, span.end) if opened else span


def _part_of(part: Found, name: Found) -> bool:
    """Whether a finding lies within what a name says, a word before it aside: "bilateral cleft lip and palate"."""
    within = part.extent.end <= name.span.end and part.extent.end > name.span.start
    wider = part.extent != name.span and part.extent.contains(name.span)
    return part.category == "phenotype" and within and not wider


def _notes(words: Words, places: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words.notes[place] for place in places if place in words.notes))


def _over(doc: Document, other: Found, name: Found, lexicon: Lexicon) -> bool:
    """Whether `other`, whose words stand apart, says what `name` says and more, or says it in fewer words."""
    entity = other.entity
    if entity is None or not (other.span.overlaps(name.span) or entity.overlaps(name.span)):
        return False
    if other.reference == name.reference:
        # "restrict movement in the hips": a verb's place is no part of a name, as "movement of the hips" is.
        between = doc.text[other.span.end : entity.start]
        place = name.span.contains(other.span) and entity.start > other.span.end and " of " not in between
        return place and other.candidates[0].steps[0] == "composed" and name.candidates[0].steps != ()
    inside = other.span.contains(name.span) or entity.contains(name.span)
    return inside and lexicon.is_a(other.reference, name.reference)


def _abbreviated(doc: Document, names: list[Found]) -> Iterator[Found]:
    """Abbreviations a page defines in parentheses right after a name it abbreviates, wherever they stand."""
    known = {(name.span, name.category) for name in names}
    defined: set[tuple[str, str]] = set()
    for name in [name for name in names if not name.entity and name.category in {"phenotype", "disease"}]:
        match = _DEFINED.match(doc.text, name.span.end)
        if not match or (match[1], name.category) in defined or not _abbreviates(match[1], name.text):
            continue
        defined.add((match[1], name.category))
        first = name.candidates[0]
        steps = (*first.steps, f"abbreviation of {name.text}")
        candidate = Candidate(reference=first.reference, label=first.label, synonym=first.synonym, steps=steps)
        for other in re.finditer(rf"\b{re.escape(match[1])}\b", doc.text):
            span = Span(other.start(), other.end())
            if (span, name.category) not in known:
                known.add((span, name.category))
                yield Found(span, other[0], name.category, (candidate,))


def _abbreviates(short: str, long: str) -> bool:
    """Whether the letters of the short form come in order in the long one, the first letters agreeing.

    >>> _abbreviates("PHP", "pseudohypoparathyroidism"), _abbreviates("HO", "bone")
    (True, False)
    """
    letters = iter(long.lower())
    return short[0].lower() == long[0].lower() and all(c in letters for c in short.lower() if c.isalpha())
