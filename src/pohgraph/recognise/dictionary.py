"""Finds every name of a vocabulary in a run of words: one automaton over lemmas."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from pohgraph.recognise.words import BREAK, Words

# Each lemma becomes one character of this range, so that an automaton over text serves for words.
_FIRST = 0x100
_SURROGATES = range(0xD800, 0xE000)
_PART = 3  # letters of the second part of a compound
_UNKNOWN, _BREAK = "\x01", "\x02"


class Hit(NamedTuple):
    """Words `first` to `last` (included) match a name under `key`."""

    first: int
    last: int
    key: str


class Dictionary:
    """The exact keys of one or more vocabularies."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = list(dict.fromkeys(keys))
        self._codes: dict[str, str] = {BREAK: _BREAK}
        encoded = ["".join(map(self._code, key.split(" "))) for key in self._keys]
        self._automaton = AhoCorasick(encoded, store_patterns=False)
        self.endings = _Endings(self._codes)

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


class _Endings(dict[str, bool]):
    """Whether a word is the end of a longer one that some name has, worked out when it is first asked."""

    def __init__(self, words: Iterable[str]) -> None:
        self._backwards = sorted(word[::-1] for word in words)

    def __missing__(self, word: str) -> bool:
        backwards = word[::-1]
        place = bisect_right(self._backwards, backwards)
        longer = self._backwards[place : place + 1]
        found = len(word) >= _PART and any(other.startswith(backwards) for other in longer)
        self[word] = found
        return found
