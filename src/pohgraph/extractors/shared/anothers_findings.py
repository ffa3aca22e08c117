"""Findings of another disease that the page's own lacks: "the cataract typical of E is absent", "D lacks the cataract of E".

Such a denial is of the page's patients, though the words right at the finding tie it to the other disease. Where the sentence denies
it of a part of the patients, or at a time, it is no claim.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pohgraph.extractors.shared.case_report import ONE
from pohgraph.extractors.shared.denial import Denial, denial_of
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
_AGAIN = Denial("out", BY, "its sentence also tells it without the denial")


class Told(NamedTuple):
    """A finding with what is denied of it, and the other disease whose finding it plainly is, if it is one's."""

    mention: Mention
    denial: Denial
    owner: Mention | None = None


def with_anothers(page: Page, sentence: Span, mentions: Sequence[Mention]) -> Iterator[Told]:
    """The findings of a sentence; one of another disease that the page's lacks is told of the one, denied of the other, or both."""
    found = [(mention, _lacking(page, sentence, mention)) for mention in mentions]
    plain = {m.reference for m, lacks in found if lacks is None and m.context.negation is None}
    for mention, lacks in found:
        if lacks is None or lacks.has_it:
            yield Told(mention, denial_of(page, sentence, mention), lacks and lacks.has_it)
        if lacks and mention.reference in plain:
            yield Told(mention, _AGAIN)
        elif lacks:
            yield lacks.told


class _Lacking(NamedTuple):
    """What is denied of the page's disease, and the other disease that the same words say to have it, if they name it."""

    told: Told
    has_it: Mention | None = None


def _lacking(page: Page, sentence: Span, mention: Mention) -> _Lacking | None:
    """What a sentence denies by calling a finding another disease's, which is named where it has the finding; None where it does not."""
    if not page.prose.may_have(_PATTERNS, "denies", sentence):
        return None
    said = page.kept(_signed, sentence)
    if _OTHER not in said:
        return None
    name = within(sentence, mention.span)
    both = _PATTERNS["but_not"].match(said, name.end)
    if both:
        named = page.mentions_in("disease", sentence)
        owner = next((m for m in named if within(sentence, m.span).start == both.start("other")), None)
        return _Lacking(_denied(sentence, mention, both, both), owner)
    owned = _PATTERNS["owned"].match(said, name.end)
    if owned is None:
        return None
    lacks = _PATTERNS["lacks"].fullmatch(said, 0, name.start)
    if lacks and _PATTERNS["ends"].match(said, owned.end()):
        return _Lacking(_denied(sentence, mention, lacks, lacks))
    gone = _PATTERNS["is_absent"].match(said, owned.end())
    if gone is None:
        return None
    of_own = _PATTERNS["of_own"].match(said, gone.end())
    if of_own and _PATTERNS["alone"].fullmatch(said, 0, name.start):
        return _Lacking(_denied(sentence, mention, gone, of_own))
    return _Lacking(Told(mention, _LIMITED))


def _denied(sentence: Span, mention: Mention, denies: re.Match[str], whose: re.Match[str]) -> Told:
    """The denial, seen in one patient where it is of one; set aside where it is of a part of the patients."""
    if _PATTERNS["in_part"].search(denies["says"]):
        return Told(mention, _LIMITED)
    first, last = denies.span("cue")
    negation = Span(sentence.start + first, sentence.start + last)
    context = replace(mention.context, negation=negation, hedge=None, frequency=None, relative=None)
    return Told(replace(mention, context=context), Denial("denied", BY, seen=ONE if whose["one"] else ""))


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
