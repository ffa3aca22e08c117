"""Notes that are written as an outline, each line a heading: those that no table knows and that stand over no text say something themselves."""

from bisect import bisect_right
from collections.abc import Sequence

from pohgraph.language.lines import Line
from pohgraph.model import Span
from pohgraph.read.headings import Heading, is_rule
from pohgraph.read.lexical import find_section_name

_FEWEST = 8  # such headings; a page of a few has lost the text below them


def noted_headings(text: str, headings: Sequence[Heading], lines: Sequence[Line]) -> frozenset[Heading]:
    """The headings to be read as notes, where they are a third of a page's lines at least: "### Slowed saccades"."""
    spans = [line.span for line in lines]
    places = {_place(spans, heading): heading for heading in headings}
    notes = [
        heading
        for place, heading in places.items()
        if heading.marked
        and find_section_name(text[slice(*heading.words)]) is None
        and any(other.level < heading.level for other in headings if other.span < heading.span)
        and (place + 1 == len(spans) or place + 1 in places or is_rule(text, spans[place + 1]))
    ]
    return frozenset(notes) if len(notes) >= _FEWEST and 3 * len(notes) >= len(lines) else frozenset()


def _place(spans: Sequence[Span], heading: Heading) -> int:
    return bisect_right(spans, heading.span.start, key=lambda span: span.start) - 1
