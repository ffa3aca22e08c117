"""Document and mentions to assertions: one relation per file, each listed in `EXTRACTORS`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pohgraph.extractors import (
    about,
    belonging,
    course,
    diagnosis,
    field,
    field_finding,
    field_link,
    gene,
    identifier,
    inheritance,
    management,
    onset,
    onset_table,
    parent_of_origin,
    phenotype_table,
    phenotype_text,
    prevalence,
    prognosis,
    record_table,
    related,
    resource,
    synonym,
    table,
)
from pohgraph.extractors.shared.doubtful import checked
from pohgraph.extractors.shared.literature import publications
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.publication_status import with_publication_status
from pohgraph.extractors.shared.spaced import spaced
from pohgraph.extractors.shared.wider import said_of_group
from pohgraph.extractors.topic.given import given_remarks, given_subject
from pohgraph.extractors.topic.other_headings import said_of_others
from pohgraph.extractors.topic.own_mentions import as_topic, topic_mentions
from pohgraph.extractors.topic.parts import covered, find_parts
from pohgraph.extractors.topic.silence import silences
from pohgraph.extractors.topic.subject import Given, Topic
from pohgraph.extractors.topic.topic import find_subject
from pohgraph.model import Assertion, Document, Mention, Publication, Reference, Remark, Span
from pohgraph.recognise import Recogniser
from pohgraph.vocab.lexicon import Lexicon

__all__ = ["EXTRACTORS", "Extraction", "Extractor", "extract"]


class Extractor(NamedTuple):
    """One relation: its name in evidence, and the function that reads it off a page."""

    name: str
    read: Callable[[Page], Iterator[Assertion | Remark]]


EXTRACTORS = (
    Extractor(about.NAME, about.about),
    Extractor(identifier.NAME, identifier.identifier),
    Extractor(synonym.NAME, synonym.synonym),
    Extractor(phenotype_table.NAME, phenotype_table.phenotype_table),
    Extractor(phenotype_text.NAME, phenotype_text.phenotype_text),
    Extractor(gene.NAME, gene.gene),
    Extractor(inheritance.NAME, inheritance.inheritance),
    Extractor(parent_of_origin.NAME, parent_of_origin.parent_of_origin),
    Extractor(onset.NAME, onset.onset),
    Extractor(onset_table.NAME, onset_table.onset_table),
    Extractor(course.NAME, course.course),
    Extractor(prevalence.NAME, prevalence.prevalence),
    Extractor(related.NAME, related.related),
    Extractor(belonging.NAME, belonging.belonging),
    Extractor(diagnosis.NAME, diagnosis.diagnosis),
    Extractor(management.NAME, management.management),
    Extractor(prognosis.NAME, prognosis.prognosis),
    Extractor(resource.NAME, resource.resource),
    Extractor(field.NAME, field.field),
    Extractor(field_finding.NAME, field_finding.field_finding),
    Extractor(field_link.NAME, field_link.field_link),
    Extractor(table.NAME, table.table),
    Extractor(record_table.NAME, record_table.record_table),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one page says; `topic` is None where it could not be told what the page is about.

    A page on several diseases has several `topics`; `topic` is the first, what the page as a whole is about.
    """

    doc: Document
    mentions: tuple[Mention, ...]
    topic: Topic | None
    topics: tuple[Topic, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    publications: tuple[Publication, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def renamed(self, id_: str) -> "Extraction":
        """The same extraction of the same page under another document id."""
        old = self.doc.id
        return replace(
            self,
            doc=replace(self.doc, id=id_),
            assertions=tuple(_renamed(assertion, old, id_) for assertion in self.assertions),
            publications=tuple(replace(work, documents=(id_,)) for work in self.publications),
            remarks=tuple(replace(remark, document=id_) for remark in self.remarks),
        )


def extract(doc: Document, recogniser: Recogniser, *, about: Given | None = None) -> Extraction:
    """Everything the extractors read off a page, in their order, each in the order of the text.

    `about` is what the user says the page is about. A page on several diseases is read part by part.
    """
    mentions = recogniser.mentions(doc, tables=False)
    lexicon = recogniser.lexicon
    written, doc = doc, spaced(doc)
    if about:
        told = find_subject(doc, mentions, lexicon)
        parts = [_Part(*given_subject(told, doc, mentions, about), mentions)]
        remarks = [*given_remarks(doc, told.topic, about)]
    else:
        parts = list(_parts(doc, mentions, lexicon))
        remarks = [*_cut(doc, parts)]
    works = publications(doc, mentions)
    named = [_read_part(doc, part, lexicon, works) for part in parts if part.topic]
    found = [item for one in named for item in one.found]
    topics = tuple(part.topic for part in parts if part.topic)
    remarks += [item for item in found if isinstance(item, Remark)]
    assertions = tuple(item for item in found if isinstance(item, Assertion))
    return Extraction(
        doc=written,
        mentions=tuple(sorted((m for one in named for m in one.mentions), key=_place)) if named else mentions,
        topic=topics[0] if topics else None,
        topics=topics,
        assertions=assertions,
        publications=works if topics else (),
        remarks=(*remarks, *silences(doc, mentions, topics, assertions)),
    )


class _Part(NamedTuple):
    """One subject of a page, with the view of the page that is about it, and its mentions."""

    topic: Topic | None
    view: Document
    mentions: tuple[Mention, ...]


class _Read(NamedTuple):
    mentions: tuple[Mention, ...]
    found: list[Assertion | Remark]


def _parts(doc: Document, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Iterator[_Part]:
    """The subjects of a page: one, or on a page of many diseases what they share and then each of them."""
    parts = find_parts(doc, lexicon)
    for view in (parts.group, *parts.each) if parts else (doc,):
        inside = _inside(mentions, view) if parts else mentions
        yield _Part(*find_subject(view, inside, lexicon), inside)


def _inside(mentions: tuple[Mention, ...], view: Document) -> tuple[Mention, ...]:
    """The mentions that lie in a view."""
    spans = covered(view)
    return tuple(mention for mention in mentions if any(span.contains(mention.span) for span in spans))


def _read_part(doc: Document, part: _Part, lexicon: Lexicon, works: tuple[Publication, ...]) -> _Read:
    topic, view, mentions = part
    assert topic
    own = tuple(as_topic(mention, topic) for mention in topic_mentions(view, mentions, topic))
    if view.sections != doc.sections:
        own = _inside(own, view)
    page = Page(doc=view, lexicon=lexicon, mentions=own, topic=topic, publications=works)
    read = (item for extractor in EXTRACTORS for item in extractor.read(page))
    found = [with_publication_status(doc, checked(view, item)) for item in read]
    return _Read(own, list(said_of_others(view, topic, lexicon, said_of_group(page, found))))


def _cut(doc: Document, parts: Sequence[_Part]) -> Iterator[Remark]:
    """That a page was cut, and into what."""
    if len(parts) > 1:
        names = "; ".join(f"{part.topic.label} {part.topic.reference.curie}" for part in parts if part.topic)
        message = (
            f"the page is on several diseases; each part was read with the disease that its heading names: {names}"
        )
        yield Remark(document=doc.id, code="several_subjects", message=message)


def _place(mention: Mention) -> tuple[Span, str, Reference]:
    return mention.span, mention.category, mention.reference


def _renamed(assertion: Assertion, old: str, new: str) -> Assertion:
    evidence = tuple(replace(e, document=new) for e in assertion.evidence)
    subject = Reference.parse(new) if assertion.subject == Reference.parse(old) else assertion.subject
    return replace(assertion, subject=subject, evidence=evidence)
