r"""Field lists in a page's text: "label: value" lines, keys with a list below them, codes, boxes to tick, infobox rows.

A field is a short label and a value that is no running text; a heading run into a paragraph is none. Which labels are known, and what
their values are, is in `fields.tsv`; a label that it does not know is a field only between others, and says nothing. Each value is
a sentence, so that names and cues are found in it, but it is no prose: the extractors of fields read it. What a label of symptoms
has behind it is prose in a section of its own; only a finding with a status ("nystagmus: none") is a field there.
"""

from collections.abc import Sequence

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line, item_text
from pohgraph.model import Span
from pohgraph.read.apart import Apart
from pohgraph.read.bare_fields import with_bare_fields
from pohgraph.read.field_openings import (
    LONGEST_VALUE,
    Label,
    Opening,
    is_sentence,
    openings_of,
    runs_on,
    status_of,
)
from pohgraph.read.field_parts import add, add_list, add_status
from pohgraph.read.lexical import find_section_name
from pohgraph.read.values_below import read_below

_NEXT_RUN_IN = compiled(r"[.?!]\s+[A-Z][^.:]{1,40}:\s")
_WRAPPED = 60  # code points: a line as long as this may go on in the next one
_NEAR = 30  # lines to either side in which the other fields of a run are sought
_NOT_CONTENT = "not_content"


def read_fields(text: str, lines: Sequence[Line]) -> Apart:
    """The fields of a page, line by line."""
    found = Apart()
    openings = with_bare_fields(text, lines, [openings_of(text, line.span) for line in lines])
    at = 0
    while at < len(lines):
        at = _read_at(text, lines, openings, at, found)
    found.spoken.sort()
    return found


def _read_at(text: str, lines: Sequence[Line], openings: list[list[Opening]], at: int, found: Apart) -> int:
    """Read what begins at a line; the index of the next line to read."""
    line, opened = lines[at], openings[at]
    if not opened:
        return read_below(text, lines, openings, at, found)
    first = opened[0]
    if _is_wrapped(text, lines, openings, at):
        return at + 1
    if first.known is None:
        if _read_unknown(text, lines, openings, at, found):
            found.taken.add(line.span)
        return at + 1
    if first.value.start == first.value.end:
        end = _list_end(text, lines, at)
        if end == at + 1:
            return read_below(text, lines, openings, at, found)
        add_list(text, found, first, lines[at + 1 : end])
        found.taken.update(other.span for other in lines[at:end])
        return end
    if not all(_may_be_field(text, piece) for piece in opened):
        return at + 1
    return _read_values(text, lines, openings, at, found)


def _is_wrapped(text: str, lines: Sequence[Line], openings: list[list[Opening]], at: int) -> bool:
    """Whether a long line is the first one of a paragraph that was wrapped: the next one goes on with it in small letters or in brackets."""
    line = lines[at].span
    if at + 1 >= len(lines) or lines[at + 1].after_blank or line.end - line.start < _WRAPPED:
        return False
    below = lines[at + 1].span
    known = bool(openings[at + 1]) and openings[at + 1][0].known is not None
    small = text[below.start].islower() or text[below.start] == "("
    started = small and item_text(text, below) is None
    return started and not known and text[line.end - 1] not in ".?!:,|"


def _read_values(text: str, lines: Sequence[Line], openings: list[list[Opening]], at: int, found: Apart) -> int:
    """Read the fields of a line that have their values on it, and on the lines that go on with them."""
    opened = openings[at]
    end = at + 1
    while (
        (known := opened[-1].known)
        and known.values in {"names", "items", "codes"}
        and _goes_on(text, lines, openings, end)
        and (known.values != "codes" or _begins_with_code(text, lines[end].span))
    ):
        end += 1
    if end > at + 1:
        opened = [*opened[:-1], _widened(opened[-1], lines[end - 1].span.end)]
    for piece in opened:
        if piece.known:
            add(text, found, piece, piece.known, None)
    found.taken.update(other.span for other in lines[at:end])
    return end


def _read_unknown(text: str, lines: Sequence[Line], openings: list[list[Opening]], at: int, found: Apart) -> bool:
    """Read a field whose label no table knows; whether it is one."""
    first = openings[at][0]
    if (status := status_of(text, first)) is not None:
        add_status(found, lines[at].span, *status)
        return True
    if _between_fields(lines, openings, at) and not runs_on(text, first.value):
        add(text, found, first, Label(_NOT_CONTENT, "whole", running=False, below=False), None)
        return True
    return False


def _between_fields(lines: Sequence[Line], openings: list[list[Opening]], at: int) -> bool:
    """Whether a line whose label no table knows stands in a run of fields, with no blank line between."""
    known = 0
    for step in (-1, 1):
        place = at
        while 0 <= place + step < len(lines) and abs(place - at) < _NEAR and known <= 1:
            if lines[max(place, place + step)].after_blank:
                break
            place += step
            if not openings[place]:
                break
            known += openings[place][0].known is not None
    return known > 1


def _widened(opened: Opening, end: int) -> Opening:
    return opened._replace(span=Span(opened.span.start, end), value=Span(opened.value.start, end))


def _may_be_field(text: str, opened: Opening) -> bool:
    known = opened.known
    if known is None:
        return False
    words = text[slice(*opened.value)]
    if known.values == "prose":
        return True
    if known.running and len(words) <= LONGEST_VALUE and not _NEXT_RUN_IN.search(words):
        return True
    return not runs_on(text, opened.value) and not is_sentence(text, opened.value)


def _goes_on(text: str, lines: Sequence[Line], openings: list[list[Opening]], at: int) -> bool:
    """Whether a line goes on with the list of the line before, which ends in a comma or semicolon."""
    if at >= len(lines):
        return False
    line = lines[at]
    before = lines[at - 1].span
    return (
        not line.after_blank
        and not openings[at]
        and text[before.end - 1] in ",;|"
        and find_section_name(text[slice(*line.span)]) is None
    )


def _begins_with_code(text: str, line: Span) -> bool:
    """Whether the first word of a line has a figure: "DiseasesDB | 3347" is a row of its own."""
    first = text[line.start : line.end].split(maxsplit=1)[:1]
    return any(letter.isdigit() for word in first for letter in word)


def _list_end(text: str, lines: Sequence[Line], at: int) -> int:
    """The index behind the list below a label: its bullets, or lines set in deeper than the label."""
    depth = _indent(text, lines[at].span)
    end = at + 1
    while end < len(lines):
        line = lines[end]
        deeper = _indent(text, line.span) > depth
        bullet = item_text(text, line.span) is not None
        own = bullet and item_text(text, lines[at].span) is not None and not deeper
        if not (deeper or bullet) or own or (line.after_blank and end > at + 1 and not deeper):
            break
        end += 1
    return end


def _indent(text: str, line: Span) -> int:
    start = max(text.rfind("\n", 0, line.start), text.rfind("\r", 0, line.start)) + 1
    return line.start - start
