"""What a finder of names yields: a name where it stands, before it is known which overlapping one stays and how it is meant."""

from typing import NamedTuple

from pohgraph.model import Candidate, Reference, Span


class Found(NamedTuple):
    """A mention in the making. A tuple, because several times as many are found as are kept."""

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
