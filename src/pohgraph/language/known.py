"""What is known of each word: worked out once, and then looked up."""

from collections.abc import Callable
from typing import TypeVar

_REMEMBERED = 2**16  # words, of which one thing is known
_Known = TypeVar("_Known")


class Known(dict[str, _Known]):
    """What is worked out of a word, once: a look-up in a dictionary costs a fraction of any call.

    It starts anew where it has grown too large. Two threads that ask for the same word at once write the same.
    """

    def __init__(self, of: Callable[[str], _Known], most: int = _REMEMBERED) -> None:
        """What `of` makes of a word is kept of up to `most` words."""
        super().__init__()
        self._of = of
        self._most = most

    def __missing__(self, word: str) -> _Known:
        if len(self) >= self._most:
            self.clear()
        self[word] = known = self._of(word)
        return known
