"""Names that mean something else where they stand: "tearing of the iris" sheds no tears, a chromosome's short arm is no limb."""

import re
from functools import cache
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.language.patterns import Patterns
from pohgraph.language.words import phrase_key
from pohgraph.model import Span
from pohgraph.tables import package_table

_PATTERNS = Patterns("recognise", "senses_patterns.tsv")
_REACH = 40  # characters beside a name that its sense may depend on
# "Non-melanoma skin cancer", "anti-seizure drugs", "normal hearing": what stands before a name turns it into something else.
_TURNED = compiled(r"(?<!\w)(?:non[-\u2010\u2011 ]|anti[-\u2010\u2011]|(?<!than )normal\s)$", re.IGNORECASE)
_LONGEST_PREFIX = 12
_HYPHENS = frozenset("-\u2010\u2011")
_MAY_TURN = frozenset("-\u2010\u2011\n")


def other_sense(text: str, span: Span, key: str, *, listed: bool = False) -> str | None:
    """What the name of that exact key means at `span`, None where it means what it says.

    That is the name of another finding, or "" for none: an ordinary word, or one that its neighbours turn. With `listed`,
    the words are what a member of a list has of its own: "central or obstructive sleep apnea".
    """
    if is_ordinary(text, span) and not (listed and text[span.start : span.end].lower() in _shared_words()):
        return ""
    if text[span.end : span.end + 1] in _HYPHENS and _PATTERNS["likened"].match(text, span.end):
        return ""
    if text.startswith(" respons", span.end) and _PATTERNS["answered"].match(text, span.end):
        return ""
    # Before nearly every name stands a blank, which only turns it behind an "n" or an "l"; a line may end in between.
    before = text[max(span.start - 2, 0) : span.start]
    may_turn = before[-1:] in _MAY_TURN or (before[-1:] == " " and before[0] in "nNlL")
    if may_turn and _TURNED.search(text, max(span.start - _LONGEST_PREFIX, 0), span.start):
        return ""
    senses = _senses().get(key)
    if not senses:
        return None
    before = text[max(span.start - _REACH, 0) : span.start]
    after = text[span.end : span.end + _REACH]
    turned = (s for s in senses if _pattern(s.pattern).search(after if s.side == "after" else before))
    return next((sense.means for sense in turned), None)


def says_how(words: str) -> bool:
    """Whether words that stand before a finding only say how it is: "generalized", "chronic"."""
    return bool(words) and all(word in _shared_words() for word in words.lower().split())


def is_ordinary(text: str, span: Span) -> bool:
    """Whether words are ordinary ones that some vocabulary lists as a name."""
    return text[span.start : span.end].lower() in _ordinary_words()


@cache
def _ordinary_words() -> frozenset[str]:
    return frozenset(row["word"] for row in package_table("recognise", "ordinary_words.tsv"))


@cache
def _shared_words() -> frozenset[str]:
    return frozenset(row["word"] for row in package_table("recognise", "shared_words.tsv"))


class _Sense(NamedTuple):
    side: str
    pattern: str
    means: str


@cache
def _senses() -> dict[str, list[_Sense]]:
    found: dict[str, list[_Sense]] = {}
    for row in package_table("recognise", "senses.tsv"):
        words = row["pattern"].replace(" ", r"\s")
        pattern = rf"^\s*(?:{words})(?!\w)" if row["side"] == "after" else rf"(?<!\w)(?:{words})\s*$"
        found.setdefault(phrase_key(row["name"]), []).append(_Sense(row["side"], pattern, row["means"]))
    return found


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    return compiled(expression, re.IGNORECASE)
