"""Disorders the page sets beside its own, with the kind of relation it states, and what it must be told apart from."""

import re
from collections.abc import Iterator

from pohgraph.extractors.shared.listing import items, listed_disorders
from pohgraph.extractors.shared.page import Page
from pohgraph.model import Assertion, Detail, Qualifiers, Remark, Span
from pohgraph.schema.relations import ASSOCIATED_WITH, HAS_DIFFERENTIAL_DIAGNOSIS

NAME = "related"
_SECTIONS = ("description", "symptoms", "causes", "inheritance", "diagnosis", "frequency")
_SPECTRUM = re.compile(
    r"\b(?:part of (?:a|the) (?:\w+ )?(?:spectrum|group|family) of|among (?:several|a group of|the)|one of (?:several|a group of))"
    r"\s+(?:\w+ ){0,3}(?:disorders|conditions|diseases|syndromes)\b",
    re.IGNORECASE,
)
_DIFFERENTIATE = re.compile(
    r"\b(?:must|should|needs? to|has to|can) (?:\w+ )?be (?:differentiated|distinguished) from\b|"
    r"\bdifferential diagnos[ei]s (?:includes?|of [^.;]{0,60} includes?)\b",
    re.IGNORECASE,
)
_SPECTRUM_WORDS = ("part of", "among", "one of")
_DIFFERENCE_WORDS = ("differentia", "distinguished")
_SPECTRUM_WORD = re.compile(r"\bspectrum\b", re.IGNORECASE)


def related(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per named disorder of a spectrum, and one per thing the disease is told apart from."""
    for sentence in page.sentences(*_SECTIONS):
        text = page.doc.text
        holds = page.prose.holds
        if holds(_SPECTRUM_WORDS, sentence) and (match := _SPECTRUM.search(text, sentence.start, sentence.end)):
            yield from _spectrum(page, sentence, Span(*match.span()))
        if holds(_DIFFERENCE_WORDS, sentence) and (match := _DIFFERENTIATE.search(text, *sentence)):
            yield from _differential(page, sentence, Span(*match.span()))


def _spectrum(page: Page, sentence: Span, cue: Span) -> Iterator[Assertion]:
    subject = page.subject(sentence, cue.start)
    if subject.borrowed:
        return
    kinds = ["same_spectrum"] if _SPECTRUM_WORD.search(page.doc.quote(cue)) else ["related_disorder"]
    if page.mentions_in("gene", sentence):
        kinds.append("same_gene")
    for other in listed_disorders(page, Span(cue.end, sentence.end)):
        context = page.sentence(sentence).context(cue)
        evidence = page.evidence(
            NAME,
            sentence,
            subject=subject.span,
            object_=other.span,
            cue=cue,
            qualifiers=[("negation", context.negation), ("hedge", context.hedge)],
        )
        yield page.claim(
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
    subject = page.subject(sentence, cue.start)
    context = page.sentence(sentence).context(cue)
    for item in items(page, Span(cue.end, sentence.end)):
        named = [m for m in page.mentions_in("disease", item) if not page.names_topic(m)]
        evidence = page.evidence(
            NAME,
            sentence,
            subject=subject.span,
            object_=named[0].span if named else item,
            cue=cue,
            qualifiers=[("negation", context.negation)],
        )
        yield page.claim(
            HAS_DIFFERENTIAL_DIAGNOSIS,
            evidence,
            object_=named[0].reference if named else None,
            object_label=named[0].label if named else "",
            value=None if named else " ".join(page.doc.quote(item).split()),
            subject=subject,
            qualifiers=Qualifiers(negated=context.negated),
        )
