"""Two layouts as one: what a record says of an article, and the article behind it."""

from dataclasses import replace

from pohgraph.model import Element, Part, Section, Span
from pohgraph.read.layout import Layout

_GAP = "\n"


def joined(first: Layout, second: Layout) -> Layout:
    """The first page with the text of the second behind its own; what the second is called is no name of the page."""
    shift = len(first.text) + len(_GAP)
    return replace(
        first,
        text=f"{first.text}{_GAP}{second.text}",
        sections=(*first.sections, *(_section(part, shift) for part in second.sections if part.name != "header")),
        elements=(*first.elements, *(_element(e, shift) for e in second.elements if e.kind != "title")),
        sentences=(*first.sentences, *(_moved(sentence, shift) for sentence in second.sentences)),
        remarks=(*first.remarks, *(remark._replace(span=_moved(remark.span, shift)) for remark in second.remarks)),
    )


def _moved(span: Span, shift: int) -> Span:
    return Span(span.start + shift, span.end + shift)


def _section(section: Section, shift: int) -> Section:
    heading = section.heading and _moved(section.heading, shift)
    return replace(section, span=_moved(section.span, shift), heading=heading)


def _element(element: Element, shift: int) -> Element:
    parts = tuple(Part(part.name, _moved(part.span, shift)) for part in element.parts)
    return replace(element, span=_moved(element.span, shift), parts=parts)
