"""Finds every name of a vocabulary in a run of words, and knows the words that names have."""

from bisect import bisect_right
from functools import lru_cache

from pohgraph.language.word_tables import LONGER, NAME, WordTables, beginnings
from pohgraph.recognise.match.words import Words

Hit = tuple[int, int, str]  # the last and the first of the words that match a name, and its key
_PART = 3  # letters of the second part of a compound
_NOTHING: dict[str, int] = {}
_REMEMBERED = 2**16  # words that are known to end longer ones or not


class Dictionary:
    """The exact keys of a vocabulary. `is_ending` says whether a word is the end of a longer one that some name has."""

    def __init__(self, tables: WordTables) -> None:
        self._keys = tables.keys
        # Two threads that ask for the same word at once write the same.
        self._beginnings: dict[str, dict[str, int]] = {}
        self._backwards = tables.backwards
        self._words = frozenset([word[::-1] for word in tables.backwards])
        self.is_ending = lru_cache(_REMEMBERED)(self._is_ending)

    def hits(self, words: Words) -> list[Hit]:
        """Every occurrence of every key, overlapping ones too, in order of their end."""
        found: list[Hit] = []
        lemmas = words.lemmas
        for first, base in enumerate(lemmas):
            states = self._beginning(base)
            key, last = base, first
            state = states.get(key, 0)
            while state:
                if state & NAME:
                    found.append((last, first, key))
                last += 1
                if not state & LONGER or last == len(lemmas):
                    break
                key = f"{key} {lemmas[last]}"
                state = states.get(key, 0)
        found.sort()
        return found

    def begins(self, words: str) -> bool:
        """Whether some name begins with those lemmas, and none is just these: a thing that findings are said of."""
        return self._beginning(words.partition(" ")[0]).get(words) == LONGER

    def knows(self, word: str) -> bool:
        """Whether some name has that lemma."""
        return word in self._words

    def _beginning(self, word: str) -> dict[str, int]:
        """The runs of words that begin with a word and that keys begin with, or are."""
        found = self._beginnings.get(word)
        if found is None:
            if word not in self._keys:
                return _NOTHING
            found = self._beginnings[word] = beginnings(self._keys[word])
        return found

    def _is_ending(self, word: str) -> bool:
        if len(word) < _PART:
            return False
        backwards = word[::-1]
        place = bisect_right(self._backwards, backwards)
        return any(other.startswith(backwards) for other in self._backwards[place : place + 1])
