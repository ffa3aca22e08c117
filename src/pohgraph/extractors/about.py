"""The claim that a page is about its disease, with the score and the reasons of the choice."""

from collections.abc import Iterator

from pohgraph.extractors.shared.evidence import evidence_of
from pohgraph.extractors.shared.page import Page
from pohgraph.model import Assertion, Detail, Qualifiers, Reference, Remark
from pohgraph.schema.relations import ABOUT

NAME = "about"


def about(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion: document, `schema:about`, disease."""
    topic = page.topic
    yield Assertion(
        subject=Reference.parse(page.doc.id),
        subject_label=page.doc.source.title or page.doc.source.file_name,
        predicate=ABOUT,
        object=topic.reference,
        object_label=topic.label,
        qualifiers=Qualifiers(
            details=(
                Detail("pohgraph:grounding_score", f"{topic.score:.2f}"),
                *(Detail("pohgraph:grounding_reason", reason) for reason in topic.reasons),
            )
        ),
        evidence=(evidence_of(page, NAME, topic.span, object_=topic.span),),
        about=True,
    )
    if topic.reference.prefix == "pohdisease" and topic.score == 0:
        message = (
            f"{topic.label!r} is in no loaded vocabulary, or fits several diseases; it got the own reference"
            f" {topic.reference.curie}. Name its disease with --about CURIE|NAME, or load more names with"
            " `pohgraph vocab update mondo`"
        )
        yield Remark(
            document=page.doc.id, code="not_grounded", message=message, start=topic.span.start, end=topic.span.end
        )
