"""The captions of tables: what stands over a table and says of whom it tells ("Table 2. Clinical features of patients with X").

They are no prose of the page, but sentences, so that names are found in them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pohgraph.compiled import compiled
from pohgraph.language.lines import lines_of
from pohgraph.language.sentences import find_sentences
from pohgraph.model import Element, Part, Span
from pohgraph.read.layout import Layout

_ROWS = frozenset({"table_header", "table_row"})
_MOST_LINES = 4  # with words, over a table, that may be its caption
_STOPS = ".,;:?!"
_LONGEST = 600  # code points of such a line
_NUMBERED = compiled(
    r"[#*_\s]{0,8}(?:(?:supplementary|supplemental|additional|extended data|online|appendix|web)[ \t]+){0,2}(?:tables?|tab\.|data)[ \t]*"
    r"(?:[A-Z]{0,2}-?\d{1,2}[A-Za-z]?|[IVX]{1,4}\b)?[*_]{0,3}[ \t]*[.:|\u2013\u2014-]?[*_]{0,3}[ \t]*",
    re.IGNORECASE,
)
_OF_PATIENTS = compiled(
    r"\b(?:patients?|individuals?|cases|probands?|subjects|families|cohort|clinical|phenotyp\w+|features|findings|manifestations|"
    r"characteristics|symptoms|signs|variants?|mutations?|syndrome|disease|disorder)\b",
    re.IGNORECASE,
)


def with_captions(layout: Layout) -> Layout:
    """The page with the captions of its tables as sentences and as elements, each with a part "words"."""
    rows = sorted(element.span for element in layout.elements if element.kind in _ROWS)
    if not rows:
        return layout
    found = list(_captions(layout.text, rows))
    if not found:
        return layout
    # "Table 1" is no name of what the page is about.
    titles = [e for e in layout.elements if e.kind == "title" and any(over.overlaps(e.span) for over, _ in found)]
    kept = [element for element in layout.elements if element not in titles]
    elements = [Element(kind="caption", span=over, parts=(Part("words", words),)) for over, words in found]
    new = [
        sentence
        for _, words in found
        for sentence in find_sentences(layout.text, [words])
        if not _overlaps(layout.sentences, sentence)
    ]
    return replace(
        layout,
        title="" if titles else layout.title,
        elements=(*kept, *elements),
        sentences=tuple(sorted({*layout.sentences, *new})),
    )


def _captions(text: str, rows: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """The caption over each table: the line with its number, or the line right above, and the words in it."""
    end = 0
    for row in rows:
        if text[end : row.start].strip(" \t\r\n|:-+=") or not end:
            yield from _over(text, end, row.start)
        end = max(end, row.end)


def _over(text: str, start: int, end: int) -> Iterator[tuple[Span, Span]]:
    lines = [line.span for line in lines_of(text, Span(start, end))]
    # The first row may begin within a line, behind the bar of a table.
    above = [line for line in lines if any(map(str.isalpha, text[slice(*line)]))][-_MOST_LINES:]
    for place in range(len(above) - 1, -1, -1):
        line = above[place]
        if line.end - line.start > _LONGEST:
            return
        numbered = _NUMBERED.match(text, *line)
        if numbered:
            words = Span(numbered.end(), line.end)
            if not any(map(str.isalpha, text[slice(*words)])):
                if place + 1 == len(above):
                    return
                words = above[place + 1]
            yield line.cover(words), words
            return
    if above and _OF_PATIENTS.search(text, *above[-1]) and text[above[-1].end - 1] not in _STOPS:
        yield above[-1], above[-1]


def _overlaps(sentences: Sequence[Span], words: Span) -> bool:
    place = bisect_right(sentences, words) - 1
    near = sentences[max(place, 0) : place + 2]
    return any(sentence.overlaps(words) for sentence in near)
