"""The date a page prints for itself, as an ISO date."""

import re
from datetime import date

from pohgraph.compiled import compiled

_UPDATED = compiled(
    r"Last (?:updated|reviewed)[:*\s]*"
    r"(?:(?P<us>\d{1,2}/\d{1,2}/\d{4})|(?P<iso>\d{4}-\d{2}-\d{2})|(?P<long>[A-Z][a-z]+\.? \d{1,2}, \d{4})|(?P<rest>))",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def last_updated(text: str) -> str:
    """The latest "Last updated" of a page, or "" where none is a date.

    >>> last_updated("Last updated: 10/24/2016 ... Last updated: 7/1/2020")
    '2020-07-01'
    >>> last_updated("**Last updated February 1, 2018**"), last_updated("Last Updated: Nov. 8, 2021")
    ('2018-02-01', '2021-11-08')
    """
    return max((_iso(match) for match in _UPDATED.finditer(text)), default="")


def whole_date(text: str) -> str:
    """A date written with figures as an ISO date, or "" where the text is no whole date.

    >>> whole_date("20250403"), whole_date("2025-04-03"), whole_date("2015-09")
    ('2025-04-03', '2025-04-03', '')
    """
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def is_update_line(line: str) -> bool:
    """Whether a line says when it was last updated, and nothing else."""
    words = line.lstrip("*_ ")
    match = _UPDATED.match(words)
    return match is not None and not words[match.end() :].strip("*_. ")


def _iso(match: re.Match[str]) -> str:
    try:
        if us := match["us"]:
            month, day, year = us.split("/")
            return date(int(year), int(month), int(day)).isoformat()
        if iso := match["iso"]:
            return date.fromisoformat(iso).isoformat()
        if long := match["long"]:
            name, day, year = long.replace(",", "").split()
            return date(int(year), _MONTHS.index(name[:3].lower()) + 1, int(day)).isoformat()
    except ValueError:
        return ""
    return ""
