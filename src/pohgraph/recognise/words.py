"""A document's words, ready for matching: where each stands, its lemma, and where phrases cannot run on."""

import re
from dataclasses import dataclass

from pohgraph.vocab.words import STOP_WORDS, lemma

# A word, or a mark no name of a phenotype, gene or disease runs across.
_PIECE = re.compile(
    r"\(([A-Z][A-Za-z0-9-]{1,7})\)|([^\W_]+(?:['\u2019][^\W_]+)*)|[.;:,()\[\]?!|\u2022\"\u201c\u201d]|\n\s*\n|\r\n\s*\r\n"
)
BREAK = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Content words in order: parallel lists of offsets, lemmas and texts; stop words are left out.

    A break (punctuation, end of paragraph) is an entry with an empty lemma. Abbreviations that stand alone in
    parentheses come last, each behind a break.
    """

    starts: list[int]
    ends: list[int]
    lemmas: list[str]


def content_words(text: str, start: int = 0, end: int | None = None) -> Words:
    """The content words of a stretch of text, by offsets into the whole text."""
    starts: list[int] = []
    ends: list[int] = []
    lemmas: list[str] = []
    asides: list[tuple[int, int, str]] = []
    for match in _PIECE.finditer(text, start, len(text) if end is None else end):
        if match[1]:
            # "parathyroid hormone (PTH) resistance": the abbreviation does not interrupt the name around it.
            asides.append((*match.span(1), lemma(match[1])))
            continue
        word = match[2]
        base = lemma(word) if word else BREAK
        if base not in STOP_WORDS:
            starts.append(match.start())
            ends.append(match.end())
            lemmas.append(base)
    for aside_start, aside_end, base in asides:
        starts += (aside_start, aside_start)
        ends += (aside_start, aside_end)
        lemmas += (BREAK, base)
    return Words(starts, ends, lemmas)
