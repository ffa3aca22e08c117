"""When a disease, or one finding of it, first shows: stages of life beside a verb of beginning."""

import re
from collections.abc import Iterator

from pohgraph.extract.frequency import frequency_term
from pohgraph.extract.page import HAS_ONSET, Page
from pohgraph.extract.stages import stages
from pohgraph.model import Assertion, Finding, Qualifiers, Span
from pohgraph.recognise.context import Sentence

NAME = "onset"
_SECTIONS = ("description", "symptoms", "causes", "diagnosis", "frequency", "inheritance", "prognosis")
_BEGIN = re.compile(
    r"\b(?:becom(?:es?|ing) (?:first )?(?:\w+ )?(?:apparent|noticeable|evident|obvious|visible)|are (?:usually |often )?(?:apparent|"
    r"noticeable|evident|present)|be (?:apparent|noticeable|evident|present)|is (?:usually |often )?(?:apparent|noticeable|evident|"
    r"present)|begins?|starts?|appears?|first (?:noticed|seen|appears?|becomes?|shows?|develops?)|onset|develops?|"
    r"affects?(?= (?:\w+ )?(?:infants|children|people|individuals|babies|men|women|adults),?"
    r" (?:usually |typically |most often |mainly |primarily )?(?:from|in|during|after|between)\b)|"
    r"present(?:s|ing)?|occurs?|manifests?|are (?:usually |typically |often )?(?:noticed|recognized|seen))\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\b(?:signs?|symptoms?|features?|onset|(?:the |this )?(?:condition|disorder|disease|syndrome)|it)\b", re.IGNORECASE
)
_UNTIL = re.compile(r"\bnot (?:\w+ ){0,3}until\b", re.IGNORECASE)
_REACH = 90  # code points from the verb to the stage


def onset(page: Page) -> Iterator[Assertion | Finding]:
    """The onset of the page's disease; a finding's own onset belongs to its phenotype claim."""
    for sentence in page.sentences(*_SECTIONS):
        for verb in _BEGIN.finditer(page.doc.text, sentence.span.start, sentence.span.end):
            found = list(_onsets(page, sentence, Span(*verb.span())))
            yield from found
            if found:
                break


def _onsets(page: Page, sentence: Sentence, verb: Span) -> Iterator[Assertion]:
    text = page.doc.text
    noun = _subject(page, sentence.span, verb)
    if noun is None:
        return
    subject = page.subject(sentence.span, verb.start)
    for stage in stages(text, verb.start, min(sentence.span.end, verb.end + 2 * _REACH)):
        if stage.span.start - verb.end > _REACH and ", or " not in text[verb.end : stage.span.start]:
            continue
        context = sentence.context(stage.span)
        negation = None if _UNTIL.search(text, sentence.span.start, stage.span.start) else context.negation
        evidence = page.evidence(
            NAME,
            sentence.span,
            subject=subject.span or noun,
            object_=stage.span,
            cue=verb,
            qualifiers=[
                ("negation", negation),
                ("hedge", context.hedge),
                ("condition", context.condition),
                ("frequency", context.frequency),
            ],
        )
        frequency = frequency_term(page.doc.quote(context.frequency)) if context.frequency else None
        yield page.claim(
            HAS_ONSET,
            evidence,
            object_=stage.term,
            subject=subject,
            qualifiers=Qualifiers(negated=negation is not None, hedged=context.hedged, frequency=frequency),
        )


def _subject(page: Page, sentence: Span, verb: Span) -> Span | None:
    """The words before the verb that stand for the disease or its signs; None where it is one finding's onset."""
    matches = list(_SUBJECT.finditer(page.doc.text, sentence.start, verb.end))
    if matches:
        return Span(*matches[0].span())
    diseases = [m for m in page.mentions_in("disease", sentence) if m.span.end <= verb.start]
    return diseases[0].span if diseases else None
