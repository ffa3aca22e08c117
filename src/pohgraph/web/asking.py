"""How the server asks its workers: what it sends, what comes back, and what can go wrong. No process is started here.

The call `sparql` takes
- `query`: the text;
- `format`: one of json, xml, csv, tsv, ttl, nt, jsonld, rdfxml, trig, nq, n3, or a list of them: the first that holds what
  the query gives is taken, so a client that would have rows as JSON and graphs as Turtle sends ["json", "ttl"];
- `default_graphs`, `named_graphs`: lists of IRIs, where the client sends them;
- `notes`: true for the command line's advice about an empty answer.

Its head has `media_type`, `format`, `form` (SELECT, ASK, CONSTRUCT, DESCRIBE), `version` (of the graph that answers), `notes`
where asked for, and, where the whole answer is known before its first byte, what is else only in the tail: `rows` and `cut`.
That is so for every small answer, and for all of JSON, CSV, TSV and JSON-LD, which cannot say at their end that they were cut.
JSON says it at its top, as "pohgraph": {"cut": "…"}; XML, Turtle and the like in a comment at the end.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

# Bytes of a text to read: about ten seconds' work, so that it ends in time on slow machines, too.
LARGEST_TEXT = 512 << 10
TEXT_HINT = "Read a part of the text here, or the whole with `pohgraph extract`."


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
    """An answer as it comes. `head` has "media_type"; `tail` is filled when the last chunk has come: "rows" and "cut".

    Whoever does not read it to the end closes it, so that its worker is free: `async with contextlib.aclosing(reply)`.
    `whole` is all of an answer whose worker is free already, as small ones are; its chunks say the same, and may be left.
    """

    head: Mapping[str, object]
    chunks: AsyncIterator[bytes]
    tail: dict[str, object] = field(default_factory=dict)
    whole: bytes | None = None

    async def aclose(self) -> None:
        """Stop the answer unless it is complete. It is safe to call this twice, or after the end."""
        close = getattr(self.chunks, "aclose", None)
        if close is not None:
            await close()


async def chunks_of(whole: bytes) -> AsyncIterator[bytes]:
    """All of an answer as its chunks, of which an empty one has none."""
    if whole:
        yield whole


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

    async def ask(self, call: str, arguments: Mapping[str, object], *, client: str = "") -> Reply:
        """Have a worker do it. Arguments are plain JSON values. Where many wait, clients come in turn.

        Raises:
            AskError: before the first chunk. While chunks come, the same error ends them.
        """
