"""Disease names written another way: inverted, with Roman numerals, without "type" or "syndrome"."""

import re

from pohgraph.vocab.words import STOP_WORDS, lemma, tokens

# Words that registries add and leave out at will; what is left must still name one disease.
_EMPTY = frozenset({"type", "syndrome", "disease", "disorder", "form", "variant", "due"})
_ROMAN = re.compile(r"(x{0,2}(?:ix|iv|v?i{0,3}))([a-h]?)")
_VALUES = {"i": 1, "v": 5, "x": 10}


def loose_disease_key(name: str) -> str:
    """A key two spellings of one disease name share.

    >>> loose_disease_key("Osseous heteroplasia, progressive") == loose_disease_key("Progressive osseous heteroplasia")
    True
    >>> loose_disease_key("Glycogen storage disease type 1B") == loose_disease_key("Glycogen storage disease Ib")
    True
    """
    words = {_arabic(lemma(token.word)) for token in tokens(name)}
    return " ".join(sorted(words - _EMPTY - STOP_WORDS))


def _arabic(word: str) -> str:
    match = _ROMAN.fullmatch(word)
    if not match or not match[1]:
        return word
    values = [_VALUES[digit] for digit in match[1]]
    number = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return f"{number}{match[2]}"
