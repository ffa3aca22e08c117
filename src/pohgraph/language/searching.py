"""Knows of a long sentence which patterns no part of it can match, so that its many parts are not searched in vain.

Each finding of a sentence asks what stands before it, behind it, and between it and each cue. Nearly always it is nothing, and one scan
of the whole sentence says so for all of them.
"""

import re
from functools import lru_cache

from pohgraph.compiled import compiled
from pohgraph.language.words import is_of_word
from pohgraph.model import Span

LONG = 600  # code points of a sentence: the parts of a shorter one are sooner searched than asked about
SHORT = 60  # likewise of a part
_PATTERNS = 2**12  # whose looser forms are kept
_PIECE = compiled(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:[=!]|<[=!])|[()^$]|[^\\\[()^$]+", re.DOTALL)
_PLACES = frozenset(("$", r"\Z", r"\B"))
_BEGINNINGS = frozenset(("^", r"\A"))
_NOTHING = "(?:)"


class Searched:
    """One sentence of a text, whose parts are searched."""

    def __init__(self, text: str, span: Span) -> None:
        self.text = text
        self._start, self._end = span
        self._has: dict[re.Pattern[str], bool] = {}  # two threads that ask at once write the same

    def search(self, pattern: re.Pattern[str], start: int, end: int) -> re.Match[str] | None:
        """What `pattern.search` gives between two offsets of the sentence."""
        return None if self.lacks(pattern, start, end) else pattern.search(self.text, start, end)

    def lacks(self, pattern: re.Pattern[str], start: int, end: int) -> bool:
        """Whether a part of the sentence is known to have no match of a pattern, because the whole sentence has none."""
        if end - start < SHORT or self._end - self._start < LONG:
            return False
        has = self._has.get(pattern)
        if has is None:
            has = self._has[pattern] = may_match(pattern, self.text, self._start, self._end)
        return not has and self._start <= start and end <= self._end and self._is_apart(start) and self._is_apart(end)

    def _is_apart(self, offset: int) -> bool:
        """Whether no word runs across an offset: one that is cut in two may be another word."""
        text = self.text
        return not 0 < offset < len(text) or not (is_of_word(text[offset - 1]) and is_of_word(text[offset]))


def may_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """Whether a pattern may match in any part of a stretch of text, wherever it begins and ends."""
    form = looser(pattern)
    return form is None or form.search(text, start, end) is not None


@lru_cache(_PATTERNS)
def looser(pattern: re.Pattern[str]) -> re.Pattern[str] | None:
    r"""A pattern that asks for the words alone, and not for what stands beside them or where: it has every match of the other.

    None for one that begins where the text does: it is soon tried there, and would take long everywhere.

    >>> looser(re.compile(r"(?<=,\s)and(?!\s(?:a|b)[)])$|[^$]")).pattern
    '(?:)and(?:)(?:)|[^$]'
    """
    pieces: list[str] = []
    left_out = 0  # depth within what looks ahead or behind
    for piece in _PIECE.findall(pattern.pattern):
        if left_out:
            left_out += piece.startswith("(") - piece.startswith(")")
        elif piece.startswith(("(?=", "(?!", "(?<=", "(?<!")):
            left_out = 1
            pieces.append(_NOTHING)
        elif piece in _BEGINNINGS:
            return None
        else:
            pieces.append(_NOTHING if piece in _PLACES else piece)
    return re.compile("".join(pieces), pattern.flags)
