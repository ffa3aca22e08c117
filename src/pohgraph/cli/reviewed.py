"""How `pohgraph review` shows one claim: what fits on a screen, or all of it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from pohgraph.api.explain import Explainer
from pohgraph.api.layout import IDENTIFIER, QUOTE
from pohgraph.claims.view import GraphView
from pohgraph.cli.changing import in_words
from pohgraph.cli.explaining import has_colours, legend, styled
from pohgraph.counting import counted
from pohgraph.review.decision import Decision
from pohgraph.vocab.lexicon import open_lexicon

if TYPE_CHECKING:
    from pohgraph.api.explained import Explained, Place
    from pohgraph.model import Claim

_ALIKE = 3  # quotes, and notes of one kind, that are shown at first
_LINES = 8  # of one quote


class ClaimScreen:
    """Shows claims of a graph on a terminal."""

    def __init__(self, view: GraphView, console: Console) -> None:
        self._explainer = Explainer(view)
        self._console = console

    def show(self, claim: "Claim", *, whole: bool = False) -> None:
        """A claim with its quotes and what is known of it; unless `whole`, what is long is shortened, and said to be."""
        (one,) = self._explainer.explained([claim])
        if not whole:
            one = replace(one, places=tuple(self._shortened(one)))
        parts = [(part, shown) for part, shown in styled(one, self._console) if whole or part.kind != IDENTIFIER]
        left = 0
        # Of what is alike, such as the pages that say so too, the first few are shown.
        for (kind, _), group in groupby(parts, key=lambda pair: (pair[0].kind, pair[0].label)):
            lines = [shown for _, shown in group]
            most = len(lines) if whole else 2 * _ALIKE if kind == QUOTE else _ALIKE
            for shown in lines[:most]:
                self._console.print(shown)
            left += len(lines[most:])
            if kind == QUOTE:
                self._console.print(Padding(legend(coloured=has_colours(self._console)), (0, 0, 0, 4)))
        if left:
            self._console.print(Text(f"  … {counted(left, 'more line')}: press m", style="dim"))

    def tell_decision(self, who: str, decision: Decision, more: str = "") -> None:
        """A decision that was made before."""
        words = in_words(decision["changes"], open_lexicon())
        said = f"{decision['decision']}{f' ({words})' if words else ''}"
        day = f" on {decision['date'][:10]}" if decision["date"] else ""
        comment = f", “{decision['comment']}”" if decision["comment"] else ""
        self._console.print(Text(f"  {who}: {said}{day}{comment}{more}", style="yellow"))

    def _shortened(self, one: "Explained") -> "Iterator[Place]":
        most = max(200, _LINES * (self._console.width - 4))
        for place in one.places:
            if len(place.quote) <= most:
                yield place
                continue
            marked = [mark.start - place.start for mark in place.marks if place.start <= mark.start < place.end]
            begin = max(0, min(min(marked, default=0) - most // 4, len(place.quote) - most))
            end = begin + most
            yield replace(
                place,
                quote=place.quote[begin:end],
                before="" if begin else place.before,
                after=f"… (a part of {len(place.quote):,} characters: press m)"
                if end < len(place.quote) or begin
                else place.after,
                start=place.start + begin,
                end=place.start + end,
            )
