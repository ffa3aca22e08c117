"""Where the reach of cues ends within a sentence."""

import re
from bisect import bisect_left
from functools import cache

from pohgraph.compiled import compiled
from pohgraph.language.alternations import alternation
from pohgraph.language.cues import Cues
from pohgraph.language.patterns import pattern_rows, word_class
from pohgraph.model import Span

_AND = frozenset({"and", "or"})
_ENDS = ("any", "denial", "unasked")  # what a terminator ends the reach of
_LONGEST_SUBJECT = 300  # code points of a list that is the subject of a verb
_LONGEST_ITEM = 5  # words of an item of it
_HARD_STOPS = compiled(r"[;:\u2022]|(?<!\s[ei]\.[eg])\.\s|\n\s*\n")


def stops(text: str, span: Span) -> tuple[list[int], list[int]]:
    """Where the reach of any cue ends, and where that of a denial does besides."""
    of_any = [match.start() for match in _HARD_STOPS.finditer(text, span.start, span.end)]
    of_denials: list[int] = []
    hard = sorted([span.start, *of_any])
    for number, match in _terminators().find(text, span.start, span.end):
        clause = hard[bisect_left(hard, match.start()) - 1]
        is_asked = _ENDS[number] == "unasked" and _asked().search(text, clause, match.start())
        if is_asked or _ends_subject(text, clause, match):
            continue
        (of_denials if _ENDS[number] == "denial" else of_any).append(match.start())
    return sorted(of_any), sorted(of_denials)


def _ends_subject(text: str, clause: int, match: re.Match[str]) -> bool:
    """Whether "and" leads to the last item of a subject: "ataxia, ptosis, and seizures do not occur" has one clause."""
    if match[0].lower() not in _AND or match.start() - clause > _LONGEST_SUBJECT:
        return False
    denied = _nobody().match(text, clause, match.start())  # "no ataxia, ptosis, or seizures were noted"
    start = denied.end() if denied else clause
    items = text[start : match.start()].split(",")[:-1]
    short = all(len(item.split()) <= _LONGEST_ITEM for item in items)
    return len(items) > 1 and short and not _predicate().search(text, start, match.start())


@cache
def _nobody() -> re.Pattern[str]:
    """What begins a subject that is denied as a whole."""
    return re.compile(rf"\W*(?:{alternation('recognise/context', 'words.tsv', kind='nobody')})\s", re.IGNORECASE)


@cache
def _asked() -> re.Pattern[str]:
    """What asks, of a second predicate too: "whether they get cataract and they can develop glaucoma"."""
    return re.compile(rf"\b(?:{alternation('recognise/context', 'words.tsv', kind='asked')})\b", re.IGNORECASE)


@cache
def _terminators() -> Cues:
    """Three patterns: what ends the reach of any cue, of a denial, and of any cue behind which nothing is asked."""
    rows = pattern_rows("recognise/context", "terminators.tsv")
    return Cues([row.pattern for row in rows if row.cells["of"] == of] for of in _ENDS)


@cache
def _predicate() -> re.Pattern[str]:
    """A verb, a preposition or a word that denies: what has one of them is no list that is a subject."""
    return re.compile(
        rf"\b(?:{word_class('finite')}|no|not|without|never|nor|which|that|who|such as|including|however|with|in|of|from|for|by|to)\b",
        re.IGNORECASE,
    )
