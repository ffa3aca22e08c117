"""Modes of inheritance that the text states of the disease, and where its variants come from."""

import re
from collections.abc import Iterator

from pohgraph.extractors.phenotype_table import route
from pohgraph.extractors.shared.cued import claim_cue, read
from pohgraph.extractors.shared.page import Page, context_qualifiers
from pohgraph.model import Assertion, Mention, Qualifiers, Reference, Remark, Span
from pohgraph.schema.relations import HAS_MODE_OF_INHERITANCE, HAS_VARIANT_ORIGIN

NAME = "inheritance"
_SECTIONS = ("description", "inheritance", "causes", "frequency", "symptoms", "diagnosis")
_DE_NOVO = Reference("pohgraph", "de_novo")
_INHERITED = Reference("pohgraph", "inherited")
_SPORADIC = Reference("HP", "0003745")
_SPORADIC_CUE = re.compile(
    r"\b(?:cases?(?: of [^.;]{2,60}?)?|condition|disorder|disease|syndrome|it|[A-Z]{2,6})\s+(?:\w+ ){0,3}?"
    r"(?P<cue>(?:is|are|be) (?:\w+ )?sporadic(?! (?:mutations?|variants?|changes?))|occurs? sporadically)\b",
    re.IGNORECASE,
)
_SPORADIC_WORDS = ("sporadic",)
# Sentences that explain a mode of inheritance whatever the disease.
_GENERAL = re.compile(
    r"\s*(?:a characteristic of|a condition is considered|in (?:x-linked|autosomal)[\w -]* inheritance|"
    r"(?:fe)?males are affected by|(?:when (?:2|two) )?carriers of an? |because (?:females|males) have|in (?:females|males))\b",
    re.IGNORECASE,
)
_MULTIFACTORIAL = Reference("HP", "0001426")
_MULTIFACTORIAL_CUE = re.compile(
    r"\b(?:caused by|results? from|due to|because of|the result of) (?:an? |the )?(?:\w+ )?(?:interaction|combination|interplay|mix(?:ture)?) (?:of|between) "
    r"(?:\w+ )?(?:genetic|hereditary)(?: factors?| influences)?,? and (?:\w+ )?environmental\b|"
    r"\b(?:multiple|many|several|a variety of) genetic and environmental (?:factors|influences)"
    r"(?= (?:\w+ )?(?:play|contribute|interact|influence|are involved|determine))",
    re.IGNORECASE,
)
_MULTIFACTORIAL_WORDS = ("environmental",)
_ADJECTIVES = frozenset(
    {"mitochondrial", "maternal", "polygenic", "multifactorial", "digenic", "oligogenic", "x-linked"}
)
_MODE_NOUN = re.compile(
    r"[\s*_]*(?:\(\w+\)\s*)?(?:\w+\s+)?(?:inheritance|manner|pattern|trait|fashion|way|mode|condition|disorder|inherited)\b",
    re.IGNORECASE,
)
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
_ORIGIN_WORDS = ("randomly", "sporadic", "spontaneous", "by chance", "de novo", "new ", "inherited")


def inheritance(page: Page) -> Iterator[Assertion | Remark]:
    """Modes by their HPO names in prose; de novo and inherited variants by their verbs."""
    stated = [(s, m) for s in page.sentences(*_SECTIONS) for m in page.mentions_in("inheritance", s)]
    stated = [(sentence, mention) for sentence, mention in stated if _is_mode(page, sentence, mention)]
    for sentence, mention in stated:
        if not any(_narrower(page, other, mention) for _, other in stated):
            yield from _mode(page, sentence, mention)
    for sentence in page.sentences(*_SECTIONS):
        if page.prose.holds(_SPORADIC_WORDS, sentence):
            yield from _sporadic(page, sentence)
        if page.prose.holds(_MULTIFACTORIAL_WORDS, sentence):
            yield from _multifactorial(page, sentence)
        if page.prose.holds(_ORIGIN_WORDS, sentence):
            yield from _origins(page, sentence)


def _is_mode(page: Page, sentence: Span, mention: Mention) -> bool:
    """Not a word on inheritance in general, nor "mitochondrial" before anything but a word for a mode."""
    if _GENERAL.match(page.doc.text, sentence.start, sentence.end):
        return False
    if route(page.lexicon, mention.reference) != HAS_MODE_OF_INHERITANCE:
        return False
    if mention.text.lower() in _ADJECTIVES:
        return _MODE_NOUN.match(page.doc.text, mention.span.end, sentence.end) is not None
    return True


def _narrower(page: Page, other: Mention, mention: Mention) -> bool:
    """Whether another statement of the page, not denied, names a mode under this one."""
    if other.reference == mention.reference or other.context.negated:
        return False
    return page.lexicon.is_a(other.reference, mention.reference)


def _sporadic(page: Page, sentence: Span) -> Iterator[Assertion]:
    """The mode of "most cases are sporadic"; said of a mutation it would be where the variant comes from."""
    match = _SPORADIC_CUE.search(page.doc.text, sentence.start, sentence.end)
    if match is None:
        return
    cue = Span(*match.span("cue"))
    subject, qualifiers, evidence = read(page, NAME, sentence, cue)
    yield page.claim(HAS_MODE_OF_INHERITANCE, evidence, object_=_SPORADIC, subject=subject, qualifiers=qualifiers)


def _multifactorial(page: Page, sentence: Span) -> Iterator[Assertion]:
    """The mode of what genes and environment cause together."""
    match = _MULTIFACTORIAL_CUE.search(page.doc.text, sentence.start, sentence.end)
    if match is None:
        return
    subject, qualifiers, evidence = read(page, NAME, sentence, Span(*match.span()))
    yield page.claim(HAS_MODE_OF_INHERITANCE, evidence, object_=_MULTIFACTORIAL, subject=subject, qualifiers=qualifiers)


def _mode(page: Page, sentence: Span, mention: Mention) -> Iterator[Assertion]:
    subject = page.subject(sentence, mention.span.start)
    yield page.claim(
        HAS_MODE_OF_INHERITANCE,
        page.evidence(
            NAME,
            sentence,
            subject=subject.span,
            object_=mention.span,
            cue=claim_cue(page, sentence, mention.span.start),
            qualifiers=context_qualifiers(mention),
        ),
        object_=mention.reference,
        object_label=mention.label,
        subject=subject,
        qualifiers=Qualifiers(negated=mention.context.negated, hedged=mention.context.hedged),
    )


def _origins(page: Page, sentence: Span) -> Iterator[Assertion]:
    for pattern, origin, label in ((_DE_NOVO_CUE, _DE_NOVO, "de novo"), (_INHERITED_CUE, _INHERITED, "inherited")):
        match = pattern.search(page.doc.text, sentence.start, sentence.end)
        if not match:
            continue
        cue = Span(*match.span())
        subject, qualifiers, evidence = read(page, NAME, sentence, cue)
        yield page.claim(
            HAS_VARIANT_ORIGIN,
            evidence,
            object_=origin,
            object_label=label,
            subject=subject,
            qualifiers=qualifiers,
        )
