"""What was left out or set aside while one file was read: counted, with the first of each kind."""

from collections import Counter
from collections.abc import Iterator

from pohgraph.counting import counted
from pohgraph.model import Remark

_LONGEST = 120  # characters of an example


class Notes:
    """Counts by (code, message); a message is put as `counted` takes it, and ends where its example begins."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._first: dict[tuple[str, str], str] = {}

    def add(self, code: str, message: str, example: str = "") -> None:
        """Count one occurrence."""
        self._counts[code, message] += 1
        self._first.setdefault((code, message), example)

    def remarks(self, source: str) -> Iterator[Remark]:
        """One remark for each kind, with its number and its first example."""
        for (code, message), count in sorted(self._counts.items()):
            example = " ".join(self._first[code, message].split())
            shown = example if len(example) <= _LONGEST else f"{example[: _LONGEST - 1]}…"
            first = f"{'; the first: ' if count > 1 else ': '}{shown}" if shown else ""
            yield Remark(document=source, code=code, message=f"{counted(count, message)}{first}")
