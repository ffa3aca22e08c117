"""Disease names taken apart: the words that tell them apart, in any order, and the number of one type of a disease."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pohgraph.language.words import STOP_WORDS, lemma, tokens
from pohgraph.tables import package_table

# Words that registries add and leave out at will; what is left must still name one disease.
_EMPTY = frozenset(
    {
        "type",
        "syndrome",
        "disease",
        "disorder",
        "form",
        "variant",
        "due",
        "susceptibility",
        "autosomal",
        "chromosome",
        "syndromic",
    }
)
_ARM = re.compile(r"(?P<arm>short|long) arm (?:of )?(?:the )?chromosome (?P<number>\w{1,2})(?= |$)")
_ARMS = {"short": "p", "long": "q"}
_REMEMBERED = 1 << 14  # names that come again on many pages
_ROMAN = re.compile(r"(x{0,2}(?:ix|iv|v?i{0,3}))([a-h]?)")
_VALUES = {"i": 1, "v": 5, "x": 10}
_NUMBER = re.compile(
    r"(?<!chromosome)(?<!somy)(?:,? type)?,? (?P<number>(?:\d{1,3}|(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3}))[A-Ha-h]?\d?|(?<=type )[A-H]\d?)"
    r"(?=$|,| with(?:out)?\b| \()"
)


class NumberedName(NamedTuple):
    """A name without the number of its type, and that number in lower-case Arabic form; "" where it has none."""

    base: str
    number: str


def loose_disease_key(name: str) -> str:
    """A key two spellings of one disease name share.

    >>> loose_disease_key("Osseous heteroplasia, progressive") == loose_disease_key("Progressive osseous heteroplasia")
    True
    >>> loose_disease_key("Glycogen storage disease type 1B") == loose_disease_key("Glycogen storage disease Ib")
    True
    """
    return " ".join(sorted(disease_words(name)))


@lru_cache(maxsize=_REMEMBERED)
def disease_words(name: str) -> frozenset[str]:
    """The words of a disease name that tell it from others: numbers in Arabic figures, one phrase for those that mean the same.

    >>> disease_words("Partial monosomy 14q") == disease_words("Deletion of the long arm of chromosome 14")
    True
    """
    return frozenset(_said_alike(" ".join(lemma(token.word) for token in tokens(name))).split()) - _EMPTY - STOP_WORDS


@lru_cache(maxsize=_REMEMBERED)
def numbered(name: str) -> NumberedName:
    """A disease name and the number of its type.

    >>> numbered("Trichothiodystrophy 4, nonphotosensitive"), numbered("Pseudohypoaldosteronism, type IIA").number
    (NumberedName(base='Trichothiodystrophy, nonphotosensitive', number='4'), '2a')
    >>> numbered("Factor X deficiency").number
    ''
    """
    match = _NUMBER.search(name)
    if not match:
        return NumberedName(name, "")
    return NumberedName(name[: match.start()] + name[match.end() :], _arabic(match["number"].lower()))


def _said_alike(lemmas: str) -> str:
    numbered_arms = _ARM.sub(lambda arm: arm["number"] + _ARMS[arm["arm"]], lemmas)
    padded = f" {' '.join(map(_arabic, numbered_arms.split()))} "
    for phrase, meant in _phrases():
        padded = padded.replace(f" {phrase} ", f" {meant} ")
    return padded


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple((row["phrase"], row["meant"]) for row in package_table("language", "disease_phrases.tsv"))


def _arabic(word: str) -> str:
    match = _ROMAN.fullmatch(word)
    if not match or not match[1]:
        return word
    values = [_VALUES[digit] for digit in match[1]]
    number = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return f"{number}{match[2]}"
