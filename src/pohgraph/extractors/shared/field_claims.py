"""What the extractors of fields, tables and lists share: a value's quote, a finding with the status it is given, a listed gene."""

from collections.abc import Iterator

from pohgraph.extractors.shared.evidence import Placed, claim_of, evidence_of
from pohgraph.extractors.shared.frequency import figures, frequency_term, misprinted
from pohgraph.extractors.shared.page import Page
from pohgraph.model import Assertion, Element, Mention, Qualifiers, Reference, Remark, Span
from pohgraph.schema.relations import HAS_PHENOTYPE

_LONGEST_QUOTE = 400  # code points; of a longer field only the line of the value is quoted


def quote_of(element: Element, value: Span) -> Span:
    """The words that a claim is read from: the whole field, or a value of a long one."""
    if element.span.end - element.span.start <= _LONGEST_QUOTE:
        return element.span
    return value


def findings_in(page: Page, place: Span) -> Iterator[Mention]:
    """The findings that a label or a cell names; not those of a wider name, or in the name of a disease."""
    diseases = [m.span for m in page.mentions_in("disease", place)]
    named = page.mentions_in("phenotype", place)
    for mention in named:
        wider = "broad synonym" in mention.candidates[0].steps
        if not wider and not any(span.contains(mention.span) and span != mention.span for span in diseases):
            yield mention


def finding_claim(
    page: Page,
    extractor: str,
    quote: Span,
    mention: Mention,
    state: str,
    *,
    words: Span | None = None,
    counted: str = "",
) -> Assertion | Remark:
    """A finding with its status.

    `words` are those of the status, `counted` a share that no words say as they stand, such as a count of the patients in
    the columns of a table.
    """
    if state == "nothing":
        start, end = mention.span
        message = f"{mention.text!r} ({mention.reference.curie} {mention.label}): what stands beside it is neither a yes nor a no"
        return Remark(document=page.doc.id, code="not_a_claim", message=message, start=start, end=end)
    names = {"denied": "negation", "open": "hedge", "frequency": "frequency"}
    placed: list[Placed] = [(names[state], words)] if state in names else []
    if counted and state == "frequency" and words is None:
        placed = []
    text = counted or (page.doc.quote(words) if words and state == "frequency" else "")
    if misprinted(text):
        text, placed = "", []
    return claim_of(
        page,
        HAS_PHENOTYPE,
        evidence_of(page, extractor, quote, subject=page.topic.span, object_=mention.span, qualifiers=placed),
        object_=mention.reference,
        object_label=mention.label,
        qualifiers=Qualifiers(
            negated=state == "denied",
            hedged=state == "open",
            frequency=frequency_term(text),
            details=figures(text),
        ),
    )


def misprint(page: Page, mention: Mention, words: Span | None) -> Iterator[Remark]:
    """That a count of a finding is above its total, so that it was not taken."""
    if words and misprinted(page.doc.quote(words)):
        message = f"{page.doc.quote(words)!r} of {mention.text!r} counts more patients than there are; it was left out"
        yield Remark(
            document=page.doc.id, code="misprinted_frequency", message=message, start=words.start, end=words.end
        )


def gene_claim(
    page: Page, extractor: str, gene: Reference, place: Span, quote: Span, predicate: Reference
) -> Assertion:
    """A gene of the page's disease."""
    return Assertion(
        subject=gene,
        subject_label=page.lexicon.label(gene),
        predicate=predicate,
        object=page.topic.reference,
        object_label=page.topic.label,
        evidence=(evidence_of(page, extractor, quote, subject=place),),
    )
