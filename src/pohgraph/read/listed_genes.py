"""Symbols of genes that stand on the lines under a heading: "Related genes", "Genes associated with the disorder"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line, item_text
from pohgraph.model import Element, Section, Span

_SYMBOL = compiled(r"[A-Z][A-Z0-9-]{1,11}(?:orf\d+)?")
_GENES = compiled(r"\bgenes?\b", re.IGNORECASE)
_SYMBOLS = compiled(rf"{_SYMBOL.pattern}(?:[,;]? {_SYMBOL.pattern}){{0,8}}")


def listed_genes(
    text: str, sections: Sequence[Section], lines: Sequence[Line], apart: Container[Span]
) -> Iterator[Element]:
    """One `related_gene` for each symbol; the first line that holds anything else ends the list."""
    starts = [line.span.start for line in lines]
    for section in sections:
        if section.heading is None or not _GENES.search(text, *section.heading):
            continue
        first = bisect_right(starts, section.heading.start)
        for line, _ in lines[first : bisect_left(starts, section.span.end)]:
            said = item_text(text, line) or line
            if line in apart or not _SYMBOLS.fullmatch(text, *said):
                break
            yield from (
                Element(kind="related_gene", span=Span(*found.span())) for found in _SYMBOL.finditer(text, *said)
            )
