"""Gives a part its noun back where a sentence says only its position: "the upper lip is thin, while the lower one is everted"."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from pohgraph.language.patterns import Patterns
from pohgraph.language.words import lemma
from pohgraph.model import Span
from pohgraph.recognise.match.readings import Replacement, replaced
from pohgraph.recognise.match.words import Words, content_words
from pohgraph.tables import package_table, prose_pattern

_SAID = r"(?:may|might|can|could|will|often|usually|sometimes|also|is|are|was|were|appears?|looks?|seems?|becomes?)"
_PATTERNS = Patterns("recognise/match", "left_out_patterns.tsv")
_FAR = 160  # code points between a part and where it is left out
LEFT_OUT = "left out: "  # how the note of such a part begins


def with_left_out(words: Words, text: str, sentences: Sequence[Span]) -> Words | None:
    """The stretches with such positions, each with its part, which the same sentence named with a position; None where there are none."""
    full: dict[int, Replacement] = {}
    starts = [sentence.start for sentence in sentences]
    for pattern, nouns in _positions():
        for match in pattern.finditer(text):
            at = bisect_left(starts, match.start() + 1) - 1
            begin = max(sentences[at].start, match.start() - _FAR) if at >= 0 else match.start()
            named = list(nouns.finditer(text, begin, match.start()))
            if _may_be_a_person(text, begin, match, told=any(part["position"] for part in named)):
                continue
            place = bisect_left(words.starts, match.start(), 0, words.body)
            end = bisect_left(words.starts, match.end(), place, words.body)
            # Where several parts were named, which one is left out is not told.
            meant = {lemma(part["noun"].lower()) for part in named}
            if len(meant) == 1 and place < end and words.starts[place] == match.start():
                part = named[-1]["noun"]
                full[place] = Replacement(end, f"{LEFT_OUT}{part}", content_words(f"{match['which']} {part}"))
    return replaced(words, full) if full else None


def _may_be_a_person(text: str, begin: int, match: re.Match[str], *, told: bool) -> bool:
    """Whether a position may stand for a person: behind persons, or, without "one", behind parts that no position told."""
    if not told and not match["one"]:
        return True
    said_of_persons = _PATTERNS["of_persons"].fullmatch(match["which"]) is not None
    return said_of_persons and _PATTERNS["persons"].search(text, begin, match.start()) is not None


@cache
def _positions() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (
            prose_pattern(rf"(?:(?<=the )|(?<=and ))(?P<which>{row['position']})(?:(?P<one> ones?)|(?= {_SAID}))"),
            prose_pattern(rf"(?:(?P<position>{row['position']}) (?:[\w-]+ )?)?(?P<noun>{row['noun']})"),
        )
        for row in package_table("recognise/match", "left_out_parts.tsv")
    )
