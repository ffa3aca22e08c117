"""Stages of life and ages as prose names them, as HPO's terms of onset."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pohgraph.language.cues import Cues
from pohgraph.language.numbers import number
from pohgraph.language.patterns import Patterns, faults_named, pattern_rows
from pohgraph.model import Reference, Span
from pohgraph.tables import package_table

_PATTERNS = Patterns("extractors/shared", "stages_patterns.tsv")
_BEFORE = 20  # code points before a stage or an age that may say that another time is meant
_EARLY_ADULTHOOD = range(17, 31)  # years
_LATE_BOUND = 40  # years: what begins before a later age may begin at any stage
_ADULTHOOD = range(16, 60)  # years: what begins after one of these may begin at any later stage
_ADULT = Reference("HP", "0003581")
_MONTHS = 12
_ALL_ADULT = 3  # stages of adult life
_PART = 0.35  # of the years of a range: the least that lies in a stage in which the disease begins
_TOUCHED = 0.2  # of the years of a stage: a long range that begins or ends with fewer of them only touches it


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
    order = _order()
    return order.index(term) if term in order else len(order)


def patients(word: str, start: int) -> list[Stage]:
    """The stage of life of patients called by a word at an offset.

    >>> patients("Newborns", 0)[0].term.curie
    'HP:0003623'
    """
    return [
        Stage(Span(start, start + len(word)), Reference.parse(row["term"]))
        for row in _life()
        if row["patients"] and word.lower().startswith(tuple(row["patients"].split("|")))
    ]


def _named(text: str, start: int, end: int) -> list[Stage]:
    found: list[Stage] = []
    terms, cues = _cues()
    found += [
        Stage(Span(*match.span()), terms[number])
        for number, match in cues.find(text, start, end)
        if not _PATTERNS["outside"].search(text[max(match.start() - _BEFORE, 0) : match.start()])
    ]
    at_ages = list(_at_ages(text, start, end))
    for name in ("placed_age", "ages", "onset_ages", "onset_number"):
        for match in _PATTERNS[name].finditer(text, start, end):
            if name == "ages" and _PATTERNS["details"].search(
                text[max(match.start() - 2 * _BEFORE, 0) : match.start()]
            ):
                continue
            found += _ages(Span(match.start("years"), match.end()), match["years"], match["last"])
            # "The ages of 5" is no more than the beginning of "the ages of 5 and 25".
            at_ages = [stage for stage in at_ages if not stage.span.overlaps(Span(*match.span()))]
    for match in _PATTERNS["mixed"].finditer(text, start, end):
        span, first = Span(*match.span()), at_years((number(match["months"]) - 0.5) / _MONTHS)
        ages = rank(first), rank(_at_age(match["last"], upper=True))
        found += [Stage(span, term) for term in _order()[ages[0] : ages[1] + 1]]
        at_ages = [stage for stage in at_ages if not stage.span.overlaps(span)]
    found += at_ages
    found += _decades(text, start, end)
    found += _years_of_life(text, start, end)
    for match in _PATTERNS["months"].finditer(text, start, end):
        if _PATTERNS["of_age"].search(text[max(match.start() - 30, 0) : match.start()]) or _PATTERNS["old"].match(
            text, match.end()
        ):
            # What ends with the first year is still infancy.
            found += [
                Stage(Span(start, end), at_years((number(text[slice(*match.span(group))]) - 0.5) / _MONTHS))
                for group, start, end in ((1, match.start(1), match.end(1)), (2, match.start(2), match.end()))
                if match[group]
            ]
    kept: list[Stage] = []
    for stage in sorted(found, key=lambda s: (s.span.start - s.span.end, s.span.start)):
        if not any(stage.span.overlaps(other.span) for other in kept):
            kept.append(stage)
    kept += [stage for stage in found if stage not in kept and any(stage.span == other.span for other in kept)]
    return sorted(kept)


def _at_ages(text: str, start: int, end: int) -> Iterator[Stage]:
    """The stages of single ages, but of those that only bound the time in which a disease begins."""
    for match in _PATTERNS["age"].finditer(text, start, end):
        years = match[1] or match[2]
        upper = _PATTERNS["before"].search(text[max(match.start() - _BEFORE, 0) : match.start()]) is not None
        lower = _PATTERNS["after"].search(text[max(match.start() - _BEFORE, 0) : match.start()]) is not None
        yield from _at_bound(Span(*match.span()), years, upper=upper, lower=lower)


def _at_bound(span: Span, years: str, *, upper: bool, lower: bool) -> Iterator[Stage]:
    """The stage of an age, or of the years up to it or beyond it."""
    if lower and number(years) in _ADULTHOOD:
        yield Stage(span, _ADULT)
    # "By age 20" is mostly youth, "by age 40" mostly not; "before age 65" is nearly any stage.
    elif not upper or (number(years) not in _EARLY_ADULTHOOD and number(years) <= _LATE_BOUND):
        yield Stage(span, _at_age(years, upper=upper))


def beyond(text: str, start: int, end: int) -> list[Stage]:
    """The stage of those who are older or younger than an age.

    >>> [s.term.curie for s in beyond("older than 50", 0, 13)]
    ['HP:0003581']
    """
    match = _PATTERNS["beyond"].search(text, start, end)
    if match is None:
        return []
    above = match["above"] is not None
    return list(_at_bound(Span(*match.span()), match["years"], upper=not above, lower=above))


def _decades(text: str, start: int, end: int) -> list[Stage]:
    """The stages of two decades of life, and of those between them, where the first is not called a decade itself."""
    found: list[Stage] = []
    for match in _PATTERNS["decades"].finditer(text, start, end):
        decades = f"{match['first']} decade, {match['second']} decade"
        ranks = sorted(rank(stage.term) for stage in _named(decades, 0, len(decades)))
        found += [Stage(Span(*match.span()), term) for term in _order()[ranks[0] : ranks[-1] + 1]]
    return found


def _years_of_life(text: str, start: int, end: int) -> Iterator[Stage]:
    """The stages of years that are counted: the fourth year of life ends with the age of four."""
    for match in _PATTERNS["years_of_life"].finditer(text, start, end):
        last, before = _ordinal(match["last"]), text[max(match.start() - _BEFORE, 0) : match.start()]
        span = Span(*match.span())
        if match["first"] and _ordinal(match["first"]) < last:
            yield from _ages(span, str(_ordinal(match["first"]) - 1), str(last))
        elif _PATTERNS["sooner"].search(before):
            yield from _at_bound(span, str(last - 1), upper=True, lower=False) if last > 1 else ()
        elif _PATTERNS["after"].search(before):
            yield from _at_bound(span, str(last), upper=False, lower=True)
        elif last > 1:
            yield Stage(span, at_years(last - 1))


def _ordinal(text: str) -> int:
    return int(text[:-2]) if text[0].isdigit() else number(text, "ordinal")


def _ages(span: Span, first: str, last: str | None) -> list[Stage]:
    """The stages of an age, or of all the ages from one up to another: "between 6 months and 4 years".

    All stages of adult life are one, "adult": "between 20 and 70 years". Of two, that with few of the years is left out.
    """
    stage = Stage(span, _at_age(first, upper=False))
    end = _at_age(last, upper=True) if last and _years(last) > _years(first) else stage.term
    order = _order()
    if end == stage.term:
        return [stage]
    terms = order[rank(stage.term) : rank(end) + 1]
    if last and _years(first) >= _ADULTHOOD.start:
        shares = list(_shares(_years(first), _years(last)))
        terms = tuple(term for term, part in shares if part >= _PART) if len(shares) < _ALL_ADULT else (_ADULT,)
    elif last:
        touched = _touched(_years(first), _years(last))
        terms = tuple(term for term in terms if term not in touched)
    return [Stage(span, term) for term in terms]


def _shares(first: float, last: float) -> Iterator[tuple[Reference, float]]:
    """The stages of life between two ages in years, each with its share of the years."""
    begins = 0.0
    for row in _life():
        if row["ends"]:
            ends = float(row["ends"])
            if min(last, ends) > max(first, begins):
                yield Reference.parse(row["term"]), (min(last, ends) - max(first, begins)) / (last - first)
            begins = ends


def _touched(first: float, last: float) -> set[Reference]:
    """The stages that a range of years only touches: "15 to 50 years" begins in the last year of youth."""
    found: set[Reference] = set()
    begins = 0.0
    for row in _life():
        if row["ends"]:
            ends = float(row["ends"])
            years = min(last, ends) - max(first, begins)
            if 0 < years < _TOUCHED * (ends - begins) and years < _PART * (last - first):
                found.add(Reference.parse(row["term"]))
            begins = ends
    return found


def _at_age(text: str, *, upper: bool) -> Reference:
    """The stage of an age in years; with `upper`, of the years up to it; the last stage has no end."""
    return at_years(_years(text) - upper)


def _years(text: str) -> float:
    return float(text) if "." in text else number(text)


def at_years(years: float) -> Reference:
    """The stage of life of an age in years."""
    ends = [(int(row["ends"]), row["term"]) for row in _life() if row["ends"]]
    return Reference.parse(next((term for end, term in ends if years < end), ends[-1][1]))


def _is_range(text: str, start: int, first: Span, second: Span) -> bool:
    if not _PATTERNS["range_join"].fullmatch(text, first.end, second.start):
        return False
    return _PATTERNS["range_start"].search(text[max(start - 20, 0) : first.start]) is not None


def _between(first: Stage, second: Stage) -> list[Stage]:
    order = _order()
    inner = order[rank(first.term) + 1 : rank(second.term)] if second.term in order else ()
    return [Stage(first.span.cover(second.span), term) for term in inner]


@cache
def _order() -> tuple[Reference, ...]:
    return tuple(Reference.parse(row["term"]) for row in _life() if row["ranked"] == "yes")


def _life() -> tuple[dict[str, str], ...]:
    return package_table("extractors/shared", "life.tsv")


@cache
def _cues() -> tuple[list[Reference], Cues]:
    rows = pattern_rows("extractors/shared", "onset_stages.tsv")
    with faults_named("extractors/shared", "onset_stages.tsv"):
        return [Reference.parse(row.cells["term"]) for row in rows], Cues(row.pattern for row in rows)
