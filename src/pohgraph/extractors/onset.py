"""When a disease, or one finding of it, first shows: stages of life beside a verb of beginning."""

import re
from collections.abc import Iterator

from pohgraph.extractors.shared.frequency import frequency_term
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.stages import Stage, patients, rank, stages
from pohgraph.model import Assertion, Qualifiers, Reference, Remark, Span
from pohgraph.schema.relations import HAS_ONSET

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
# "is usually found in young adults", "is most often diagnosed after age 65": the stage stands right behind.
_FOUND = re.compile(
    r"\b(?:is|are|been) (?:\w+ ){0,2}(?:found|seen|diagnosed)(?= (?:in|after|between|during|before|at|around|by) )",
    re.IGNORECASE,
)
_FOUND_REACH = 40  # code points from the verb to the stage
# Whoever is affected is born with it; "some" are not all.
_BORN = re.compile(
    r"\b(?:(?:people|individuals|infants|babies|children|males|females|boys|girls|those|newborns|patients) (?:\w+ ){0,2}(?:with|affected|who)"
    r"\b[^.;,]{0,60}?|affected (?:people|individuals|infants|babies|children|males|females)|they) (?:are|is) (?:\w+ )?(?P<stage>born) with\b",
    re.IGNORECASE,
)
# What holds for a part of the patients, or for the patients of one form, is not the disease's onset.
_FEW = re.compile(
    r"\b(?:some|few|rarely|occasionally|sometimes|others?|may|many|(?:this|these|that|one|each|severe|mild|classic) forms?|"
    r"percent|(?:half|thirds?|quarters?) of)\b|%",
    re.IGNORECASE,
)
# Everybody is born with genes, and "born with the condition" is said of patients of whatever disease.
_NOT_BORN_WITH = re.compile(
    r"[^.;]{0,40}?\b(?:cop(?:y|ies)|mutations?|mutated|variants?|genes?|chromosomes?)\b|\s+(?:the|this|it)\b(?: (?:condition|disorder|disease|syndrome))?",
    re.IGNORECASE,
)
# "Newborns may present with jaundice": the patients' own stage.
_PRESENT = re.compile(
    r"\b(?P<stage>newborns?|infants|babies|children|adolescents|adults)(?: with (?:this|the) (?:condition|disorder|disease|syndrome))?"
    r" (?:\w+ )?(?P<verb>present) with\b",
    re.IGNORECASE,
)
# Words without which these patterns cannot match.
_FOUND_WORDS = ("found", "seen", "diagnosed")
_BORN_WORDS = ("born with",)
_PRESENT_WORDS = ("present with",)
_OTHERS = re.compile(r"\b(?:older|some|other|adult) $", re.IGNORECASE)
_REACH = 90  # code points from the verb to the stage
_FINDING_SECTIONS = ("description", "symptoms")
# A finding begins so, or is there so; "worsens in adulthood" is no beginning.
_FINDING_BEGINS = re.compile(
    r"\b(?:begins?|starts?|appears?|first (?:noticed|seen|appears?|becomes?)|become(?:s)? (?:apparent|noticeable|evident|obvious)|develops?|"
    r"(?:is|are) (?:\w+ )?(?:noticed|apparent|evident|present))\b",
    re.IGNORECASE,
)
# What may stand between a finding and its verb: "weakness, which usually", "seizures (epilepsy) that".
_OF_FINDING = re.compile(r"(?:\s*\([^()]*\))?,?(?: (?:that|which))?(?: \w+ly| often)?\s*", re.IGNORECASE)
_PLAIN = frozenset(
    [
        "the",
        "first",
        "its",
        "these",
        "and",
        "or",
        "of",
        "main",
        "characteristic",
        "clinical",
        "initial",
        "earliest",
        "typical",
        "common",
        "most",
        "major",
        "all",
        "physical",
        "when",
        "where",
        "other",
        "their",
        "some",
        "early",
        "any",
        "noticeable",
        "if",
        "which",
        "that",
    ]
)
# "Do not survive past childhood" tells when patients die.
_END_OF_LIFE = re.compile(
    r"\b(?:live|lives|living|surviv\w+|life|die|dies|death|past|beyond)\b(?:\s+(?!and\b|but\b)\w+){0,3}\s+$",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"signs?|symptoms?|features?", re.IGNORECASE)
_CONGENITAL = Reference("HP", "0003577")


def onset(page: Page) -> Iterator[Assertion | Remark]:
    """The onset of the page's disease; where the page does not tell it, that of its first finding."""
    told = list(_of_disease(page))
    yield from told
    if not any(claim.subject == page.topic.reference for claim in told):
        yield from _of_first_finding(page)


def _of_first_finding(page: Page) -> Iterator[Assertion]:
    """A disease begins no later than its first finding: the earliest stage at which the text lets a finding begin."""
    found: list[tuple[int, list[Assertion]]] = []
    for sentence in page.sentences(*_FINDING_SECTIONS):
        if not page.mentions_in("phenotype", sentence):
            continue
        for verb in _FINDING_BEGINS.finditer(page.doc.text, sentence.start, sentence.end):
            claims = list(_of_finding(page, sentence, Span(*verb.span())))
            if claims:
                found.append((min(rank(claim.object) for claim in claims if claim.object), claims))
    if found:
        yield from min(found, key=lambda pair: pair[0])[1]


def _of_finding(page: Page, sentence: Span, verb: Span) -> Iterator[Assertion]:
    """The stages behind a verb whose subject is a finding of the disease's patients, not of some of them."""
    text, span = page.doc.text, sentence
    findings = [m for m in page.mentions_in("phenotype", Span(span.start, verb.start)) if not m.context.negated]
    if not findings or _FEW.search(text, span.start, verb.end):
        return
    finding = findings[-1].span
    if not _OF_FINDING.fullmatch(text, finding.end, verb.start):
        return
    for stage in stages(text, verb.end, min(span.end, verb.end + _FOUND_REACH)):
        for claim in _claim(page, sentence, verb, stage, finding):
            q, frequency = claim.qualifiers, claim.evidence[0].qualifier_span("frequency")
            of_few = frequency is not None and _FEW.search(text, frequency.start, frequency.end)
            if not (q.negated or q.hedged or q.borrowed or of_few):
                yield claim


def _of_disease(page: Page) -> Iterator[Assertion]:
    for sentence in page.sentences(*_SECTIONS):
        for verb in _BEGIN.finditer(page.doc.text, sentence.start, sentence.end):
            found = list(_onsets(page, sentence, Span(*verb.span())))
            yield from found
            if found:
                break
        else:
            yield from _in_patients(page, sentence)


def _onsets(page: Page, sentence: Span, verb: Span) -> Iterator[Assertion]:
    text = page.doc.text
    noun = _subject(page, sentence, verb)
    if noun is None:
        return
    for stage in stages(text, verb.start, min(sentence.end, verb.end + 2 * _REACH)):
        if stage.span.start - verb.end > _REACH and ", or " not in text[verb.end : stage.span.start]:
            continue
        yield from _claim(page, sentence, verb, stage, noun)


def _in_patients(page: Page, sentence: Span) -> Iterator[Assertion]:
    """The onset of a disease that is found at a stage, or that patients are born with or present with."""
    holds = page.prose.holds
    if holds(_FOUND_WORDS, sentence):
        yield from _found(page, sentence)
    if holds(_BORN_WORDS, sentence):
        yield from _born(page, sentence)
    if holds(_PRESENT_WORDS, sentence):
        yield from _presenting(page, sentence)


def _found(page: Page, sentence: Span) -> Iterator[Assertion]:
    text, span = page.doc.text, sentence
    for match in _FOUND.finditer(text, span.start, span.end):
        verb = Span(*match.span())
        if noun := _disease(page, span, verb):
            for stage in stages(text, verb.end, min(span.end, verb.end + _FOUND_REACH)):
                yield from _claim(page, sentence, verb, stage, noun)


def _born(page: Page, sentence: Span) -> Iterator[Assertion]:
    text, span = page.doc.text, sentence
    for match in _BORN.finditer(text, span.start, span.end):
        if not _FEW.search(text, span.start, match.end()) and not _NOT_BORN_WITH.match(text, match.end(), span.end):
            stage = Stage(Span(*match.span("stage")), _CONGENITAL)
            yield from _claim(page, sentence, Span(*match.span()), stage, Span(*match.span()))


def _presenting(page: Page, sentence: Span) -> Iterator[Assertion]:
    text, span = page.doc.text, sentence
    for match in _PRESENT.finditer(text, span.start, span.end):
        if not _OTHERS.search(text, span.start, match.start()):
            for stage in patients(match["stage"], match.start("stage")):
                yield from _claim(page, sentence, Span(*match.span("verb")), stage, stage.span)


def _claim(page: Page, sentence: Span, verb: Span, stage: Stage, noun: Span) -> Iterator[Assertion]:
    text = page.doc.text
    if _END_OF_LIFE.search(text, sentence.start, stage.span.start):
        return
    subject = page.subject(sentence, verb.start)
    context = page.sentence(sentence).context(stage.span)
    evidence = page.evidence(
        NAME,
        sentence,
        subject=subject.span or noun,
        object_=stage.span,
        cue=verb,
        qualifiers=[
            ("negation", context.negation),
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
        qualifiers=Qualifiers(negated=context.negated, hedged=context.hedged, frequency=frequency),
    )


def _subject(page: Page, sentence: Span, verb: Span) -> Span | None:
    """The words before the verb that stand for the disease or its signs; None where it is one finding's onset."""
    matches = list(_SUBJECT.finditer(page.doc.text, sentence.start, verb.end))
    if not all(_is_plain(page, sentence, match) for match in matches):
        return None
    if matches:
        return Span(*matches[0].span())
    return _disease(page, sentence, verb)


def _is_plain(page: Page, sentence: Span, match: re.Match[str]) -> bool:
    """Not the signs of one kind: "the neurologic features begin in adulthood" tells the onset of these alone."""
    words = page.doc.text[sentence.start : match.start()].split()
    return not (_SIGNS.fullmatch(match[0]) and words and words[-1].lower() not in _PLAIN)


def _disease(page: Page, sentence: Span, verb: Span) -> Span | None:
    """The disease named before the verb, or the words that stand for it."""
    diseases = [m for m in page.mentions_in("disease", sentence) if m.span.end <= verb.start]
    if diseases:
        return diseases[0].span
    match = _SUBJECT.search(page.doc.text, sentence.start, verb.start)
    return Span(*match.span()) if match else None
