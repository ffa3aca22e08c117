"""GARD pages saved as plain text: no headings, blocks closed by "Last updated" lines."""

from collections.abc import Iterator, Sequence
from itertools import chain

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line, item_text, lines_of
from pohgraph.language.sentences import find_sentences
from pohgraph.model import Element, Part, Section, Span
from pohgraph.read.dates import is_update_line, last_updated
from pohgraph.read.formats.gard_blocks import MOST_LINES, is_heading, named_blocks
from pohgraph.read.formats.gard_head import read_head
from pohgraph.read.formats.gard_table import read_table
from pohgraph.read.layout import Layout, PageRemark
from pohgraph.read.lexical import boilerplate, is_boilerplate, merged
from pohgraph.read.marks import citations, links, list_items

FAMILY = "gard_text"
_NUMBERED = compiled(r"(?P<number>\d{1,3})\.\s+(?=\S)")
_NO_PROSE = frozenset({"hpo_table", "references"})


def read(text: str) -> Layout:
    """Read a GARD page; any of its blocks may be missing."""
    lines = tuple(lines_of(text))
    head = read_head(text, lines)
    body = lines[head.size :]
    sections = named_blocks(text, body, whole=head.title is not None)
    by_section = tuple(_grouped(body, sections))
    tables = tuple(read_table(text, rows) for section, rows in by_section if section.name == "hpo_table")
    listed = tuple(
        chain.from_iterable(_references(text, rows) for section, rows in by_section if section.name == "references")
    )
    prose = tuple(line for section, rows in by_section if section.name not in _NO_PROSE for line in rows)
    spoken = tuple(line for line in prose if not _is_furniture(text, line.span))
    sentences = find_sentences(text, (line.span for line in spoken))
    cited = tuple(citations(text, (line.span for line in prose)))
    return Layout(
        text=text,
        title=text[head.title.start : head.title.end] if head.title else "",
        modified=last_updated(text),
        sections=(*head.sections, *sections),
        elements=(
            *head.elements,
            *chain.from_iterable(table.rows for table in tables),
            *cited,
            *listed,
            *list_items(text, spoken),
            *links(text, (line.span for line in body)),
            *_standard_text(text, by_section, sentences),
        ),
        sentences=sentences,
        remarks=(
            *chain.from_iterable(table.remarks for table in tables),
            *_unread(body),
            *_missing(text, cited, listed, titled=head.title is not None),
        ),
    )


def _grouped(lines: Sequence[Line], sections: Sequence[Section]) -> Iterator[tuple[Section, tuple[Line, ...]]]:
    """Each section with its lines; both are in order."""
    index = 0
    for section in sections:
        first = index
        while index < len(lines) and lines[index].span.end <= section.span.end:
            index += 1
        yield section, tuple(lines[first:index])


def _references(text: str, lines: Sequence[Line]) -> Iterator[Element]:
    """Numbered entries; a line without a number goes on with the entry above it."""
    number: Span | None = None
    span = Span(0, 0)
    for line in lines:
        match = _NUMBERED.match(text, *line.span)
        if match:
            if number:
                yield Element(kind="reference", span=span, parts=(Part("number", number),))
            number, span = Span(*match.span("number")), line.span
        elif number and not line.after_blank:
            span = span.cover(line.span)
    if number:
        yield Element(kind="reference", span=span, parts=(Part("number", number),))


def _is_furniture(text: str, line: Span) -> bool:
    """Whether a line is a heading or a date: no sentence, no list item."""
    short = text[line.start : min(line.end, line.start + 80)]
    return is_update_line(short) or is_heading(text, item_text(text, line) or line)


def _standard_text(
    text: str, by_section: Sequence[tuple[Section, tuple[Line, ...]]], sentences: Sequence[Span]
) -> tuple[Element, ...]:
    """The publisher's own text: single lines, or the rest of a section, and sentences in other lines."""
    whole: list[Element] = []
    for _, lines in by_section:
        rest = False
        for line in lines:
            rest = rest or is_boilerplate(text, FAMILY, scope="rest", span=line.span)
            if rest or is_boilerplate(text, FAMILY, scope="line", span=line.span):
                whole.append(Element(kind="boilerplate", span=line.span))
    return merged(text, chain(whole, boilerplate(text, FAMILY, scope="sentence", spans=sentences)))


def _unread(body: Sequence[Line]) -> Iterator[PageRemark]:
    if len(body) > MOST_LINES:
        message = f"the page has {len(body)} lines; below line {MOST_LINES} its blocks were not told apart"
        yield PageRemark("long_page", message, body[MOST_LINES].span.cover(body[-1].span))


def _missing(text: str, cited: Sequence[Element], listed: Sequence[Element], *, titled: bool) -> Iterator[PageRemark]:
    if not titled:
        yield PageRemark("no_title", "the page does not say what it is about: its head is missing")
    listed_numbers = {text[slice(*span)] for element in listed for span in element.all_parts("number")}
    missing: dict[str, Span] = {}
    for element in cited:
        for span in element.all_parts("number"):
            if text[slice(*span)] not in listed_numbers:
                missing.setdefault(text[slice(*span)], element.span)
    for number, span in missing.items():
        message = f"[{number}] is cited, but the list of references has no such entry"
        yield PageRemark("citation_without_reference", message, span)
