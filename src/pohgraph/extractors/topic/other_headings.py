"""What stands under a heading that names another disease than the page's own, on a page that is not cut there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pohgraph.extractors.topic.disease_headings import Heading, headed, name_of, unknown_disease
from pohgraph.extractors.topic.subject import Topic, lent
from pohgraph.language.disease_words import disease_words
from pohgraph.model import Assertion, Document, Remark, Section, Span
from pohgraph.schema.categories import OWN_DISEASE
from pohgraph.schema.relations import ABOUT, HAS_DIFFERENTIAL_DIAGNOSIS, NAMING_PREDICATES, SEE_ALSO
from pohgraph.vocab.lexicon import Lexicon

_LEFT = {ABOUT, HAS_DIFFERENTIAL_DIAGNOSIS, SEE_ALSO}  # the page itself, or what it sets beside its disease


class _Place(NamedTuple):
    heading: Heading
    span: Span


def said_of_others(
    doc: Document, topic: Topic, lexicon: Lexicon, items: Iterable[Assertion | Remark]
) -> Iterator[Assertion | Remark]:
    """The items; a claim of the page's disease under another disease's name is one of that other disease, and borrowed."""
    places = list(_others(doc, topic, lexicon))
    told: set[Span] = set()
    for item in items:
        place = _place(item, places) if isinstance(item, Assertion) and item.predicate not in _LEFT else None
        if place is None or isinstance(item, Remark) or item.qualifiers.borrowed or _names_both(item, topic, place):
            yield item
            continue
        name = place.heading.name
        if name not in told:
            told.add(name)
            message = (
                f"the heading {doc.quote(name)!r} names another disease; what stands under it is not taken for"
                f" claims of {topic.label}"
            )
            yield Remark(document=doc.id, code="other_heading", message=message, start=name.start, end=name.end)
        if item.predicate not in NAMING_PREDICATES:
            yield _borrowed(item, topic, place.heading, lexicon)


def _others(doc: Document, topic: Topic, lexicon: Lexicon) -> Iterator[_Place]:
    own = {topic.reference, *topic.members, *(other for other, _ in topic.same_named)}
    titles = [title.span for title in doc.elements_of("title")]
    names = [topic.label, *map(doc.quote, titles)]
    words = [disease_words(name) for name in names]
    sections = headed(doc)
    for section in sections:
        found = name_of(doc, section, lexicon) or unknown_disease(doc, section, lexicon, " ".join(names))
        if not found or not found.is_clear or found.references & own:
            continue
        said = disease_words(doc.quote(found.name))
        is_form = any(known and known <= said for known in words)
        if not is_form and not any(found.name.overlaps(span) for span in (*titles, topic.span)):
            yield _Place(found, _extent(doc, found, sections))


def _extent(doc: Document, found: Heading, sections: Sequence[Section]) -> Span:
    section = found.section
    if section.span != section.heading:
        return section.span
    starts = (other.span.start for other in sections if other.span.start >= section.span.end)
    return Span(section.span.start, min(starts, default=len(doc.text)))


def _place(item: Assertion, places: Iterable[_Place]) -> _Place | None:
    """Where all of a claim's quotes stand."""
    quotes = [evidence.quote for evidence in item.evidence]
    around = (place for place in places if all(place.span.contains(quote) for quote in quotes))
    return max(around, key=lambda place: place.span.start, default=None)


def _names_both(item: Assertion, topic: Topic, place: _Place) -> bool:
    """Whether a claim relates the page's disease to the one that the heading names."""
    sides = {item.subject, item.object}
    return topic.reference in sides and bool(place.heading.references & sides)


def _borrowed(item: Assertion, topic: Topic, heading: Heading, lexicon: Lexicon) -> Assertion:
    """The claim of what the heading names; of the page's disease still, but not by its word, where that has no one reference."""
    other = min(heading.references)
    if len(heading.references) > 1 or other.prefix == OWN_DISEASE:
        return replace(item, qualifiers=replace(item.qualifiers, borrowed=True))
    return lent(item, topic, other, lexicon.label(other))
