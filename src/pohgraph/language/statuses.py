"""What lists and tables say of a finding in a word or two: there, not there, left open, nothing said, or how often."""

import re
from functools import cache
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.language.patterns import faults_named, pattern_rows
from pohgraph.model import Element, Span

_TABLE = ("language", "statuses.tsv")
_LONGEST = 60  # code points that a status takes
_REMARK = r"(?=\s*(?:$|[,;.(\[]|[-\u2013\u2014]\s|[*\u2020\u2021]))"  # a status may have a remark of its own behind it
_MINUS = "minus"
_PLUSES = frozenset({"+", "\u2713", "\u2714"})


class Status(NamedTuple):
    """`state` is "stated", "denied", "open", "nothing" or "frequency"; `span` is where its words stand."""

    state: str
    span: Span


def status_at(text: str, span: Span, *, marks: bool = False) -> Status | None:
    """The status that a value or a cell begins with, or None; with `marks` a lone minus says no.

    >>> status_at("yes (late)", Span(0, 10))
    Status(state='stated', span=Span(start=0, end=3))
    >>> status_at("-", Span(0, 1)).state, status_at("-", Span(0, 1), marks=True).state
    ('nothing', 'denied')
    """
    end = min(span.end, span.start + _LONGEST)
    for state, pattern in _rows():
        match = pattern.match(text, span.start, end)
        if match and match.end() > span.start:
            if state == _MINUS:
                state = "denied" if marks else "nothing"  # noqa: PLW2901 - what the mark says here
            return Status(state, Span(*match.span()))
    return None


def is_plus(words: str) -> bool:
    """Whether a value or a cell is a plus or a tick.

    >>> is_plus("++"), is_plus("-")
    (True, False)
    """
    mark = words.strip()
    return mark in _PLUSES or mark.startswith("++")


def status_beside(text: str, field: Element, *, marks: bool = False) -> tuple[Span, Status] | None:
    """The label of a field whose one value begins with a status, and that status; None for any other field."""
    label, values = field.part("label"), field.all_parts("value")
    status = status_at(text, values[0], marks=marks) if label and len(values) == 1 else None
    return (label, status) if label and status else None


@cache
def _rows() -> tuple[tuple[str, re.Pattern[str]], ...]:
    with faults_named(*_TABLE):
        return tuple(
            (row.cells["state"], compiled(rf"(?:{row.pattern}){_REMARK}", re.IGNORECASE))
            for row in pattern_rows(*_TABLE)
        )
