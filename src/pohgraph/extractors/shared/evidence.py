"""Claims and what they were read from: the quote, the works it cites, and the words that say how the claim is meant."""

from collections.abc import Iterable
from dataclasses import replace

from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.subjects import topic_subject
from pohgraph.extractors.topic.subject import Subject
from pohgraph.model import Assertion, Context, Detail, Evidence, Mention, Qualifiers, Reference, Remark, Span
from pohgraph.recognise.context.doubt import is_chance

Placed = tuple[str, Span | None]  # a qualifier's name, and where its words stand


def evidence_of(
    page: Page,
    extractor: str,
    quote: Span,
    *,
    subject: Span | None = None,
    object_: Span | None = None,
    cue: Span | None = None,
    qualifiers: Iterable[Placed] = (),
) -> Evidence:
    """Evidence whose quote is widened to hold object and cue, and the works cited within it.

    A "may" that stands for a frequency is kept as a chance: it says that some have it, and not how many.
    """
    said = tuple([(_kind(page, name, span), span) for name, span in qualifiers if span])
    over_list = (
        next((span for name, span in said if name == "negation" and span.end <= quote.start), None) if said else None
    )
    for span in (object_, cue, over_list):
        if span and not quote.start <= span.start <= span.end <= quote.end:
            # A quote is never cut in the middle of a sentence.
            quote = quote.cover(page.doc.sentence_at(span.start) or span).cover(span)
    section = page.doc.section_at(quote.start)
    return Evidence(
        document=page.doc.id,
        quote=quote,
        section=section.name if section else "",
        extractor=extractor,
        subject_span=subject,
        object_span=object_,
        cue=cue,
        qualifier_spans=said,
        publications=cited(page, quote),
    )


def not_a_claim(page: Page, span: Span, reason: str) -> Remark:
    """That words look like a claim and are none, and why."""
    message = f"{' '.join(page.doc.quote(span).split())!r}: {reason}"
    return Remark(document=page.doc.id, code="not_a_claim", message=message, start=span.start, end=span.end)


def counting(evidence: Evidence) -> Span | None:
    """The words that say of how many patients a claim holds, or that it holds of some."""
    return evidence.qualifier_span("frequency") or evidence.qualifier_span("chance")


def _kind(page: Page, name: str, span: Span) -> str:
    return "chance" if name == "frequency" and is_chance(page.doc.quote(span)) else name


def cited(page: Page, quote: Span) -> tuple[Reference, ...]:
    """The works whose numbers stand in a quote, in order of their number."""
    if not page.publications:
        return ()
    numbers = {
        int(page.doc.quote(span))
        for element in page.elements_in("citation", quote)
        for span in element.all_parts("number")
    }
    return tuple(work.reference for work in page.publications if work.number in numbers)


def claim_of(
    page: Page,
    predicate: Reference,
    evidence: Evidence,
    *,
    object_: Reference | None = None,
    value: str | None = None,
    subject: Subject | None = None,
    qualifiers: Qualifiers | None = None,
    object_label: str = "",
    about: bool = False,
) -> Assertion:
    """An assertion about a subject, the page's topic where none is given."""
    subject = subject or topic_subject(page)
    return Assertion(
        subject=subject.reference,
        subject_label=subject.label,
        predicate=predicate,
        object=object_,
        object_label=object_label or (page.lexicon.label(object_) if object_ else ""),
        value=value,
        qualifiers=qualified(page, qualifiers or Qualifiers(), subject, evidence),
        evidence=(evidence,),
        about=about,
    )


def qualified(page: Page, qualifiers: Qualifiers, subject: Subject, evidence: Evidence) -> Qualifiers:
    """With whose claim it is, and with the page's own words for how many patients it holds."""
    frequency = evidence.qualifier_span("frequency")
    words = " ".join(page.doc.quote(frequency).split()) if frequency else ""
    borrowed = qualifiers.borrowed or subject.borrowed
    if not words and borrowed == qualifiers.borrowed:
        return qualifiers
    details = (Detail("pohgraph:frequency_text", words), *qualifiers.details) if words else qualifiers.details
    return replace(qualifiers, borrowed=borrowed, details=details)


def context_spans(context: Context) -> list[Placed]:
    """The words that say how a claim is meant."""
    return [
        ("negation", context.negation),
        ("hedge", context.hedge),
        ("condition", context.condition),
        ("frequency", context.frequency),
    ]


def context_qualifiers(mention: Mention) -> list[Placed]:
    """The words that say how a mention is meant, and of whom."""
    return [*context_spans(mention.context), ("relative", mention.context.relative), ("entity", mention.entity)]
