"""A document's words, ready for matching: where each stands, its lemma, and what joins it to the word before."""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from pohgraph.language.words import LETTER, before_note, function_words, lemma

# A word, an abbreviation that stands alone in parentheses, or a letter with its number: "type A-1".
_WORD = re.compile(
    rf"(\([A-Z][A-Za-z0-9-]{{1,7}}\)|(?<![\w-])[A-Z]-\d{{1,2}}(?![\w-])|{LETTER}+(?:['\u2019]{LETTER}+)*)"
)
# A mark no name of a phenotype, gene or disease runs across. A dash is one where it stands free, or is long.
_MARK = re.compile(r"[.;:,()\[\]?!|\u2014\u2022\"\u201c\u201d/]|\n\s*\n|\r\n\s*\r\n|(?<=\s)[\u2013-](?=\s)")
BREAK = ""
_DIGITS = "0123456789"

# What may stand between two content words of one phrase. A word's join is all of it, in order.
PREPOSITION, ACCOMPANIED, DETERMINER, AND, COMMA, COPULA, END = "p", "w", "d", "c", ",", "k", "."
_KINDS = {
    "preposition": PREPOSITION,
    "accompaniment": ACCOMPANIED,
    "determiner": DETERMINER,
    "conjunction": AND,
    "copula": COPULA,
}


@dataclass(frozen=True, slots=True)
class Words:
    """Content words in order: parallel lists of offsets, lemmas and joins; stop words are left out.

    A break (punctuation, end of paragraph) is an entry with an empty lemma. Abbreviations that stand alone in
    parentheses come last, each behind a break, after the `body` of words that are in the order of the text. `notes` say
    of a place what was done to read it so.
    """

    starts: list[int]
    ends: list[int]
    lemmas: list[str]
    joins: list[str]
    notes: dict[int, str] = field(default_factory=dict)
    body: int = 0


def content_words(text: str, start: int = 0, end: int | None = None) -> Words:
    """The content words of a stretch of text, by offsets into the whole text."""
    starts: list[int] = []
    ends: list[int] = []
    lemmas: list[str] = []
    joins: list[str] = []
    asides: list[tuple[int, int, str]] = []
    joined_by = _joins()
    join = ""
    at = start
    # One split gives gap, word, gap, …, gap. Nearly every gap is one blank, so that a word costs little.
    pieces = _WORD.split(text[start:end])
    pieces.append("")  # what would be the word behind the last gap
    for gap, word in zip(pieces[::2], pieces[1::2], strict=True):
        if gap != " ":
            for begin, mark in () if _is_in_number(text, at, gap) else _marks(gap):
                join += AND if mark == "/" else COMMA if mark == "," else END
                if mark != "/":
                    starts.append(at + begin)
                    ends.append(at + begin + len(mark))
                    lemmas.append(BREAK)
                    joins.append(join)
        at += len(gap)
        if not word:
            break
        begin = at
        at += len(word)
        if word[0] == "(":
            # "parathyroid hormone (PTH) resistance": the abbreviation does not interrupt the name around it.
            asides.append((begin + 1, at - 1, lemma(word[1:-1])))
            continue
        if word[-1] in _DIGITS and (size := before_note(word)):
            starts.append(begin)
            ends.append(begin + size)
            lemmas.append(lemma(word[:size]))
            joins.append(join)
            begin, join = begin + size, ""
        else:
            size = 0
        base = lemma(word[size:].replace("-", ""))
        if base in joined_by:
            join += joined_by[base]
            continue
        starts.append(begin)
        ends.append(at)
        lemmas.append(base)
        joins.append(join)
        join = ""
    body = len(starts)
    for aside_start, aside_end, base in asides:
        starts += (aside_start, aside_start)
        ends += (aside_start, aside_end)
        lemmas += (BREAK, base)
        joins += (END, END)
    return Words(starts, ends, lemmas, joins, body=body)


def _is_in_number(text: str, at: int, gap: str) -> bool:
    """Whether what stands between two words is within a figure: "1,000", "1/2"."""
    return gap in {",", "/"} and text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit()


@cache
def _joins() -> dict[str, str]:
    return {word: _KINDS[kind] for word, kind in function_words().items()}


@lru_cache(maxsize=4096)
def _marks(gap: str) -> tuple[tuple[int, str], ...]:
    """The marks between two words, each with its place; a page has few kinds of gap, and they come again and again."""
    return tuple((match.start(), match[0]) for match in _MARK.finditer(gap))
