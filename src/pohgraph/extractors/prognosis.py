"""The outlook: sentences on life span, disability, progression, in the page's own words.

Outside sections on the outlook only a frame tells it: how long patients live, what they die of, and that they come to need a wheelchair.
"""

import re
from collections.abc import Iterator

from pohgraph.extractors.shared.cued import cue_table, cued, read
from pohgraph.extractors.shared.evidence import claim_of, evidence_of
from pohgraph.extractors.shared.onset_subject import disease_before
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Detail, Qualifiers, Remark, Span
from pohgraph.schema.relations import HAS_PROGNOSIS

NAME = "prognosis"
_MARKS = re.compile(r"(?:\s*\[\d+\])+\s*$")
_PATTERNS = Patterns("extractors", "prognosis_patterns.tsv")
_ELSEWHERE = sections_of("prognosis_told")  # where the outlook is told among other things
_LIFE_SPAN = "life_span"
_TOLD = {
    "told_life_span": _LIFE_SPAN,
    "told_living": _LIFE_SPAN,
    "told_dying": _LIFE_SPAN,
    "told_fatal": _LIFE_SPAN,
    "told_cause": _LIFE_SPAN,
    "told_disability": "disability",
    "told_survival": _LIFE_SPAN,
    "told_death": _LIFE_SPAN,
    "told_outlook": "general_outlook",
    "told_benign": "general_outlook",
    "told_harmless": "general_outlook",
    "told_dependent": "disability",
    "told_burden": "disability",
    "told_course": "progression",
}


def prognosis(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per sentence on the outlook; the first aspect found names it."""
    table = cue_table("prognosis_cues.tsv", "aspect")
    for sentence in page.sentences(*sections_of(NAME)):
        aspect = next(iter(cued(page, sentence, table)), None)
        if aspect is not None:
            yield _claim(page, sentence, *aspect)
    for sentence in page.sentences(*_ELSEWHERE):
        aspect = next(_told(page, sentence), None)
        claim = _claim(page, sentence, *aspect) if aspect else None
        if claim and (claim.evidence[0].subject_span or not _is_of_others(page, sentence)):
            yield claim


def _told(page: Page, sentence: Span) -> Iterator[tuple[str, Span]]:
    """The aspects that a frame of `prognosis_patterns.tsv` tells of the patients, or of the disease itself."""
    if any(page.prose.search(_PATTERNS, name, sentence) for name in ("of_cells", "cared_for", "of_the_past")):
        return
    if page.prose.match(_PATTERNS, "some_said", sentence):
        return
    for name, aspect in _TOLD.items():
        for match in page.prose.finditer(_PATTERNS, name, sentence):
            named = next((name for name in ("cue", "cue2") if match.groupdict().get(name)), 0)
            cue = Span(*match.span(named))
            if name != "told_fatal" or disease_before(page, sentence, cue):
                yield aspect, cue


def _is_of_others(page: Page, sentence: Span) -> bool:
    """Whether a sentence that does not name the page's disease may go on about a form of it, or about another disease."""
    before = page.before(sentence)
    if any(page.prose.search(_PATTERNS, "of_a_form", span) for span in (sentence, before) if span):
        return True
    if page.diseases_on_topic(sentence):
        return False
    named = page.mentions_in("disease", sentence)
    if before and page.prose.match(_PATTERNS, "they", sentence):
        named += page.mentions_in("disease", before)
    return any(not page.names_topic(mention) for mention in named)


def _claim(page: Page, sentence: Span, kind: str, cue: Span) -> Assertion:
    subject, qualifiers, _ = read(page, NAME, sentence, cue)
    words = Span(sentence.start, sentence.start + len(_MARKS.sub("", page.doc.quote(sentence))))
    evidence = evidence_of(page, NAME, sentence, subject=subject.span, object_=words, cue=cue)
    return claim_of(
        page,
        HAS_PROGNOSIS,
        evidence,
        value=" ".join(page.doc.quote(words).split()),
        subject=subject,
        # The claim is the whole sentence, denials included, so only what it leaves open takes it back.
        qualifiers=Qualifiers(
            hedged=qualifiers.hedged,
            details=(Detail("pohgraph:prognosis_aspect", f"pohgraph:{kind}", is_reference=True),),
        ),
    )
