"""Lists in prose: which sentence leads to the items below it."""

import re

from pohgraph.model import Document, Span

_MARKS = re.compile(r"[^\w\n]*(?:\(?\w{1,3}[.)])?[^\w\n]*")  # what may stand before the words of an item
_GAP = 400  # code points between two sentences of one list


def lead_ins(doc: Document) -> dict[int, Span]:
    """The start of each sentence of a list, and the sentence or heading that leads to it."""
    found: dict[int, Span] = {}
    lead: Span | None = None
    previous: Span | None = None
    listed = False
    for sentence in doc.sentences:
        if previous is not None:
            gap = doc.text[previous.end : min(sentence.start, previous.end + _GAP)]
            lines = gap.count("\n")
            if doc.text[previous.end - 1] == ":" and lines and _only_marks(gap):
                lead, listed = previous, _is_marked(gap)
            elif lines and (not _only_marks(gap) or listed != _is_marked(gap) or (not listed and _has_blank(gap))):
                lead = None
        if lead is not None:
            found[sentence.start] = lead
        previous = sentence
    return found


def _only_marks(gap: str) -> bool:
    return all(_MARKS.fullmatch(line) for line in gap.split("\n"))


def _is_marked(gap: str) -> bool:
    return bool(gap.rpartition("\n")[2].strip())


def _has_blank(gap: str) -> bool:
    return gap.replace("\r", "").count("\n") > 1
