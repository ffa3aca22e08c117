"""Findings of a few patients of a report: "both brothers had", "we describe three sibs with", and what is told of them further on."""

import re

from pohgraph.extractors.shared.page import Page
from pohgraph.language.numbers import number
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span

_PATTERNS = Patterns("extractors/shared", "case_series_patterns.tsv")
_FARTHEST = 8  # sentences behind one that names the patients
_WITH = " with"
_AHEAD = 300  # code points that stand at most between the patients and what they have


def is_of_several(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a sentence itself says that a finding was seen in a few patients: "both sisters had", "in two siblings"."""
    if _is_behind(page, sentence, mention, ("had", "described")):
        return True
    studied = _studied(page, sentence)
    if studied and studied.start("list") <= mention.span.start - sentence.start < studied.end("list"):
        return True
    after = Span(mention.span.end, sentence.end)
    if not page.prose.may_have(_PATTERNS, "behind", after):
        return False
    return bool(_PATTERNS["behind"].match(page.prose.blanked(sentence)[mention.span.end - sentence.start :]))


def is_of_one_of_several(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a finding is one patient's of a few: "the other sister had"."""
    return _is_behind(page, sentence, mention, ("one_had",))


def all_described(page: Page, sentence: Span, mention: Mention) -> int:
    """How many patients are described who all have a finding: "we report three sibs with A and B"; 0 where it is not said."""
    if page.prose.match(_PATTERNS, "not_all", (mention.span.end, sentence.end)):
        return 0
    said, ends = page.prose.blanked(sentence), mention.span.start - sentence.start
    studied = _studied(page, sentence)
    found = [studied] if studied else []
    if not found and page.prose.may_have(_PATTERNS, "described", sentence):
        found = [*_PATTERNS["described"].finditer(said, max(0, ends - _AHEAD), ends)]
    for match in found:
        counted = [*_PATTERNS["few"].finditer(match[0])]
        behind = match.start("list") if match is studied else match.end() - len(_WITH) * match[0].endswith(_WITH)
        if counted and _PATTERNS["all_have"].fullmatch(said, behind, ends):
            return number(counted[0 if match is studied else -1][0])
    return 0


def _studied(page: Page, sentence: Span) -> re.Match[str] | None:
    """The patients that a sentence says were studied, with what they have."""
    if not page.prose.may_have(_PATTERNS, "studied", sentence):
        return None
    return _PATTERNS["studied"].match(page.prose.blanked(sentence))


def _is_behind(page: Page, sentence: Span, mention: Mention, names: tuple[str, ...]) -> bool:
    """Whether a finding stands behind the words for whoever has it, with nobody else between."""
    start = max(sentence.start, mention.span.start - _AHEAD)
    for name in names:
        if page.prose.may_have(_PATTERNS, name, Span(start, mention.span.start)):
            said = page.prose.blanked(sentence)[start - sentence.start : mention.span.start - sentence.start]
            if any(
                not _PATTERNS["said_of_others"].search(said, found.end()) for found in _PATTERNS[name].finditer(said)
            ):
                return True
    return False


def is_patient(page: Page, kin: str) -> bool:
    """Whether words for a brother or a sister stand for a patient of a report on such: "we report two brothers", and no proband beside them."""
    described = page.kept(_sibs_described, page.doc.id)
    return any(_PATTERNS[sex].search(kin) and _PATTERNS[sex].search(described) for sex in ("brother", "sister"))


def _sibs_described(page: Page, _document: str) -> str:
    """The words with which a page says whom it reports on; none where one patient is its subject."""
    sentences = page.doc.sentences
    if any(page.prose.search(_PATTERNS, "index", sentence) for sentence in sentences):
        return ""
    described = (page.prose.search(_PATTERNS, "described", sentence) for sentence in sentences)
    return " ".join(found.group() for found in described if found)


def is_of_somebody_else(page: Page, sentence: Span) -> bool:
    """Whether a sentence names others than a report's patients, or tells of their genes."""
    return page.kept(_names_somebody_else, sentence)


def _names_somebody_else(page: Page, sentence: Span) -> bool:
    return page.prose.says(_PATTERNS, "somebody", sentence)


def goes_on(page: Page, sentence: Span) -> bool:
    """Whether a sentence goes on telling of such patients: "We report two boys. … Features included", with nobody else between."""
    return page.kept(_goes_on, sentence)


def _goes_on(page: Page, sentence: Span) -> bool:
    section, at = page.doc.section_at(sentence.start), sentence
    if not page.prose.says(_PATTERNS, "told", sentence):
        return False
    for place in range(_FARTHEST):
        if place and (page.prose.says(_PATTERNS, "had", at) or page.prose.says(_PATTERNS, "described", at)):
            return True
        if is_of_somebody_else(page, at):
            return False
        earlier = page.before(at)
        if earlier is None or page.doc.section_at(earlier.start) != section:
            return False
        at = earlier
    return False
