"""Which language a stretch of text is in, as far as it matters: English, or another one.

A language is told by its commonest words, another script by its letters. A few words tell nothing.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.tables import package_table

ENGLISH = "en"
UNDETERMINED = "und"  # of BCP 47: a script that is not Latin, in no language that is told here
_WORD = compiled(r"[^\W\d_]+")
_LATIN_END = 0x2AF  # the last code point of the Latin blocks that follow each other
_VIETNAMESE = range(0x1E00, 0x1F00)
_GREEK = range(0x370, 0x400)  # which formulas and names have too
_OTHER_SCRIPT = 0.4  # of the letters
_ENOUGH = 2  # common words, of which at least two differ
_LEAD = 2  # times as many as of English


class Tally(NamedTuple):
    """How many common words of each language a text has, how many of them differ, and its letters."""

    words: Counter[str]
    kinds: dict[str, frozenset[str]]
    letters: int
    foreign_letters: int


def tally(text: str) -> Tally:
    """Count the common words of a text."""
    lower = text.lower()
    known = _languages()
    words: Counter[str] = Counter()
    kinds: dict[str, set[str]] = {}
    for word, times in Counter(filter(known.__contains__, _WORD.findall(lower))).items():
        for language in known[word]:
            words[language] += times
            kinds.setdefault(language, set()).add(word)
    letters = [] if lower.isascii() else [letter for letter in lower if letter.isalpha()]
    foreign = sum(map(_is_other_script, letters))
    return Tally(words, {name: frozenset(those) for name, those in kinds.items()}, len(letters) or len(lower), foreign)


def language_of(counted: Tally) -> str | None:
    """The language of a text by its tally: a code of ISO 639-1, "und" for another script; None where it does not tell.

    >>> language_of(tally("Es besteht kein Tremor, und das Glaukom ist nicht häufig."))
    'de'
    >>> language_of(tally("Macrocephaly, seizures")) is None
    True
    """
    if counted.foreign_letters > _OTHER_SCRIPT * max(counted.letters, 1):
        return UNDETERMINED
    english = counted.words[ENGLISH]
    others = [(counted.words[name], len(kinds), name) for name, kinds in counted.kinds.items() if name != ENGLISH]
    most, different, name = min(others, key=lambda found: (-found[0], -found[1], found[2]), default=(0, 0, ""))
    if most >= _ENOUGH and different >= _ENOUGH and most > _LEAD * english:
        return name
    return ENGLISH if english >= _ENOUGH and english > most else None


def total(counts: Iterable[Tally]) -> Tally:
    """The tally of several texts together."""
    words: Counter[str] = Counter()
    kinds: dict[str, set[str]] = {}
    letters = foreign = 0
    for counted in counts:
        words.update(counted.words)
        for name, those in counted.kinds.items():
            kinds.setdefault(name, set()).update(those)
        letters += counted.letters
        foreign += counted.foreign_letters
    return Tally(words, {name: frozenset(those) for name, those in kinds.items()}, letters, foreign)


def _is_other_script(letter: str) -> bool:
    point = ord(letter)
    return point > _LATIN_END and point not in _VIETNAMESE and point not in _GREEK


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in package_table("language", "common_words.tsv"):
        for word in row["words"].split():
            found.setdefault(word, []).append(row["language"])
    return {word: tuple(dict.fromkeys(languages)) for word, languages in found.items()}
