"""Stages of life and ages as prose names them, as HPO's terms of onset."""

import re
from functools import cache
from typing import NamedTuple

from pohgraph.language.cues import Cues
from pohgraph.model import Reference, Span
from pohgraph.tables import package_table

# The years at which HPO's stages end (definitions of HP:0003593, HP:0011463, HP:0003621, HP:0011462, HP:0003596).
_UPPER_YEARS = (
    (1, "HP:0003593"),
    (6, "HP:0011463"),
    (16, "HP:0003621"),
    (40, "HP:0011462"),
    (60, "HP:0003596"),
    (130, "HP:0003584"),
)
# In order of life; a range from one stage to another holds what lies between.
_ORDER = tuple(
    Reference("HP", number)
    for number in (
        "0030674",
        "0003577",
        "0003623",
        "0003593",
        "0011463",
        "0003621",
        "0011462",
        "0003596",
        "0003584",
    )
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
}
_NUMBER = rf"(\d{{1,3}}|{'|'.join(_NUMBERS)})"
_AGE = re.compile(
    rf"\b(?:(?:the )?ages? (?:of )?{_NUMBER}(?! (?:in|of)\b)|{_NUMBER}[ -]years?[ -](?:old|of age))\b", re.IGNORECASE
)
_BEFORE = re.compile(r"\b(?:before|under|younger than|prior to)\s+(?:the\s+)?$", re.IGNORECASE)
_RANGE_START = re.compile(r"\b(?:between|from)\s+(?:the\s+|late\s+|early\s+|mid-?)?$", re.IGNORECASE)
_RANGE_JOIN = re.compile(r"\s+(?:and|to|through)\s+(?:the\s+|late\s+|early\s+|mid-?)?", re.IGNORECASE)


class Stage(NamedTuple):
    """A stage of life as it stands, and HPO's term for an onset in it."""

    span: Span
    term: Reference


def stages(text: str, start: int, end: int) -> list[Stage]:
    """The stages of life named between two offsets, in order; a range gives every stage in it.

    >>> [s.term.curie for s in stages("between infancy and adolescence", 0, 31)]
    ['HP:0003593', 'HP:0011463', 'HP:0003621']
    >>> [s.term.curie for s in stages("around age 4", 0, 12)]
    ['HP:0011463']
    """
    named = _named(text, start, end)
    found: list[Stage] = []
    for place, stage in enumerate(named):
        found.append(stage)
        if place + 1 < len(named) and _is_range(text, start, stage.span, named[place + 1].span):
            found += _between(stage, named[place + 1])
    return found


def rank(term: Reference) -> int:
    """The place of an onset term in the order of life; the last for those that name no stage of it."""
    return _ORDER.index(term) if term in _ORDER else len(_ORDER)


_PATIENTS = {
    "newborn": "0003623",
    "infant": "0003593",
    "bab": "0003593",
    "child": "0011463",
    "adolescent": "0003621",
    "adult": "0003581",
}


def patients(word: str, start: int) -> list[Stage]:
    """The stage of life of patients called by a word at an offset.

    >>> patients("Newborns", 0)[0].term.curie
    'HP:0003623'
    """
    found = (term for stem, term in _PATIENTS.items() if word.lower().startswith(stem))
    return [Stage(Span(start, start + len(word)), Reference("HP", term)) for term in found]


def _named(text: str, start: int, end: int) -> list[Stage]:
    found: list[Stage] = []
    terms, cues = _cues()
    found += [Stage(Span(*match.span()), terms[number]) for number, match in cues.find(text, start, end)]
    for match in _AGE.finditer(text, start, end):
        upper = _BEFORE.search(text[max(match.start() - 20, 0) : match.start()]) is not None
        found.append(Stage(Span(*match.span()), _at_age((match[1] or match[2]).lower(), upper=upper)))
    kept: list[Stage] = []
    for stage in sorted(found, key=lambda s: (s.span.start - s.span.end, s.span.start)):
        if not any(stage.span.overlaps(other.span) for other in kept):
            kept.append(stage)
    return sorted(kept)


def _at_age(number: str, *, upper: bool) -> Reference:
    """The stage of an age in years; with `upper`, of the years up to it."""
    years = (_NUMBERS.get(number) or int(number)) - upper
    return Reference.parse(next(term for end, term in _UPPER_YEARS if years < end or end == _UPPER_YEARS[-1][0]))


def _is_range(text: str, start: int, first: Span, second: Span) -> bool:
    if not _RANGE_JOIN.fullmatch(text, first.end, second.start):
        return False
    return _RANGE_START.search(text[max(start - 20, 0) : first.start]) is not None


def _between(first: Stage, second: Stage) -> list[Stage]:
    if first.term not in _ORDER or second.term not in _ORDER:
        return []
    inner = _ORDER[_ORDER.index(first.term) + 1 : _ORDER.index(second.term)]
    return [Stage(first.span.cover(second.span), term) for term in inner]


@cache
def _cues() -> tuple[list[Reference], Cues]:
    rows = package_table("extractors/shared", "onset_stages.tsv")
    return [Reference.parse(row["term"]) for row in rows], Cues(row["pattern"] for row in rows)
