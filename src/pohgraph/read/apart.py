"""What stands apart from a page's prose, in fields, tables and lists of findings: the lines that are left, and how its sections lie."""

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pohgraph.language.lines import Line
from pohgraph.model import Element, Section, Span
from pohgraph.read.outline import OF_FINDINGS, OF_OTHERS

_NAMES = frozenset({"synonyms", "coding"})
_CARE, _SIGNS = "treatment", "symptoms"


@dataclass(slots=True)
class Apart:
    """What was read of fields, tables or lists. `taken` are the lines that hold it: no headings, and no other prose.

    `spoken` are the stretches of them in which sentences are sought.
    """

    elements: list[Element] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    spoken: list[Span] = field(default_factory=list)
    taken: set[Span] = field(default_factory=set)


def nested(sections: Sequence[Section], around: Sequence[Section], lines: Sequence[Line]) -> Iterator[Section]:
    """The sections of fields one level below those around them; none where one of that name has the same heading.

    A field within a section on other disorders is of its kind, and so are names and codes right below a finding, and what a part on
    treatment says of an organ in a list: "- Eyes: tinted glasses".
    """
    below = {line.span.start for line in lines if not line.after_blank}
    for section in sections:
        outer = [other for other in around if other.span.contains(section.span)]
        inner = max(outer, key=lambda other: other.span.start, default=None)
        under = inner is not None and section.name in _NAMES and inner.name in OF_FINDINGS
        care = inner is not None and inner.name == _CARE and section.name == _SIGNS and _is_item(section, lines)
        if inner and (inner.name in OF_OTHERS or care or (under and _line_start(section, lines) in below)):
            yield replace(section, name=inner.name, level=inner.level + 1)
            continue
        same = (
            inner is not None
            and inner.name == section.name
            and inner.heading is not None
            and section.heading is not None
            and section.heading.contains(inner.heading)
        )
        if not same:
            yield replace(section, level=max((other.level for other in outer), default=0) + 1)


def own_elements(elements: Sequence[Element], sections: Sequence[Section]) -> Iterator[Element]:
    """The elements of fields without names and codes in sections, of fields too, that are not on the page's own disease."""
    apart = [section.span for section in sections if section.name not in _NAMES]
    for element in elements:
        if element.kind == "field" or not any(span.contains(element.span) for span in apart):
            yield element


def _line_start(section: Section, lines: Sequence[Line]) -> int:
    """Where the line begins that a field stands on; it may have a bullet before its label."""
    return lines[bisect_right(lines, section.span.start, key=lambda line: line.span.start) - 1].span.start


def _is_item(section: Section, lines: Sequence[Line]) -> bool:
    """Whether a bullet stands before the label of a field."""
    return section.heading is not None and _line_start(section, lines) < section.heading.start


def remaining(lines: Sequence[Line], taken: Container[Span]) -> tuple[Line, ...]:
    """The lines that hold no field or table; behind one that does, a new paragraph begins."""
    kept: list[Line] = []
    gap = False
    for line in lines:
        if line.span in taken:
            gap = True
        else:
            kept.append(Line(line.span, line.after_blank or gap))
            gap = False
    return tuple(kept)
