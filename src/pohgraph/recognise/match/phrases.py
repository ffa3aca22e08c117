"""Runs of words as phrases: chunks of content words, what joins them, and which of their words a name may leave out."""

import re
from functools import cache
from typing import NamedTuple

from pohgraph.language.derivation import is_adverb
from pohgraph.language.verbs import verb_roles
from pohgraph.language.words import lemma, token_class
from pohgraph.recognise.match.words import ACCOMPANIED, AND, BREAK, COMMA, COPULA, DETERMINER, END, PREPOSITION, Words
from pohgraph.tables import package_table

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
    adjective and wants something it is said of; a `pure` one has nothing but adjectives; before an `opened` one stands a
    determiner, so that no word before it is said of it.
    """

    places: tuple[int, ...]
    needed: tuple[int, ...]
    join: str
    quality: bool
    pure: bool
    opened: bool = False


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
    join, pending, opened = END, "", False
    marks = _marks()
    for place in stretch:
        base = words.lemmas[place]
        if base == BREAK:
            continue
        between = pending + words.joins[place]
        pending = ""
        mark = marks.get(base)
        if places and (between or mark):
            found.append(_chunk(places, words, join, opened=opened))
            places = []
        if mark:
            pending = between + mark
            continue
        if not places:
            join, opened = _joined(between), between.endswith(DETERMINER)
        places.append(place)
    if places:
        found.append(_chunk(places, words, join, opened=opened))
    return found


def _chunk(places: list[int], words: Words, join: str, *, opened: bool) -> Chunk:
    needed: list[int] = []
    quality, pure = False, True
    for place in places:
        base = words.lemmas[place]
        if not is_filler(base):
            needed.append(place)
            quality = is_quality(base)
            pure = pure and quality
    return Chunk(tuple(places), tuple(needed), join, quality, pure, opened)


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
    return {row["word"]: row["role"] for row in package_table("recognise/match", "roles.tsv")} | verb_roles()


@cache
def _marks() -> dict[str, str]:
    """The words that are in no chunk, each with what it joins its neighbours by."""
    return {word: _PENDING[role] for word, role in _roles().items() if role in _PENDING}


@cache
def form(base: str) -> str:
    """The class a lemma is matched under in a reworded name."""
    return token_class(base)
