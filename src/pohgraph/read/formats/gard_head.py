"""The head of a GARD page: banner, name, and fields such as "Other Names:"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line, trimmed
from pohgraph.model import Element, Part, Section, Span
from pohgraph.read.dates import is_update_line
from pohgraph.read.lexical import is_boilerplate
from pohgraph.tables import package_table

_LONGEST_HEAD = 80  # lines
_LONGEST_TITLE = 200
_MORE = compiled(r"\[ ?more ?\]|(?<=\s)(?:see|show|view|read) (?:more|less|all)\s*\Z", re.IGNORECASE)
_CITED = compiled(r"\[\d")
_CODE = compiled(r"(?P<label>[^:]{1,40}?)\s*:\s*(?P<value>\d{1,7})\s*")
_ENTRY = compiled(r"[^;]+")


class Head(NamedTuple):
    """`size` counts the lines that belong to the head; the body begins after them."""

    size: int
    title: Span | None
    sections: tuple[Section, ...]
    elements: tuple[Element, ...]


def read_head(text: str, lines: Sequence[Line]) -> Head:
    """Read the head off the page's lines; a page cut off at its start has an empty one."""
    fields = _fields(text, lines)
    before = fields[0][0] if fields else _bare_head(text, lines)
    title = next((line.span for line in reversed(lines[:before]) if _may_be_title(text, line.span)), None)
    sections: list[Section] = []
    elements = [Element(kind="title", span=title)] if title else []
    end = before
    for first, name, stop in fields:
        end = stop
        if name == "synonyms":
            label = re.compile("[^:]*:").match(text, *lines[first].span)
            heading = Span(*label.span()) if label else lines[first].span
            sections.append(Section(name=name, span=lines[first].span.cover(lines[stop - 1].span), heading=heading))
            elements.extend(_synonyms(text, Span(heading.end, lines[stop - 1].span.end)))
        elif name == "coding":
            elements.extend(_code(text, lines[first].span))
    if end:
        sections.insert(0, Section(name="header", span=lines[0].span.cover(lines[end - 1].span), heading=title))
    return Head(end, title, tuple(sections), tuple(elements))


def _fields(text: str, lines: Sequence[Line]) -> list[tuple[int, str, int]]:
    """(index of the field's line, section, index after its last line).

    A field's value runs to the next field; that of the last field to the first blank line.
    """
    found = [
        (index, name)
        for index, line in enumerate(lines[:_LONGEST_HEAD])
        if (name := _field_name(text, line.span)) is not None
    ]
    fields = []
    for place, (index, name) in enumerate(found):
        if place + 1 < len(found):
            stop = found[place + 1][0]
        else:
            stop = index + 1
            while stop < len(lines) and not lines[stop].after_blank:
                stop += 1
        fields.append((index, name, stop))
    return fields


def _field_name(text: str, line: Span) -> str | None:
    label, colon, _ = text[line.start : min(line.end, line.start + 80)].partition(":")
    return _known_fields().get(label.strip().lower()) if colon else None


def _bare_head(text: str, lines: Sequence[Line]) -> int:
    """How many lines make the head of a page without fields: its banner and one short line that stands alone."""
    for index, line in enumerate(lines[:_LONGEST_HEAD]):
        if not is_boilerplate(text, "gard_text", scope="head", span=line.span):
            alone = index + 1 == len(lines) or lines[index + 1].after_blank
            opens = not text[line.span.start].islower() and _CITED.search(text, *line.span) is None
            return index + 1 if alone and opens and _may_be_title(text, line.span) else index
    return 0


def _may_be_title(text: str, line: Span) -> bool:
    words = text[line.start : min(line.end, line.start + _LONGEST_TITLE + 1)]
    return (
        len(words) <= _LONGEST_TITLE
        and words[-1] not in ".:;,|?!"
        and not is_update_line(words)
        and not is_boilerplate(text, "gard_text", scope="head", span=line)
        and not is_boilerplate(text, "gard_text", scope="line", span=line)
    )


def _code(text: str, line: Span) -> Iterator[Element]:
    """The number behind the label of a field."""
    if match := _CODE.fullmatch(text, *line):
        label, value = Span(*match.span("label")), Span(*match.span("value"))
        yield Element(kind="identifier", span=value, parts=(Part("label", label), Part("value", value)))


def _synonyms(text: str, values: Span) -> Iterator[Element]:
    """One element per entry; entries are set apart by semicolons and line ends. What a list repeats is no other name."""
    seen: set[str] = set()
    for line in re.compile(r"[^\r\n]+").finditer(text, *values):
        for entry in _ENTRY.finditer(text, *line.span()):
            more = _MORE.search(text, *entry.span())
            span = trimmed(text, Span(entry.start(), more.start() if more else entry.end()))
            said = text[slice(*span)].lower()
            if said and said not in seen:
                seen.add(said)
                yield Element(kind="synonym", span=span)


@cache
def _known_fields() -> dict[str, str]:
    return {row["field"].lower(): row["section"] for row in package_table("read/formats", "gard_fields.tsv")}
