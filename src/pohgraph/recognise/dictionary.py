"""Finds every name of a vocabulary in a run of words: one automaton over lemmas."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from pohgraph.recognise.words import BREAK, Words

# Each lemma becomes one character of this range, so that an automaton over text serves for words.
_FIRST = 0x100
_SURROGATES = range(0xD800, 0xE000)
_UNKNOWN, _BREAK = "\x01", "\x02"


class Hit(NamedTuple):
    """Words `first` to `last` (included) match a name under `key`."""

    first: int
    last: int
    key: str


class Dictionary:
    """The exact keys of one or more vocabularies."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = sorted(set(keys))
        self._codes: dict[str, str] = {BREAK: _BREAK}
        encoded = ["".join(map(self._code, key.split(" "))) for key in self._keys]
        self._automaton = AhoCorasick(encoded, store_patterns=False)

    def hits(self, words: Words) -> Iterator[Hit]:
        """Every occurrence of every key, overlapping ones too, in order of their end."""
        text = "".join([self._codes.get(base, _UNKNOWN) for base in words.lemmas])
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            yield Hit(start, end - 1, self._keys[index])

    def knows(self, word: str) -> bool:
        """Whether some name has that lemma."""
        return word in self._codes

    def _code(self, word: str) -> str:
        code = self._codes.get(word)
        if code is None:
            number = _FIRST + len(self._codes)
            if number >= _SURROGATES.start:
                number += len(_SURROGATES)
            code = self._codes[word] = chr(number)
        return code
