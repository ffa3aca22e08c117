"""Runs of words as phrases: chunks of content words, what joins them, and which of their words a name may leave out."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pohgraph.recognise.words import ACCOMPANIED, AND, BREAK, COMMA, COPULA, DETERMINER, END, PREPOSITION, Words
from pohgraph.vocab.derivation import is_adverb
from pohgraph.vocab.tables import package_table
from pohgraph.vocab.words import lemma, token_class

_FILLER, _COPULA, _STOP, _LINK, _QUALITY, _THING = "filler", "copula", "stop", "link", "quality", "thing"
_AUXILIARY = "a"
# What a word of that role joins its neighbours by.
_PENDING = {_COPULA: COPULA, _STOP: END, _LINK: DETERMINER, "auxiliary": _AUXILIARY, "preposition": PREPOSITION}


_ADJECTIVE = re.compile(
    r"^(?=.{5})\w*(?:al|ic|ous|ed|lar|nar|ive|ary|ing|(?<!m)ent|ant|ior|oid|less|ful|like|ish|[ai]ble)$|^(?:upper|lower|middle)$"
)


class Chunk(NamedTuple):
    """Content words without a function word between them; `join` is what stands before it.

    `places` are indexes into `Words`; `needed` those a name must hold, all but the fillers. A `quality` ends in an
    adjective and wants something it is said of; a `pure` one has nothing but adjectives.
    """

    places: tuple[int, ...]
    needed: tuple[int, ...]
    join: str
    quality: bool
    pure: bool


def clauses(words: Words, stretch: range) -> Iterator[list[Chunk]]:
    """The chunks of each part of a stretch of words that no full stop, verb or negation interrupts."""
    clause: list[Chunk] = []
    for chunk in _chunks(words, stretch):
        if clause and chunk.join == END:
            yield clause
            clause = []
        clause.append(chunk)
    if clause:
        yield clause


def _chunks(words: Words, stretch: range) -> Iterator[Chunk]:
    places: list[int] = []
    join, pending = END, ""
    for place in stretch:
        base = words.lemmas[place]
        if base == BREAK:
            continue
        kind = _role(base)
        between = pending + words.joins[place]
        pending = ""
        if (between or kind in _PENDING) and places:
            yield _chunk(places, words, join)
            places = []
        if kind in _PENDING:
            pending = between + _PENDING[kind]
            continue
        if not places:
            join = _joined(between)
        places.append(place)
    if places:
        yield _chunk(places, words, join)


def _chunk(places: list[int], words: Words, join: str) -> Chunk:
    needed = tuple([place for place in places if not is_filler(words.lemmas[place])])
    adjectives = [is_quality(words.lemmas[place]) for place in needed]
    return Chunk(tuple(places), needed, join, bool(needed) and adjectives[-1], all(adjectives))


def is_clause_end(base: str) -> bool:
    """Whether a word ends a clause as a full stop does."""
    return _PENDING.get(_role(base)) == END


def breaks_off(base: str) -> bool:
    """Whether a word is in no chunk, but joins or parts those beside it."""
    return _role(base) in _PENDING


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
def is_filler(base: str) -> bool:
    """Whether a word only says how much, on which side or how surely."""
    if _role(base) == _FILLER or base in _people():
        return True
    return is_adverb(base) or base[:1].isdigit()


@cache
def is_light(base: str) -> bool:
    """Whether a word is no part of any name: a filler, a copula, a pronoun that passes on."""
    return is_filler(base) or _role(base) in {_COPULA, _LINK}


@cache
def is_quality(base: str) -> bool:
    """Whether a word looks like an adjective: "hypoplastic anterior scalp hair" is no scalp, but it is hair."""
    role = _role(base)
    return role == _QUALITY or (role != _THING and bool(_ADJECTIVE.search(base)))


@cache
def _role(base: str) -> str:
    return _roles().get(base, "")


@cache
def _people() -> frozenset[str]:
    return frozenset(lemma(row["word"]) for row in package_table("recognise", "people.tsv"))


@cache
def _roles() -> dict[str, str]:
    return {row["word"]: row["role"] for row in package_table("recognise", "roles.tsv")}


@cache
def form(base: str) -> str:
    """The class a lemma is matched under in a reworded name."""
    return token_class(base)
