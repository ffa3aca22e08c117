"""Finds every name of a vocabulary in a run of words, and knows the words that names have."""

from bisect import bisect_right
from collections.abc import Sequence

from pohgraph.language.word_tables import LONGER, NAME, WordTables
from pohgraph.recognise.match.words import Words

Hit = tuple[int, int, str]  # the last and the first of the words that match a name, and its key
_PART = 3  # letters of the second part of a compound


class Dictionary:
    """The exact keys of a vocabulary."""

    def __init__(self, tables: WordTables) -> None:
        self._beginnings = tables.beginnings
        self._words = frozenset([word[::-1] for word in tables.backwards])
        self.endings = _Endings(tables.backwards)

    def hits(self, words: Words) -> list[Hit]:
        """Every occurrence of every key, overlapping ones too, in order of their end."""
        found: list[Hit] = []
        beginnings, lemmas = self._beginnings, words.lemmas
        for first, base in enumerate(lemmas):
            key, last = base, first
            state = beginnings.get(key, 0)
            while state:
                if state & NAME:
                    found.append((last, first, key))
                last += 1
                if not state & LONGER or last == len(lemmas):
                    break
                key = f"{key} {lemmas[last]}"
                state = beginnings.get(key, 0)
        found.sort()
        return found

    def knows(self, word: str) -> bool:
        """Whether some name has that lemma."""
        return word in self._words


class _Endings(dict[str, bool]):
    """Whether a word is the end of a longer one that some name has, worked out when it is first asked."""

    def __init__(self, backwards: Sequence[str]) -> None:
        self._backwards = backwards

    def __missing__(self, word: str) -> bool:
        backwards = word[::-1]
        place = bisect_right(self._backwards, backwards)
        longer = self._backwards[place : place + 1]
        found = len(word) >= _PART and any(other.startswith(backwards) for other in longer)
        self[word] = found
        return found
