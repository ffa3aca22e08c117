"""The cues of a sentence: what may make a mention denied, open, of some patients or of a relative; `cues.tsv` has them, after ConText."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.language.alternations import alternation
from pohgraph.language.cues import Cues
from pohgraph.language.patterns import pattern_rows
from pohgraph.model import Span

OPEN = frozenset(("hedge", "chance"))
_SENTENCES = 2**8  # whose cues are kept: those of a page or two
_BOUND_LENGTH = 16  # code points of the longest words that bound a count
_NAME_GOES_ON = compiled(r"[-\u2013][A-Z][a-z]")  # "May-Hegglin anomaly", "May-Thurner syndrome"


class Cue(NamedTuple):
    """A cue as it stands in a sentence."""

    kind: str
    direction: str
    span: Span

    @property
    def is_open(self) -> bool:
        """Whether it leaves open what is no finding."""
        return self.kind in OPEN


@lru_cache(_SENTENCES)  # recognition and extraction both ask
def cues_of(text: str, span: Span) -> tuple[Cue, ...]:
    """The cues of a sentence, in the order of their table."""
    groups, cues = _groups()
    found: list[Cue] = []
    for number, match in cues.find(text, span.start, span.end):
        if _NAME_GOES_ON.match(text, match.end()):
            continue
        kind, direction = groups[number]
        relative = kind == "negation" and direction == "forward" and _relative().search(text, span.start, match.start())
        # "A sore that does not heal, hoarseness": what a relative clause denies ends with the clause.
        start = match.start()
        if direction == "people" and (bound := _bound().search(text, max(span.start, start - _BOUND_LENGTH), start)):
            start = bound.start()
        found.append(Cue(kind, "phrase" if relative else direction, Span(start, match.end())))
    return tuple(found)


@cache
def _bound() -> re.Pattern[str]:
    """Words that belong to the count behind them: "no more than 5 of 20 patients"."""
    return re.compile(rf"\b(?:{alternation('recognise/context', 'words.tsv', kind='bound')})\s$", re.IGNORECASE)


@cache
def _groups() -> tuple[tuple[tuple[str, str], ...], Cues]:
    """The kinds and directions of cues, and their patterns: of two cues of one group at one place the first row counts."""
    groups: dict[tuple[str, str], list[str]] = {}
    for row in pattern_rows("recognise/context", "cues.tsv"):
        kind = (row.cells["kind"], row.cells["direction"])
        groups.setdefault(kind, []).append(f"(?:{row.pattern.strip()})")
    return tuple(groups), Cues(groups.values())


@cache
def _relative() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation('language', 'relatives.tsv', column='word')})\s+$")
