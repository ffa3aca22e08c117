"""How else words may be read: misspelt ones as they should be, compounds, abbreviations in full, around parentheses."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from pohgraph.recognise.words import BREAK, DETERMINER, END, PREPOSITION, Words, content_words
from pohgraph.vocab.tables import package_table
from pohgraph.vocab.words import lemma

_PART = 3  # letters of the second part of a compound
_ASIDE = re.compile(r"(?<=\w )\(([a-z][^()]{2,40})\)(?= \w)")
_JOINED = re.compile(rf"{re.escape(END)}*[{PREPOSITION}{DETERMINER}]*")


def spelt(words: Words, known: Callable[[str], bool], corrected: Callable[[str], str | None]) -> Words:
    """The words, those no name has as the one they are a slip of the pen from, with a note of it."""
    found = {
        place: right
        for place, base in enumerate(words.lemmas)
        if not known(base) and (right := corrected(base)) and not _is_part(words.lemmas, place, known)
    }
    if not found:
        return words
    lemmas = [found.get(place, base) for place, base in enumerate(words.lemmas)]
    return replace(words, lemmas=lemmas, notes={p: f"spelling: {right}" for p, right in found.items()})


def compounded(words: Words, known: Callable[[str], bool]) -> Words | None:
    """The stretches of words in which "hair line" or "pre-auricular" may be "hairline" and "preauricular", written so.

    Two words are one where nothing stands between them and `known` says so of their lemmas written together. None
    where there are no such words.
    """
    lemmas, joins = words.lemmas, words.joins
    places = [
        place
        for place, base in enumerate(lemmas)
        if place and not joins[place] and len(base) >= _PART and known(_compound(lemmas[place - 1], base))
    ]
    if not places:
        return None
    merged = set(places)
    found = Words([], [], [], [])
    for first, last in _stretches(lemmas, places):
        for place in range(first, last):
            if place in merged and found.lemmas[-1]:
                found.ends[-1] = words.ends[place]
                found.lemmas[-1] = _compound(found.lemmas[-1], lemmas[place])
            else:
                _copy(words, place, found)
    return found


def written_out(words: Words, text: str) -> Words | None:
    """The stretches of words with clinical abbreviations, these in full; None where there are none."""
    full: dict[int, tuple[str, Words]] = {}
    for short in _abbreviation().finditer(text):
        expansion = _abbreviations()[short[1]]
        if f"({short[1]})" not in text:
            place = _place(words, short.start())
            if place is not None:
                full[place] = (f"abbreviation: {short[0]}", expansion)
    if not full:
        return None
    found = Words([], [], [], [])
    for first, last in _stretches(words.lemmas, sorted(full)):
        for place in range(first, last):
            if place not in full:
                _copy(words, place, found)
                continue
            note, expansion = full[place]
            for number, base in enumerate(expansion.lemmas):
                found.notes[len(found.lemmas)] = note
                found.starts.append(words.starts[place])
                found.ends.append(words.ends[place])
                found.lemmas.append(base)
                found.joins.append(expansion.joins[number] if number else words.joins[place])
    return found


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
        begin, end = first, after
        while begin and words.lemmas[begin - 1]:
            begin -= 1
        while end < len(words.lemmas) and words.lemmas[end]:
            end += 1
        for places in (range(begin, first), range(inner, closing)):
            found = Words([], [], [], [])
            for place in (*places, *range(after, end)):
                _copy(words, place, found)
            if len(places):
                found.joins[len(places)] = words.joins[after].replace(END, "")
                yield found


def _copy(words: Words, place: int, found: Words) -> None:
    if place in words.notes:
        found.notes[len(found.lemmas)] = words.notes[place]
    found.starts.append(words.starts[place])
    found.ends.append(words.ends[place])
    found.lemmas.append(words.lemmas[place])
    found.joins.append(words.joins[place])


def _place(words: Words, start: int) -> int | None:
    return next((place for place, begin in enumerate(words.starts) if begin == start and words.lemmas[place]), None)


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


@cache
def _abbreviations() -> Mapping[str, Words]:
    rows = package_table("recognise", "clinical_abbreviations.tsv")
    return {row["short"]: content_words(row["long"]) for row in rows}


@cache
def _abbreviation() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(sorted(_abbreviations(), key=len, reverse=True))})s?\b")
