"""Document and mentions to assertions: one relation per file, each listed in `EXTRACTORS`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from pohgraph.extractors import (
    about,
    course,
    diagnosis,
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
    related,
    resource,
    synonym,
)
from pohgraph.extractors.shared.doubtful import checked
from pohgraph.extractors.shared.literature import publications
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.standing import standing
from pohgraph.extractors.topic.subject import Topic
from pohgraph.extractors.topic.topic import as_topic, find_topic, topic_mentions
from pohgraph.model import Assertion, Document, Mention, Publication, Reference, Remark
from pohgraph.recognise import Recogniser

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
    Extractor(diagnosis.NAME, diagnosis.diagnosis),
    Extractor(management.NAME, management.management),
    Extractor(prognosis.NAME, prognosis.prognosis),
    Extractor(resource.NAME, resource.resource),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one page says; `topic` is None where it could not be told what the page is about."""

    doc: Document
    mentions: tuple[Mention, ...]
    topic: Topic | None
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


def extract(doc: Document, recogniser: Recogniser) -> Extraction:
    """Everything the extractors read off a page, in their order, each in the order of the text."""
    mentions = recogniser.mentions(doc, tables=False)
    topic = find_topic(doc, mentions, recogniser.lexicon)
    if topic is None:
        message = "the page has no title and names no disease the vocabularies know; nothing was extracted"
        remark = Remark(document=doc.id, code="no_topic", message=message)
        return Extraction(doc=doc, mentions=mentions, topic=None, remarks=(remark,))
    mentions = tuple(as_topic(mention, topic) for mention in topic_mentions(doc, mentions, topic))
    works = publications(doc, mentions)
    page = Page(doc=doc, lexicon=recogniser.lexicon, mentions=mentions, topic=topic, publications=works)
    found = [standing(doc, checked(doc, item)) for extractor in EXTRACTORS for item in extractor.read(page)]
    return Extraction(
        doc=doc,
        mentions=mentions,
        topic=topic,
        assertions=tuple(item for item in found if isinstance(item, Assertion)),
        publications=works,
        remarks=tuple(item for item in found if isinstance(item, Remark)),
    )


def _renamed(assertion: Assertion, old: str, new: str) -> Assertion:
    evidence = tuple(replace(e, document=new) for e in assertion.evidence)
    subject = Reference.parse(new) if assertion.subject == Reference.parse(old) else assertion.subject
    return replace(assertion, subject=subject, evidence=evidence)
