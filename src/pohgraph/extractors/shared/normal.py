"""What a page calls normal, as findings that it denies: "intelligence is normal", "with normal hearing", "calcium was not raised".

`normal_measures.tsv` says which abnormality is denied with each thing; how far the denial holds is for `denial.py` to say.
"""

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns, pattern_rows
from pohgraph.model import Candidate, Mention, Reference, Span

_PATTERNS = Patterns("extractors/shared", "normal_patterns.tsv")
_TABLE = ("extractors/shared", "normal_measures.tsv")
_AHEAD = 60  # code points before a thing where the words that call it normal, or that narrow it, stand
_WAYS = {"high": ("high",), "low": ("low",)}
_BEHIND = ("normal_is", "normal_not", "normal_value")
_CUES = ("normal_before", "not_affecting", "none_is", *_BEHIND)
_ANY_WAY = ("abnormal", "high", "low")
STEP = "normal"  # marks a finding that is denied because its opposite is said


class _Measure(NamedTuple):
    """A thing that may be normal: the abnormalities of it, by the way in which it is not."""

    abnormal: str
    high: str
    low: str


def denied_as_normal(page: Page, sentence: Span) -> list[Mention]:
    """The abnormalities that a sentence denies by calling something normal, each with the words that do so as its denial."""
    if not page.prose.may_have(_PATTERNS, "calls_normal", sentence):
        return []
    # Things are many, and looking for them takes long.
    if not any(page.prose.may_have(_PATTERNS, name, sentence) for name in _CUES):
        return []
    taken = page.mentions_in("phenotype", sentence)
    found: list[Mention] = []
    for match in _things().finditer(page.doc.text, *sentence):
        span = Span(*match.span())
        if any(mention.span.overlaps(span) for mention in taken):
            continue
        if _PATTERNS["goes_on"].match(page.doc.text, span.end, sentence.end):
            continue
        cue, ways = _called_normal(page.doc.text, sentence, span)
        if cue is None:
            continue
        found += [_mention(page, sentence, span, cue, curie) for curie in _denied(match, ways)]
        if shared := _sharing(page, sentence, span):
            # "Liver and kidney function are normal" is not said of the liver as a whole.
            found = [mention for mention in found if mention.span != shared[0].span] + shared
    return found


def _denied(match: re.Match[str], ways: tuple[str, ...]) -> list[str]:
    """The abnormalities of the thing that a match names, by the ways that are denied."""
    measure = _measures()[int((match.lastgroup or "m0")[1:])]
    return [curie for way in ways if (curie := getattr(measure, way))]


def _sharing(page: Page, sentence: Span, thing: Span) -> list[Mention]:
    """What shares the last word of a thing that is called normal: the first half of "cognitive and motor development"."""
    text = page.doc.text
    words = text[thing.start : thing.end].split()
    start = max(sentence.start, thing.start - _AHEAD)
    first = _PATTERNS["shares"].search(text[start : thing.start]) if len(words) > 1 else None
    match = _things().fullmatch(f"{first['word']} {' '.join(words[1:])}") if first else None
    if first is None or match is None:
        return []
    span = Span(start + first.start("word"), start + first.end("word"))
    cue, ways = _called_normal(text, sentence, Span(span.start, thing.end))
    return [_mention(page, sentence, span, cue, curie) for curie in _denied(match, ways)] if cue else []


def _called_normal(text: str, sentence: Span, thing: Span) -> tuple[Span | None, tuple[str, ...]]:
    """The words that call a thing normal, and which ways of being abnormal they deny."""
    start = max(sentence.start, thing.start - _AHEAD)
    lead = text[start : thing.start]
    if before := _PATTERNS["normal_before"].search(lead):
        return Span(start + before.start("cue"), start + before.end("cue")), _ANY_WAY
    if start > sentence.start:
        lead = f"\N{HORIZONTAL ELLIPSIS}{lead}"  # no start of a sentence
    if effect := _PATTERNS["not_affecting"].search(lead):
        return Span(start + effect.start("cue"), start + effect.end("cue")), _ANY_WAY
    if (none := _PATTERNS["none_is"].search(lead)) and _PATTERNS["none_affected"].match(text, thing.end, sentence.end):
        return Span(start + none.start("cue"), start + none.end("cue")), _ANY_WAY
    if _PATTERNS["alone"].search(lead) is None:
        return None, ()
    said = (_PATTERNS[name].match(text, thing.end, sentence.end) for name in _BEHIND)
    behind = next(filter(None, said), None)
    if behind is None:
        return None, ()
    cue = Span(*behind.span("cue"))
    for way, ways in _WAYS.items():
        if _PATTERNS[way].search(text, *cue):
            return cue, ways
    return cue, _ANY_WAY


def _mention(page: Page, sentence: Span, thing: Span, cue: Span, curie: str) -> Mention:
    reference = Reference.parse(curie)
    label = page.lexicon.label(reference)
    context = page.sentence(sentence).context(thing, finding=True)
    candidate = Candidate(reference=reference, label=label, synonym=label, steps=(STEP,))
    return Mention(
        span=thing,
        text=page.doc.quote(thing),
        category="phenotype",
        candidates=(candidate,),
        context=replace(context, negation=cue),
    )


@cache
def _measures() -> tuple[_Measure, ...]:
    return tuple(_Measure(row.cells["abnormal"], row.cells["high"], row.cells["low"]) for row in pattern_rows(*_TABLE))


@cache
def _things() -> re.Pattern[str]:
    patterns = "|".join(f"(?P<m{number}>(?:{row.pattern}))" for number, row in enumerate(pattern_rows(*_TABLE)))
    return re.compile(rf"\b(?:{patterns})\b", re.IGNORECASE)
