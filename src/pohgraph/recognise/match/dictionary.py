"""Finds every name of a vocabulary in a run of words, and knows the words that names have."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pohgraph.language.known import Known
from pohgraph.language.word_tables import WordTables
from pohgraph.recognise.match.words import BREAK, Words

Hit = tuple[int, int, str]  # the last and the first of the words that match a name, and its key
_PART = 3  # letters of the second part of a compound


class _Node(NamedTuple):
    """A run of words that names begin with: the `key` it is itself, if it is one, and the words that names go on with.

    What follows those is split up when a text first has them; until then it is kept as it was.
    """

    key: str
    longer: dict[str, "_Node | list[str]"]


class Dictionary:
    """The exact keys of a vocabulary. `before` a word stands whatever makes a longer one with it that some name has.

    It is None for a word that ends no longer one.
    """

    def __init__(self, tables: WordTables) -> None:
        self._keys = tables.keys
        self._backwards = tables.backwards
        self._roots: Mapping[str, _Node | None] = Known(self._root)
        self.before: Mapping[str, frozenset[str] | None] = Known(self._before)
        self._words: Mapping[str, bool] = Known(self._has)

    def hits(self, words: Words) -> list[Hit]:
        """Every occurrence of every key, overlapping ones too, in order of their end."""
        found: list[Hit] = []
        lemmas = [*words.lemmas, BREAK]
        for first, root in enumerate(map(self._roots.__getitem__, words.lemmas)):
            if root is None:
                continue
            key, longer = root
            if key:
                found.append((first, first, key))
            last = first
            while longer:
                last += 1
                word = lemmas[last]
                node = longer.get(word)
                if node is None:
                    break
                key, longer = node if isinstance(node, _Node) else _opened(longer, word, node, lemmas[first:last])
                if key:
                    found.append((last, first, key))
        found.sort()
        return found

    def begins(self, first: str, second: str) -> bool:
        """Whether some name begins with those lemmas, and none is just these: a thing that findings are said of."""
        root = self._roots[first]
        node = root.longer.get(second) if root else None
        if root is None or node is None:
            return False
        key, longer = node if isinstance(node, _Node) else _opened(root.longer, second, node, [first])
        return bool(longer) and not key

    def knows(self, word: str) -> bool:
        """Whether some name has that lemma."""
        return self._words[word]

    def _has(self, word: str) -> bool:
        backwards = word[::-1]
        place = bisect_left(self._backwards, backwards)
        return place < len(self._backwards) and self._backwards[place] == backwards

    def _root(self, word: str) -> _Node | None:
        if word not in self._keys:
            return None
        after = len(word) + 1
        return _node(word, [key[after:] for key in self._keys[word].split("\n")])

    def _before(self, word: str) -> frozenset[str] | None:
        if len(word) < _PART:
            return None
        backwards = word[::-1]
        first = last = bisect_right(self._backwards, backwards)
        while last < len(self._backwards) and self._backwards[last].startswith(backwards):
            last += 1
        size = len(word)
        return frozenset([other[size:][::-1] for other in self._backwards[first:last]]) or None


def _node(run: str, rests: Iterable[str]) -> _Node:
    """The node of a run of words that names begin with, by what is left of these."""
    key = ""
    after_words: dict[str, list[str]] = {}
    for rest in rests:
        if rest:
            word, _, after = rest.partition(" ")
            if word in after_words:
                after_words[word].append(after)
            else:
                after_words[word] = [after]
        else:
            key = run
    return _Node(key, {**after_words})


def _opened(longer: dict[str, _Node | list[str]], word: str, rests: list[str], before: list[str]) -> _Node:
    """The node of a word that names go on with, made and kept."""
    longer[word] = node = _node(" ".join((*before, word)), rests)
    return node
