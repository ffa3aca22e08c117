"""Types of diseases whose number a text has in the other numerals than a vocabulary: "Usher syndrome type II"."""

from collections.abc import Iterator

from pohgraph.compiled import compiled
from pohgraph.language.words import phrase_key
from pohgraph.model import Span
from pohgraph.recognise.meanings import Meanings
from pohgraph.recognise.overlap import Found

_TYPE = compiled(r"(?<=[ ,])[Tt]ype (?P<number>[IVX]{1,4}|[1-9]\d?)(?P<part>[A-Ha-h]?)(?![\w-])")
_WORD = compiled(r"[^\s,.;:()]+")
_LONGEST = 80  # code points of the words before "type"
_MOST = 6  # of these words
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def in_other_numerals(text: str, meanings: Meanings) -> Iterator[Found]:
    """The longest known name that ends with each such number."""
    for match in _TYPE.finditer(text):
        other = _other(match["number"])
        words = list(_WORD.finditer(text, max(0, match.start() - _LONGEST), match.start())) if other else []
        for word in words[-_MOST:]:
            span = Span(word.start(), match.end())
            meant = f"{text[span.start : match.start('number')]}{other}{match['part']}"
            diseases = dict(meanings.exact(phrase_key(meant), meant, (f"as {meant}",))).get("disease")
            if diseases:
                yield Found(span, text[slice(*span)], "disease", diseases)
                break


def _other(number: str) -> str:
    """A number in the other numerals, "" where there is none.

    >>> _other("II"), _other("2"), _other("IIX")
    ('2', 'II', '')
    """
    if number.isdigit():
        return _ROMAN[int(number)] if int(number) < len(_ROMAN) else ""
    return str(_ROMAN.index(number)) if number in _ROMAN else ""
