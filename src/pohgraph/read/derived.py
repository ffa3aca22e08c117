"""The text of a page whose file is marked up, written line by line; every span counts in what was written."""

from collections.abc import Iterable

from pohgraph.model import Span


class DerivedText:
    """The text as it grows, one line after the other."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._size = 0

    def line(self, words: str, *, gap: bool = False) -> Span | None:
        """Append a line, after a blank one where `gap`; no line and None for no words."""
        words = words.strip()
        if not words:
            return None
        before = "\n" if gap and self._size else ""
        start = self._size + len(before)
        self._pieces.append(f"{before}{words}\n")
        self._size = start + len(words) + 1
        return Span(start, start + len(words))

    def block(self, lines: Iterable[str]) -> tuple[Span, ...]:
        """Append lines without blank ones between them."""
        spans: list[Span] = []
        for words in lines:
            span = self.line(words, gap=not spans)
            spans.extend([span] if span else [])
        return tuple(spans)

    def text(self) -> str:
        """All that was written."""
        return "".join(self._pieces)


def one_line(words: str) -> str:
    r"""Words with single spaces between them.

    >>> one_line(" Bone\n  pain ")
    'Bone pain'
    """
    return " ".join(words.split())
