"""A document's words, ready for matching: where each stands, its lemma, and what joins it to the word before."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest

from pohgraph.vocab.words import STOP_WORDS, lemma

# A word, or an abbreviation that stands alone in parentheses.
_WORD = re.compile(r"(\([A-Z][A-Za-z0-9-]{1,7}\)|[^\W_]+(?:['\u2019][^\W_]+)*)")
# A mark no name of a phenotype, gene or disease runs across.
_MARK = re.compile(r"[.;:,()\[\]?!|\u2022\"\u201c\u201d/]|\n\s*\n|\r\n\s*\r\n")
BREAK = ""

# What may stand between two content words of one phrase. A word's join is all of it, in order.
PREPOSITION, ACCOMPANIED, DETERMINER, AND, COMMA, COPULA, END = "p", "w", "d", "c", ",", "k", "."
_JOINS = {
    **dict.fromkeys(("of", "in", "on", "at", "to", "for", "by", "from", "as"), PREPOSITION),
    "with": ACCOMPANIED,
    **dict.fromkeys(("a", "an", "the", "its", "their", "his", "her", "some", "any"), DETERMINER),
    **dict.fromkeys(("and", "or"), AND),
    "be": COPULA,
}


@dataclass(frozen=True, slots=True)
class Words:
    """Content words in order: parallel lists of offsets, lemmas and joins; stop words are left out.

    A break (punctuation, end of paragraph) is an entry with an empty lemma. Abbreviations that stand alone in
    parentheses come last, each behind a break. `notes` say of a place what was done to read it so.
    """

    starts: list[int]
    ends: list[int]
    lemmas: list[str]
    joins: list[str]
    notes: dict[int, str] = field(default_factory=dict)


def content_words(text: str, start: int = 0, end: int | None = None) -> Words:
    """The content words of a stretch of text, by offsets into the whole text."""
    words = Words([], [], [], [])
    add_start, add_end = words.starts.append, words.ends.append
    add_lemma, add_join = words.lemmas.append, words.joins.append
    asides: list[tuple[int, int, str]] = []
    join = ""
    at = start
    # One split gives gap, word, gap, …, gap. Nearly every gap is one blank, so that a word costs little.
    pieces = _WORD.split(text[start:end])
    for gap, word in zip_longest(pieces[::2], pieces[1::2]):
        if gap != " ":
            join = _break(words, text, at, gap, join)
        at += len(gap)
        if not word:
            break
        begin, at = at, at + len(word)
        if word[0] == "(":
            # "parathyroid hormone (PTH) resistance": the abbreviation does not interrupt the name around it.
            asides.append((begin + 1, at - 1, lemma(word[1:-1])))
            continue
        base = lemma(word)
        if base in STOP_WORDS:
            join += _JOINS[base]
            continue
        add_start(begin)
        add_end(at)
        add_lemma(base)
        add_join(join)
        if base:
            join = ""
    for aside_start, aside_end, base in asides:
        words.starts.extend((aside_start, aside_start))
        words.ends.extend((aside_start, aside_end))
        words.lemmas.extend((BREAK, base))
        words.joins.extend((END, END))
    return words


def _break(words: Words, text: str, start: int, gap: str, join: str) -> str:
    """Adds the marks of a gap that starts at `start`, and returns `join` with what they join by."""
    for place, mark in _marks(gap):
        begin = start + place
        if mark in "/," and text[begin - 1].isdigit() and text[begin + 1 : begin + 2].isdigit():
            continue
        if mark == "/":
            join += AND
            continue
        join += COMMA if mark == "," else END
        words.starts.append(begin)
        words.ends.append(begin + len(mark))
        words.lemmas.append(BREAK)
        words.joins.append(join)
    return join


@lru_cache(maxsize=4096)
def _marks(gap: str) -> tuple[tuple[int, str], ...]:
    """The marks between two words, each with its place; a page has few kinds of gap, and they come again and again."""
    return tuple((match.start(), match[0]) for match in _MARK.finditer(gap))
