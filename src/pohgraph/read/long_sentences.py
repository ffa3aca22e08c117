"""Sentences that are too long to be read: how far a denial, a doubt or a subject reaches in them cannot be told."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from pohgraph.compiled import compiled
from pohgraph.language.sentences import LONGEST
from pohgraph.model import Element, Span
from pohgraph.read.layout import Layout, PageRemark

KIND = "long_sentence"
_NO_CLAIMS = frozenset(
    {"title", "repeat", "boilerplate", "question"}
)  # elements that nothing is read from, or the page's name alone
_BLANK_LINE = compiled(r"\n\s*\n")


def without_long_sentences(layout: Layout) -> Layout:
    """The page without sentences of more than `LONGEST` code points, each an element of its own with a remark.

    A list right below one that ends in a colon goes with it, and so does every element that shares words with it.
    """
    unread = _unread(layout.text, layout.sentences)
    if not unread:
        return layout
    gone = _Spans(unread)
    return replace(
        layout,
        sentences=tuple(span for span in layout.sentences if not gone.overlap(span)),
        elements=(
            *(e for e in layout.elements if e.kind in _NO_CLAIMS or not gone.overlap(e.span)),
            *(Element(kind=KIND, span=span) for span in unread),
        ),
        remarks=(*layout.remarks, *map(_remark, unread)),
    )


class _Spans:
    """Spans in order that do not overlap each other."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]

    def overlap(self, span: Span) -> bool:
        """Whether a span shares a code point with one of them."""
        return bisect_left(self._starts, span.end) > bisect_left(self._ends, span.start + 1)


def _unread(text: str, sentences: Sequence[Span]) -> list[Span]:
    """The long sentences in order, each with the list that it leads to."""
    found: list[Span] = []
    leads = False  # whether the sentence before belongs to a long one that leads to a list
    for sentence in sentences:
        is_long = sentence.end - sentence.start > LONGEST
        gap = text[found[-1].end : sentence.start] if leads else ""
        if not is_long and leads and "\n" in gap and (text[found[-1].end - 1] == ":" or not _BLANK_LINE.search(gap)):
            found[-1] = Span(found[-1].start, sentence.end)
            continue
        leads = is_long and text[sentence.end - 1] == ":"
        if is_long:
            found.append(sentence)
    return found


def _remark(span: Span) -> PageRemark:
    size = span.end - span.start
    said = f"a sentence has {size} characters, and nothing of it was read: no more than {LONGEST} are; cut it into sentences"
    return PageRemark(KIND, said, span)
