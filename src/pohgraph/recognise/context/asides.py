"""The parentheses of a sentence: what stands in a pair of them says nothing of what follows."""

from bisect import bisect_left

from pohgraph.compiled import compiled
from pohgraph.model import Span

_EITHER = compiled(r"[()]")


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
