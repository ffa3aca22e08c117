"""Pages on many diseases, cut at the headings that name them: views of one page, each with the text of one subject.

A view has the page's text, id and hash; its sections, elements and sentences are those of its part. So every span still counts
the page's code points.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pohgraph.extractors.topic.disease_headings import Heading, diseases_called, headed, name_of, unknown_disease
from pohgraph.extractors.topic.places import titled
from pohgraph.language.patterns import Patterns
from pohgraph.model import Document, Element, Reference, Section, Span
from pohgraph.vocab.lexicon import Lexicon

_PATTERNS = Patterns("extractors/topic", "title_frames.tsv")
_LEAST = 2  # diseases of a page of many, and sentences of each
# What may come before the first disease: once a page tells symptoms or causes, its headings name forms or other disorders.
_INTRODUCTION = frozenset({"header", "description", "other", "not_content", "synonyms", "coding", "disclaimer"})
_GENERAL = frozenset(
    {"other", "not_content", "resources", "references", "disclaimer"}
)  # a disease may have these again


class Parts(NamedTuple):
    """What a page says of several diseases together, and of each: the views of `each` have the heading's name as title."""

    group: Document
    each: tuple[Document, ...]


def find_parts(doc: Document, lexicon: Lexicon) -> Parts | None:
    """The parts of a page on several diseases; None for any other page."""
    headings = headed(doc)
    names = _siblings(doc, [name for section in headings if (name := name_of(doc, section, lexicon))], lexicon)
    if not names:
        return None
    unknown = _unknown(doc, headings, names, lexicon)
    others = [name for name in unknown if _tells(doc, name, _extent(doc, headings, name))]
    clear = {name.references for name in (*names, *others) if name.is_clear}
    if len(clear) < _LEAST:
        return None
    names = sorted((*names, *others), key=lambda name: name.name)
    extents = _extents(doc, names)
    # A list of contents names them too, and has nothing to say of them.
    told = {name.references for name, extent in zip(names, extents, strict=True) if _tells(doc, name, extent)}
    if any(name.references not in told for name in names):
        return None
    names = [name for name, extent in zip(names, extents, strict=True) if _tells(doc, name, extent)]
    extents = _extents(doc, names)
    each = tuple(titled(_view(doc, [extent]), name.name) for name, extent in zip(names, extents, strict=True))
    return Parts(_view(doc, _rest(extents, len(doc.text))), each)


def covered(doc: Document) -> list[Span]:
    """The spans of a view's outermost sections, which its mentions lie in."""
    found: list[Span] = []
    for section in doc.sections:
        if not found or section.span.start >= found[-1].end:
            found.append(section.span)
    return found


def _unknown(
    doc: Document, headings: Sequence[Section], names: Sequence[Heading], lexicon: Lexicon
) -> Iterator[Heading]:
    """Headings beside those of known diseases that by their words name a disease which no vocabulary knows."""
    own = " ".join(doc.quote(title.span) for title in doc.elements_of("title"))
    level, starts = names[0].section.level, {name.section.span.start for name in names}
    first = min(
        (s.span.start for s in doc.sections if s.heading and s.name not in _INTRODUCTION), default=len(doc.text)
    )
    for section in headings:
        start = section.span.start
        if section.level == level and start not in starts and (start > min(starts) or start < first):
            found = unknown_disease(doc, section, lexicon, own)
            if found:
                yield found


def _tells(doc: Document, name: Heading, extent: Span) -> bool:
    """Whether a heading has sentences of its own: two, or one that says what somebody has."""
    own = [
        s for s in _within(doc.sentences, [extent]) if not (name.section.heading and name.section.heading.contains(s))
    ]
    return len(own) >= _LEAST or any(_PATTERNS["statement"].search(doc.text, *sentence) for sentence in own)


def _siblings(doc: Document, names: list[Heading], lexicon: Lexicon) -> list[Heading]:
    """The headings of one level that name other diseases than the page's title, if nothing but an introduction comes first."""
    own: set[Reference] = set()
    for title in doc.elements_of("title"):
        own |= diseases_called(lexicon, doc.quote(title.span))
        names = [name for name in names if not name.name.overlaps(title.span)]
    names = [name for name in names if not name.references & own]
    if not names:
        return []
    level = min((n.section.level for n in names), key=lambda level: -sum(n.section.level == level for n in names))
    names = [name for name in names if name.section.level == level]
    before = [s for s in doc.sections if s.heading and s.span.start < names[0].section.span.start]
    return names if all(section.name in _INTRODUCTION for section in before) else []


def _extent(doc: Document, headings: Sequence[Section], name: Heading) -> Span:
    """From a heading to the next one."""
    starts = (s.span.start for s in headings if s.heading and s.span.start > name.name.end)
    return Span(name.section.span.start, min(starts, default=len(doc.text)))


def _extents(doc: Document, names: Sequence[Heading]) -> list[Span]:
    """From each heading to the next disease, or to a heading that is about all of them again.

    Where the headings under each disease are of a lower level, any other heading of its own level ends its part; where all
    are of one level, the last part has those that earlier parts have.
    """
    extents: list[Span] = []
    level = names[0].section.level
    headed = [section for section in doc.sections if section.heading]
    is_nested = any(section.level > level for section in headed if section.span.start > names[0].section.span.start)
    known: set[str] = set()
    for name, after in zip(names, [*names[1:], None], strict=True):
        start, limit = name.section.span.start, after.section.span.start if after else len(doc.text)
        for section in headed:
            if not start < section.span.start < limit:
                continue
            beside = section.level == level and (is_nested or (after is None and section.name not in known))
            if section.level < level or beside:
                limit = section.span.start
            else:
                known.add(section.name)
        known -= _GENERAL
        extents.append(Span(start, limit))
    return extents


def _rest(extents: Sequence[Span], end: int) -> list[Span]:
    starts = [0, *(extent.end for extent in extents)]
    ends = [*(extent.start for extent in extents), end]
    return [Span(start, stop) for start, stop in zip(starts, ends, strict=True) if start < stop]


def _view(doc: Document, spans: Sequence[Span]) -> Document:
    """The page with what lies in some spans alone."""
    return replace(
        doc,
        sections=tuple(_clipped(doc.sections, spans)),
        elements=tuple(_elements(doc.elements, spans)),
        sentences=tuple(_within(doc.sentences, spans)),
    )


def _clipped(sections: Iterable[Section], spans: Sequence[Span]) -> Iterator[Section]:
    pieces = [
        replace(
            section,
            span=piece,
            heading=section.heading if section.heading and piece.contains(section.heading) else None,
        )
        for section in sections
        for span in spans
        if section.span.overlaps(span)
        for piece in [Span(max(section.span.start, span.start), min(section.span.end, span.end))]
    ]
    yield from sorted(pieces, key=lambda section: (section.span.start, -section.span.end))


def _elements(elements: Iterable[Element], spans: Sequence[Span]) -> Iterator[Element]:
    yield from (element for element in elements if any(span.contains(element.span) for span in spans))


def _within(sentences: Iterable[Span], spans: Sequence[Span]) -> list[Span]:
    return [sentence for sentence in sentences if any(span.contains(sentence) for span in spans)]
