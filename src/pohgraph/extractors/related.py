"""Disorders the page sets beside its own, with the kind of relation it states, and what it must be told apart from."""

from collections.abc import Iterator

from pohgraph.extractors.shared.evidence import claim_of, evidence_of
from pohgraph.extractors.shared.listing import items, listed_disorders
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.subjects import names_topic, subject_at
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Detail, Qualifiers, Remark, Span
from pohgraph.schema.relations import ASSOCIATED_WITH, HAS_DIFFERENTIAL_DIAGNOSIS

NAME = "related"
_PATTERNS = Patterns("extractors", "related_patterns.tsv")
_SECTIONS = ("description", "symptoms", "causes", "inheritance", "diagnosis", "frequency")


def related(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per named disorder of a spectrum, and one per thing the disease is told apart from."""
    for sentence in page.sentences(*_SECTIONS):
        if match := page.prose.search(_PATTERNS, "spectrum", sentence):
            yield from _spectrum(page, sentence, Span(*match.span()))
        if match := page.prose.search(_PATTERNS, "differentiate", sentence):
            yield from _differential(page, sentence, Span(*match.span()))


def _spectrum(page: Page, sentence: Span, cue: Span) -> Iterator[Assertion]:
    subject = subject_at(page, sentence, cue.start)
    if subject.borrowed:
        return
    kinds = ["same_spectrum"] if _PATTERNS["spectrum_word"].search(page.doc.quote(cue)) else ["related_disorder"]
    if page.mentions_in("gene", sentence):
        kinds.append("same_gene")
    for other in listed_disorders(page, Span(cue.end, sentence.end)):
        context = page.sentence(sentence).context(cue)
        evidence = evidence_of(
            page,
            NAME,
            sentence,
            subject=subject.span,
            object_=other.span,
            cue=cue,
            qualifiers=[("negation", context.negation), ("hedge", context.hedge)],
        )
        yield claim_of(
            page,
            ASSOCIATED_WITH,
            evidence,
            object_=other.reference,
            object_label=other.label,
            subject=subject,
            qualifiers=Qualifiers(
                negated=context.negated,
                hedged=context.hedged,
                details=tuple(Detail("pohgraph:relation_kind", f"pohgraph:{k}", is_reference=True) for k in kinds),
            ),
        )


def _differential(page: Page, sentence: Span, cue: Span) -> Iterator[Assertion]:
    """The items of the list behind the cue: a known disease by its reference, anything else by its words."""
    subject = subject_at(page, sentence, cue.start)
    context = page.sentence(sentence).context(cue)
    for item in items(page, Span(cue.end, sentence.end)):
        named = [m for m in page.mentions_in("disease", item) if not names_topic(page, m)]
        evidence = evidence_of(
            page,
            NAME,
            sentence,
            subject=subject.span,
            object_=named[0].span if named else item,
            cue=cue,
            qualifiers=[("negation", context.negation)],
        )
        yield claim_of(
            page,
            HAS_DIFFERENTIAL_DIAGNOSIS,
            evidence,
            object_=named[0].reference if named else None,
            object_label=named[0].label if named else "",
            value=None if named else " ".join(page.doc.quote(item).split()),
            subject=subject,
            qualifiers=Qualifiers(negated=context.negated),
        )
