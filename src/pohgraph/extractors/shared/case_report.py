"""Findings of one patient: what a case report saw is a count of 1 of 1, and no statement on the disease in general."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from pohgraph.extractors.shared.case_series import (
    all_described,
    goes_on,
    is_of_one_of_several,
    is_of_several,
    is_of_somebody_else,
)
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Detail, Mention, Section, Span

_PATTERNS = Patterns("extractors/shared", "case_report_patterns.tsv")
_AHEAD = 400  # code points that a pattern may look at
_FARTHEST = 30  # sentences behind one that names the patient
_SECTION = "case"
ONE, SEVERAL = "one", "several"
_STUDY = Detail("pohgraph:study_type", "pohgraph:case_report", is_reference=True)
_COUNTS = tuple((Detail("biolink:has_count", affected), Detail("biolink:has_total", "1")) for affected in "01")
_SHARES = frozenset({"biolink:has_percentage", "biolink:has_count", "biolink:has_total"})


class CaseReport:
    """The parts of a page that tell of single patients; where one of its sections on a case does, all of them do."""

    def __init__(self, page: Page) -> None:
        self._page = page
        sections = [part for part in page.doc.sections if part.name == _SECTION]
        self._told = tuple(part.span for part in sections) if sections and _tells(page, sections) else ()

    def marked(self, claim: Assertion, sentence: Span, mention: Mention, *, seen: str = "") -> Assertion:
        """A claim on a finding; what was seen in one patient has the count, and no share of patients.

        `seen` says that it is told of ONE patient or of SEVERAL, wherever it stands.
        """
        said = claim.qualifiers
        told = "" if said.borrowed else self._seen(sentence, mention) or seen
        if not told:
            return claim
        if told == SEVERAL:
            counts = () if said.negated or said.hedged else self._of_all(sentence, mention)
            return replace(claim, qualifiers=replace(said, details=(*said.details, *counts, _STUDY)))
        return of_one(claim)

    def _of_all(self, sentence: Span, mention: Mention) -> tuple[Detail, ...]:
        """The count of patients who are described together and all have a finding."""
        described = 0 if mention.context.frequency else all_described(self._page, sentence, mention)
        slots = ("biolink:has_count", "biolink:has_total") if described else ()
        return tuple(Detail(slot, str(described)) for slot in slots)

    def _seen(self, sentence: Span, mention: Mention) -> str:
        """Whether a finding was seen in one patient of a report, in several, or is said of the disease (nothing)."""
        if is_of_one(self._page, sentence, mention) or is_of_one_of_several(self._page, sentence, mention):
            return ONE
        if is_of_several(self._page, sentence, mention):
            return SEVERAL
        if not any(part.contains(sentence) for part in self._told):
            return self._further_on(sentence, mention)
        before = self._page.prose.blanked(sentence)[: mention.span.start - sentence.start]
        said = self._page.doc.quote(sentence)
        told = _PATTERNS["told"].search(said)
        if _PATTERNS["others"].search(before):
            return SEVERAL if told and _PATTERNS["seen"].search(before) else ""
        return "" if mention.context.frequency or (not told and _PATTERNS["general"].search(said)) else ONE

    def _further_on(self, sentence: Span, mention: Mention) -> str:
        """Whose finding it is where sentences before it say that: one patient's, those of a few, or nobody's (nothing)."""
        if mention.context.frequency or is_of_somebody_else(self._page, sentence):
            return ""
        if follows_one(self._page, sentence):
            return ONE
        return SEVERAL if goes_on(self._page, sentence) else ""


def of_one(claim: Assertion) -> Assertion:
    """A claim on a finding as what was seen in one patient: it has the count, and no share of patients."""
    said = claim.qualifiers
    counts = () if said.hedged else _COUNTS[not said.negated]
    words = tuple(detail for detail in said.details if detail.slot not in _SHARES)
    return replace(claim, qualifiers=replace(said, frequency=None, details=(*words, *counts, _STUDY)))


def follows_one(page: Page, sentence: Span) -> bool:
    """Whether a sentence goes on telling of one patient: "A boy had fever. … There was no rash", with nobody else between."""
    return page.kept(_follows_one, sentence)


def _follows_one(page: Page, sentence: Span) -> bool:
    if not any(page.prose.says(_PATTERNS, name, sentence) for name in ("told", "one", "own")):
        return False
    section, at = page.doc.section_at(sentence.start), sentence
    for number in range(_FARTHEST):
        of_kin = page.prose.says(_PATTERNS, "own_subject", at)
        # "His mother had cataract. There was no glaucoma": it may be hers.
        if _PATTERNS["others"].search(page.prose.blanked(at)) or (of_kin and number <= 1):
            return False
        if number and not of_kin and page.prose.says(_PATTERNS, "one", at):
            return True
        earlier = page.before(at)
        if earlier is None or page.doc.section_at(earlier.start) != section:
            return False
        at = earlier
    return False


def is_of_one(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a sentence itself says that a finding is one patient's: "our patient had", "a 3-year-old boy with", "she had"."""
    said, size = page.prose.blanked(sentence), mention.span.start - sentence.start
    last = _last(page, sentence, "one", size)
    own = _last(page, sentence, "own", size)
    if own > last and _PATTERNS["told"].search(page.doc.quote(sentence)):
        last = own
    if last >= 0:
        rest = said[last:size]
        # The words that name the one patient may themselves say what others have: "unlike most patients, he had".
        return not (_PATTERNS["others"].search(rest) or _PATTERNS["own_subject"].search(rest))
    if not page.prose.may_have(_PATTERNS, "behind", Span(mention.span.end, sentence.end)):
        return False
    return bool(_PATTERNS["behind"].search(said[mention.span.end - sentence.start :]))


def _last(page: Page, sentence: Span, name: str, size: int) -> int:
    """Where the last match of a pattern begins in the first words of a sentence, -1 where there is none.

    What ends well before `size` is sought once for all findings of a sentence, since no match looks so far ahead.
    """
    at, last = 0, -1
    ahead = Span(sentence.start, sentence.start + size)
    if not page.prose.may_have(_PATTERNS, name, ahead) or page.prose.lacks_blanked(_PATTERNS[name], sentence):
        return last
    if size > _AHEAD:
        every = page.prose.every(_PATTERNS[name], sentence)
        place = bisect_left(every, (size - _AHEAD, 0))
        at = size - _AHEAD
        if place:
            last, end = every[place - 1]
            at = max(at, end)
        if at > size - _AHEAD:  # it may be another match where the words end sooner
            at, last = last, every[place - 2][0] if place > 1 else -1
    return max(
        (found.start() for found in _PATTERNS[name].finditer(page.prose.blanked(sentence), at, size)), default=last
    )


def _tells(page: Page, sections: Iterable[Section]) -> bool:
    """Whether the sections on cases are about single patients, by a heading or by a sentence of theirs."""
    headings = (part.heading for part in sections if part.heading)
    if any(_PATTERNS["case_heading"].search(page.doc.quote(heading)) for heading in headings):
        return True
    return any(_PATTERNS["one"].search(page.doc.quote(sentence)) for sentence in page.sentences(_SECTION))
