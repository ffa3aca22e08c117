"""What names are found by in a text, made of their keys once and kept in the lexicon: reading a page starts at once.

Whoever recognises names owns how the tables are used; here is only what is in them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

SHORTEST_LEARNT = (
    8  # letters of a word whose misspellings are sought: shorter ones are too often one letter from another
)
ENDING = 3  # letters by which words are found that end alike
_FIRST = 0x100
_SURROGATES = range(0xD800, 0xE000)


class WordTables(NamedTuple):
    """Tables of one vocabulary.

    - `keys`: the first word of keys -> these keys, as lines.
    - `backwards`: how words of keys end, written backwards (`ENDING` letters, or all of a shorter word) -> these words, written
      backwards, each between two line ends.
    - `near`: what a misspelt word and the right one have in common (`near_keys`) -> the long words that have it.
    - `letters`: a word of a loose key of several words -> the one character that stands for it.
    - `seconds`: the character of a key's rarest word -> those of the second rarest words of such keys.
    - `pairs`: the two together -> the keys, as lines of a number, which is the key's place among all, its characters, and the key.
    """

    keys: Mapping[str, str]
    backwards: Mapping[str, str]
    near: Mapping[str, str]
    letters: Mapping[str, str]
    seconds: Mapping[str, str]
    pairs: Mapping[str, str]


def word_tables(phenotypes: Iterable[str], diseases: Iterable[str], loose: Iterable[str]) -> WordTables:
    """The tables of some exact keys of phenotypes and diseases, and some loose keys."""
    phenotypes = list(phenotypes)
    names = dict.fromkeys([*phenotypes, *diseases])
    words = {word for key in names for word in key.split(" ")}
    letters, seconds, pairs = _by_rarest([key for key in loose if " " in key])
    return WordTables(
        keys=_by_first_word(names),
        backwards=_by_ending(words),
        near=near_words({word for key in phenotypes for word in key.split(" ")}),
        letters=letters,
        seconds=seconds,
        pairs=pairs,
    )


def near_words(words: Iterable[str]) -> dict[str, str]:
    """Words by how they start and by how they end: one slip of the pen leaves one of the two as it is."""
    found: dict[str, list[str]] = {}
    for word in sorted(word for word in words if len(word) >= SHORTEST_LEARNT and word.isalpha()):
        for key in near_keys(word, len(word)):
            found.setdefault(key, []).append(word)
    return {key: " ".join(near) for key, near in found.items()}


def near_keys(word: str, length: int) -> tuple[str, str]:
    """Where words of that length are kept that may be meant by a word: they begin alike, or end alike.

    >>> near_keys("scolioisis", 9)
    ('9 scol', '9 s sis')
    """
    return f"{length} {word[:4]}", f"{length} {word[0]} {word[-3:]}"


def letter(number: int) -> str:
    """The character that stands for the word of that number."""
    number += _FIRST
    return chr(number if number < _SURROGATES.start else number + len(_SURROGATES))


def _by_first_word(keys: Iterable[str]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for key in keys:
        found.setdefault(key.partition(" ")[0], []).append(key)
    return {word: "\n".join(lines) for word, lines in found.items()}


def _by_ending(words: Iterable[str]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for word in sorted(word[::-1] for word in words):
        found.setdefault(word[:ENDING], [""]).append(word)
    return {ending: "\n".join((*lines, "")) for ending, lines in found.items()}


def _by_rarest(keys: list[str]) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    counts = Counter(word for key in keys for word in key.split(" "))
    letters = {word: letter(number) for number, word in enumerate(counts)}
    seconds: dict[str, dict[str, None]] = {}
    pairs: dict[str, list[str]] = {}
    for number, key in enumerate(keys):
        own = "".join([letters[word] for word in sorted(key.split(" "), key=counts.__getitem__)])
        seconds.setdefault(own[0], {})[own[1]] = None
        pairs.setdefault(own[:2], []).append(f"{number} {own} {key}")
    return (
        letters,
        {rarest: "".join(found) for rarest, found in seconds.items()},
        {pair: "\n".join(lines) for pair, lines in pairs.items()},
    )
