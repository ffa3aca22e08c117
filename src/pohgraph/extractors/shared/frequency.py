"""Frequencies as pages print them, as HPO frequency terms and as shares of patients."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pohgraph.language.numbers import number
from pohgraph.language.patterns import Patterns
from pohgraph.model import Detail, Reference
from pohgraph.tables import package_table

_PATTERNS = Patterns("extractors/shared", "frequency_patterns.tsv")

_RATIO = re.compile(r"^\s*(\d+)\s*/\s*(\d+)\s*$")
_REMEMBERED = 1 << 12  # printed frequencies: the same ones stand in most rows of most tables


class Share(NamedTuple):
    """A share of patients: percent from `lower` to `upper`, equal where the text gives one figure."""

    lower: float
    upper: float


@lru_cache(maxsize=_REMEMBERED)
def share(text: str) -> Share | None:
    """The share a text prints, or None.

    >>> share("80%-99%"), share("almost two-thirds"), share("3/4")
    (Share(lower=80.0, upper=99.0), Share(lower=66.67, upper=66.67), Share(lower=75.0, upper=75.0))
    """
    if match := _PATTERNS["range"].search(text):
        return _sound(float(match[1]), float(match[2]))
    if match := _PATTERNS["figure"].search(text):
        return _sound(float(match[1]), float(match[1]))
    if match := _RATIO.match(text):
        count, total = int(match[1]), int(match[2])
        return _sound(100 * count / total, 100 * count / total) if total else None
    if match := _PATTERNS["fraction"].search(text):
        quotient = 0.5 if match[1] is None else number(match[1]) / number(match[2], "part")
        percent = round(100 * quotient, 2)
        return _sound(percent, percent)
    return None


@lru_cache(maxsize=_REMEMBERED)
def frequency_term(text: str) -> Reference | None:
    """The HPO frequency term a text prints as a share or in HPO's own words; None for words of another kind.

    >>> frequency_term("30%-79%").curie, frequency_term("Very rare").curie, frequency_term("in some cases")
    ('HP:0040282', 'HP:0040284', None)
    """
    found = share(text)
    words = text.strip().lower()
    for row in _bands():
        if found is None:
            if words in row["words"].split("|"):
                return Reference.parse(row["term"])
        elif _within(found.lower, float(row["lower"]), float(row["upper"])):
            return Reference.parse(row["term"])
    return None


@lru_cache(maxsize=_REMEMBERED)
def percentage(text: str) -> tuple[Detail, ...]:
    """Biolink's percentage where a text prints one figure; nothing for a range or for words."""
    found = share(text)
    return (Detail("biolink:has_percentage", str(found.lower)),) if found and found.lower == found.upper else ()


def _within(percent: float, lower: float, upper: float) -> bool:
    return percent == lower == upper or (lower <= percent < upper and percent > 0)


def _sound(lower: float, upper: float) -> Share | None:
    """A share that can be one: 0..100, in order; anything else is a misprint and gives nothing."""
    return Share(lower, upper) if 0 <= lower <= upper <= 100 else None  # noqa: PLR2004 - percent


@cache
def _bands() -> tuple[dict[str, str], ...]:
    # Zero is the last row: 0 % is "Excluded" and never "Very rare".
    return package_table("schema", "frequencies.tsv")
