"""What a denial in the text denies: a claim of the disease, one of some patients only, or something else altogether."""

from pohgraph.extractors.shared.evidence import counting
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Document, Remark, Span
from pohgraph.schema.relations import HAS_MANAGEMENT, HAS_PHENOTYPE

_PATTERNS = Patterns("extractors/shared", "doubtful_patterns.tsv")


def checked(doc: Document, item: Assertion | Remark) -> Assertion | Remark:
    """The item itself; or, for a denied claim, why it is none: not this is plainly denied, or not of the disease."""
    # The denials of findings are read with their mentions: see `denial.py`.
    if isinstance(item, Remark) or not item.qualifiers.negated or item.predicate == HAS_PHENOTYPE:
        return item
    evidence = item.evidence[0]
    negation, claim = evidence.qualifier_span("negation"), evidence.object_span
    if claim is None or (negation and negation.overlaps(claim)):
        claim = evidence.cue
    reason = _doubt(doc.text, item, negation, claim) if negation and claim else ""
    if not claim or not reason:
        return item
    message = f"{doc.quote(claim)!r}: {reason}"
    return Remark(document=doc.id, code="not_a_claim", message=message, start=claim.start, end=claim.end)


def _doubt(text: str, item: Assertion, negation: Span, claim: Span) -> str:
    """What keeps a denial from being one of the claim; "" where nothing does."""
    evidence = item.evidence[0]
    if _PATTERNS["compared"].fullmatch(text, *negation):
        return "it is said of what the disease is compared with"
    if _of_some(text, counting(evidence)):
        return "it is denied of some patients only"
    if item.predicate == HAS_MANAGEMENT:
        direct = negation.end <= claim.start and bool(
            _PATTERNS["of_treatment"].fullmatch(text, negation.end, claim.start)
        )
        if direct and _PATTERNS["not_needed"].match(text, claim.end):
            return "the page says that none is needed"
    else:
        direct = not _of_another(text, evidence.quote, evidence.subject_span, negation, claim)
    return "" if direct else "the denial near it may be of something else"


def excepted(text: str, start: int, end: int) -> bool:
    """Whether what stands at `end` is named as an exception: "mutations in genes other than G"."""
    return _PATTERNS["excepted"].search(text[start:end]) is not None


def _of_some(text: str, frequency: Span | None) -> bool:
    """Whether a denial leaves the finding to other patients: "some people do not have seizures"."""
    return frequency is not None and not _PATTERNS["of_most"].search(text, *frequency)


def _of_another(text: str, quote: Span, subject: Span | None, negation: Span, claim: Span) -> bool:
    """Whether a denial that reaches a claim is not plainly of the claim itself.

    "Carriers of an autosomal recessive condition do not have symptoms" denies no mode of inheritance, and "when it is not
    caused by changes in G" supposes that it may be.
    """
    first, last = sorted((negation, claim))
    before = text[quote.start : first.start]
    if subject and quote.contains(subject) and subject.end <= first.start:
        before = text[quote.start : subject.start] + text[subject.end : first.start]
    if _PATTERNS["open"].search(before) or _PATTERNS["of_others"].search(before):
        return True
    return not _PATTERNS["of_the_claim"].fullmatch(text, first.end, max(last.start, first.end))
