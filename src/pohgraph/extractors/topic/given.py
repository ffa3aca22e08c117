"""A page whose disease the user names."""

from collections.abc import Iterator
from dataclasses import replace

from pohgraph.extractors.topic.subject import Given, Topic
from pohgraph.extractors.topic.topic import Found
from pohgraph.language.disease_words import loose_disease_key
from pohgraph.model import Document, Mention, Remark, Span
from pohgraph.schema.categories import OWN_DISEASE

_ASKED = "named by the user: "


def given_subject(found: Found, doc: Document, mentions: tuple[Mention, ...], given: Given) -> Found:
    """The page with the user's disease as its topic; the names that it gives the disease `found` are names of the user's."""
    topic, view = found
    own = {topic.reference, *topic.members, *(other for other, _ in topic.same_named)} if topic else set()
    agrees = given.reference in own
    asked = f"{_ASKED}{given.asked}"
    chosen = Topic(
        reference=given.reference,
        label=topic.label
        if topic and {topic.reference.prefix, given.reference.prefix} == {OWN_DISEASE}
        else given.label,
        span=topic.span if topic else _first_place(doc, mentions, given),
        score=1.0,
        reasons=(asked, *topic.reasons) if topic and agrees else (asked,),
        members=frozenset(own | given.same) - {given.reference},
    )
    if topic and agrees:
        same = (*topic.same_named, (topic.reference, topic.span))
        chosen = replace(chosen, same_named=tuple(pair for pair in same if pair[0] != given.reference))
    return Found(chosen, view)


def named_by_user(reason: str) -> str:
    """What the user called the disease by a topic's reason; "" where it is another reason.

    >>> named_by_user("named by the user: OMIM:166350"), named_by_user("the page opens with it")
    ('OMIM:166350', '')
    """
    return reason.removeprefix(_ASKED) if reason.startswith(_ASKED) else ""


def given_remarks(doc: Document, found: Topic | None, given: Given) -> Iterator[Remark]:
    """What a user should know of the disease that they named: that nobody knows it, or that the page says another one."""
    if not given.is_known and given.reference.prefix != OWN_DISEASE:
        message = (
            f"{given.reference.curie} is in no loaded vocabulary, so it has no name; it was used all the same."
            " Check that it is right"
        )
        yield Remark(document=doc.id, code="about_unknown", message=message)
        return
    if found is None or found.reference in {given.reference, *given.same} or found.reference.prefix == OWN_DISEASE:
        return
    same = loose_disease_key(found.label) == loose_disease_key(given.label)
    if not same and given.reference not in {other for other, _ in found.same_named}:
        message = (
            f"the page was read as one about {given.reference.curie}, as the user says, but its own text seems to be about"
            f" {found.label} {found.reference.curie}"
        )
        yield Remark(document=doc.id, code="about_differs", message=message, start=found.span.start, end=found.span.end)


def _first_place(doc: Document, mentions: tuple[Mention, ...], given: Given) -> Span:
    """Where the page first names the disease, else its first sentence."""
    own = {given.reference, *given.same}
    named = (m.span for m in mentions if m.category == "disease" and m.reference in own)
    return next(named, doc.sentences[0] if doc.sentences else Span(0, len(doc.text)))
