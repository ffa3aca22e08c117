"""Names made of the words of a stretch in whatever order, by places in it: publishers repeat stretches word for word."""

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pohgraph.language.word_tables import WordTables
from pohgraph.recognise.match.candidates import Candidates, Clause
from pohgraph.recognise.match.headings import Heading
from pohgraph.recognise.match.matches import DERIVED, HEADING
from pohgraph.recognise.match.rewordings import Reworded, derived, reworded
from pohgraph.recognise.match.words import Words

_REMEMBERED = 2**14  # stretches


class Wording(NamedTuple):
    """The words at `places` make the name `key`; `pieces` are the first and last places of its runs, its own first.

    `step` says how the words belong together, `dropped` which lemmas between them the name leaves out; `heading` is how
    many words the heading has that they stand under.
    """

    key: str
    step: str
    places: tuple[int, ...]
    lemmas: tuple[str, ...]
    pieces: tuple[tuple[int, int], ...]
    dropped: tuple[str, ...] = ()
    heading: int = 0


class Wordings:
    """The loose keys of a vocabulary, sought in words."""

    def __init__(self, keys: Container[str], tables: WordTables) -> None:
        self._candidates = Candidates(keys, tables)
        self._alone = lru_cache(_REMEMBERED)(self._of_stretch)

    def find(self, words: Words, headings: Sequence[Heading]) -> Iterator[tuple[int, Wording]]:
        """Every wording of a name, with what is to be added to its places; `headings` are those in the words."""
        for stretch in self._candidates.stretches(words, headings):
            if stretch.over:
                for wording in _wordings(words, self._candidates.clauses(words, stretch)):
                    yield 0, wording
            else:
                first, last = stretch.first, stretch.last
                for wording in self._alone(tuple(words.lemmas[first:last]), tuple(words.joins[first:last])):
                    yield first, wording

    def _of_stretch(self, lemmas: tuple[str, ...], joins: tuple[str, ...]) -> tuple[Wording, ...]:
        words = Words([], [], list(lemmas), list(joins))
        return tuple(_wordings(words, self._candidates.clauses(words, self._candidates.whole(words))))


def _wordings(words: Words, clauses: Iterable[Clause]) -> Iterator[Wording]:
    for clause in clauses:
        for place, key in derived(words, clause):
            yield Wording(key, DERIVED, (place,), (words.lemmas[place],), ((place, place),))
        hits = reworded(words, clause) if clause.names else []
        keys = _keys_under(hits) if clause.heading else {}
        for hit in hits:
            if hit.arrangement.step != HEADING or len(keys[_under(hit)]) == 1:
                yield _wording(words, hit, len(clause.heading))


def _wording(words: Words, hit: Reworded, heading: int) -> Wording:
    lemmas = tuple([words.lemmas[place] for place in hit.places])
    dropped = tuple([words.lemmas[place] for place in hit.dropped])
    return Wording(hit.key, hit.arrangement.step, hit.places, lemmas, hit.pieces(words), dropped, heading)


def _keys_under(hits: list[Reworded]) -> dict[frozenset[int], set[str]]:
    """The names that the same words make with words of a heading; several are ambiguous: "HANDS FEET: short"."""
    keys: dict[frozenset[int], set[str]] = {}
    for hit in hits:
        if hit.arrangement.step == HEADING:
            keys.setdefault(_under(hit), set()).add(hit.key)
    return keys


def _under(hit: Reworded) -> frozenset[int]:
    return frozenset(hit.places) - hit.arrangement.shared
