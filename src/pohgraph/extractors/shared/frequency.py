"""Frequencies as pages print them, as HPO frequency terms and as shares of patients."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pohgraph.language.numbers import number
from pohgraph.language.patterns import Patterns
from pohgraph.model import Detail, Reference
from pohgraph.tables import package_table

_PATTERNS = Patterns("extractors/shared", "frequency_patterns.tsv")

_REMEMBERED = 1 << 12  # printed frequencies: the same ones stand in most rows of most tables


class Share(NamedTuple):
    """A share of patients: percent from `lower` to `upper`, equal where the text gives one figure.

    `open_below` and `open_above` say that the bound itself is not reached: "<1 %" is less than 1.
    """

    lower: float
    upper: float
    open_below: bool = False
    open_above: bool = False


class Tally(NamedTuple):
    """How many patients of how many: "3 of 4"."""

    affected: int
    total: int


@lru_cache(maxsize=_REMEMBERED)
def share(text: str) -> Share | None:
    """The share a text prints, or None; a bound gives all shares on its side.

    >>> share("80%-99%")[:2], share("almost two-thirds")[:2], share("3/4")[:2]
    ((80.0, 99.0), (66.67, 66.67), (75.0, 75.0))
    >>> share("<1%")[:2], share("at least 80 percent")[:2], share("5/4")
    ((0.0, 1.0), (80.0, 100.0), None)
    >>> share("sixty to 90 percent")[:2], share("eighty-eight percent")[:2], share("one in four patients")[:2]
    ((60.0, 90.0), (88.0, 88.0), (25.0, 25.0))
    """
    if counted := tally(text):
        percent = 100 * counted.affected / counted.total if counted.total else -1.0
        return _sound(percent, percent)
    text = _PATTERNS["tens"].sub(_figure, _PATTERNS["decimal"].sub(".", text))
    if match := _PATTERNS["range"].search(text) or _PATTERNS["between"].search(text):
        # Orphanet prints its bands from the top: "Occasional (29-5%)".
        return _sound(*sorted((float(match[1]), float(match[2]))))
    if match := _PATTERNS["figure"].search(text):
        percent = float(match[1])
    elif match := _PATTERNS["fraction"].search(text):
        quotient = 0.5 if match[1] is None else number(match[1]) / number(match[2], "part")
        percent = round(100 * quotient, 2)
    elif match := _PATTERNS["one_in"].search(text):
        percent = round(100 * number(match[1]) / number(match[2]), 2)
    else:
        return None
    return _bounded(text[: match.start()], _sound(percent, percent))


def _figure(words: re.Match[str]) -> str:
    return str(number(words[1], "tens") + (number(words[2]) if words[2] else 0))


@lru_cache(maxsize=_REMEMBERED)
def tally(text: str) -> Tally | None:
    """How many patients of how many a text counts, or None; the count may be above the total, which is a misprint.

    >>> tally("3/4"), tally("12 of 14 patients"), tally("3 to 4")
    (Tally(affected=3, total=4), Tally(affected=12, total=14), None)
    >>> tally("9 of 15 men, and one of 10 women")
    Tally(affected=10, total=25)
    """
    found = [_PATTERNS["tally"].fullmatch(part) for part in _PATTERNS["tallies"].split(text.strip(), maxsplit=1)]
    counted = [(number(match[1]), number(match[2])) for match in found if match]
    if len(counted) < len(found) or (len(found) > 1 and not _PATTERNS["of_both_sexes"].fullmatch(text.strip())):
        return None
    return Tally(sum(count for count, _ in counted), sum(total for _, total in counted))


def misprinted(text: str) -> bool:
    """Whether a text counts more patients than there are."""
    counted = tally(text)
    return counted is not None and counted.affected > counted.total


def of_population(text: str) -> bool:
    """Whether a text counts how many people have the disease, and not how many of them a finding.

    >>> of_population("several million people"), of_population("2 of 12 patients")
    (True, False)
    """
    return _PATTERNS["of_population"].search(text) is not None


@lru_cache(maxsize=_REMEMBERED)
def frequency_term(text: str) -> Reference | None:
    """The HPO frequency term a text prints as a share or in HPO's own words; None for words of another kind.

    A range or a bound that reaches into a second term has none.

    >>> frequency_term("30%-79%").curie, frequency_term("Very rare").curie, frequency_term("in some cases")
    ('HP:0040282', 'HP:0040284', None)
    >>> frequency_term("<1%").curie, frequency_term("20%-60%"), frequency_term("at least 80%")
    ('HP:0040284', None, None)
    """
    found = share(text)
    words = text.strip().lower()
    for row in _bands():
        if found is None:
            if words in row["words"].split("|"):
                return Reference.parse(row["term"])
        elif _within(found, float(row["lower"]), float(row["upper"])):
            return Reference.parse(row["term"])
    return None


@lru_cache(maxsize=_REMEMBERED)
def figures(text: str) -> tuple[Detail, ...]:
    """Biolink's percentage where a text prints one figure, and its count and total; nothing for a range, a bound or words."""
    found, counted = share(text), tally(text)
    if found is None or found.lower != found.upper:
        return ()
    percent = Detail("biolink:has_percentage", str(round(found.lower, 2)))
    if counted is None:
        return (percent,)
    return (
        Detail("biolink:has_count", str(counted.affected)),
        Detail("biolink:has_total", str(counted.total)),
        percent,
    )


def _bounded(before: str, exact: Share | None) -> Share | None:
    """A figure with the words before it: what lies above or below it where they make it a bound."""
    for name, below, is_open in (
        ("less_than", True, True),
        ("at_most", True, False),
        ("more_than", False, True),
        ("at_least", False, False),
    ):
        if exact and _PATTERNS[name].search(before):
            return Share(0.0, exact.upper, True, is_open) if below else Share(exact.lower, 100.0, is_open)
    return exact


def _within(found: Share, lower: float, upper: float) -> bool:
    """Whether a share lies in a band, which has its lower bound and not its upper one."""
    if found.lower == found.upper:
        return found.lower == lower == upper or (lower <= found.lower < upper and found.lower > 0)
    ends = found.upper < upper or (found.upper == upper and found.open_above)
    return lower <= found.lower and ends and (found.lower > 0 or found.open_below)


def _sound(lower: float, upper: float) -> Share | None:
    """A share that can be one: 0..100, in order; anything else is a misprint and gives nothing."""
    return Share(lower, upper) if 0 <= lower <= upper <= 100 else None  # noqa: PLR2004 - percent


@cache
def _bands() -> tuple[dict[str, str], ...]:
    # Zero is the last row: 0 % is "Excluded" and never "Very rare".
    return package_table("schema", "frequencies.tsv")
