"""What a page calls normal, as findings that it denies: "intelligence is normal", "with normal hearing", "calcium was not raised".

`normal_measures.tsv` says which abnormality is denied with each thing; for any other thing HPO's own name of its abnormality does
(`normal_things.py`). How far the denial holds is for `denial.py` to say.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from pohgraph.extractors.shared.denial_tables import TOPIC, within
from pohgraph.extractors.shared.normal_things import abnormality_of, looked_at, things_before, things_behind
from pohgraph.extractors.shared.own_names import names_own
from pohgraph.extractors.shared.page import Page
from pohgraph.language.cues import Cues
from pohgraph.language.patterns import Patterns, pattern_rows
from pohgraph.model import Candidate, Mention, Reference, Span

_PATTERNS = Patterns("extractors/shared", "normal_patterns.tsv")
_TABLE = ("extractors/shared", "normal_measures.tsv")
_AHEAD = 60  # code points before a thing where the words that call it normal, or that narrow it, stand
_NEAR = 12  # code points from the words that call a thing normal to an "otherwise"
_WAYS = {"high": ("high",), "low": ("low",)}
_FARTHEST = 160  # code points that a list of such things takes
_BEHIND = ("normal_is", "normal_not", "normal_how", "normal_value")
_CUES = (
    "note_before",
    "note_behind",
    "normal_before",
    "normal_list",
    "none_found",
    "not_affecting",
    "none_is",
    *_BEHIND,
)
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
    if not page.prose.possible(_PATTERNS, _CUES, sentence):
        return []
    taken = [mention.span for mention in page.mentions_in("phenotype", sentence)]
    found: list[Mention] = []
    for _, match in _sought().find(page.doc.text, *sentence):
        span = Span(*match.span())
        if any(known.overlaps(span) for known in taken):
            continue
        cue, ways = _called_normal(page, sentence, span)
        if cue is None or _has_exception(page, sentence, cue):
            continue
        named = _things().fullmatch(_whole(page.doc.text, span, cue))
        if named is None:
            continue  # HPO may have a name for it
        found += [_mention(page, sentence, span, cue, curie) for curie in _denied(named, ways)]
        if shared := _sharing(page, sentence, span):
            # "Liver and kidney function are normal" is not said of the liver as a whole.
            found = [mention for mention in found if mention.span != shared[0].span] + shared
    taken += [mention.span for mention in found]
    for span in _named(page, sentence):
        if not any(known.overlaps(span) for known in taken):
            found += _by_name(page, sentence, span)
            taken += [mention.span for mention in found[-1:]]
    return found


def _named(page: Page, sentence: Span) -> Iterator[Span]:
    """What stands beside words that call something normal, longer ones first."""
    for name in ("said_normal", "no_trouble"):
        for said in page.prose.finditer(_PATTERNS, name, sentence):
            yield from things_before(page.prose, sentence, Span(*said.span()))
    for said in page.prose.finditer(_PATTERNS, "normal_thing", sentence):
        yield from things_behind(page.prose, sentence, Span(*said.span()))


def _by_name(page: Page, sentence: Span, thing: Span) -> list[Mention]:
    """The abnormality that HPO names with a thing, where the thing is called normal."""
    cue, ways = _called_normal(page, sentence, thing)
    if cue is None or ways != _ANY_WAY or _has_exception(page, sentence, cue):
        return []
    name = _whole(page.doc.text, thing, cue)
    if _PATTERNS["spared"].search(page.doc.text, *cue) and not _PATTERNS["may_be_spared"].fullmatch(name):
        return []
    curie = abnormality_of(page.lexicon, name)
    measured = None if curie else _things().fullmatch(looked_at(name))
    curies = [curie] if curie else _denied(measured, ways) if measured else []
    return [_mention(page, sentence, thing, cue, curie) for curie in curies]


def _has_exception(page: Page, sentence: Span, cue: Span) -> bool:
    """Whether something is not normal: "the examination was otherwise normal"."""
    near = max(sentence.start, cue.start - _NEAR), min(sentence.end, cue.end + _NEAR)
    return _PATTERNS["otherwise"].search(page.doc.text, *near) is not None


def _whole(text: str, thing: Span, cue: Span) -> str:
    """The words of a thing, with the head that it shares with others.

    "The face, tongue and throat muscles are unaffected" is said of three muscles, and so is "the muscles of the eye or heart".
    """
    name = text[thing.start : thing.end]
    if cue.end <= thing.start:
        shared = _PATTERNS["of_head"].search(text, cue.end, thing.start)
        return f"{shared['head']}{name}" if shared and shared.end() == thing.start else name
    if _PATTERNS["functions"].search(text, *cue):
        return f"{name} function"
    shared = _PATTERNS["shared_head"].fullmatch(text, thing.end, cue.start) if " " not in name else None
    return f"{name} {shared['head']}" if shared else name


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
    cue, ways = _called_normal(page, sentence, Span(span.start, thing.end))
    return [_mention(page, sentence, span, cue, curie) for curie in _denied(match, ways)] if cue else []


def _called_normal(page: Page, sentence: Span, thing: Span) -> tuple[Span | None, tuple[str, ...]]:
    """The words that call a thing normal, and which ways of being abnormal they deny."""
    note = _as_note(page.prose.blanked(sentence), thing.start - sentence.start, thing.end - sentence.start)
    return (_placed(note, sentence.start), _ANY_WAY) if note else _called_normal_within(page, sentence, thing)


def _called_normal_within(page: Page, sentence: Span, thing: Span) -> tuple[Span | None, tuple[str, ...]]:
    """The same, where a sentence says more than that."""
    said, offset = page.prose.blanked(sentence), sentence.start
    first, last = thing.start - offset, thing.end - offset
    if _PATTERNS["goes_on"].match(said, last):
        return None, ()
    start = max(0, first - _AHEAD)
    lead = said[start:first]
    before = _normal_before(page, said, first)
    if before and not _PATTERNS["disrupted"].match(said, last):
        return _placed(before, offset), _ANY_WAY
    effect = _PATTERNS["not_affecting"].search(_with_signs(page, sentence, said[:first]))
    if effect and not _PATTERNS["predicate_on"].match(said, last):
        return _placed(effect, offset), _ANY_WAY
    if start:
        lead = f"\N{HORIZONTAL ELLIPSIS}{lead}"  # no start of a sentence
    elif (none := _PATTERNS["none_is"].search(lead)) and _PATTERNS["none_affected"].match(said, last):
        return _placed(none, offset), _ANY_WAY
    if _PATTERNS["alone"].search(lead) is None or _PATTERNS["place_of_it"].search(lead):
        return None, ()
    behind = next(filter(None, (_PATTERNS[name].match(said, last) for name in _BEHIND)), None)
    if behind is None:
        return None, ()
    cue = _placed(behind, offset)
    for way, ways in _WAYS.items():
        if _PATTERNS[way].search(behind["cue"]):
            return cue, ways
    return cue, _ANY_WAY


def _as_note(said: str, first: int, last: int) -> re.Match[str] | None:
    """The word that calls a thing normal where the two are all that a sentence says, as a synopsis does."""
    before = _PATTERNS["note_before"].fullmatch(said, 0, first)
    if before:
        return before if _PATTERNS["note_end"].fullmatch(said, last) else None
    behind = _PATTERNS["note_behind"].match(said, last)
    if behind is None or said[:first].strip(" -*\u2022"):
        return None
    return behind if _PATTERNS["note_end"].fullmatch(said, behind.end()) else None


def _normal_before(page: Page, said: str, first: int) -> re.Match[str] | None:
    """The words before a thing that call it normal, or all of the list that it stands in: "normal growth, hearing and"."""
    before = _PATTERNS["normal_before"].search(said, max(0, first - _FARTHEST), first)
    before = before or _PATTERNS["none_found"].search(said, 0, first)
    if before or not said[:first].endswith((", ", "and ", "or ")):
        return before
    listed = _PATTERNS["normal_list"].search(said, max(0, first - _FARTHEST), first)
    return listed if listed and _are_things(page, listed["items"]) else None


def _are_things(page: Page, items: str) -> bool:
    """Whether each of a list is a thing that may be normal: "growth, hearing and", not "growth, seizures and"."""
    names = [name for name in _PATTERNS["between"].split(items) if name.strip()]
    return all(
        _things().fullmatch(name) or _PATTERNS["function"].search(name) or abnormality_of(page.lexicon, name)
        for name in names
    )


def _placed(found: re.Match[str], offset: int) -> Span:
    return Span(offset + found.start("cue"), offset + found.end("cue"))


def _with_signs(page: Page, sentence: Span, head: str) -> str:
    """The first words of a sentence, with signs over each name of the page's own disease, which keep its length."""
    if not _PATTERNS["effect"].search(head):
        return ""
    for disease in page.mentions_in("disease", Span(sentence.start, sentence.start + len(head))):
        if names_own(page, disease):
            first, last = within(sentence, disease.span)
            head = head[:first] + TOPIC * (last - first) + head[last:]
    return head


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
def _sought() -> Cues:
    """The things as one pattern: they are many, and are tried only where the first letters of one stand."""
    return Cues([_any_thing()])


@cache
def _things() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_thing()})\b", re.IGNORECASE)


def _any_thing() -> str:
    return "|".join(f"(?P<m{number}>(?:{row.pattern}))" for number, row in enumerate(pattern_rows(*_TABLE)))
