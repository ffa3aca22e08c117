"""Any text of no known family: paragraphs, and sections where it prints headings that are known."""

import re
from collections.abc import Iterator, Sequence

from pohgraph.language.lines import Line, item_text, lines_of
from pohgraph.language.sentences import find_sentences
from pohgraph.model import Element, Section, Span
from pohgraph.read.dates import last_updated
from pohgraph.read.layout import Layout
from pohgraph.read.lexical import find_section_name
from pohgraph.read.marks import citations, links, list_items

FAMILY = "plain_text"
_ENOUGH = 0.3  # a page that looks less than this like a known family is read as plain text
_MARKDOWN_HEADING = re.compile(r"#{1,6}[ \t]+")
_WRAPPED = 50  # code points: a line as long as this may go on in the next one
_WIDEST = 140  # code points: longer lines are whole paragraphs
_STOPS = ".?!:;"


def recognises(text: str) -> float:
    """The threshold that any other family has to pass; only where there is nothing to read is it 0."""
    return _ENOUGH if text else 0.0


def read(text: str) -> Layout:
    """Read a text as paragraphs. Every line is prose, headings too: nothing is known of what else it could be."""
    lines = tuple(lines_of(text))
    sections = _sections(text, lines)
    title = next((element for element in _titles(text, lines[:1])), None)
    return Layout(
        text=text,
        title=text[title.span.start : title.span.end] if title else "",
        modified=last_updated(text),
        sections=sections,
        elements=(
            *([title] if title else []),
            *citations(text, (line.span for line in lines)),
            *list_items(text, lines),
            *links(text, (line.span for line in lines)),
        ),
        sentences=find_sentences(text, _blocks(text, lines)),
    )


def _titles(text: str, lines: Sequence[Line]) -> Iterator[Element]:
    """A Markdown heading that is no section's name."""
    for line in lines:
        marks = _MARKDOWN_HEADING.match(text, *line.span)
        if marks and find_section_name(text[slice(*line.span)]) is None:
            yield Element(kind="title", span=Span(marks.end(), line.span.end))


def _sections(text: str, lines: Sequence[Line]) -> tuple[Section, ...]:
    """From each known heading to the next; what stands before the first, or all of it, is the description."""
    sections: list[Section] = []
    for line in lines:
        name = find_section_name(text[line.span.start : min(line.span.end, line.span.start + 200)])
        if name:
            sections.append(Section(name=name, span=line.span, heading=line.span))
        elif sections:
            last = sections[-1]
            sections[-1] = Section(name=last.name, span=last.span.cover(line.span), heading=last.heading)
        else:
            sections.append(Section(name="description", span=line.span))
    return tuple(sections)


def _blocks(text: str, lines: Sequence[Line]) -> Iterator[Span]:
    """Paragraphs: lines are joined where the text was wrapped in the middle of a sentence."""
    block: Span | None = None
    previous: Line | None = None
    for line in lines:
        if block and previous and not line.after_blank and _goes_on(text, previous.span, line.span):
            block = block.cover(line.span)
        else:
            if block:
                yield block
            block = line.span
        previous = line
    if block:
        yield block


def _goes_on(text: str, line: Span, following: Span) -> bool:
    """Whether a line break stands within a sentence."""
    if text[line.end - 1] in _STOPS or item_text(text, following):
        return False
    if text[following.start].islower():
        return True
    return _WRAPPED <= line.end - line.start <= _WIDEST
