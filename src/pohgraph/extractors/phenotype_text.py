"""Phenotypes stated in prose, with their negation, hedging, frequency, onset, and whose they are."""

import re
from collections.abc import Iterator

from pohgraph.extractors.shared.cued import claim_cue
from pohgraph.extractors.shared.frequency import frequency_term, percentage
from pohgraph.extractors.shared.page import Page, context_qualifiers
from pohgraph.extractors.shared.stages import stages
from pohgraph.extractors.topic.subject import Subject
from pohgraph.model import Assertion, Mention, Qualifiers, Reference, Remark, Span
from pohgraph.schema.relations import HAS_PHENOTYPE

NAME = "phenotype_text"
# Causes explain a mechanism, so they are not read; a treatment names what is treated, which is left open.
_SECTIONS = ("description", "symptoms", "diagnosis", "prognosis", "treatment")
# Words without which the patterns below cannot match.
_DEFINITION_WORDS = ("called", "known as", "termed", "defined as", "referred to as")
_DIFFERENTIAL_WORDS = ("differentia", "distinguished", "other ", "misdiagnosed", "mistaken for")
_LISTED_WORDS = ("includ", "such as")
_COMPARED_WORDS = ("as in", "similar to", "compared ", "excluding", "except", "other than", "resembl")
_DEFINITION = re.compile(r"\b(?:is|are) (?:called|known as|termed|defined as|referred to as)\b", re.IGNORECASE)
# Biology in general, or what others have: no claim about the page's patients.
_DIFFERENTIAL = re.compile(
    r"\b(?:differentiated|distinguished) from\b|\bdifferential diagnos|\bother (?:conditions|disorders|diseases|causes)\b|"
    r"\bmisdiagnosed\b|\bmistaken for\b",
    re.IGNORECASE,
)
# "disorders which include A, B and C": what follows is named as a disorder, not as a finding.
_LISTED = re.compile(
    r"\b(?:related|other|genetic|hereditary|inherited|similar|several)\s+(?:disorders|conditions|diseases|syndromes)\b[^.;]{0,20}?\b(?:includ\w+|such as)\b[^.;]*$",
    re.IGNORECASE,
)
_AND = re.compile(r"[\s,/]*(?:(?:and|or)[\s,/]*)*")
_COMPARED = re.compile(
    r"\b(?:as in|similar to|compared (?:to|with)|excluding|except(?: for)?|other than|resembl\w+)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_NAMED = re.compile(r",? (?:that is |which is |also )?(?:known as|called|termed|named) (?:an? |the )?", re.IGNORECASE)
_JOINED = re.compile(r"[-\u2010](?:associated|related|type|like|linked)\s+")
_DURING = re.compile(r"^[^.;:]{0,20}?\b(?:during|in|at|from|by|before|within)\b[^.;:]{0,30}", re.IGNORECASE)


def phenotype_text(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per mention in the sections that describe patients; what is set aside is reported."""
    for sentence in page.sentences(*_SECTIONS):
        mentions = page.mentions_in("phenotype", sentence)
        said = _said_of_others(page, sentence) if mentions else ""
        for mention in mentions:
            reason = _set_aside(page, sentence, mention) or said or _treated(page, mention)
            if reason:
                yield Remark(
                    document=page.doc.id,
                    code="not_a_claim",
                    message=f"{mention.text!r} ({mention.reference.curie} {mention.label}): {reason}",
                    start=mention.span.start,
                    end=mention.span.end,
                )
            else:
                yield _claim(page, sentence, mention)


def _claim(page: Page, sentence: Span, mention: Mention) -> Assertion:
    context = mention.context
    subject = _subject(page, sentence, mention)
    frequency_text = page.doc.quote(context.frequency) if context.frequency else ""
    stage = _onset(page, sentence, mention)
    evidence = page.evidence(
        NAME,
        sentence,
        subject=subject.span,
        object_=mention.span,
        cue=claim_cue(page, sentence, mention.span.start),
        qualifiers=[*context_qualifiers(mention), ("onset", stage[0] if stage else None)],
    )
    return page.claim(
        HAS_PHENOTYPE,
        evidence,
        object_=mention.reference,
        object_label=mention.label,
        subject=subject,
        qualifiers=Qualifiers(
            negated=context.negated,
            hedged=context.hedged,
            borrowed=context.relative is not None,
            frequency=frequency_term(frequency_text),
            onset=stage[1] if stage else None,
            details=percentage(frequency_text),
        ),
    )


def _set_aside(page: Page, sentence: Span, mention: Mention) -> str:
    if "broad synonym" in mention.candidates[0].steps:
        return "the name is wider than the term"
    diseases = [m for m in page.mentions_in("disease", sentence) if m.span.contains(mention.span)]
    if any(page.names_topic(m) for m in diseases):
        return "it is part of the disease's own name"
    if any(m.span != mention.span and not _only_lists(page, m.span) for m in diseases):
        return "it is part of another disease's name"
    if _next_names(page, sentence, mention):
        return "what follows names it more exactly"
    before, holds = Span(sentence.start, mention.span.start), page.prose.holds
    if holds(_LISTED_WORDS, before) and _LISTED.search(page.doc.quote(before)):
        return "it is listed as a disorder"
    if holds(_COMPARED_WORDS, before) and _COMPARED.search(page.doc.quote(before)):
        return "it is a comparison or an exception"
    return ""


def _said_of_others(page: Page, sentence: Span) -> str:
    """Why none of a sentence's findings are those of the page's patients, or ""."""
    text, holds = page.doc.quote(sentence), page.prose.holds
    if holds(_DEFINITION_WORDS, sentence) and _DEFINITION.search(text):
        return "the sentence defines a word"
    if holds(_DIFFERENTIAL_WORDS, sentence) and _DIFFERENTIAL.search(text):
        return "the sentence is about what the disease is told apart from"
    return "the sentence is about several disorders" if page.speaks_of_group(sentence) else ""


def _only_lists(page: Page, disease: Span) -> bool:
    """Whether a disorder's name is findings and no more: "cleft lip and palate"."""
    at = disease.start
    for finding in page.mentions_in("phenotype", disease):
        if not _AND.fullmatch(page.doc.text, at, max(at, finding.span.start)):
            return False
        at = max(at, finding.span.end)
    return at == disease.end


def _next_names(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether the words that name a finding lead to another mention: "a joint disease known as osteoarthritis"."""
    naming = _NAMED.match(page.doc.text, mention.span.end)
    return naming is not None and any(
        other.span.start == naming.end() for other in page.mentions_in("phenotype", sentence)
    )


def _treated(page: Page, mention: Mention) -> str:
    """Why a finding in a section on treatment is no claim, or ""."""
    section = page.doc.section_at(mention.span.start)
    if section is None or section.name != "treatment" or mention.context.hedged:
        return ""
    return "the sentence says what is treated, not who has it"


def _subject(page: Page, sentence: Span, mention: Mention) -> Subject:
    """The topic, unless another disease stands before the mention, or right at it ("AHO-associated obesity")."""
    text = page.doc.text
    for disease in page.mentions_in("disease", sentence):
        joined = _JOINED.fullmatch(text, disease.span.end, mention.span.start)
        if joined and not page.names_topic(disease):
            return Subject(reference=disease.reference, label=disease.label, span=disease.span, borrowed=True)
    return page.subject(sentence, mention.span.start)


def _onset(page: Page, sentence: Span, mention: Mention) -> tuple[Span, Reference] | None:
    """The stage of life that stands right behind a finding: "dermal ossification during infancy"."""
    end = max(mention.span.end, mention.entity.end if mention.entity else 0)
    after = _DURING.match(page.doc.text[end : sentence.end])
    if not after:
        return None
    found = stages(page.doc.text, end, end + after.end())
    return found[0] if found else None
