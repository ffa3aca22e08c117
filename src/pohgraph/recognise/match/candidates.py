"""Which clauses of a document may hold a reworded name, so that only those are looked at closely.

Each word becomes one character for the class it is matched under; a clause can make a name only where it has all of the
name's characters, and nearly every name is ruled out by its two rarest.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pohgraph.language.derivation import stem
from pohgraph.language.known import Known
from pohgraph.language.roles import is_learned
from pohgraph.language.substitutions import said_for
from pohgraph.language.word_tables import WordTables
from pohgraph.language.words import token_class
from pohgraph.recognise.match.headings import Heading
from pohgraph.recognise.match.phrases import Chunk, breaks_off, clauses, is_clause_end
from pohgraph.recognise.match.words import END, Words

# Marks among the characters: where a clause ends, what is no part of any phrase, and a word of no name.
_END, _BETWEEN, _OTHER = "\x00", "\x01", "\x02"
_MARKS = (_END, _BETWEEN, _OTHER)
_REMEMBERED = 2**14  # clauses whose names are kept: publishers repeat theirs on every page


class Name(NamedTuple):
    """A name of two or more words, by the letters of the classes of its words; `number` is its place in the vocabulary."""

    number: int
    letters: frozenset[str]
    key: str

    @property
    def is_abnormality(self) -> bool:
        """Whether one of its words is one for anything abnormal."""
        return not said_for("abnormality").isdisjoint(self.key.split(" "))

    @property
    def has_number(self) -> bool:
        """Whether one of its words is a number."""
        return any(map(str.isdigit, self.key.split(" ")))


class Clause(NamedTuple):
    """A clause that may hold names: its chunks, the words of the heading above it, and the names whose words are there.

    It may have no names, but a learned adjective. `letters` are those of the words in chunks and heading, by place.
    """

    chunks: list[Chunk]
    heading: tuple[int, ...]
    names: tuple[Name, ...]
    letters: dict[int, str]


class Stretch(NamedTuple):
    """Words `first` to `last` (excluded) between two ends of a clause, and the headings that stand over some of them."""

    first: int
    last: int
    over: list[Heading]


class Candidates:
    """The loose keys of a vocabulary and its tables, ready to say which of the keys a clause may hold."""

    def __init__(self, keys: Container[str], tables: WordTables) -> None:
        self._keys = keys
        self._letters = tables.letters
        self._letter: Mapping[str, str] = Known(self._letter_of)
        self._derives: Mapping[str, bool] = Known(self._derives_name)
        self._seconds: Mapping[str, frozenset[str]] = Known(lambda rarest: frozenset(tables.seconds.get(rarest, "")))
        self._pairs = tables.pairs
        self._names_of_these = lru_cache(_REMEMBERED)(self._names_of)
        self._pair = lru_cache(_REMEMBERED)(self._names_with)

    def stretches(self, words: Words, headings: Sequence[Heading]) -> Iterator[Stretch]:
        """The stretches that may hold a name, in order."""
        letter = self._letter
        text = "".join(
            [
                letter[base] if base else _END if END in join else _BETWEEN
                for base, join in zip(words.lemmas, words.joins, strict=True)
            ]
        )
        derived = frozenset(filter(self._derives.__getitem__, frozenset(words.lemmas)))
        alone = [place for place, base in enumerate(words.lemmas) if base in derived] if derived else []
        starts, ends = [heading.start for heading in headings], [heading.end for heading in headings]
        last = -1
        for here in text.split(_END):
            first = last + 1
            last = first + len(here)
            if first == last:
                continue
            over: list[Heading] = []
            if headings:
                # They follow one another: those that end behind its first word and begin before the end of its last.
                over = [*headings[bisect_right(ends, words.starts[first]) : bisect_left(starts, words.ends[last - 1])]]
            names = self._names(here + self._above(words, over) if over else here)
            if names or bisect_left(alone, first) < bisect_left(alone, last):
                # It begins with the word that ends the one before, which may say how it goes on.
                yield Stretch(first - 1 if first and words.lemmas[first - 1] else first, last, over)

    def whole(self, words: Words) -> Stretch:
        """All the words as one stretch under no heading."""
        return Stretch(0, len(words.lemmas), [])

    def clauses(self, words: Words, stretch: Stretch) -> Iterator[Clause]:
        """The clauses of a stretch, in order."""
        for chunks in clauses(words, range(stretch.first, stretch.last)):
            heading: list[Heading] = []
            if stretch.over:
                start = words.starts[chunks[0].places[0]]
                heading = [heading for heading in stretch.over if heading.start <= start < heading.end][:1]
            letters = {place: self._letter[words.lemmas[place]] for chunk in chunks for place in chunk.places}
            here = "".join(letters.values())
            if not heading:
                yield Clause(chunks, (), self._names(here), letters)
                continue
            above = self._above(words, heading)
            letters.update(zip(heading[0].places, above, strict=True))
            yield Clause(chunks, heading[0].places, self._names(here + above), letters)

    def _above(self, words: Words, headings: list[Heading]) -> str:
        places = (place for heading in headings for place in heading.places)
        return "".join(self._of_form(token_class(words.lemmas[place])) for place in places)

    def _names(self, here: str) -> tuple[Name, ...]:
        """The names all of whose words are here, in the order of the text and of the vocabulary."""
        # A stretch and its only clause, and many others, differ in nothing but marks and repeats.
        once = dict.fromkeys(here)
        for mark in _MARKS:
            once.pop(mark, None)
        return self._names_of_these("".join(once)) if len(once) > 1 else ()

    def _names_of(self, here: str) -> tuple[Name, ...]:
        """The names all of whose words are here, each of these standing once."""
        found: list[Name] = []
        present = frozenset(here)
        for letter in here:
            seconds = self._seconds[letter]
            if not seconds:
                continue
            near: list[Name] = []
            for second in present & seconds:
                near += [name for name in self._pair(letter + second) if name.letters <= present]
            near.sort()
            found += near
        return tuple(found)

    def _names_with(self, pair: str) -> tuple[Name, ...]:
        """The names with these two rarest words, made when they are first near: a run meets few of a vocabulary's."""
        found: list[Name] = []
        for line in self._pairs[pair].split("\n"):
            number, said, key = line.split(" ", 2)
            found.append(Name(int(number), frozenset(said), key))
        return tuple(found)

    def _letter_of(self, base: str) -> str:
        if is_clause_end(base):
            return _END
        return _BETWEEN if breaks_off(base) else self._of_form(token_class(base))

    def _of_form(self, word: str) -> str:
        return self._letters.get(word, _OTHER)

    def _derives_name(self, base: str) -> bool:
        """Whether a word is one that `derived` may take, and some name is of its family."""
        return is_learned(base) and stem(base) in self._keys
