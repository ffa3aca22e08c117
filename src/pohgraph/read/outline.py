"""Headings to sections that lie within each other, each with the name that its place gives it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pohgraph.compiled import compiled
from pohgraph.model import Section, Span
from pohgraph.read.headings import Heading

_BASE = 6  # text before any heading lies within what is deeper, beside what is not
OF_OTHERS = frozenset({"related_disorders", "animal_models", "family_history"})
OF_FINDINGS = frozenset({"symptoms", "hpo_table", "case"})  # "Synonym:" in these is another name of a finding
_OPEN = frozenset({"description", "other"})  # what no table knows below these is "other"
_CARE = compiled(r"treat|therap|manag|prevent|cure\b|care\b", re.IGNORECASE)  # what is done about the disease
_LISTS = frozenset({"related_disorders", "animal_models", "references", "resources", "not_content", "disclaimer"})


@dataclass(slots=True)
class _Open:
    name: str
    start: int
    level: int
    heading: Span | None = None
    ends: int | None = None


class _Outline:
    def __init__(self, text: str) -> None:
        self._text = text
        self._stack: list[_Open] = []
        self._sections: list[Section] = []

    def open(self, heading: Heading) -> bool:
        """Begin a section; not where an unknown heading only names an entry of the section it stands in."""
        start = heading.span.start
        if heading.name is None and self._is_entry(heading):
            return False
        self._close(start, heading.level)
        parent = self._stack[-1] if self._stack else None
        name = _name(heading, parent)
        if name == "treatment" and parent and self._is_cause(heading, parent):
            name = parent.name
        self._stack.append(_Open(name, start, heading.level, heading.words, heading.ends))
        return True

    def _is_entry(self, heading: Heading) -> bool:
        """Whether the section that would hold the heading, or end at it, lists what is not the page's own."""
        for part in reversed(self._stack):
            if part.ends is not None and part.ends <= heading.span.start:
                continue
            if part.level < heading.level or (part.level == heading.level and not heading.marked):
                return part.name in _LISTS
        return False

    def begin(self, start: int) -> None:
        self._stack.append(_Open("description", start, _BASE))

    def sections(self) -> tuple[Section, ...]:
        self._close(len(self._text), 0)
        return tuple(sorted(self._sections, key=lambda part: (part.span.start, -part.span.end, part.level)))

    def _is_cause(self, heading: Heading, parent: _Open) -> bool:
        """Whether a heading within the causes names what brings the disease on: "Medicines", not "Treatment"."""
        return parent.name == "causes" and heading.marked and _CARE.search(self._text, *heading.words) is None

    def _close(self, end: int, level: int) -> None:
        """End all that a heading of `level` at `end` ends."""
        while self._stack:
            last = self._stack[-1]
            if last.level < level and (last.ends is None or last.ends > end):
                return
            self._stack.pop()
            self._keep(last, end)

    def _keep(self, part: _Open, end: int) -> None:
        end = min(end, part.ends or end)
        while end > part.start and self._text[end - 1].isspace():
            end -= 1
        if end > part.start:
            self._sections.append(
                Section(name=part.name, span=Span(part.start, end), heading=part.heading, level=len(self._stack) + 1)
            )


def _name(heading: Heading, parent: _Open | None) -> str:
    """What a section is, by its heading and by the section around it."""
    of_finding = (
        heading.name == "synonyms" and heading.level > _BASE and parent is not None and parent.name in OF_FINDINGS
    )
    if parent is None or (heading.name and parent.name not in OF_OTHERS and not of_finding):
        return heading.name or "other"
    return "other" if parent.name in _OPEN else parent.name


def outline(text: str, headings: Sequence[Heading], start: int) -> tuple[tuple[Section, ...], tuple[Heading, ...]]:
    """The sections of a page whose own text begins at `start`, and the headings that are only entries of one.

    What stands before the first heading is the description.
    """
    found = _Outline(text)
    first = headings[0].span.start if headings else len(text)
    if text[start:first].strip() or (headings and headings[0].level > _BASE):
        found.begin(start)
    entries = tuple(heading for heading in headings if not found.open(heading))
    return found.sections(), entries
