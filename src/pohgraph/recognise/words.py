"""A document's words, ready for matching: where each stands, its lemma, and what joins it to the word before."""

import re
from dataclasses import dataclass, field

from pohgraph.vocab.words import STOP_WORDS, lemma

# A word, or a mark no name of a phenotype, gene or disease runs across.
_PIECE = re.compile(
    r"\(([A-Z][A-Za-z0-9-]{1,7})\)|([^\W_]+(?:['\u2019][^\W_]+)*)|[.;:,()\[\]?!|\u2022\"\u201c\u201d/]|\n\s*\n|\r\n\s*\r\n"
)
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
    starts: list[int] = []
    ends: list[int] = []
    lemmas: list[str] = []
    joins: list[str] = []
    asides: list[tuple[int, int, str]] = []
    join = ""
    for match in _PIECE.finditer(text, start, len(text) if end is None else end):
        if match[1]:
            # "parathyroid hormone (PTH) resistance": the abbreviation does not interrupt the name around it.
            asides.append((*match.span(1), lemma(match[1])))
            continue
        word = match[2]
        if word:
            base = lemma(word)
            if base in STOP_WORDS:
                join += _JOINS[base]
                continue
        elif match[0] in "/," and text[match.start() - 1].isdigit() and text[match.end() : match.end() + 1].isdigit():
            continue
        elif match[0] == "/":
            join += AND
            continue
        else:
            base = BREAK
            join += COMMA if match[0] == "," else END
        starts.append(match.start())
        ends.append(match.end())
        lemmas.append(base)
        joins.append(join)
        if base:
            join = ""
    for aside_start, aside_end, base in asides:
        starts += (aside_start, aside_start)
        ends += (aside_start, aside_end)
        lemmas += (BREAK, base)
        joins += (END, END)
    return Words(starts, ends, lemmas, joins)
