"""The tables of denials: the frames, which of them deny, what limits them; and what stands around a denial."""

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from pohgraph.extractors.shared.case_report import follows_one, is_of_one
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.language.searching import SHORT
from pohgraph.model import Mention, Span
from pohgraph.tables import package_table

_PATTERNS = Patterns("extractors/shared", "denial_wordings.tsv")
_TABLES = "extractors/shared"
_ENOUGH_DRAWN, _ENOUGH_RIGHT = 20, 0.95
_GIVEN = "-"  # in place of a number: such frames deny by what they are
TOPIC = "\u00a7"  # stands for the page's own disease where its subject is looked for


class Frame(NamedTuple):
    """A way to deny, and whether it is known to."""

    name: str
    place: str  # where it stands: "before", "behind" or "around" the finding, or it is the "cue" itself
    subject: str  # who has to be its subject, as a name of `denial_wordings.tsv`, or ""
    denies: bool


class Limit(NamedTuple):
    """What keeps a denial from being a general one, where it stands, and what it makes of the claim."""

    name: str
    where: str
    state: str
    named: bool
    counted: bool
    reason: str


class Around(NamedTuple):
    """Where a sentence stands: what limits a denial depends on it."""

    page: Page
    sentence: Span
    mention: Mention

    @property
    def title(self) -> str:
        """The page's title, in lower case."""
        return self.page.title.lower()

    @property
    def is_of_one(self) -> bool:
        """Whether the sentence itself says that the finding is one patient's."""
        return is_of_one(self.page, self.sentence, self.mention)

    @property
    def tells_of_one(self) -> bool:
        """Whether it is said of one patient of a report, so that what is said of the patient in the past is what is known."""
        section = self.page.doc.section_at(self.sentence.start)
        in_case = section is not None and section.name == "case"
        return in_case or self.is_of_one or self.follows_one

    @property
    def follows_one(self) -> bool:
        """Whether the sentence goes on telling of one patient whom an earlier one names."""
        return follows_one(self.page, self.sentence)

    def search(self, pattern: re.Pattern[str], words: str, said: str) -> re.Match[str] | None:
        """The first match of a pattern in words, which may be a part of the sentence `said`, with blanks for all white space."""
        if len(words) >= SHORT and self.page.prose.lacks_blanked(pattern, self.sentence) and words in said:
            return None
        return pattern.search(words)

    def own_before(self, before: str) -> str:
        """What stands before a finding, with a sign for each name of the page's own disease."""
        start = self.sentence.start
        for disease in reversed(self.page.mentions_in("disease", Span(start, start + len(before)))):
            if self.page.names_topic(disease):
                first, last = within(self.sentence, disease.span)
                before = before[:first] + TOPIC + before[last:]
        return before

    def own(self, behind: str) -> str:
        """What stands behind a finding, with a sign for each name of the page's own disease and of its own type."""
        end = self.sentence.end
        for disease in reversed(self.page.mentions_in("disease", Span(end - len(behind), end))):
            if self.page.names_topic(disease):
                first, last = within(Span(end - len(behind), end), disease.span)
                behind = behind[:first] + TOPIC + behind[last:]
        return _PATTERNS["own_type"].sub(lambda found: TOPIC if found[0].lower() in self.title else found[0], behind)


def trusted(drawn: int, right: int) -> bool:
    """Whether the frames of a kind were right often enough, in the claims drawn of them, to deny.

    >>> trusted(19, 19), trusted(20, 18), trusted(20, 19)
    (False, False, True)
    """
    return drawn >= _ENOUGH_DRAWN and right >= _ENOUGH_RIGHT * drawn


@cache
def frames() -> dict[str, Frame]:
    """The frames by name, in the order in which they are tried."""
    rows = package_table(_TABLES, "denial_frames.tsv")
    drawn: Counter[str] = Counter()
    right: Counter[str] = Counter()
    given = {row["kind"] for row in rows if row["drawn"] == _GIVEN}
    for row in rows:
        if row["kind"] not in given:
            drawn[row["kind"]] += int(row["drawn"])
            right[row["kind"]] += int(row["right"])
    kinds = dict.fromkeys(given, True) | {kind: trusted(drawn[kind], right[kind]) for kind in drawn}
    return {row["name"]: Frame(row["name"], row["place"], row["subject"], kinds[row["kind"]]) for row in rows}


@cache
def limits() -> tuple[Limit, ...]:
    """The limits, in the order in which they are tried."""
    return tuple(
        Limit(row["name"], row["where"], row["state"], bool(row["named"]), bool(row["counted"]), row["reason"])
        for row in package_table(_TABLES, "denial_limits.tsv")
    )


def within(sentence: Span, span: Span) -> Span:
    """A span as offsets from the start of its sentence."""
    return Span(span.start - sentence.start, span.end - sentence.start)
