"""MedlinePlus Genetics pages saved as Markdown: sections by heading, lists of links and names."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line, item_text, lines_of
from pohgraph.language.sentences import find_sentences
from pohgraph.model import Element, Part, Section, Span
from pohgraph.read.dates import is_update_line, last_updated
from pohgraph.read.layout import Layout, PageRemark
from pohgraph.read.lexical import boilerplate, find_section_name, merged
from pohgraph.read.marks import citations, links, list_items

FAMILY = "medlineplus_markdown"
_HEADING = compiled(r"(?P<marks>#{1,6})[ \t]+[*_]*")
_LINK = compiled(r"\[(?P<label>[^\[\]\r\n]+)\]\(")
_GENES = compiled(r"\[?Learn more about the (?:genes?|chromosomes?)\b", re.IGNORECASE)
_NUMBER = compiled(r"\d{1,3}(?=[.)])")
_ADDRESS = compiled(r"\s*\(<")
_LISTS = {"synonyms": "synonym", "genes": "related_gene", "references": "reference"}


class _Area(NamedTuple):
    """A heading, as a line and as bare words (None before the first), with the lines under it up to the next one."""

    name: str
    level: int
    opening: Span | None
    heading: Span | None
    lines: tuple[Line, ...]


def read(text: str) -> Layout:
    """Read a MedlinePlus Genetics page. A heading nobody knows goes on with the section above it."""
    lines = tuple(lines_of(text))
    areas, remarks = _areas(text, lines)
    title = next((area.heading for area in areas if area.name == "header" and area.heading), None)
    prose = tuple(
        line
        for area in areas
        if area.name != "header"
        for line in area.lines
        if not (area.name in _LISTS and item_text(text, line.span))
        and not is_update_line(text[line.span.start : min(line.span.end, line.span.start + 80)])
    )
    sentences = find_sentences(text, (line.span for line in prose))
    return Layout(
        text=text,
        title=text[title.start : title.end] if title else "",
        modified=last_updated(text),
        sections=tuple(_sections(areas)),
        elements=(
            *([Element(kind="title", span=title)] if title else []),
            *chain.from_iterable(_entries(text, area) for area in areas),
            *list_items(text, prose),
            *citations(text, (line.span for line in prose)),
            *links(text, (line.span for line in lines)),
            *merged(text, boilerplate(text, FAMILY, scope="sentence", spans=sentences)),
        ),
        sentences=sentences,
        remarks=(
            *remarks,
            *([] if title else [PageRemark("no_title", "the page has no heading that names its subject")]),
        ),
    )


def _areas(text: str, lines: Sequence[Line]) -> tuple[tuple[_Area, ...], tuple[PageRemark, ...]]:
    """The page cut at its headings, and a remark for each heading that no table knows."""
    areas: list[_Area] = []
    remarks: list[PageRemark] = []
    area = _Area("header", 1, None, None, ())
    rows: list[Line] = []
    titled = False
    for line in lines:
        marks = _HEADING.match(text, *line.span)
        if not marks and not _GENES.match(text, *line.span):
            rows.append(line)
            continue
        areas.append(area._replace(lines=tuple(rows)))
        rows = []
        words = _unmarked(text, Span(marks.end() if marks else line.span.start, line.span.end))
        name = "genes" if not marks else find_section_name(text[words.start : words.end])
        level = len(marks["marks"]) if marks else area.level + 1
        if name is None and not titled and area.name == "header":
            name, titled = "header", True
        elif name is None:
            name = area.name
            remarks.append(PageRemark("unknown_heading", f"a heading that no table knows was taken as {name!r}", words))
        area = _Area(name, level, line.span, words, ())
    areas.append(area._replace(lines=tuple(rows)))
    if any(text[line.span.end - 1] == "." for line in areas[0].lines):
        areas[0] = areas[0]._replace(name="description")
    return tuple(area for area in areas if area.heading or area.lines), tuple(remarks)


def _unmarked(text: str, span: Span) -> Span:
    """A heading's words without emphasis and closing marks."""
    words = text[span.start : span.end]
    return Span(span.start, span.start + len(words.rstrip("#*_ \t")))


def _sections(areas: Sequence[_Area]) -> Iterator[Section]:
    """Each area with those nested under it; the title's own section holds nothing but what stands before them."""
    opened: list[tuple[_Area, Span]] = []
    for area in areas:
        lines = [*([area.opening] if area.opening else []), *(line.span for line in area.lines)]
        own = lines[0].cover(lines[-1])
        while opened and (opened[-1][0].level >= area.level or opened[-1][0].name == "header"):
            yield _closed(opened)
        opened.append((area, own))
    while opened:
        yield _closed(opened)


def _closed(opened: list[tuple[_Area, Span]]) -> Section:
    """Take the innermost open area off the stack; the one around it reaches as far."""
    area, span = opened.pop()
    if opened:
        parent, reach = opened[-1]
        opened[-1] = (parent, reach.cover(span))
    return Section(name=area.name, span=span, heading=area.heading, level=area.level)


def _entries(text: str, area: _Area) -> Iterator[Element]:
    """The entries of a list of names, genes or works."""
    kind = _LISTS.get(area.name)
    for line in area.lines if kind else ():
        item = item_text(text, line.span)
        if kind == "reference" and item:
            number = _NUMBER.match(text, *line.span)
            parts = (Part("number", Span(*number.span())),) if number else ()
            yield Element(kind=kind, span=line.span if number else item, parts=parts)
        elif kind and item:
            yield Element(kind=kind, span=_label(text, item))


def _label(text: str, item: Span) -> Span:
    """A list item's words without link, address and emphasis."""
    link = _LINK.match(text, *item)
    if link:
        item = Span(*link.span("label"))
    address = _ADDRESS.search(text, *item)
    words = text[item.start : address.start() if address else item.end]
    start = item.start + len(words) - len(words.lstrip("*_ "))
    return Span(start, item.start + len(words.rstrip("*_ ")))
