"""The claim that a page is about its disease, with the score and the reasons of the choice."""

from collections.abc import Iterator

from pohgraph.extractors.shared.evidence import evidence_of
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.topic.captions import is_after_finding, says_to_name
from pohgraph.extractors.topic.file_name import is_by_file
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
    yield from _named_without_a_name(page)


def _named_without_a_name(page: Page) -> Iterator[Remark]:
    """What the user should know where the page itself does not name a disease that is known."""
    topic, curie = page.topic, page.topic.reference.curie
    start, end = topic.span
    if any(map(is_by_file, topic.reasons)):
        message = (
            f"the text has no name of its subject at its beginning; {page.doc.source.file_name!r}, the file's name, says that"
            f" it is {topic.label} ({curie}). Where that is wrong, name its disease with --about CURIE|NAME"
        )
        yield Remark(document=page.doc.id, code="named_by_file", message=message)
    if any(map(is_after_finding, topic.reasons)):
        message = (
            f"the page names no disease; it was taken to be about {topic.label} ({curie}), because {page.doc.quote(topic.span)!r}"
            " is a finding of its table, and the others fit. Where that is wrong, name its disease with --about CURIE|NAME"
        )
        yield Remark(document=page.doc.id, code="named_by_findings", message=message, start=start, end=end)
    if told := next(filter(says_to_name, topic.reasons), ""):
        message = f"the page was read as one about {topic.label!r} ({curie}): {told}"
        yield Remark(document=page.doc.id, code="named_by_table", message=message, start=start, end=end)
    elif topic.reference.prefix == "pohdisease" and topic.score == 0:
        message = (
            f"{topic.label!r} is in no loaded vocabulary, or fits several diseases; it got the own reference {curie}. Name its"
            " disease with --about CURIE|NAME, or load more names with `pohgraph vocab update mondo`"
        )
        yield Remark(document=page.doc.id, code="not_grounded", message=message, start=start, end=end)
