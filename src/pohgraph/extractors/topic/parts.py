"""Pages on many diseases, cut at the headings that name them: views of one page, each with the text of one subject.

A view has the page's text, id and hash; its sections, elements and sentences are those of its part. So every span still counts
the page's code points.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pohgraph.extractors.topic.disease_names import name_key, named_firmly, named_loosely
from pohgraph.extractors.topic.places import titled
from pohgraph.extractors.topic.subject import own_disease
from pohgraph.language.patterns import Patterns
from pohgraph.model import Document, Element, Reference, Section, Span
from pohgraph.vocab.lexicon import Lexicon

_PATTERNS = Patterns("extractors/topic", "title_frames.tsv")
_LEAST = 2  # diseases of a page of many, and sentences of each
# What may come before the first disease: once a page tells symptoms or causes, its headings name forms or other disorders.
_INTRODUCTION = frozenset({"header", "description", "other", "not_content", "synonyms", "coding", "disclaimer"})
_NAMING = frozenset({"other", "description", "header", "symptoms"})  # how readers take a heading that is a name


_GENERAL = frozenset({"other", "not_content", "resources", "references", "disclaimer"})
# A short line after a blank one, or after the first line of all, that ends without a full stop.
_LINE = re.compile(r"(?<=\n\n)[ \t]*(?P<line>[^\n|]{4,90}?[^\s.!?:;,|])[ \t]*\n")


class _Heading(NamedTuple):
    section: Section
    name: Span
    references: frozenset[Reference]


class Parts(NamedTuple):
    """What a page says of several diseases together, and of each: the views of `each` have the heading's name as title."""

    group: Document
    each: tuple[Document, ...]


def find_parts(doc: Document, lexicon: Lexicon) -> Parts | None:
    """The parts of a page on several diseases; None for any other page."""
    known = (_name_in(doc, section, lexicon) for section in _headed(doc))
    names = _siblings(doc, [name for name in known if name], lexicon)
    if len({name.references for name in names}) < _LEAST:
        return None
    names = sorted((*names, *_unknown(doc, names)), key=lambda name: name.name)
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


def _headed(doc: Document) -> list[Section]:
    """The headings that the reader found, and the lines after a blank one that may be some."""
    found = [section for section in doc.sections if section.heading]
    taken = [section.heading for section in found if section.heading]
    taken += [element.span for element in doc.elements if element.kind != "repeat"]
    for match in _LINE.finditer(doc.text):
        line = Span(*match.span("line"))
        if not any(line.overlaps(other) for other in taken):
            section = doc.section_at(line.start)
            level = section.level if section else 1
            found.append(Section(name="other", span=line, heading=line, level=level))
    return sorted(found, key=lambda section: (section.span.start, -section.span.end))


def _unknown(doc: Document, names: Sequence[_Heading]) -> Iterator[_Heading]:
    """Headings beside those of known diseases that by their last word name a disease which no vocabulary knows."""
    level, starts = names[0].section.level, {name.section.span.start for name in names}
    for section in doc.sections:
        if section.heading and section.level == level and section.name == "other" and section.span.start not in starts:
            name = _bare(doc, section.heading)
            words = doc.quote(name)
            if section.span.start > min(starts) and _PATTERNS["disease_heading"].fullmatch(words):
                yield _Heading(section, name, frozenset({own_disease(words)}))


def _tells(doc: Document, name: _Heading, extent: Span) -> bool:
    """Whether the text of a heading has sentences of its own."""
    return len(_within(doc.sentences, [extent])) - _in_heading(doc, name) >= _LEAST


def _bare(doc: Document, heading: Span) -> Span:
    """A heading without its number, an article before it and an abbreviation after it."""
    start, end = heading
    begun = _PATTERNS["heading_before"].match(doc.text, start, end)
    start = begun.end() if begun else start
    ended = _PATTERNS["heading_after"].search(doc.text, start, end)
    return Span(start, ended.start() if ended else end)


def _name_in(doc: Document, section: Section, lexicon: Lexicon) -> _Heading | None:
    """The disease's name that a heading consists of, but for its number, an article or an abbreviation."""
    assert section.heading
    if section.name not in _NAMING:
        return None
    name = _bare(doc, section.heading)
    words = doc.quote(name)
    found = frozenset(named_firmly(lexicon, name_key(words))) or named_loosely(lexicon, words)
    return _Heading(section, name, found) if words and found else None


def _siblings(doc: Document, names: list[_Heading], lexicon: Lexicon) -> list[_Heading]:
    """The headings of one level that name other diseases than the page's title, if nothing but an introduction comes first."""
    own: set[Reference] = set()
    for title in doc.elements_of("title"):
        words = doc.quote(title.span)
        own |= set(named_firmly(lexicon, name_key(words))) | named_loosely(lexicon, words)
        names = [name for name in names if not name.name.overlaps(title.span)]
    names = [name for name in names if not name.references & own]
    if not names:
        return []
    level = min((n.section.level for n in names), key=lambda level: -sum(n.section.level == level for n in names))
    names = [name for name in names if name.section.level == level]
    before = [s for s in doc.sections if s.heading and s.span.start < names[0].section.span.start]
    return names if all(section.name in _INTRODUCTION for section in before) else []


def _extents(doc: Document, names: Sequence[_Heading]) -> list[Span]:
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


def _in_heading(doc: Document, name: _Heading) -> int:
    """How many sentences the heading itself is."""
    return sum(name.section.heading.contains(s) for s in doc.sentences if name.section.heading)
