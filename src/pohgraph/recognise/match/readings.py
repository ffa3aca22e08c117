"""How else words may be read: misspelt ones as they should be, compounds, abbreviations in full, around parentheses."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from string import ascii_letters
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from pohgraph.compiled import compiled
from pohgraph.language.patterns import Patterns
from pohgraph.language.roles import is_quality
from pohgraph.language.words import is_of_word, lemma
from pohgraph.recognise.match.dictionary import Dictionary
from pohgraph.recognise.match.spelling import Corrections
from pohgraph.recognise.match.words import AND, BREAK, DETERMINER, END, OR, PREPOSITION, Words, content_words
from pohgraph.tables import package_table

_PATTERNS = Patterns("recognise/match", "readings_patterns.tsv")
_ASIDE = compiled(r"\((?<=\w \()([a-z][^()]{2,40})\)(?= \w)")
_SUSPENDED = compiled(r"-(?:/| (?:and|or|and/or|to) )([A-Za-z]{7,})\b")
_LETTERS = frozenset(ascii_letters)
_ON_PURPOSE = 3  # times that a text has a word which is then no slip: "pyroptosis" is no misspelt "proptosis"
_BREAK_AND_WORD = 2  # places that say how a stretch goes on from the one before
_SHORTEST_PART = 3  # letters of the start and of the end of a word with a suspended hyphen
SUSPENDED = "suspended hyphen: "  # how the note of such a word begins
_JOINED = compiled(rf"{re.escape(END)}*[{AND}{OR}]*[{PREPOSITION}{DETERMINER}]*")


def spelt(words: Words, corrections: Corrections) -> Words:
    """The words, those no name has as the one they are a slip of the pen from, with a note of it."""
    wrong = {base: right for base in frozenset(words.lemmas) if (right := corrections.of[base])}
    # "Hyperglycemic" may well be said often: it is no slip, but another ending of "hyperglycemia".
    wrong = {b: right for b, right in wrong.items() if b[:-1] == right[:-1] or words.lemmas.count(b) < _ON_PURPOSE}
    if not wrong:
        return words
    found = {
        place: wrong[base]
        for place, base in enumerate(words.lemmas)
        if base in wrong and not _is_part(words.lemmas, place, corrections.knows)
    }
    if not found:
        return words
    lemmas = [found.get(place, base) for place, base in enumerate(words.lemmas)]
    return replace(words, lemmas=lemmas, notes={p: f"spelling: {right}" for p, right in found.items()})


def compounded(words: Words, dictionary: Dictionary) -> Words | None:
    """The stretches of words in which "hair line" or "pre-auricular" may be "hairline" and "preauricular", written so.

    Two words are one where nothing stands between them and some name has their lemmas written together. None where
    there are no such words.
    """
    lemmas, before = words.lemmas, dictionary.before
    places = [
        place
        for place, (first, second, join) in enumerate(zip(lemmas, lemmas[1:], words.joins[1:], strict=False), start=1)
        if not join
        and (befores := before[second]) is not None
        # A word that ends in "o" may be spelt otherwise in the compound.
        and (first in befores or (first[-1:] == "o" and dictionary.knows(_compound(first, second))))
    ]
    if not places:
        return None
    found = Words([], [], [], [])
    for first, last in _lists(words, places):
        copied = first
        for place in _between(places, first, last):
            copy_words(words, copied, place, found)
            copied = place
            if found.lemmas[-1]:
                found.ends[-1] = words.ends[place]
                found.lemmas[-1] = _compound(found.lemmas[-1], lemmas[place])
                copied += 1
        copy_words(words, copied, last, found)
    return found


class Abbreviations:
    """Clinical abbreviations that every reader of notes knows, and what they are short for."""

    def __init__(self) -> None:
        rows = package_table("recognise/match", "clinical_abbreviations.tsv")
        self._full = {row["short"]: content_words(row["long"]) for row in rows}
        self._any = AhoCorasick(sorted(self._full))
        self._whole = compiled(rf"\b({'|'.join(sorted(self._full, key=len, reverse=True))})s?\b")

    def written_out(self, words: Words, text: str) -> Words | None:
        """The stretches of words with such abbreviations, these in full; None where there are none."""
        full: dict[int, Replacement] = {}
        # Most pages have none, and the automaton says so a hundred times faster than the pattern.
        own: dict[str, bool] = {}  # those that the page says the meaning of
        for short in self._whole.finditer(text) if self._any.find_matches_as_indexes(text) else ():
            if short[1] not in own:
                own[short[1]] = f"({short[1]})" in text
            if not own[short[1]]:
                place = _place(words, short.start())
                if place is not None:
                    full[place] = Replacement(place + 1, f"abbreviation: {short[0]}", self._full[short[1]])
        return replaced(words, full) if full else None


class Replacement(NamedTuple):
    """The words that some places up to `end` are read as, with the note that says so.

    `after` is what joins the next word to them, None where that is as it was.
    """

    end: int
    note: str
    words: Words
    after: str | None = None


def replaced(words: Words, full: Mapping[int, Replacement], *, over_commas: bool = False) -> Words:
    """The stretches between two breaks that have a replacement, by its first place, with all of theirs made.

    With `over_commas`, a comma does not end a stretch.
    """
    found = Words([], [], [], [])
    places = sorted(full)
    ended = 0
    for first, last in _lists(words, places) if over_commas else _stretches(words.lemmas, places):
        copied, after = first, None
        apart, ended = len(found.lemmas) if first > ended else None, last
        for place in _between(places, first, last):
            if place < copied:
                continue  # a word of the one before
            copy_words(words, copied, place, found, after)
            copied, note, expansion, after = full[place]
            for number, base in enumerate(expansion.lemmas):
                found.notes[len(found.lemmas)] = note
                found.starts.append(words.starts[place])
                found.ends.append(words.ends[copied - 1])
                found.lemmas.append(base)
                found.joins.append(expansion.joins[number] if number else words.joins[place] + expansion.joins[0])
        copy_words(words, copied, last, found, after)
        if apart is not None:
            # What stood between is not there: two members of lists that are far apart are no list.
            for place in range(apart, min(apart + _BREAK_AND_WORD, len(found.joins))):
                found.joins[place] = END
    return found


def suspended(words: Words, text: str, known: Callable[[str], bool]) -> Words | None:
    """The stretches with a suspended hyphen, "hypo- and hyperpigmentation", the first word in full; None without one."""
    full: dict[int, Replacement] = {}
    free = 0  # behind the last pair of words
    # Few pages have such a hyphen: it is sought first, and then the word before it.
    for match in _SUSPENDED.finditer(text):
        end = start = match.start()
        while start > free and text[start - 1] in _LETTERS:
            start -= 1
        if end - start < _SHORTEST_PART or is_of_word(text[start - 1 : start]):
            continue
        free = match.end()
        place = _place(words, start)
        whole = _completed(text[start:end].lower(), lemma(match[1]), known)
        if place is not None and whole:
            full[place] = Replacement(place + 1, f"{SUSPENDED}{text[start:end]}-", content_words(whole))
    return replaced(words, full) if full else None


def _completed(start: str, other: str, known: Callable[[str], bool]) -> str:
    """The start of a word with the end of the other that makes a known word with it; empty where none does."""
    ends = (start + other[place:] for place in range(_SHORTEST_PART, len(other) - _SHORTEST_PART))
    return next((whole for whole in ends if whole != other and known(whole)), "")


def _is_part(lemmas: list[str], place: int, known: Callable[[str], bool]) -> bool:
    """Whether a word is half of a compound: the "tracheo" of "tracheo-esophageal" is no slip for "trachea"."""
    before, after = lemmas[max(place - 1, 0)], lemmas[place + 1] if place + 1 < len(lemmas) else BREAK
    return known(_compound(before, lemmas[place])) or (after != BREAK and known(_compound(lemmas[place], after)))


def _compound(before: str, after: str) -> str:
    """Two parts as one word, spelt as one: "tracheo-esophageal" has the British "oes" only where its parts meet."""
    return lemma(before + after) if before.endswith("o") else before + after


def around_asides(words: Words, text: str) -> Iterator[Words]:
    """Stretches with a parenthesis inside a phrase: "open sores (ulcers) in the mouth", without it and from it on."""
    for aside in _ASIDE.finditer(text):
        first, inner = bisect_left(words.starts, aside.start()), bisect_left(words.starts, aside.start(1))
        closing = bisect_left(words.starts, aside.end() - 1)
        after = closing + 1
        if after >= len(words.lemmas) or not words.lemmas[after] or not _JOINED.fullmatch(words.joins[after]):
            continue
        if _PATTERNS["loosely_joined"].match(text, aside.end()):
            continue
        begin, end = first, after
        while begin and words.lemmas[begin - 1]:
            begin -= 1
        while end < len(words.lemmas) and words.lemmas[end]:
            end += 1
        is_listed = AND in words.joins[after]  # what the aside says has nothing for the next member of the list
        for start, stop in ((begin, first), (inner, first if is_listed else closing)):
            if start < stop:
                found = Words([], [], [], [])
                copy_words(words, start, stop, found)
                copy_words(words, after, end, found, words.joins[after].replace(END, ""))
                yield found


def kinds_in_asides(words: Words, text: str) -> Iterator[Words]:
    """A noun with the adjectives that an aside behind it lists, as if they were places: "atresia (duodenal or jejunal)"."""
    for aside in _PATTERNS["kinds"].finditer(text):
        head = bisect_left(words.starts, aside.start()) - 1
        if head < 0 or not words.lemmas[head]:
            continue
        first, last = (bisect_left(words.starts, at, head) for at in aside.span("kinds"))
        kinds = [base for base in words.lemmas[first:last] if base]
        if kinds and all(map(is_quality, kinds)):
            found = Words([], [], [], [])
            copy_words(words, head, head + 1, found)
            copy_words(words, first, last, found, PREPOSITION)
            yield found


def copy_words(words: Words, first: int, last: int, found: Words, join: str | None = None) -> None:
    """Add a run of words to others; `join` is what joins the first of them, None where that is as it was."""
    size = len(found.lemmas)
    if words.notes:
        found.notes.update((size + place - first, note) for place, note in words.notes.items() if first <= place < last)
    found.starts.extend(words.starts[first:last])
    found.ends.extend(words.ends[first:last])
    found.lemmas.extend(words.lemmas[first:last])
    found.joins.extend(words.joins[first:last])
    if join is not None and first < last:
        found.joins[size] = join


def _between(places: list[int], first: int, last: int) -> list[int]:
    return places[bisect_left(places, first) : bisect_left(places, last)]


def _place(words: Words, start: int) -> int | None:
    for first, last in ((0, words.body), (words.body, len(words.starts))):
        place = bisect_left(words.starts, start, first, last)
        while place < last and words.starts[place] == start:
            if words.lemmas[place]:
                return place
            place += 1
    return None


def _lists(words: Words, places: list[int]) -> Iterator[tuple[int, int]]:
    """As `_stretches`, over the commas: "upper, mid-dle or lower"."""
    lemmas = [base or ("," if END not in join else BREAK) for base, join in zip(words.lemmas, words.joins, strict=True)]
    return _stretches(lemmas, places)


def _stretches(lemmas: list[str], places: list[int]) -> Iterator[tuple[int, int]]:
    """The runs of words between two breaks that hold one of the places, each with the break before it."""
    end = 0
    for place in places:
        if place < end:
            continue
        first = place
        while first and lemmas[first]:
            first -= 1
        end = place
        while end < len(lemmas) and lemmas[end]:
            end += 1
        yield first, end
