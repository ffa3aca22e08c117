"""Where sentences start and end, within stretches of prose. Owns no knowledge of any page.

A sentence keeps the citation markers that follow its full stop; a bullet or list number is not part of it; nothing in
a pair of parentheses ends it. A sentence longer than `LONGEST` is not read: whatever asks of each finding of a sentence what else
stands in it would take time by the square of its length.
"""

import re
from collections.abc import Iterable
from functools import cache

from pohgraph.compiled import compiled
from pohgraph.language.lines import trimmed
from pohgraph.language.patterns import word_class
from pohgraph.model import Span
from pohgraph.tables import package_table

LONGEST = 2_500  # code points of a sentence: half as many again as the longest of the 64,731 of 2,273 pages has
_LONGEST_ASIDE = 600  # code points between a parenthesis and its partner; further apart, one of them is a slip
_MARKERS = r"(?:\s?\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20}\])"  # noqa: RUF001
# A note's number right after a word's full stop, where it is printed above the line or the text has lost that.
_RAISED_NOTE = r"(?:[⁰¹²³⁴-⁹]{1,3}(?:[,\u2013-]?[⁰¹²³⁴-⁹]{1,3}){0,9}|(?<=[a-z]{4}[.])\d{1,3}(?:[,\u2013-]\d{1,3}){0,9}(?=\s+[A-Z\"“]|\s*\Z))"
_STOP = compiled(rf"""(?P<stop>[.?!…]+)[*_"'”’»)\]]*(?P<markers>{_MARKERS}*{_RAISED_NOTE}?)(?P<gap>\s*)""")  # noqa: RUF001
_FLAT_BREAK = compiled(  # lists and paragraphs that were run into one line: wide gaps, bullets
    # Most white space is one blank before a letter: the next character says so before anything else is tried.
    r"\s(?=[\s•▪●*–-])(?:\s{1,8}(?=[-•*–]\s)|(?=[•▪●]\s)|(?<=:\s)(?=[-*–]\s)|(?<=\w\s)[ ]{2,8}(?=[A-Z]))"  # noqa: RUF001
)
_LEAD = compiled(r":\s")
_ITEM_END = r"(?<=[a-z)])(?<!\band)(?<!\bor)[ \u00a0]{1,2}"
_TO_VERB = r"(?:[^.:;()]|\([^()]{0,200}\)){0,160}?"  # what stands between the first word of a sentence and its verb
_PARENTHESIS = compiled(r"[()]")
_BULLET = compiled(r"(?:(?:[•‣▪●◦·*–—-]|\+(?=\s+[^\s\d])|\d{1,3}[.)]|\([a-z0-9]\))\s+(?=\S))+")  # noqa: RUF001
_NEAR = 24  # code points looked at on either side of a full stop
_LIST_NUMBER = compiled(r"[:;]\s*(?:[•*-]\s+)?\d{1,2}\Z")
_RUN_TOGETHER = compiled(r"[^./@]*[^\W\d_][a-z]{2}|[^./@]*[^\W\d_]\)")
_CAPITALISED = compiled(r"[A-Z][a-z]*(?=[\s,;:'’-])")  # noqa: RUF001
_NEXT_WORD = compiled(r"[^\W\d_]+")
_DOTTED = compiled(r"(?:[A-Za-z]\.)+[A-Za-z]")
_OPENING = "\"'“‘([*_<•-–—"  # noqa: RUF001


def find_sentences(text: str, blocks: Iterable[Span]) -> tuple[Span, ...]:
    """The sentences of `blocks`, which are in order and do not overlap. A block's end always ends a sentence.

    >>> text = "It forms in skin.[1] It may cause pain (e.g. at rest. Or not)."
    >>> [text[start:end] for start, end in find_sentences(text, [Span(0, len(text))])]
    ['It forms in skin.[1]', 'It may cause pain (e.g. at rest. Or not).']
    """
    found: list[Span] = []
    for block in blocks:
        for piece in _pieces(text, block):
            _add_sentences(text, piece, found)
    return tuple(found)


def _pieces(text: str, block: Span) -> list[Span]:
    """The block cut where a list was run into it."""
    start = block.start
    found: list[Span] = []
    for match in _FLAT_BREAK.finditer(text, *block):
        found.append(Span(start, match.start()))
        start = match.end()
    found.append(Span(start, block.end))
    return found


def _add_sentences(text: str, piece: Span, found: list[Span]) -> None:
    start = piece.start
    asides = iter(_asides(text, piece))
    aside = next(asides, None)
    for match in _STOP.finditer(text, *piece):
        stop, end = match.start(), match.start("gap")
        while aside and aside.end <= stop:
            aside = next(asides, None)
        if aside and aside.start < stop and end < aside.end:
            continue
        if match.end() == piece.end or _ends(text, start, match):
            _keep_parts(text, Span(start, end), found)
            start = match.end()
    _keep_parts(text, Span(start, piece.end), found)


def _asides(text: str, block: Span) -> list[Span]:
    """The outermost pairs of parentheses."""
    opened: list[int] = []
    found: list[Span] = []
    for match in _PARENTHESIS.finditer(text, *block):
        if match.group() == "(":
            opened.append(match.start())
        elif opened:
            span = Span(opened.pop(), match.end())
            if span.end - span.start <= _LONGEST_ASIDE:
                while found and span.contains(found[-1]):
                    found.pop()
                found.append(span)
    return found


def _keep_parts(text: str, span: Span, found: list[Span]) -> None:
    """Add a sentence, cut before another one that follows the items of its list without a full stop.

    "Signs include: Fever Cough Some people also have a rash." is two sentences, as lists are printed whose breaks are lost.
    """
    start = span.start
    lead = _LEAD.search(text, *span)
    for match in _run_on().finditer(text, lead.end(), span.end) if lead else ():
        _keep(text, Span(start, match.start()), found)
        start = match.end()
    _keep(text, Span(start, span.end), found)


def _keep(text: str, span: Span, found: list[Span]) -> None:
    """Add the sentence without white space and bullet; not where no letter or digit is left."""
    if not text[span.start : span.start + 1].isalpha():
        span = trimmed(text, span)
        bullet = _BULLET.match(text, *span)
        span = Span(bullet.end() if bullet else span.start, span.end)
    if text[span.start : span.start + 1].isspace() or text[span.end - 1 : span.end].isspace():
        span = trimmed(text, span)
    if any(map(str.isalnum, text[span.start : span.end])):
        found.append(span)


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the stop found by `match` ends the sentence that began at `start`."""
    stop, markers, gap = match.groups()
    after = text[match.end() : match.end() + _NEAR].lstrip(_OPENING)
    if markers:
        return bool(gap) or not after[:1].islower()
    if "?" in stop or "!" in stop:
        return not after[:1].islower() if gap else after[:1].isupper()
    before = text[max(start, match.start() - _NEAR) : match.start()]
    words = before.split()
    word = words[-1].lstrip(_OPENING) if words else ""
    if not gap:
        return _RUN_TOGETHER.fullmatch(word) is not None and _CAPITALISED.match(text, match.end()) is not None
    if word.isdigit() and _LIST_NUMBER.search(before if len(before) == _NEAR else f":{before}"):
        return False
    ends = _abbreviation(word)
    if ends == "maybe":
        opener = _NEXT_WORD.match(after)
        return opener is not None and opener.group() in _openers()
    return ends == "yes" and (len(gap) > 1 or not after[:1].islower())


def _abbreviation(word: str) -> str:
    """Whether a full stop after `word` ends a sentence: "yes", "no", or "maybe" where it may belong to the word."""
    word = word.rstrip(".")
    known = _abbreviations().get(word.lower())
    if known:
        return known
    if (len(word) == 1 and word.isalpha()) or _DOTTED.fullmatch(word):
        return "maybe"
    return "yes"


@cache
def _abbreviations() -> dict[str, str]:
    return {row["abbreviation"]: row["ends"] for row in package_table("language", "abbreviations.tsv")}


@cache
def _run_on() -> re.Pattern[str]:
    """The gap before a sentence that only its first word and its verb tell from the items of a list before it."""
    words = "|".join(
        row["word"] for row in package_table("language", "sentence_openers.tsv") if row["in_list"] == "yes"
    )
    return re.compile(rf"{_ITEM_END}(?=(?:{words})\s{_TO_VERB}\b{{verb}}\b)".replace("{verb}", word_class("finite")))


@cache
def _openers() -> frozenset[str]:
    return frozenset(row["word"] for row in package_table("language", "sentence_openers.tsv"))
