"""Reads a list of numbers or letters one member at a time: "loss of the 3rd and 4th premolars", "deficiency of vitamins A and E".

Each number, or letter, of the list goes with the noun before or behind it as if it stood alone there, and numbers behind a noun
also go together ("syndactyly of toes 3 and 4"). Where no name has any of the numbers, the finding is that of the part without
them: "loss of premolars".
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.language.alternations import alternation
from pohgraph.model import Span
from pohgraph.recognise.match.readings import copy_words
from pohgraph.recognise.match.words import END, Words
from pohgraph.tables import prose_pattern

_REACH = 12  # words before a list and behind it that may make a name with it
_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)"
)
_NUMBER = r"(?-i:[A-K]\d{0,2}|\d{1,2}(?:[-\u2013]\d{1,2})?|[IVX]{1,4})"
_JOINT = r"(?:,? (?:and|or|and/or|&) (?:the )?|, ?|/)"
_MEMBER = compiled(rf"\b(?:{_ORDINAL}|{_NUMBER})\b", re.IGNORECASE)


class Numbered(NamedTuple):
    """A reading of a stretch with one member of a list, or several, and none of the others.

    A name counts that has the lemmas `needed`, and is that of the member at `own` and of the words it shares, which end or
    begin at the list at `listed`. Where `own` is None the reading has no number.
    """

    words: Words
    needed: frozenset[str]
    own: Span | None
    listed: Span
    is_before: bool


def numbered(words: Words, text: str) -> Iterator[list[Numbered]]:
    """For each list of numbers in a text its readings, the one without numbers last."""
    for match in _lists().finditer(text):
        is_before = match["ordinals"] is not None
        listed = Span(*match.span("ordinals" if is_before else "numbers"))
        first = bisect_left(words.starts, listed.start, 0, words.body)
        last = bisect_left(words.starts, listed.end, first, words.body)
        members = [Span(*m.span()) for m in _MEMBER.finditer(text, listed.start, listed.end)]
        if len(members) > 1:
            groups = [[member] for member in members]
            if not is_before:
                groups.append(members)
            found = [_reading(words, first, last, group, listed, is_before=is_before) for group in groups]
        else:
            found = []
        if is_before:
            found.append(_reading(words, first, last, [], listed, is_before=True))
        if found:
            yield found


def _reading(words: Words, first: int, last: int, kept: list[Span], listed: Span, *, is_before: bool) -> Numbered:
    begin, end = first, last
    while begin and first - begin < _REACH and not (words.lemmas[begin - 1] == "" and END in words.joins[begin - 1]):
        begin -= 1
    while end < words.body and end - last < _REACH and not (words.lemmas[end] == "" and END in words.joins[end]):
        end += 1
    found = Words([], [], [], [])
    copy_words(words, begin, first, found)
    join = words.joins[first] if is_before and first < last else ""
    needed: set[str] = set()
    for place in range(first, last):
        if words.lemmas[place] and any(span.start <= words.starts[place] < span.end for span in kept):
            copy_words(words, place, place + 1, found, join)
            needed.add(words.lemmas[place])
            join = ""
    # Without a number, what stood before the list joins the noun.
    copy_words(words, last, end, found, join if is_before and not kept else None)
    if not needed and not is_before and first:
        needed.add(words.lemmas[first - 1])  # the A of "vitamins A and E" is no word of a name
    own = Span(kept[0].start, kept[-1].end) if kept else None
    return Numbered(found, frozenset(needed), own, listed, is_before)


@cache
def _lists() -> re.Pattern[str]:
    behind = alternation("recognise/match", "numbered_parts.tsv", kind="behind", column="noun")
    before = alternation("recognise/match", "numbered_parts.tsv", kind="before", column="noun")
    described = alternation("recognise/match", "numbered_parts.tsv", kind="between", column="noun")
    ordinals = rf"\b(?P<ordinals>{_ORDINAL}(?:{_JOINT}{_ORDINAL})*)(?= (?:(?:{described}) )*(?:{behind})\b)"
    numbers = rf"\b(?:{before}) (?P<numbers>{_NUMBER}(?:{_JOINT}{_NUMBER})+)(?![\w-])"
    return prose_pattern(f"{ordinals}|{numbers}")
