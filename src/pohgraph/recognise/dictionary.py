"""Finds every name of a vocabulary in a run of words: one automaton over lemmas, then a look at reworded names."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from pohgraph.recognise.words import BREAK, Words
from pohgraph.vocab.words import token_class

# Each lemma becomes one character of this range, so that an automaton over text serves for words.
_FIRST = 0x100
_SURROGATES = range(0xD800, 0xE000)
_UNKNOWN, _BREAK = "\x01", "\x02"
_LONGEST_REWORDING = 6  # content words; longer names are not found reworded in practice


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

    def _code(self, word: str) -> str:
        code = self._codes.get(word)
        if code is None:
            number = _FIRST + len(self._codes)
            if number >= _SURROGATES.start:
                number += len(_SURROGATES)
            code = self._codes[word] = chr(number)
        return code


class Rewordings:
    """The loose keys of a vocabulary: its names in any order, by token classes."""

    def __init__(self, keys: Mapping[str, object]) -> None:
        self._keys = keys
        self._known = frozenset(word for key in keys for word in key.split(" "))

    def hits(self, words: Words) -> Iterator[Hit]:
        """Every run of two words or more that is a key when its classes are sorted."""
        run: list[str] = []
        for place, base in enumerate([*words.lemmas, BREAK]):
            form = token_class(base) if base else BREAK
            if form in self._known:
                run.append(form)
                yield from self._ending_at(place, run)
            else:
                run.clear()

    def _ending_at(self, place: int, run: list[str]) -> Iterator[Hit]:
        for length in range(2, min(len(run), _LONGEST_REWORDING) + 1):
            key = " ".join(sorted(set(run[-length:])))
            if key in self._keys:
                yield Hit(place - length + 1, place, key)
