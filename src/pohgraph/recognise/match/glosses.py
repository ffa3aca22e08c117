"""A thing described in plain words, read by the name behind it: "absence of the outer bone of the forearm (ulna)".

Pages for patients describe a thing and give its name in parentheses. The name of a finding has what stands before the description
and the name of the thing: absence of the ulna, downslanting palpebral fissures.
"""

from bisect import bisect_left
from collections.abc import Container, Iterator

from pohgraph.compiled import compiled
from pohgraph.language.verbs import verb_roles
from pohgraph.language.words import loose_key
from pohgraph.recognise.match.readings import copy_words
from pohgraph.recognise.match.words import AND, BREAK, COPULA, END, PREPOSITION, Words

_GLOSS = compiled(r"(?<=\w \()([a-z][a-z -]{2,40})(?=\))")
_LONGEST = 16  # content words of a description
_RELATIVE = frozenset({"that", "which", "who"})
_PARTICIPLES = ("ed", "ing")
_REPLACED = 2  # words right before a parenthesis that its name may stand for
_ASIDES = 3  # parentheses within a phrase before


def glossed(words: Words, text: str, keys: Container[str]) -> Iterator[Words]:
    """The phrases before a name in parentheses, with that name in the place of what describes it.

    `keys` are the loose keys of the vocabulary: what it has as a whole is the finding, not the thing that it is said of.
    """
    for gloss in _GLOSS.finditer(text):
        if loose_key(gloss[0]) in keys:
            continue
        opening = bisect_left(words.starts, gloss.start() - 1, 0, words.body)
        inner = bisect_left(words.starts, gloss.start(), opening, words.body)
        closing = bisect_left(words.starts, gloss.end(), inner, words.body)
        if inner == closing or not _is_word(words, opening - 1):
            continue
        begin = _begin(words, opening)
        for cut, join in _cuts(words, text, begin, opening):
            for runs in _phrases(words, text, begin, cut):
                found = Words([], [], [], [])
                for first, last in runs:
                    copy_words(words, first, last, found, words.joins[first].replace(END, "") if found.lemmas else None)
                copy_words(words, inner, closing, found, join)
                yield found


def _is_word(words: Words, place: int) -> bool:
    return place >= 0 and words.lemmas[place] != BREAK


def _begin(words: Words, end: int) -> int:
    """The first of the words before a place that nothing breaks off."""
    begin = end
    while _is_word(words, begin - 1):
        begin -= 1
    return begin


def _is_verb(words: Words, place: int) -> bool:
    return words.lemmas[place] in verb_roles() or COPULA in words.joins[place]


def _is_relative(words: Words, text: str, place: int) -> bool:
    """Whether a verb is one of a relative clause: "the tubes that carry urine", "the eye through which light passes"."""
    before = text[words.ends[max(0, place - 2)] : words.starts[place]].split()
    return place > 0 and not _RELATIVE.isdisjoint(before)


def _cuts(words: Words, text: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    """Where the description may begin, and what joins the name to the words before: the nearest first.

    It begins behind a preposition ("absence of the bone"), or is the noun behind a participle ("downslanting eyelid folds"):
    any other adjective may be a part of it ("the large intestine (colon)"). Between two prepositions no "and" may stand: what
    it joins is described on its own. Nor may a verb stand before it, but that of a relative clause.
    """
    for place in range(end - 1, max(begin, end - _REPLACED - 1), -1):
        if words.joins[place]:
            break
        if words.lemmas[place - 1].endswith(_PARTICIPLES):
            yield place, ""
    parted = False
    for place in range(end - 1, max(begin, end - _LONGEST) - 1, -1):
        join = words.joins[place]
        if _is_verb(words, place) and not _is_relative(words, text, place):
            return
        if PREPOSITION in join:
            if parted:
                return
            yield place, join
        parted |= AND in join


def _phrases(words: Words, text: str, begin: int, cut: int) -> Iterator[list[tuple[int, int]]]:
    """The words before a description, as runs of places; with the parentheses in them left out, and from the last one on.

    "Underdevelopment (hypoplasia) of the bone (ulna)" has two: underdevelopment of, hypoplasia of.
    """
    runs = [(begin, cut)] if begin < cut else []
    if runs:
        yield runs
    for number in range(_ASIDES):
        closing = begin - 1
        if closing < 1 or not text.startswith(")", words.starts[closing]) or not _is_word(words, closing - 1):
            return
        opening = _begin(words, closing) - 1
        if opening < 1 or not text.startswith("(", words.starts[opening]) or not _is_word(words, opening - 1):
            return
        if not number:
            yield [(opening + 1, closing), *runs]
        begin = _begin(words, opening)
        runs = [(begin, opening), *runs]
        yield runs
