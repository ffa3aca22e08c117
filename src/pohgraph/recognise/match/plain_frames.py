"""Findings said in a plain clause: "the skin breaks easily" says what HPO calls fragile skin.

A frame of `plain_frames.tsv` is a verb or phrase with what it is said of before or behind it. Its templates, with the thing
in place of {thing}, give names. Nothing is found where a vocabulary has none of them. The thing of a frame that has a group is
what its first group with a text says.
"""

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.language.cues import Cues
from pohgraph.language.derivation import is_adverb
from pohgraph.language.lines import trimmed
from pohgraph.language.patterns import Patterns
from pohgraph.language.roles import is_filler, is_quality, people_words
from pohgraph.language.verbs import verb_roles
from pohgraph.language.words import loose_key, phrase_key
from pohgraph.model import Span
from pohgraph.recognise.match.phrases import breaks_off
from pohgraph.recognise.match.words import (
    ACCOMPANIED,
    AND,
    BREAK,
    COMMA,
    COPULA,
    DETERMINER,
    END,
    OR,
    PREPOSITION,
    Words,
    content_words,
)
from pohgraph.tables import package_table

BEFORE, AFTER, PEOPLE = "before", "after", "people"  # what stands beside a frame; "-" is for one that stands alone
_LEADING = "leading"  # the group of a list that begins its frame
_NAMED = compiled(r"\{([a-z]+)\}")
_PATTERNS = Patterns("recognise/match", "plain_frames_patterns.tsv")
_LONGEST = 3  # words of one thing
_MEMBERS = 6  # of one list


class Framed(NamedTuple):
    """A frame in a text, what it is said of, and the names that they may make: exact keys, the best first.

    Where other words stand between the frame and the thing, `span` is the thing and `entity` the frame.
    """

    span: Span
    entity: Span | None
    names: tuple[tuple[str, str], ...]


class _Frame(NamedTuple):
    side: str
    templates: tuple[str, ...]


class _Thing(NamedTuple):
    span: Span
    words: tuple[str, ...]
    is_near: bool
    is_placed: bool  # whether it stands behind a preposition


def plain_frames(text: str, sentences: Sequence[Span], keys: Container[str]) -> Iterator[Framed]:
    """Every frame of some sentences that makes a name; `keys` are the loose keys of the vocabulary."""
    frames, cues = _frames()
    for sentence in cues.near(text, sentences):
        for number, match in cues.find(text, sentence.start, sentence.end):
            yield from _framed(text, sentence, match, frames[number], keys)


def _framed(text: str, sentence: Span, match: re.Match[str], frame: _Frame, keys: Container[str]) -> Iterator[Framed]:
    groups = match.groupdict()
    span = Span(*match.span("said" if groups.pop("said", None) else 0))
    group, own = next(((name, said) for name, said in groups.items() if said), ("", None))
    if own and _PATTERNS["joint"].search(own):
        yield from _listed(match, group, frame, keys)
        return
    if frame.side in {"-", PEOPLE}:
        if frame.side == "-" or _is_of_people(text, Span(sentence.start, span.start)):
            names = _names(frame, (own,) if own else (), keys)
            if names:
                yield Framed(span, None, names)
        return
    before = frame.side == BEFORE
    things = _subjects(text, sentence.start, span.start) if before else _objects(text, span, sentence.end)
    for thing in things:
        names = next(filter(None, (_names(frame, words, keys) for words in _shorter(thing.words))), ())
        if not names:
            if thing.is_near:
                return
            continue
        if thing.is_near:
            yield Framed(span.cover(thing.span), None, names)
        else:
            yield Framed(thing.span, span, names)


def _listed(match: re.Match[str], group: str, frame: _Frame, keys: Container[str]) -> Iterator[Framed]:
    """What a frame with a group says of each member of a list: "high levels of leucine, isoleucine and valine in the blood".

    Of a group called "leading" the words of the frame stand behind it: "his weight and height are below the third percentile".
    """
    at = first = match.start(group)
    start, end = match.span("said" if match.groupdict().get("said") else 0)
    if group == _LEADING:
        yield from _listed_first(match, Span(match.end(group), end), frame, keys)
        return
    for member in _PATTERNS["joint"].split(match[group]):
        at = match.string.index(member, at)
        span = Span(at, at + len(member))
        names = _names(frame, (member,), keys)
        if names and at > first:
            yield Framed(span, trimmed(match.string, Span(start, first)), names)
        elif names:
            yield Framed(Span(start, span.end), None, names)
        at = span.end


def _listed_first(match: re.Match[str], said: Span, frame: _Frame, keys: Container[str]) -> Iterator[Framed]:
    at, said = match.start(_LEADING), trimmed(match.string, said)
    for member in _PATTERNS["joint"].split(match[_LEADING]):
        at = match.string.index(member, at)
        names = _names(frame, (member,), keys)
        if names:
            yield Framed(Span(at, at + len(member)), said, names)
        at += len(member)


def _names(frame: _Frame, words: tuple[str, ...], keys: Container[str]) -> tuple[tuple[str, str], ...]:
    said = " ".join(words)
    names = (template.replace("{thing}", said) for template in frame.templates if said or "{thing}" not in template)
    return tuple((key, phrase_key(name)) for name in names if (key := loose_key(name)) in keys)


def _shorter(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words of a thing, and without those before its noun that only describe it."""
    while words:
        yield words
        if not (is_filler(words[0]) or is_quality(words[0])):
            return
        words = words[1:]


def _subjects(text: str, start: int, end: int) -> list[_Thing]:
    """The things before a frame; none where they are what a preposition has, or a name goes on before a parenthesis.

    In "small joints in the hands and feet" no hands are meant, and in "the heart (cardiac) muscle" not any muscle.
    """
    things = list(_before(text, start, end))
    is_cut = bool(things) and text[start : things[0].span.start].rstrip().endswith(")")
    if is_cut or any(thing.is_placed for thing in things) or (things and things[-1].words[0] in _words("surplus")):
        return []
    is_open = bool(things) and _PATTERNS["left_open"].search(text, start, things[-1].span.start)
    return [] if is_open else things


def _before(text: str, start: int, end: int) -> Iterator[_Thing]:
    """The things right before a frame, its subject: the nearest first, then the other members of their list."""
    words = content_words(text, start, end)
    at = len(words.lemmas) - 1
    relative = False
    while at >= 0 and (words.lemmas[at] in _words("beside") or (words.lemmas[at] and is_adverb(words.lemmas[at]))):
        relative |= words.lemmas[at] in _words("relative")
        at -= 1
    near = beside = True
    for _ in range(_MEMBERS):
        last = at
        while at >= 0 and last - at < _LONGEST and _is_of_thing(words.lemmas[at]):
            at -= 1
            if words.joins[at + 1]:
                break
        if at == last:
            return
        join = words.joins[at + 1]
        placed = not relative and (bool({PREPOSITION, ACCOMPANIED}.intersection(join)) or _is_preposition(words, at))
        if placed and (near or not beside):
            return  # "in people with fair skin": no subject; "in some cases, the skull": no part of the list before the comma
        yield _thing(words, at + 1, last, is_near=near, is_placed=placed)
        beside = COMMA not in join
        if not ({AND, COMMA}.intersection(join) and not {END, COPULA}.intersection(join)):
            return
        if near and AND not in join:
            return
        near = False
        while at >= 0 and words.lemmas[at] == BREAK:
            at -= 1


def _objects(text: str, span: Span, end: int) -> Iterator[_Thing]:
    """The things behind a frame, up to the subject of the next clause: "the joints affected are the knees, and the elbows are spared".

    Where the frame has no verb, the verb behind a list may be its own: "pain in the knees, hips, and elbows is common".
    """
    has_verb = _PATTERNS["has_clause"].search(text, *span) is not None
    for place, thing in enumerate(_after(text, span.end, end)):
        joined = "," in text[span.end : thing.span.start]
        if place and joined and (has_verb or place == 1) and _PATTERNS["has_verb"].match(text, thing.span.end, end):
            return
        yield thing


def _after(text: str, start: int, end: int) -> Iterator[_Thing]:
    """The things right behind a frame, its object: the nearest first, then the other members of their list."""
    words = content_words(text, start, end)
    at, near = 0, True
    for _ in range(_MEMBERS):
        while at < len(words.lemmas) and words.lemmas[at] == BREAK:
            at += 1
        first = at
        if first >= len(words.lemmas) or not _may_follow(words.joins[first], near=near):
            return
        while at < len(words.lemmas) and at - first < _LONGEST and _is_of_thing(words.lemmas[at]):
            at += 1
            if at < len(words.lemmas) and words.joins[at]:
                break
        if at == first:
            return
        yield _thing(words, first, at - 1, is_near=near)
        near = False


def _is_preposition(words: Words, place: int) -> bool:
    return place >= 0 and words.lemmas[place] in _words("places")


def _may_follow(join: str, *, near: bool) -> bool:
    """Whether what joins a word to those before lets it be the first of the list, or another member."""
    return not set(join) - {DETERMINER} if near else bool(join) and not set(join) - {DETERMINER, COMMA, *OR}


def _is_of_thing(base: str) -> bool:
    return base != BREAK and not breaks_off(base) and base not in verb_roles() and base not in _words("beside")


def _thing(words: Words, first: int, last: int, *, is_near: bool, is_placed: bool = False) -> _Thing:
    span = Span(words.starts[first], words.ends[last])
    return _Thing(span, tuple(words.lemmas[first : last + 1]), is_near, is_placed)


def _is_of_people(text: str, before: Span) -> bool:
    """Whether the words before a frame are about those who have it, or there are none: "often large at birth"."""
    *_, clause = re.split(r"[,;:]", text[before.start : before.end])
    said = re.findall(r"[A-Za-z]+", clause.lower())
    words = [word for word in said if word not in _words("beside") and not is_adverb(word)]
    if (not words or words[-1] == "they") and "that" not in said:
        first = re.findall(r"[a-z]+", text[before.start : before.end].lower())[:1]
        return _words("carers").isdisjoint(first)  # "doctors, however, cannot see"
    if "who" in words:
        return False  # "people who are short may need help" tells of some of them
    return not words or words[-1] in _people() or words[0] in _people() or " ".join(words[:2]) in _people()


@cache
def _people() -> frozenset[str]:
    words = people_words()
    return words | {f"{kind} {word}" for word in words for kind in _words("kinds")}


@cache
def _words(name: str) -> frozenset[str]:
    """The words of a pattern that is nothing but words."""
    return frozenset(_shared()[name].split("|"))


@cache
def _frames() -> tuple[tuple[_Frame, ...], Cues]:
    rows = package_table("recognise/match", "plain_frames.tsv")
    frames = (_Frame(row["side"], tuple(row["templates"].split("|"))) for row in rows)
    return tuple(frames), Cues(_expanded(row["frame"]) for row in rows)


def _expanded(frame: str) -> str:
    """A frame with the patterns that the words in braces stand for; these may have such words themselves."""
    while _NAMED.search(frame):
        frame = _NAMED.sub(lambda match: _shared()[match[1]], frame)
    return frame


@cache
def _shared() -> dict[str, str]:
    return {row["name"]: row["pattern"] for row in package_table("recognise/match", "plain_frame_words.tsv")}
