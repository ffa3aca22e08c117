"""Disease names written another way: inverted, with Roman numerals, without "type" or "syndrome"."""

import re
from collections import defaultdict
from functools import cache

from pohgraph.model import Reference
from pohgraph.vocab.lexicon import Lexicon
from pohgraph.vocab.words import STOP_WORDS, lemma, tokens

_FIRM = frozenset({"LABEL", "EXACT"})
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


def named_loosely(lexicon: Lexicon, name: str) -> frozenset[Reference]:
    """The diseases a name may mean when its words are taken in any order; empty where it has too few of them."""
    key = loose_disease_key(name)
    return _index(lexicon).get(key, frozenset()) if " " in key else frozenset()


def named_firmly(lexicon: Lexicon, key: str) -> dict[Reference, tuple[str, str]]:
    """The diseases whose label or exact synonym has that phrase key, with the name and its scope, the best first."""
    found: dict[Reference, tuple[str, str]] = {}
    for curie, name, scope in lexicon.disease_names.get(key, ()):
        if scope in _FIRM:
            found.setdefault(Reference.parse(curie), (name, scope))
    return found


@cache
def _index(lexicon: Lexicon) -> dict[str, frozenset[Reference]]:
    index: defaultdict[str, set[Reference]] = defaultdict(set)
    for entries in lexicon.disease_names.values():
        for curie, name, scope in entries:
            if scope in _FIRM:
                index[loose_disease_key(name)].add(Reference.parse(curie))
    return {key: frozenset(references) for key, references in index.items()}


def _arabic(word: str) -> str:
    match = _ROMAN.fullmatch(word)
    if not match or not match[1]:
        return word
    values = [_VALUES[digit] for digit in match[1]]
    number = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return f"{number}{match[2]}"
