"""Disease names taken apart: the words that tell them apart, in any order, and the number of one type of a disease."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.language.words import function_words, lemma, tokens
from pohgraph.tables import package_table

_REMEMBERED = 1 << 14  # names that come again on many pages
_ROMAN = compiled(r"(x{0,2}(?:ix|iv|v?i{0,3}))([a-h]?)")
_VALUES = {"i": 1, "v": 5, "x": 10}
_NUMBER = compiled(
    r"(?<!chromosome)(?<!somy)(?:,? type)?,? (?P<number>(?:\d{1,3}|(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3}))[A-Ha-h]?\d?|(?<=type )[A-H]\d?)"
    r"(?=$|,| with(?:out)?\b| \()"
)
_BEHIND_KIND = compiled(
    r"(?:,| \(| (?:due|caused|associated|with|without|of|in|from|and)\b).*", re.DOTALL | re.IGNORECASE
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
    words = frozenset(_said_alike(" ".join(lemma(token.word) for token in tokens(name))).split())
    return words - _empty() - function_words().keys()


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


@lru_cache(maxsize=_REMEMBERED)
def disease_kind(name: str) -> str:
    """The word of a disease name that says what kind of disease it is; "" where it is one said of any disease.

    >>> disease_kind("Factor II deficiency"), disease_kind("Thrombophilia 1 due to thrombin defect"), disease_kind("Marfan syndrome")
    ('deficiency', 'thrombophilia', '')
    """
    words = [lemma(token.word) for token in tokens(_BEHIND_KIND.sub("", numbered(name).base)) if token.word.isalpha()]
    return words[-1] if words and words[-1] not in _empty() else ""


def _said_alike(lemmas: str) -> str:
    for pattern, meant in _patterns():
        lemmas = pattern.sub(meant, lemmas)
    padded = f" {' '.join(map(_arabic, lemmas.split()))} "
    for phrase, meant in _phrases():
        padded = padded.replace(f" {phrase} ", f" {meant} ")
    return padded


@cache
def _empty() -> frozenset[str]:
    return frozenset(row["word"] for row in package_table("language", "empty_disease_words.tsv"))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = package_table("language", "disease_patterns.tsv")
    return tuple((re.compile(row["pattern"]), row["meant"]) for row in rows)


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
