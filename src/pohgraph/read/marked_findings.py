"""Lists of findings with HPO's words for their frequency over groups of them. `listed_findings.py` reads those with it below each."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line, item_text
from pohgraph.model import Element, Part, Span
from pohgraph.read.apart import Apart
from pohgraph.read.field_openings import is_label, unmarked_end
from pohgraph.read.lexical import find_section_name

_WORDS = compiled(
    r"(?P<words>obligate|very frequent|frequent|occasional|very rare|rare|excluded)(?:\s?[(\[][^()\[\]]{1,30}[)\]])?:?",
    re.IGNORECASE,
)
_LONGEST = 90
_MARKS = "*_#' \t"


def read_marked_findings(text: str, lines: Sequence[Line]) -> Apart:
    """Every finding below such a line, as a field whose value is the frequency; none where a finding stands over the first."""
    found = Apart()
    start = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or lines[place].after_blank:
            _read_run(text, [line.span for line in lines[start:place]], found)
            start = place
    return found


def _read_run(text: str, run: Sequence[Span], found: Apart) -> None:
    """Read lines between which no blank one stands."""
    marks = [place for place, line in enumerate(run) if _words(text, line)]
    if not marks:
        return
    if any(_is_finding(text, line) for line in run[: marks[0]]):
        return
    for mark, after in pairwise([*marks, len(run)]):
        words = _words(text, run[mark])
        for line in run[mark + 1 : after]:
            if words and _is_finding(text, line):
                _add(text, line, words, found)
        if after > mark + 1:
            found.taken.add(run[mark])


def _add(text: str, line: Span, words: Span, found: Apart) -> None:
    label = unmarked_end(text, item_text(text, line) or line)
    found.elements.append(Element(kind="field", span=line, parts=(Part("label", label), Part("value", words))))
    found.spoken.append(label)
    found.taken.add(line)


def _words(text: str, line: Span) -> Span | None:
    words = text[line.start : min(line.end, line.start + _LONGEST)]
    inner = words.strip(_MARKS)
    match = _WORDS.fullmatch(inner)
    start = line.start + len(words) - len(words.lstrip(_MARKS))
    return Span(start + match.start("words"), start + match.end("words")) if match else None


def _is_name(text: str, line: Span) -> bool:
    """Whether a line gives other names of the finding above it: "Synonym: …"."""
    label, colon, _ = text[line.start : min(line.end, line.start + _LONGEST)].partition(":")
    return bool(colon) and is_label(label.strip(_MARKS))


def _is_finding(text: str, line: Span) -> bool:
    words = text[slice(*line)]
    return (
        len(words) <= _LONGEST
        and words[-1] not in ".?!:;"
        and not words[0].isdigit()
        and not _is_name(text, line)
        and find_section_name(words) is None
        and _words(text, line) is None
    )
