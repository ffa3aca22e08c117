"""Fields as elements, sections and stretches of sentences."""

from collections.abc import Sequence

from pohgraph.language.lines import Line, item_text
from pohgraph.model import Element, Part, Section, Span
from pohgraph.read.apart import Apart
from pohgraph.read.field_openings import Label, Opening, openings_of, status_of, unmarked_end
from pohgraph.read.field_values import boxes, codes, items, names


def add_list(text: str, found: Apart, opened: Opening, rows: Sequence[Line]) -> None:
    """A label with a list below it."""
    known = opened.known
    if known is None:
        return
    whole = opened.span.cover(rows[-1].span)
    values = [unmarked_end(text, item_text(text, row.span) or row.span) for row in rows]
    if known.values == "prose":
        found.sections.append(Section(name=known.section, span=whole, heading=opened.label))
        for row, value in zip(rows, values, strict=True):
            pieces = openings_of(text, row.span)
            status = status_of(text, pieces[0]) if pieces and pieces[0].known is None else None
            if status:
                add_status(found, row.span, *status)
            else:
                found.elements.append(Element(kind="list_item", span=row.span, parts=(Part("text", value),)))
                found.spoken.append(value)
    elif known.values == "ages" and any(boxes(text, value) for value in values):
        ticked = [label for value in values for label, is_ticked in boxes(text, value) if is_ticked]
        if ticked:
            put(text, found, known.section, whole, opened.label, ticked)
    else:
        add(text, found, opened._replace(span=whole), known, values)


def add_status(found: Apart, line: Span, label: Span, value: Span) -> None:
    """A finding with its status; the label alone is a sentence."""
    found.elements.append(Element(kind="field", span=line, parts=(Part("label", label), Part("value", value))))
    found.spoken.append(label)


def add(text: str, found: Apart, opened: Opening, known: Label, lines: list[Span] | None) -> None:
    """A field with its values; `lines` are those of a list below the label."""
    whole, label, value = opened.span, opened.label, opened.value
    stretches = lines or [value]
    if known.values == "title":
        found.sections.append(Section(name=known.section, span=whole, heading=label))
    elif known.values == "prose":
        found.sections.append(Section(name=known.section, span=whole, heading=label))
        found.spoken.append(value)
    elif known.values == "codes":
        _add_codes(text, found, opened, stretches)
    elif known.values == "names":
        put(
            text,
            found,
            known.section,
            whole,
            label,
            [name for part in stretches for name in names(text, part)],
            kind="synonym",
        )
    elif known.values == "whole":
        put(text, found, known.section, whole, label, stretches)
    elif known.values == "ages" and (ticks := boxes(text, value)):
        put(text, found, known.section, whole, label, [place for place, is_ticked in ticks if is_ticked])
    elif lines:
        put(text, found, known.section, whole, label, lines)
    else:
        put(text, found, known.section, whole, label, list(items(text, value)))


def put(text: str, found: Apart, section: str, whole: Span, label: Span, values: list[Span], *, kind: str = "") -> None:
    """A field of a section, and its values as sentences, or as elements of a `kind`."""
    found.sections.append(Section(name=section, span=whole, heading=label))
    found.elements.append(
        Element(kind="field", span=whole, parts=(Part("label", label), *(Part("value", value) for value in values)))
    )
    if kind:
        found.elements.extend(Element(kind=kind, span=value) for value in values if not _is_included(text, value))
    else:
        found.spoken.extend(values)


def _is_included(text: str, name: Span) -> bool:
    """Whether a name is marked as one of another entity that an entry includes."""
    return text[slice(*name)].upper().endswith(", INCLUDED")


def _add_codes(text: str, found: Apart, opened: Opening, stretches: list[Span]) -> None:
    found.sections.append(Section(name="coding", span=opened.span, heading=opened.label))
    for stretch in stretches:
        for code in codes(text, stretch):
            parts = (Part("label", opened.label), Part("value", code))
            found.elements.append(Element(kind="identifier", span=code, parts=parts))
