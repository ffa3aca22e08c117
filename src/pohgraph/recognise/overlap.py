"""Which of overlapping names stay: the longer, then the one whose name needed fewer normalisations."""

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pohgraph.language.alternations import alternation
from pohgraph.language.roles import is_filler
from pohgraph.language.words import lemma, tokens
from pohgraph.model import Candidate, Reference, Span

IsA = Callable[[Reference, Reference], bool]  # whether a term lies under another, or is it


class Found(NamedTuple):
    """A mention in the making, as every finder of names yields it: which overlapping one stays is not known yet.

    A tuple, because several times as many are found as are kept.
    """

    span: Span
    text: str
    category: str
    candidates: tuple[Candidate, ...]
    entity: Span | None = None

    @property
    def reference(self) -> Reference:
        """What the preferred candidate names."""
        return self.candidates[0].reference

    @property
    def extent(self) -> Span:
        """From the first of its words to the last, the thing it is said of included."""
        return self.span.cover(self.entity) if self.entity else self.span


def longest(names: Sequence[Found]) -> list[Found]:
    """Names of one category, none within another, in order of their start."""
    kept: list[Found] = []
    for run in _runs(names):
        kept += _longest(run) if len(run) > 1 else run
    return sorted(kept, key=lambda name: (name.span, name.reference))


def nested(names: Sequence[Found], is_a: IsA) -> list[Found]:
    """The longest names, and within them those of broader terms: "vestibular schwannoma" and "schwannoma"."""
    kept = longest(names)
    inner = [name for within in _broader(kept, names, is_a) for name in within]
    if not inner:
        return kept
    return sorted(dict.fromkeys((*kept, *inner)), key=_place)


def stripped(names: Sequence[Found], is_a: IsA) -> list[Found]:
    """The longest names, without words that only say how much, on which side or since when: "ptosis" of "mild ptosis"."""
    kept = longest(names)
    plain = map(_plainest, kept, _broader(kept, names, is_a))
    return sorted(dict.fromkeys(plain), key=_place)


def _plainest(outer: Found, broader: Iterable[Found]) -> Found:
    plain = [inner for inner in broader if _only_modifies(outer, inner)]
    return min(plain, key=lambda inner: (inner.span.start - inner.span.end, inner.reference), default=outer)


def _broader(kept: Sequence[Found], names: Iterable[Found], is_a: IsA) -> Iterator[list[Found]]:
    """For each name that is kept, those within it that are written as they stand and mean a broader term."""
    exact = [name for name in names if not name.entity and not name.candidates[0].steps]
    exact.sort(key=lambda name: name.span.start)
    starts = [name.span.start for name in exact]
    for outer in kept:
        span, reference = outer.span, outer.reference
        near = exact[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        yield [
            inner
            for inner in near
            if inner.span.end <= span.end and inner.span != span and is_a(reference, inner.reference)
        ]


def _only_modifies(outer: Found, inner: Found) -> bool:
    """Whether the words `outer` has more are all modifiers."""
    said = {lemma(token.word) for token in tokens(inner.text)}
    return all(is_filler(lemma(t.word)) for t in tokens(outer.text) if lemma(t.word) not in said)


def _place(name: Found) -> tuple[object, ...]:
    return (name.span, name.reference)


def _runs(names: Sequence[Found]) -> Iterator[list[Found]]:
    """Names that overlap one another, directly or by way of others: only these can be in each other's way."""
    run: list[int] = []
    end = 0
    for (start, stop), number in sorted((name.extent, number) for number, name in enumerate(names)):
        if run and start >= end:
            yield [names[place] for place in sorted(run)]
            run = []
        run.append(number)
        end = max(end, stop)
    if run:
        yield [names[place] for place in sorted(run)]


def _rank(name: Found) -> tuple[int, int, int, Reference]:
    start, end = name.span
    first = name.candidates[0]
    return start - end, len(first.steps), start, first.reference


def _longest(run: list[Found]) -> list[Found]:
    ranked = sorted(run, key=_rank)
    start, end = ranked[0].span
    if not ranked[0].entity and all(start <= name.span.start and name.span.end <= end for name in ranked):
        return ranked[:1]  # as in most runs: one name holds all others
    whole: list[Found] = []
    places: list[tuple[int, int]] = []  # where those begin, and which they are, in order of the text
    widest = ranked[0].span.end - ranked[0].span.start

    def near(span: Span) -> Iterator[Found]:
        """Those that may overlap a span."""
        first, last = bisect_left(places, (span.start - widest, 0)), bisect_left(places, (span.end, 0))
        return (whole[number] for _, number in places[first:last])

    composed: list[Found] = []
    extents: dict[Reference, list[Span]] = {}  # of the same finding, none over another, in order of the text
    for name in ranked:
        if name.entity:
            # Several things may share one quality ("movement in the hips and shoulders"), each of them once.
            same = extents.setdefault(name.reference, [])
            extent = name.extent
            place = bisect_left(same, extent)
            beside = same[max(place - 1, 0) : place + 1]
            if not any(map(extent.overlaps, beside)) and not any(_clash(name, other) for other in near(name.span)):
                composed.append(name)
                same.insert(place, extent)
        elif not any(_clash(name, other) for other in near(name.span)):
            insort(places, (name.span.start, len(whole)))
            whole.append(name)
    return whole + [name for name in composed if not any(name.span.overlaps(other.span) for other in near(name.span))]


def _clash(name: Found, other: Found) -> bool:
    """Whether two names overlap and not both can be meant.

    "Short 5th fingers with clinodactyly" says two things of the fingers it names once, as "long fingers are hypermobile" does.
    """
    if not name.span.overlaps(other.span):
        return False
    nested = other.span.contains(name.span) or name.span.contains(other.span)
    return nested or not any(_linking().search(m.text) for m in (name, other))


@cache
def _linking() -> re.Pattern[str]:
    words = alternation("recognise", "linking_words.tsv", column="word")
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
