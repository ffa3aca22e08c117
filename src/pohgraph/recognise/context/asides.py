"""The parentheses of a sentence: what stands in a pair of them says nothing of what follows."""

from bisect import bisect_left

from pohgraph.compiled import compiled
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_EITHER = compiled(r"[()]")
_PATTERNS = Patterns("recognise/context", "frequency_scope.tsv")
_BEGINNING = 14  # code points in which what an item of a list begins with stands


class Asides:
    """Where each stretch of a sentence that begins in parentheses leaves them."""

    def __init__(self, text: str, span: Span) -> None:
        marks = [match.start() for match in _EITHER.finditer(text, *span)]
        self._marks = marks
        self._left = [-1] * len(marks)  # for each mark, where what begins right before it leaves its parentheses
        closed: list[int] = []  # those behind the mark whose partner stands before it
        for place in range(len(marks) - 1, -1, -1):
            if text[marks[place]] == ")":
                closed.append(marks[place])
            elif closed:
                closed.pop()
            self._left[place] = closed[-1] if closed else span.end

    def left_within(self, start: int, end: int) -> bool:
        """Whether a stretch of the sentence leaves the parentheses it begins in.

        >>> text = "(no seizures) and (ataxia)"
        >>> asides = Asides(text, Span(0, len(text)))
        >>> asides.left_within(3, 18), asides.left_within(13, 26)
        (True, False)
        """
        place = bisect_left(self._marks, start)
        return place < len(self._marks) and self._left[place] < end


def opened_behind_another(text: str, end: int, cue: int) -> bool:
    """Whether a cue stands in parentheses that open behind other words than the finding that ends at `end`.

    >>> text = "weakness, deafness (if untreated)"
    >>> opened_behind_another(text, 8, 20), opened_behind_another(text, 18, 20)
    (True, False)
    """
    before, opened, within = text[end:cue].rpartition("(")
    return bool(opened) and ")" not in within and bool(before.strip())


def said_of_next(text: str, clause: int, cue: Span, mention: Span) -> bool:
    """Whether a word is all that stands in its parentheses, and is said of what begins behind them.

    >>> said_of_next("- (sometimes) fast pulse", 0, Span(3, 12), Span(14, 24))
    True
    >>> said_of_next("rash (sometimes) and fits", 0, Span(6, 15), Span(21, 25))
    False
    """
    before, behind = text[max(clause, cue.start - _BEGINNING) : cue.start], text[cue.end : mention.start]
    return (
        _PATTERNS["item_aside"].search(before) is not None and _PATTERNS["behind_aside"].fullmatch(behind) is not None
    )
