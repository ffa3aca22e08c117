"""Lists in prose: which sentence leads to the items below it."""

from pohgraph.language.patterns import Patterns
from pohgraph.model import Document, Span

_PATTERNS = Patterns("extractors/shared", "list_leads_patterns.tsv")
_GAP = 400  # code points between two sentences of one list


def lead_ins(doc: Document) -> dict[int, tuple[Span, ...]]:
    """The start of each sentence of a list, and the sentences that lead to it, the outermost first.

    One that is an item itself leads to what is set in below it.
    """
    found: dict[int, tuple[Span, ...]] = {}
    leads: list[tuple[Span, int]] = []
    previous: Span | None = None
    listed = False
    for sentence in doc.sentences:
        indent = _indent(doc.text, sentence)
        if previous is not None:
            gap = doc.text[previous.end : min(sentence.start, previous.end + _GAP)]
            lines = gap.count("\n")
            if lines and not _only_marks(gap):
                leads = []
            elif lines and doc.text[previous.end - 1] == ":":
                inner = bool(leads) and listed and indent > _indent(doc.text, previous)
                own = _indent(doc.text, previous) if is_item(doc.text, previous) else -1
                leads = [*(leads if inner else ()), (previous, own)]
                listed = _is_marked(gap)
            elif lines and (listed != _is_marked(gap) or (not listed and _has_blank(gap))):
                leads = []
            elif lines:
                leads = [(lead, own) for lead, own in leads if own < indent]
        if leads:
            found[sentence.start] = tuple(span for span, _ in leads)
        previous = sentence
    return found


def _indent(text: str, sentence: Span) -> int:
    """How far the line of a sentence is set in."""
    start = text.rfind("\n", 0, sentence.start) + 1
    space = text[start : min(sentence.start, start + _GAP)]
    return len(space) - len(space.lstrip(" \t"))


def is_item(text: str, sentence: Span) -> bool:
    """Whether a bullet stands before a sentence."""
    return bool(text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start].strip())


def _only_marks(gap: str) -> bool:
    return all(map(_PATTERNS["before_item"].fullmatch, gap.split("\n")))


def _is_marked(gap: str) -> bool:
    return bool(gap.rpartition("\n")[2].strip())


def _has_blank(gap: str) -> bool:
    return gap.replace("\r", "").count("\n") > 1
