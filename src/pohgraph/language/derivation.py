"""What words of one family have in common: "microcephalic" and "microcephaly", "rotated" and "rotation".

A stem is no word; it only serves to compare. Rules are of English medical word formation, not of a vocabulary.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from pohgraph.tables import package_table

_PARTICIPLE, _QUALITY = "participle", "quality"
_SHORTEST = 5  # letters of a word that is derived from another
_SHORTEST_STEM = 4
_REMEMBERED = 2**16  # words
_DOUBLED = frozenset("bdgmnprt")


class _Rule(NamedTuple):
    ending: str
    base: str
    kind: str


def is_adverb(word: str) -> bool:
    """Whether a word is an adverb of manner or degree, by its ending.

    >>> is_adverb("posteriorly"), is_adverb("polydactyly")
    (True, False)
    """
    return word.endswith("ly") and len(word) > _SHORTEST and not word.endswith(_noun_endings())


@lru_cache(_REMEMBERED)
def stem(word: str) -> str:
    """What a lemma has in common with the words it is derived from, and those derived from it.

    >>> stem("microcephalic") == stem("microcephaly"), stem("tapering") == stem("tapered"), stem("later")
    (True, True, 'later')
    """
    if word in _unrelated() or len(word) < _SHORTEST or not word.isalpha():
        return word
    if is_adverb(word) and len(word) - 2 >= _SHORTEST_STEM:
        word = word[:-2]
        if word in _unrelated():
            return word
    for ending, base, kind in _rules():
        if word.endswith(ending) and len(word) - len(ending) + len(base) >= _SHORTEST_STEM:
            short = word.removesuffix(ending) + base
            if kind == _PARTICIPLE:
                return _without_verb_marks(short)
            return short.removesuffix("e") if kind == _QUALITY else short
    return word


def _without_verb_marks(short: str) -> str:
    """What a participle is made of: "flat" of "flattened", "scar" of "scarring"."""
    if short.endswith("en") and len(short) - 2 >= _SHORTEST_STEM:
        short = short[:-2]
    if len(short) >= _SHORTEST_STEM and short[-1] == short[-2] and short[-1] in _DOUBLED:
        short = short[:-1]
    return short


@cache
def _rules() -> tuple[_Rule, ...]:
    rows = package_table("language", "derivations.tsv")
    return tuple(_Rule(row["ending"], row["base"], row["kind"]) for row in rows)


@cache
def _unrelated() -> frozenset[str]:
    return frozenset(row["word"] for row in package_table("language", "unrelated_words.tsv"))


@cache
def _noun_endings() -> tuple[str, ...]:
    return tuple(row["ending"] for row in package_table("language", "noun_endings.tsv"))
