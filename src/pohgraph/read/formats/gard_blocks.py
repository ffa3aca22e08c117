"""Names the blocks of a GARD page, which carry no headings in its text form.

The lines are given to blocks so that the weights of their cues add up highest, while the blocks keep the publisher's
order. A "Last updated" line closes a block, so a change of block elsewhere has a price.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pohgraph.language.lines import Line
from pohgraph.model import Section, Span
from pohgraph.read.dates import is_update_line
from pohgraph.read.lexical import cue_scores, find_section_name
from pohgraph.tables import package_table

_FIRST = 12.0  # the first block is the summary unless a cue says otherwise
_HEADING = 100.0  # a printed heading overrules any cue
_PRINTED = 100.0  # a cue of this weight is the publisher's own wording; those of prose never add up to it
_ENTRY = 3.0  # a block needs a cue to be entered at all
_UNPRINTED = 9.0  # entering, besides, a block that opens with the publisher's own wording
_MID_GROUP = 12.0  # entering where nothing was closed
_STAY = 10.0  # going on with a block that a "Last updated" line has closed
_OPENING = 120  # code points at the start of a block that say most about it
_LATER = 0.5  # how much a cue counts below the first line of a group
_MOST = 14.0  # how much a line of prose may count for one block
_LONGEST_HEADING = 80
_LINKS = frozenset(
    {"related", "specialist", "research", "organizations", "learn_more", "questions"}
)  # where a page ends
MOST_LINES = 5_000  # a page has a few hundred; further lines stay in the block that is then open


class _Block(NamedTuple):
    """`section` is canonical; `printed` where the publisher's own wording opens the block."""

    name: str
    section: str
    printed: bool


def named_blocks(text: str, lines: Sequence[Line], *, whole: bool) -> tuple[Section, ...]:
    """The sections of the page's body, in order. `lines` are those below the page's head.

    `whole` says that the head is there, so that the first block is likely the page's first.
    """
    owners = _best_blocks(text, lines, whole=whole)
    order = _blocks()
    sections: list[Section] = []
    first = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or owners[index] != owners[first]:
            name = order[owners[first]].section
            span = lines[first].span.cover(lines[index - 1].span)
            heading = lines[first].span if is_heading(text, lines[first].span) else None
            sections.append(Section(name=name, span=span, heading=heading))
            first = index
    return tuple(sections)


def is_heading(text: str, line: Span) -> bool:
    """Whether a line is a known heading and nothing else."""
    return line.end - line.start <= _LONGEST_HEADING and find_section_name(text[line.start : line.end]) is not None


def _best_blocks(text: str, lines: Sequence[Line], *, whole: bool) -> list[int]:
    """For each line the index of its block, by dynamic programming over (line, block).

    Where a copy of the page has lost its dates, blank lines stand for them.
    """
    size = len(_blocks())
    scores = [-_ENTRY - (_UNPRINTED if block.printed else 0.0) for block in _blocks()]
    scores[0] += _FIRST if whole else 0.0
    trail: list[list[int]] = []
    closed, dated, linked = True, False, False
    undated = not any(_is_date(text, line.span) for line in lines)
    for index, line in enumerate(lines):
        closed = closed or (undated and line.after_blank)
        own = _line_scores(text, line.span, leads=closed) if index < MOST_LINES else {}
        if index:
            headed = not linked and is_heading(text, line.span) and _leads_prose(lines, index)
            scores, origins = _advanced(scores, closed=closed, dated=dated, headed=headed)
        else:
            origins = list(range(size))
        trail.append(origins)
        for block, score in own.items():
            scores[block] += score
        linked = linked or any(score >= _PRINTED and _blocks()[block].name in _LINKS for block, score in own.items())
        dated = _is_date(text, line.span)
        closed = dated or max(own.values(), default=0.0) >= _PRINTED
    block = max(range(size), key=lambda index: (scores[index], -index)) if lines else 0
    owners: list[int] = []
    for origins in reversed(trail):
        owners.append(block)
        block = origins[block]
    return owners[::-1]


def _is_date(text: str, line: Span) -> bool:
    return is_update_line(text[line.start : min(line.end, line.start + _LONGEST_HEADING)])


def _leads_prose(lines: Sequence[Line], at: int) -> bool:
    """Whether the line below a heading is a paragraph."""
    below = lines[at + 1].span if at + 1 < len(lines) else Span(0, 0)
    return below.end - below.start > _LONGEST_HEADING


def _advanced(scores: list[float], *, closed: bool, dated: bool, headed: bool) -> tuple[list[float], list[int]]:
    """Scores before the next line's cues, and for each block the block of the line before.

    A printed heading over a paragraph opens its block in any order, though not among the links at the end: summaries of Orphanet have
    the clinical description below the epidemiology.
    """
    base = _ENTRY + (0.0 if closed else _MID_GROUP)
    stay = _STAY if dated else 0.0
    order = _blocks()
    reached: list[float] = []
    origins: list[int] = []
    best, best_block = float("-inf"), 0
    if headed:
        best, best_block = max((score, block) for block, score in enumerate(scores) if not order[block].printed)
    for block, score in enumerate(scores):
        price = base + (_UNPRINTED if order[block].printed else 0.0)
        if best - price >= score - stay:  # of two equal ways the one that enters later
            reached.append(best - price)
            origins.append(best_block)
        else:
            reached.append(score - stay)
            origins.append(block)
        if score > best and not headed:
            best, best_block = score, block
    return reached, origins


def _line_scores(text: str, line: Span, *, leads: bool) -> dict[int, float]:
    """Index of a block -> weight of the line's cues for it; `leads` where the line opens a group of lines."""
    names = cue_scores("gard_cues.tsv", text, line, opening=_OPENING if leads else 0)
    scores = {
        index: _damped(names[block], leads=leads) for index, (block, *_) in enumerate(_blocks()) if block in names
    }
    if line.end - line.start <= _LONGEST_HEADING:
        section = find_section_name(text[line.start : line.end])
        for index, block in enumerate(_blocks()):
            if block.section == section:
                scores[index] = scores.get(index, 0.0) + _HEADING
    return scores


def _damped(weight: float, *, leads: bool) -> float:
    """Long prose shows cues of every block: below a group's first line they count less, and never without limit."""
    if weight >= _PRINTED:
        return weight
    return min(_MOST, weight if leads else weight * _LATER)


@cache
def _blocks() -> tuple[_Block, ...]:
    """The blocks in the publisher's order."""
    return tuple(
        _Block(row["block"], row["section"], row["entry"] == "printed")
        for row in package_table("read/formats", "gard_blocks.tsv")
    )
