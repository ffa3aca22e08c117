"""Finds every name of a vocabulary in a run of words, and knows the words that names have."""

from collections.abc import Mapping
from typing import NamedTuple

from pohgraph.language.known import Known
from pohgraph.language.word_tables import ENDING, WordTables
from pohgraph.recognise.match.words import BREAK, Words

_WORDS: dict[str, str] = {}  # each word once: names begin and go on with the same ones
Hit = tuple[int, int, str]  # the last and the first of the words that match a name, and its key


class _Node(NamedTuple):
    """A run of words that names begin with: the `key` it is itself, if it is one, and the words that names go on with.

    What follows those is split up when a text first has them; until then it is kept as it was, as lines.
    """

    key: str
    longer: dict[str, "_Node | str"]


class Dictionary:
    """The exact keys of a vocabulary. `before` a word stands whatever makes a longer one with it that some name has.

    It is None for a word that ends no longer one, and for one of fewer than `ENDING` letters.
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
        return f"\n{backwards}\n" in self._backwards.get(backwards[:ENDING], "")

    def _root(self, word: str) -> _Node | None:
        keys = self._keys.get(word)
        if keys is None:
            return None
        after = len(word) + 1
        return _node(word, [key[after:] for key in keys.split("\n")])

    def _before(self, word: str) -> frozenset[str] | None:
        if len(word) < ENDING:
            return None
        backwards = word[::-1]
        begun = f"\n{backwards}"
        alike = self._backwards.get(backwards[:ENDING], "")
        size = len(word)
        found: list[str] = []
        start = alike.find(begun)
        while start >= 0:
            end = alike.index("\n", start + 1)
            if longer := alike[start + 1 + size : end]:
                found.append(longer[::-1])
            start = alike.find(begun, end)
        return frozenset(found) or None


def _node(run: str, rests: list[str]) -> _Node:
    """The node of a run of words that names begin with, by what is left of these."""
    key = ""
    after_words: dict[str, list[str]] = {}
    for rest in rests:
        if rest:
            word, _, after = rest.partition(" ")
            if word in after_words:
                after_words[word].append(after)
            else:
                after_words[_WORDS.setdefault(word, word)] = [after]
        else:
            key = run
    return _Node(key, {word: "\n".join(afters) for word, afters in after_words.items()})


def _opened(longer: dict[str, _Node | str], word: str, rests: str, before: list[str]) -> _Node:
    """The node of a word that names go on with, made and kept."""
    longer[word] = node = _node(" ".join((*before, word)), rests.split("\n"))
    return node
