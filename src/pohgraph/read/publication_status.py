"""A page's publication status, by what it says of itself: retracted, under concern, corrected, retired. Owns no rule of any format."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import islice

from pohgraph.compiled import compiled
from pohgraph.language.lines import lines_of
from pohgraph.model import Span
from pohgraph.read.layout import Layout, PageRemark
from pohgraph.tables import package_table

_BANNER_LINES = 12  # of a page, where a banner stands
_LONGEST_BANNER = 400  # code points of a line
# What each status means, from the worst to the least: of several the worst counts.
_MEANS = {
    "retracted": "it was retracted or withdrawn; its claims are kept but none of them is stated",
    "expression_of_concern": "its publisher has expressed concern about it; its claims are marked so",
    "retired": "its publisher no longer keeps it up to date; its claims are marked so",
    "corrected": "a correction of it was published; its claims are marked so",
}
_RANK = tuple(_MEANS)


def with_status(layout: Layout) -> Layout:
    """The page with the worst of what its file and its own words say of it, and a remark where it says something."""
    told = [(layout.status, Span(0, 0))] if layout.status else []
    told += _by_title(layout)
    told += _by_banner(layout)
    if not told:
        return layout
    status, place = min(told, key=lambda found: _RANK.index(found[0]))
    remark = PageRemark("publication_status", f"take care with this page: {_MEANS[status]}", place)
    return replace(layout, status=status, remarks=(*layout.remarks, remark))


def status_by_marks(where: str, marks: Iterable[str]) -> str:
    """The worst status that a file's own marks give: types of a publication, kinds of what it refers to.

    >>> status_by_marks("pubmed", ["Journal Article", "ErratumIn"]), status_by_marks("jats", ["case-report"])
    ('corrected', '')
    """
    told = {status for mark in marks for status, pattern in _patterns(where) if pattern.fullmatch(mark)}
    return min(told, key=_RANK.index, default="")


def _by_title(layout: Layout) -> list[tuple[str, Span]]:
    return [(status, Span(0, 0)) for status, pattern in _patterns("title") if pattern.search(layout.title)]


def _by_banner(layout: Layout) -> list[tuple[str, Span]]:
    found: list[tuple[str, Span]] = []
    lines = [line.span for line in islice(lines_of(layout.text), _BANNER_LINES)]
    head = layout.text[: lines[-1].end if lines else 0].lower()
    told = [
        row for row, words in zip(_patterns("banner"), _needs("banner"), strict=True) if any(w in head for w in words)
    ]
    for line in lines if told else ():
        start, end = line.start, min(line.end, line.start + _LONGEST_BANNER)
        for status, pattern in told:
            if match := pattern.search(layout.text[start:end]):
                found.append((status, Span(start + match.start(), start + match.end())))
    return found


@cache
def _needs(where: str) -> tuple[tuple[str, ...], ...]:
    """Of each pattern the words that every match has one of."""
    rows = package_table("read", "publication_status.tsv")
    return tuple(tuple(row["needs"].split("|")) for row in rows if row["where"] == where)


@cache
def _patterns(where: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = package_table("read", "publication_status.tsv")
    return tuple((row["status"], compiled(row["pattern"], re.IGNORECASE)) for row in rows if row["where"] == where)
