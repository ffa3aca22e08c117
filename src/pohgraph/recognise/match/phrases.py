"""Runs of words as phrases: chunks of content words, what joins them, and which of their words a name may leave out."""

from functools import cache
from typing import NamedTuple

from pohgraph.language import roles
from pohgraph.language.roles import is_filler, is_quality
from pohgraph.recognise.match.words import ACCOMPANIED, AND, BREAK, COMMA, COPULA, DETERMINER, END, PREPOSITION, Words

_AUXILIARY = "a"
# What a word of that role joins its neighbours by.
_PENDING = {
    roles.COPULA: COPULA,
    roles.STOP: END,
    roles.LINK: DETERMINER,
    roles.AUXILIARY: _AUXILIARY,
    roles.PREPOSITION: PREPOSITION,
}


class Chunk(NamedTuple):
    """Content words without a function word between them; `join` is what stands before it.

    `places` are indexes into `Words`; `needed` those a name must hold, all but the fillers. A `quality` ends in an
    adjective and wants something it is said of; a `pure` one has nothing but adjectives; before an `opened` one stands a
    determiner, so that no word before it is said of it; `comma` says whether a comma stands before it.
    """

    places: tuple[int, ...]
    needed: tuple[int, ...]
    join: str
    quality: bool
    pure: bool
    opened: bool = False
    comma: bool = False


def clauses(words: Words, stretch: range) -> list[list[Chunk]]:
    """The chunks of each part of a stretch of words that no full stop, verb or negation interrupts."""
    found: list[list[Chunk]] = []
    for chunk in _chunks(words, stretch):
        if not found or chunk.join == END:
            found.append([])
        found[-1].append(chunk)
    return found


def _chunks(words: Words, stretch: range) -> list[Chunk]:
    found: list[Chunk] = []
    places: list[int] = []
    join, pending, opened, comma = END, "", False, False
    marks = _marks()
    for place in stretch:
        base = words.lemmas[place]
        if base == BREAK:
            continue
        between = pending + words.joins[place]
        pending = ""
        mark = marks.get(base)
        if places and (between or mark):
            found.append(_chunk(places, words, join, opened=opened, comma=comma))
            places = []
        if mark:
            pending = between + mark
            continue
        if not places:
            join, opened, comma = _joined(between), between.endswith(DETERMINER), COMMA in between
        places.append(place)
    if places:
        found.append(_chunk(places, words, join, opened=opened, comma=comma))
    return found


def _chunk(places: list[int], words: Words, join: str, *, opened: bool, comma: bool) -> Chunk:
    needed: list[int] = []
    quality, pure = False, True
    for place in places:
        base = words.lemmas[place]
        if not is_filler(base):
            needed.append(place)
            quality = is_quality(base)
            pure = pure and quality
    return Chunk(tuple(places), tuple(needed), join, quality, pure, opened, comma)


def is_clause_end(base: str) -> bool:
    """Whether a word ends a clause as a full stop does."""
    return _marks().get(base) == END


def breaks_off(base: str) -> bool:
    """Whether a word is in no chunk, but joins or parts those beside it."""
    return base in _marks()


@cache
def _joined(join: str) -> str:
    """What a run of function words and commas comes to."""
    # "Has been", "may be": what follows an auxiliary verb says whether it joins a quality or parts two statements.
    before, auxiliary, after = join.rpartition(_AUXILIARY)
    if auxiliary:
        join = before.replace(_AUXILIARY, "") + after if COPULA in after else END
    for kind in (END, COPULA):
        if kind in join:
            return kind
    if AND in join or COMMA in join:
        return AND
    if ACCOMPANIED in join:
        return ACCOMPANIED
    return PREPOSITION if PREPOSITION in join else DETERMINER


@cache
def _marks() -> dict[str, str]:
    """The words that are in no chunk, each with what it joins its neighbours by."""
    return {word: mark for role, mark in _PENDING.items() for word in roles.words_of(role)}
