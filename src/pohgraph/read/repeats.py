"""Sentences that a page prints more than once, word for word."""

from collections.abc import Iterator, Sequence

from pohgraph.model import Element, Span


def repeats(text: str, sentences: Sequence[Span]) -> Iterator[Element]:
    """Every sentence that stands again later on the page; its last place is the original and gets no element."""
    last: dict[str, int] = {text[start:end]: start for start, end in sentences}
    for sentence in sentences:
        if last[text[sentence.start : sentence.end]] > sentence.start:
            yield Element(kind="repeat", span=sentence)
