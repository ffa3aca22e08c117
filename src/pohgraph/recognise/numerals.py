"""Types of diseases whose number a text has in the other numerals than a vocabulary, or without "type": "Usher syndrome II"."""

import re
from collections.abc import Iterator

from pohgraph.compiled import compiled
from pohgraph.language.patterns import Patterns
from pohgraph.language.words import function_words, phrase_key
from pohgraph.model import Span
from pohgraph.recognise.meanings import Meanings
from pohgraph.recognise.overlap import Found

_TYPE = compiled(r"(?<=[ ,])[Tt]ype (?P<number>[IVX]{1,4}|[1-9]\d?)(?P<part>[A-Ha-h]?)(?![\w-])")
# Figures behind a name may count anything, "I" may speak, and "X" may be rays.
_BARE = compiled(r"(?<=[^\W\d_]) (?P<number>I{2,3}|IV|VI{0,3}|IX|XI{1,3})(?P<part>[A-Ca-c]?)(?![\w-])")
_WORD = compiled(r"[^\s,.;:()]+")
_PATTERNS = Patterns("recognise", "numerals_patterns.tsv")
_LONGEST = 80  # code points of the words before "type"
_MOST = 6  # of these words
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def in_other_numerals(text: str, meanings: Meanings) -> Iterator[Found]:
    """The longest known name that ends with each such number."""
    for match in _TYPE.finditer(text):
        if other := _other(match["number"]):
            yield from _named(text, match, meanings, [f"{other}{match['part']}"])
    for match in _BARE.finditer(text):
        number, part = match["number"], match["part"]
        if number == "IV" and _PATTERNS["given"].match(text, match.end()):
            continue
        yield from _named(text, match, meanings, [f" type {said}{part}" for said in (number, _other(number)) if said])


def _named(text: str, match: re.Match[str], meanings: Meanings, numbers: list[str]) -> Iterator[Found]:
    """The longest known name that ends at a match, with one of some numbers instead of what the match has."""
    begins = match.start() if match.re is _BARE else match.start("number")
    for word in list(_WORD.finditer(text, max(0, match.start() - _LONGEST), match.start()))[-_MOST:]:
        if word[0].lower() in function_words():
            continue  # the key of a name leaves it out
        span = Span(word.start(), match.end())
        for number in numbers:
            meant = f"{text[span.start : begins]}{number}"
            diseases = dict(meanings.exact(phrase_key(meant), meant, (f"as {meant}",))).get("disease")
            if diseases:
                yield Found(span, text[slice(*span)], "disease", diseases)
                return


def _other(number: str) -> str:
    """A number in the other numerals, "" where there is none.

    >>> _other("II"), _other("2"), _other("IIX")
    ('2', 'II', '')
    """
    if number.isdigit():
        return _ROMAN[int(number)] if int(number) < len(_ROMAN) else ""
    return str(_ROMAN.index(number)) if number in _ROMAN else ""
