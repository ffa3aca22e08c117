"""The HPO table of a GARD page: rows over several lines, each closed by a seven-digit number."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line, trimmed
from pohgraph.model import Element, Part, Span
from pohgraph.read.dates import is_update_line
from pohgraph.read.layout import PageRemark
from pohgraph.read.lexical import is_boilerplate

_NUMBERED = compiled(r"(?P<label>.*?)(?<!\d)(?:HP:)?(?P<identifier>\d{7})\Z")
_GROUP = compiled(r"(?P<frequency>[\d<>~].{0,20}?%) of people (?:who )?have these symptoms")
_NO_FREQUENCY = compiled(r"Percent of people who have these symptoms")
_COUNT = compiled(r"Showing (?:\d+-\d+ )?of (?P<count>\d+)")
_MORE = compiled(r"\[ ?more ?\]")
_LONGEST_LABEL = 300


class Table(NamedTuple):
    """The rows, and what of the table was not read."""

    rows: tuple[Element, ...]
    remarks: tuple[PageRemark, ...]


def read_table(text: str, lines: Sequence[Line]) -> Table:
    """Read the lines of one table. The first line of a row is its label, further ones are lay synonyms."""
    rows: list[Element] = []
    pending: list[Span] = []
    frequency: Span | None = None
    announced: re.Match[str] | None = None
    for span in (line.span for line in lines):
        short = text[span.start : min(span.end, span.start + _LONGEST_LABEL)]
        if count := _COUNT.match(short):
            announced = count
        elif group := _GROUP.match(short):
            pending, frequency = [], Span(span.start, span.start + group.end("frequency"))
        elif _NO_FREQUENCY.match(short):
            pending, frequency = [], None
        elif is_update_line(short) or is_boilerplate(text, "gard_text", scope="line", span=span):
            pending = []
        elif numbered := _NUMBERED.fullmatch(text, *span) if span.end - span.start <= _LONGEST_LABEL else None:
            rows.append(_row(text, pending, numbered, frequency))
            pending = []
        else:
            label = _without_more(text, span)
            pending.extend([label] if label.start < label.end else [])
    return Table(tuple(rows), _remarks(rows, announced, pending))


def _row(text: str, pending: Sequence[Span], numbered: re.Match[str], frequency: Span | None) -> Element:
    last = _without_more(text, Span(*numbered.span("label")))
    identifier = Span(*numbered.span("identifier"))
    names = [*pending, last] if last.start < last.end else [*pending]
    label = [Part("label", names[0])] if names else []
    parts = [*label, Part("identifier", identifier)]
    if frequency:
        parts.append(Part("frequency", frequency))
    parts.extend(Part("synonym", name) for name in names[1:])
    start = names[0].start if names else identifier.start
    return Element(kind="phenotype_row", span=Span(start, identifier.end), parts=tuple(parts))


def _without_more(text: str, span: Span) -> Span:
    more = _MORE.search(text, *span)
    return trimmed(text, Span(span.start, more.start()) if more else span)


def _remarks(
    rows: Sequence[Element], announced: re.Match[str] | None, pending: Sequence[Span]
) -> tuple[PageRemark, ...]:
    remarks = []
    if announced and int(announced["count"]) != len(rows):
        span = rows[0].span.cover(rows[-1].span) if rows else Span(0, 0)
        message = f"the HPO table announces {announced['count']} rows, but {len(rows):,} could be read"
        remarks.append(PageRemark("row_count", message, span))
    if pending:
        span = pending[0].cover(pending[-1])
        remarks.append(PageRemark("row_cut_off", "the HPO table ends within a row, which was left out", span))
    return tuple(remarks)
