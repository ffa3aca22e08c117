"""Sentences that tell the onset of a disease by its patients ("most present by 18 months") or by its kind ("infantile-onset")."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pohgraph.extractors.shared.frequency import share
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.stages import Stage, beyond, patients, stages
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "onset_frames_patterns.tsv")
_ALL_PATIENTS = (
    "present_at",
    "cases_present",
    "problems_at",
    "normal_until",
    "diagnosed_at",
    "present_with",
    "develops_signs",
    "first_sign_at",
)
_AFFECTING = (
    *("mostly_affects", "affects_mostly", "affects_aged", "affects_mostly_aged", "affects_young", "affected_mostly"),
    *("mostly_occurs", "occurs_aged", "occurs_young", "cases_in", "commonest_in", "is_and_evident"),
)
_CALLED = ("named_onset", "congenital")
_HALF = 50.0  # percent
_REACH = 40  # code points from the verb to the stage


class OnsetFrame(NamedTuple):
    """The verb, the stage that it tells, and who or what the verb is said of."""

    verb: Span
    stage: Stage
    noun: Span


def frames(page: Page, sentence: Span) -> Iterator[OnsetFrame]:
    """The stages that the words of a sentence tell of all patients, or of the disease itself."""
    yield from _presenting_at(page, sentence)
    yield from _of_age(page, sentence)
    yield from _called(page, sentence)
    yield from _affecting(page, sentence)


def _affecting(page: Page, sentence: Span) -> Iterator[OnsetFrame]:
    """The stage of life of those whom the disease affects for the most part: "D primarily affects infants"."""
    text, seen = page.doc.text, set[Stage]()
    for name in page.prose.possible(_PATTERNS, _AFFECTING, sentence):
        match = page.prose.match(_PATTERNS, name, sentence)
        noun = _affecting_whom(page, sentence, match) if match else None
        if match is None or noun is None:
            continue
        told = stages(text, *match.span("stage"))
        named = (
            s
            for word in _PATTERNS["people_named"].finditer(text, *match.span("stage"))
            for s in patients(word[0], word.start())
        )
        told += [s for s in named if not any(s.span.overlaps(other.span) for other in told)]
        for stage in told:
            if stage not in seen:
                yield OnsetFrame(Span(*match.span("verb")), stage, noun)
        seen.update(told)


def _affecting_whom(page: Page, sentence: Span, match: re.Match[str]) -> Span | None:
    """What affects the people of a stage: the page's disease, also where "young adults are mostly affected" leaves it out."""
    if match.re is not _PATTERNS["affected_mostly"]:
        return _itself(page, Span(sentence.start, match.start("verb")))
    earlier = page.before(sentence)
    if earlier and not all(map(page.names_topic, page.mentions_in("disease", earlier))):
        return None
    if earlier and page.mentions_in("phenotype", earlier) and not page.diseases_on_topic(earlier):
        return None  # "Fractures are frequent. Children are usually affected."
    return Span(*match.span("stage"))


def _presenting_at(page: Page, sentence: Span) -> Iterator[OnsetFrame]:
    """The stage right behind "most patients present", or up to which they "develop normally"."""
    text = page.doc.text
    found = (
        match
        for name in page.prose.possible(_PATTERNS, _ALL_PATIENTS, sentence)
        for match in _PATTERNS[name].finditer(text, *sentence)
    )
    for match in found:
        verb = Span(*match.span("verb2" if match.groupdict().get("verb2") else "verb"))
        presents = match.re is _PATTERNS["present_with"]
        if not presents and page.mentions_in("phenotype", Span(verb.end, match.end())):
            continue  # "diagnosed with hypotonia within weeks": the onset of that alone
        clause = text.rfind(", ", sentence.start, verb.start) if match.re is _PATTERNS["develops_signs"] else -1
        told_until = match.end() if match.re is _PATTERNS["first_sign_at"] else verb.start
        if _of_few(text, max(clause, sentence.start), told_until):
            continue
        if page.prose.search(_PATTERNS, "older", (sentence.start, match.start())):
            continue
        start = match.end() if presents else verb.start
        for stage in stages(text, start, min(sentence.end, max(match.end(), verb.end) + _REACH)):
            yield OnsetFrame(verb, stage, Span(*match.span()))


def _of_age(page: Page, sentence: Span) -> Iterator[OnsetFrame]:
    """How old patients are when the disease begins or is found: "most are older than 50 at diagnosis"."""
    text = page.doc.text
    for match in page.prose.finditer(_PATTERNS, "when_begins", sentence):
        if not _of_few(text, sentence.start, match.start("stage")):
            for stage in stages(text, *match.span("stage")):
                yield OnsetFrame(Span(*match.span("verb")), stage, Span(*match.span()))
    for match in page.prose.finditer(_PATTERNS, "beyond", sentence):
        if not _of_few(text, sentence.start, match.start("stage")):
            for stage in beyond(text, *match.span("stage")):
                yield OnsetFrame(Span(*match.span("verb" if match["verb"] else "when")), stage, Span(*match.span()))


def _of_few(text: str, start: int, end: int) -> bool:
    """Whether what stands before a verb tells of a part of the patients that is not most of them."""
    if _PATTERNS["few"].search(text, start, end) is None:
        return False
    told = share(text[start:end])
    return told is None or told.lower < _HALF


def _called(page: Page, sentence: Span) -> Iterator[OnsetFrame]:
    """The stage that the disease is called after where the page says what it is: "D is an infantile-onset epilepsy"."""
    text = page.doc.text
    for name in page.prose.possible(_PATTERNS, _CALLED, sentence):
        match = page.prose.match(_PATTERNS, name, sentence)
        noun = _itself(page, Span(sentence.start, match.start("stage"))) if match else None
        if match is None or noun is None:
            continue
        for stage in stages(text, match.start("stage"), match.end("verb"))[:1]:
            yield OnsetFrame(Span(*match.span("verb")), stage, noun)


def _itself(page: Page, head: Span) -> Span | None:
    """The page's own disease in what stands before a stage, or the words for it that a sentence begins with."""
    named = page.mentions_in("disease", head)
    if any(page.names_topic(mention) for mention in named):
        return named[0].span
    match = page.prose.match(_PATTERNS, "it", head)
    return Span(*match.span()) if match and not named else None
