"""What is written right at a finding like the value of a label: "nystagmus: absent", "ataxia (-)", "ABSENT: tremor"."""

import re

from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("recognise/context", "values_patterns.tsv")


def denying_value(text: str, sentence: Span, mention: Span) -> Span | None:
    """The words at a mention that say, as a value or a label does, that it is absent."""
    found = _PATTERNS["value"].match(text, mention.end, sentence.end) or _row(text, sentence, mention)
    return _span(found) if found else _label(text, sentence, mention)


def unknown_value(text: str, sentence: Span, mention: Span) -> Span | None:
    """The words behind a mention that say, as a value does, that nobody knows: "strabismus: not reported"."""
    found = _PATTERNS["unknown"].match(text, mention.end, sentence.end)
    return _span(found) if found else None


def _row(text: str, sentence: Span, mention: Span) -> re.Match[str] | None:
    """The cells of a row that has nothing else behind its finding."""
    if text[sentence.start : mention.start].strip():
        return None
    return _PATTERNS["cells"].fullmatch(text, mention.end, sentence.end)


def _label(text: str, sentence: Span, mention: Span) -> Span | None:
    """The label in front of the list that a mention is in."""
    part = text.rfind(";", sentence.start, mention.start) + 1
    for start in (sentence.start, *((part,) if part else ())):
        found = _PATTERNS["label"].match(text, start, mention.start)
        if found and _PATTERNS["list"].fullmatch(text, found.end(), mention.start):
            return _span(found)
    return None


def _span(found: re.Match[str]) -> Span:
    start, end = found.span()
    while end > start + 1 and found.string[end - 1].isspace():
        end -= 1
    while start < end - 1 and found.string[start].isspace():
        start += 1
    return Span(start, end)
