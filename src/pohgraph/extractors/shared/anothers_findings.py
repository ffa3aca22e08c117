"""Findings of another disease that the page's own lacks: "the cataract typical of E is absent", "D lacks the cataract of E".

Such a denial is of the page's patients, though the words right at the finding tie it to the other disease. Where the sentence denies
it of a part of the patients, or at a time, it is no claim.
"""

from dataclasses import replace
from typing import NamedTuple

from pohgraph.extractors.shared.denial import Denial
from pohgraph.extractors.shared.denial_tables import TOPIC, within
from pohgraph.extractors.shared.own_names import names_own
from pohgraph.extractors.shared.page import Page
from pohgraph.language.disease_words import disease_words
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span

_PATTERNS = Patterns("extractors/shared", "anothers_findings_patterns.tsv")
_OTHER = "\u00b6"  # stands for another disease
BY = "anothers"  # what decides such a denial
_LIMITED = Denial("out", BY, "it is said of another disease, with a denial")


class Lacking(NamedTuple):
    """A finding of another disease with its denial, if any; `is_told` where the sentence also says it of the other disease."""

    mention: Mention
    denial: Denial
    is_told: bool = False


def lacking(page: Page, sentence: Span, mention: Mention) -> Lacking | None:
    """What a sentence denies by calling a finding another disease's; None where it does not."""
    if not page.prose.may_have(_PATTERNS, "denies", sentence):
        return None
    said = page.kept(_signed, sentence)
    if _OTHER not in said:
        return None
    name = within(sentence, mention.span)
    both = _PATTERNS["but_not"].match(said, name.end)
    if both:
        return _denied(sentence, mention, both.span("cue"), is_told=True)
    owned = _PATTERNS["owned"].match(said, name.end)
    if owned is None:
        return None
    lacks = _PATTERNS["lacks"].fullmatch(said, 0, name.start)
    if lacks and _PATTERNS["ends"].match(said, owned.end()):
        return _denied(sentence, mention, lacks.span("cue"))
    gone = _PATTERNS["is_absent"].match(said, owned.end())
    if gone is None:
        return None
    if _PATTERNS["alone"].fullmatch(said, 0, name.start) and _PATTERNS["of_own"].match(said, gone.end()):
        return _denied(sentence, mention, gone.span("cue"))
    return Lacking(mention, _LIMITED)


def _denied(sentence: Span, mention: Mention, cue: tuple[int, int], *, is_told: bool = False) -> Lacking:
    negation = Span(sentence.start + cue[0], sentence.start + cue[1])
    context = replace(mention.context, negation=negation, hedge=None, frequency=None, relative=None)
    return Lacking(replace(mention, context=context), Denial("denied", BY), is_told)


def _signed(page: Page, sentence: Span) -> str:
    """A sentence with signs, as long as they are, over the names of the page's disease and over those of other ones."""
    said = page.prose.blanked(sentence)
    own = disease_words(page.title)
    for disease in page.mentions_in("disease", sentence):
        if disease.span in page.finding_spans:
            continue
        if names_own(page, disease):
            sign = TOPIC
        elif own & disease_words(disease.text):
            continue  # it may be a form of the page's disease, or the group that it belongs to
        else:
            sign = _OTHER
        first, last = within(sentence, disease.span)
        said = said[:first] + sign * (last - first) + said[last:]
    return said
