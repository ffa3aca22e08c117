"""Things by where they stand in a text, so that those near a place are found without looking at all of them."""

from typing import Generic, TypeVar

from pohgraph.model import Span

_SHIFT = 6  # a stretch of 64 code points is longer than most names
_FEW = 16  # things that are sooner looked at one by one
_Thing = TypeVar("_Thing")


class Nearby(Generic[_Thing]):
    """Things with the spans that they stand at."""

    def __init__(self) -> None:
        self._things: list[_Thing] = []
        self._spans: list[tuple[Span, ...]] = []
        self._stretches: dict[int, list[int]] = {}

    def add(self, thing: _Thing, *spans: Span) -> None:
        """Add a thing that stands at some spans."""
        self._things.append(thing)
        self._spans.append(spans)
        size = len(self._things)
        if size > _FEW:
            for number in range(size) if size == _FEW + 1 else (size - 1,):
                self._place(number)

    def at(self, span: Span) -> list[_Thing]:
        """All things that overlap a span, and perhaps some others, in the order in which they were added.

        >>> words = Nearby[str]()
        >>> for place in range(20): words.add(f"word {place}", Span(100 * place, 100 * place + 5))
        >>> words.at(Span(303, 304))
        ['word 3']
        """
        if len(self._things) <= _FEW:
            return self._things
        places = [place for place in _stretches(span) if place in self._stretches]
        if len(places) == 1:
            return [self._things[number] for number in self._stretches[places[0]]]
        numbers = {number for place in places for number in self._stretches[place]}
        return [self._things[number] for number in sorted(numbers)]

    def _place(self, number: int) -> None:
        for place in {place for span in self._spans[number] for place in _stretches(span)}:
            self._stretches.setdefault(place, []).append(number)


def _stretches(span: Span) -> range:
    start, end = span
    return range(start >> _SHIFT, (max(end - 1, start) >> _SHIFT) + 1)
