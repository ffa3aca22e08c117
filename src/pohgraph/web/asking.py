"""How the server asks its workers: what it sends, what comes back, and what can go wrong. No process is started here."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one request may cost: seconds, MiB of a worker's memory, rows or triples of a result.

    `waiting` is how many requests may wait for a worker; more are turned away.
    """

    seconds: float = 30
    memory: int = 2048
    rows: int = 100_000
    waiting: int = 64


@dataclass(slots=True, kw_only=True)
class Reply:
    """An answer as it comes. `head` has "media_type"; `tail` is filled when the last chunk has come: "rows" and "cut"."""

    head: Mapping[str, object]
    chunks: AsyncIterator[bytes]
    tail: dict[str, object] = field(default_factory=dict)


@dataclass(eq=False)
class AskError(Exception):
    """No answer, or half of one. `status` is that of HTTP; `line` and `column` count from 1, 0 where unknown."""

    status: int
    reason: str
    line: int = 0
    column: int = 0
    hint: str = ""

    def __str__(self) -> str:
        return self.reason


class Asks(Protocol):
    """What answers: the pool of workers."""

    @property
    def version(self) -> str:
        """What tells the live graph from the one a later build writes."""

    async def ask(self, call: str, arguments: Mapping[str, object]) -> Reply:
        """Have a worker do it. Arguments are plain JSON values.

        Raises:
            AskError: before the first chunk. While chunks come, the same error ends them.
        """
