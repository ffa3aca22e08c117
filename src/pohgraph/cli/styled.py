"""Styled text on a terminal. What it shows of pages and graphs is text: no markup, and nothing that steers the terminal."""

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from pohgraph.legible import legible


class PlainConsole(Console):
    """A console that shows what others wrote, and obeys none of it."""

    def __init__(self, *, to_error: bool = False) -> None:
        super().__init__(stderr=to_error, highlight=False, markup=False, emoji=False)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The pieces of what is shown."""
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else legible(text), style, control)
