"""A document's words, ready for matching: where each stands, its lemma, and what joins it to the word before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

from pohgraph.compiled import compiled
from pohgraph.language.known import Known
from pohgraph.language.words import LETTER, before_note, function_words, lemma

# A word, an abbreviation that stands alone in parentheses, or a letter with its number: "type A-1".
# The letter comes before what must not stand before it: most words have none there, and that is soon seen.
_WORD = r"(\([A-Z][A-Za-z0-9-]{{1,7}}\)|[A-Z](?<![\w-].)-\d{{1,2}}(?![\w-])|{0}+(?:['\u2019]{0}+)*)"
_ANY_WORD, _ASCII_WORD = compiled(_WORD.format(LETTER)), compiled(_WORD.format("[A-Za-z0-9]"))
# A mark no name of a phenotype, gene or disease runs across. A dash is one where it stands free, or is long.
_BULLET = r"\n[ \t]*[*+\u25e6\u25aa\u00b7](?=\s)"
_MARK = compiled(
    rf"[.;:,()\[\]?!|\u2014\u2015\u2022\"\u201c\u201d/]|\n\s*\n|\r\n\s*\r\n|{_BULLET}|(?<=\s)[\u2013-](?=\s)"
)
BREAK = ""
_DIGITS = "0123456789"
_LONGEST_JOIN = 32  # what stands between two words of any page is far less
_LONGEST_GAP = 1024  # code points, likewise
_ASIDE, _NOTED = "(", "1"  # kinds of words besides what they join by
_REMEMBERED = 2**17  # words as they stand
_GAPS = 2**12  # and what stands between them

# What may stand between two content words of one phrase. A word's join is all of it, in order.
PREPOSITION, ACCOMPANIED, DETERMINER, AND, COMMA, COPULA, END = "p", "w", "d", "c", ",", "k", "."
OR = f"{AND}o"  # an "or" joins as "and" does, and parts what names have with an "and"
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
    marks_of = _MARKS
    join = ""
    # One split gives gap, word, gap, …, gap. Nearly every gap is one blank, so that a word costs little.
    stretch = text[start:end]
    # What a letter is takes a third less time to tell where all are plain ones.
    pieces = (_ASCII_WORD if stretch.isascii() else _ANY_WORD).split(stretch)
    offsets = list(accumulate(map(len, pieces), initial=start))
    pieces.append("")  # what would be the word behind the last gap
    forms = map(_FORMS.__getitem__, pieces[1::2])
    for gap, begin, (base, kind), stop in zip(pieces[::2], offsets[1::2], forms, [*offsets[2::2], 0], strict=True):
        if gap != " ":
            at = begin - len(gap)
            marks = marks_of[gap] if len(gap) <= _LONGEST_GAP else _marks_of_ends(gap)
            in_number = (gap == "," or gap == "/") and _is_in_number(text, at)  # noqa: PLR1714 - a third of the time of a set
            for before, mark in () if in_number else marks:
                join = _longer(join, AND if mark == "/" else COMMA if mark == "," else END)
                if mark != "/":
                    starts.append(at + before)
                    ends.append(at + before + len(mark))
                    lemmas.append(BREAK)
                    joins.append(join)
        if not kind:
            starts.append(begin)
            ends.append(stop)
            lemmas.append(base)
            joins.append(join)
            join = ""
        elif kind == _ASIDE:
            # "parathyroid hormone (PTH) resistance": the abbreviation does not interrupt the name around it.
            asides.append((begin + 1, stop - 1, base))
        elif kind != _NOTED:
            join = _longer(join, kind) if join else kind
        elif base:
            size = len(base)
            word = text[begin:stop]
            starts += (begin, begin + size)
            ends += (begin + size, stop)
            lemmas += (lemma(base), lemma(word[size:].replace("-", "")))
            joins += (join, "")
            join = ""
    body = len(starts)
    for aside_start, aside_end, base in asides:
        starts += (aside_start, aside_start)
        ends += (aside_start, aside_end)
        lemmas += (BREAK, base)
        joins += (END, END)
    return Words(starts, ends, lemmas, joins, body=body)


def _longer(join: str, kind: str) -> str:
    """What joins two words with one more thing in it; a long one says only what it has, not how often.

    Of ten thousand parentheses, each would otherwise have all those before it in its join.
    """
    return join + kind if len(join) < _LONGEST_JOIN or kind not in join else join


def _form(word: str) -> tuple[str, str]:
    """The lemma of a word as it stands, and its kind, which is empty for a content word and else what it joins by."""
    if not word:
        return "", _NOTED
    if word[0] == "(":
        return lemma(word[1:-1]), _ASIDE
    if word[-1] in _DIGITS and (size := before_note(word)):
        return word[:size], _NOTED
    base = lemma(word.replace("-", ""))
    return base, _joins().get(base, "")


def _marks(gap: str) -> tuple[tuple[int, str], ...]:
    """The marks between two words, each with its place."""
    return tuple((match.start(), match[0]) for match in _MARK.finditer(gap))


def _marks_of_ends(gap: str) -> tuple[tuple[int, str], ...]:
    """The marks at either end of a long gap, else the first within: a million parentheses break no more off than a thousand."""
    half = _LONGEST_GAP // 2
    left_out = len(gap) - 2 * half
    found = [(at if at < half else at + left_out, mark) for at, mark in _marks(gap[:half] + gap[-half:])]
    if not found and (match := _MARK.search(gap)):
        found.append((match.start(), match[0]))
    return tuple(found)


# Texts say the same words again and again, and have few kinds of gap between them.
_FORMS: Mapping[str, tuple[str, str]] = Known(_form, _REMEMBERED)
_MARKS: Mapping[str, tuple[tuple[int, str], ...]] = Known(_marks, _GAPS)


def _is_in_number(text: str, at: int) -> bool:
    """Whether a mark between two words is within a figure: "1,000", "1/2"."""
    return text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit()


@cache
def _joins() -> dict[str, str]:
    return {word: _KINDS[kind] for word, kind in function_words().items()} | {"or": OR}
