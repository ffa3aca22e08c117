"""Modes of inheritance that the text states of the disease, and where its variants come from."""

import re
from collections.abc import Iterator

from pohgraph.extract.page import HAS_MODE_OF_INHERITANCE, Page, context_qualifiers
from pohgraph.model import Assertion, Finding, Mention, Qualifiers, Reference, Span
from pohgraph.recognise.context import Sentence

NAME = "inheritance"
_SECTIONS = ("description", "inheritance", "causes", "frequency", "symptoms", "diagnosis")
_ORIGIN = Reference("pohgraph", "has_variant_origin")
_DE_NOVO = Reference("pohgraph", "de_novo")
_INHERITED = Reference("pohgraph", "inherited")
_DE_NOVO_CUE = re.compile(
    r"\b(?:mutations?|variants?|changes?)\b[^.;]{0,60}?\b(?:occurs?|arises?|happens?|appears?)\s+(?:randomly|sporadically|spontaneously|by chance)"
    r"(?:\s*\(sporadically\))?|\b(?:sporadic,?\s+)?[*_]*de novo[*_]*\s+(?:mutations?|variants?|changes?)|"
    r"\bnew (?:\(de novo\) )?(?:mutations?|variants?|changes?)|\bspontaneous (?:mutations?|changes?)",
    re.IGNORECASE,
)
_INHERITED_CUE = re.compile(
    r"\b(?:mutations?|variants?|changes?)\b[^.;]{0,40}?\b(?:is|are|can be|may be) inherited from (?:a|one|an affected|either|the|their) (?:affected )?parents?|"
    r"\b(?:mutations?|variants?)\b[^.;]{0,60}?\bcan be inherited\b|\binherited from (?:one|an) affected parent",
    re.IGNORECASE,
)


def inheritance(page: Page) -> Iterator[Assertion | Finding]:
    """Modes by their HPO names in prose; de novo and inherited variants by their verbs."""
    for sentence in page.sentences(*_SECTIONS):
        for mention in page.mentions_in("inheritance", sentence.span):
            yield from _mode(page, sentence.span, mention)
        yield from _origins(page, sentence)


def _mode(page: Page, sentence: Span, mention: Mention) -> Iterator[Assertion]:
    subject = page.subject(sentence, mention.span.start)
    yield page.claim(
        HAS_MODE_OF_INHERITANCE,
        page.evidence(
            NAME, sentence, subject=subject.span, object_=mention.span, qualifiers=context_qualifiers(mention)
        ),
        object_=mention.reference,
        object_label=mention.label,
        subject=subject,
        qualifiers=Qualifiers(negated=mention.context.negated, hedged=mention.context.hedged),
    )


def _origins(page: Page, sentence: Sentence) -> Iterator[Assertion]:
    for pattern, origin, label in ((_DE_NOVO_CUE, _DE_NOVO, "de novo"), (_INHERITED_CUE, _INHERITED, "inherited")):
        match = pattern.search(page.doc.text, sentence.span.start, sentence.span.end)
        if not match:
            continue
        cue = Span(*match.span())
        subject = page.subject(sentence.span, cue.start)
        context = sentence.context(cue)
        evidence = page.evidence(
            NAME,
            sentence.span,
            subject=subject.span,
            object_=cue,
            cue=cue,
            qualifiers=[("negation", context.negation), ("hedge", context.hedge), ("frequency", context.frequency)],
        )
        yield page.claim(
            _ORIGIN,
            evidence,
            object_=origin,
            object_label=label,
            subject=subject,
            qualifiers=Qualifiers(negated=context.negated, hedged=context.hedged),
        )
