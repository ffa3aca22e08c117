"""Keeps answers for as long as the graph stays the same, so that what is asked again costs no worker.

What everybody asks first (see `CONSTANT`) is asked of a worker once, however many wait for it, and is kept until there is
another graph. Of other answers those used last are kept, up to a number of bytes.
"""

import asyncio
import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import dataclass

from pohgraph.web.asking import AskError, Asks, Reply, chunks_of
from pohgraph.web.protocol import is_repeatable

CONSTANT = frozenset(("summary", "vocabulary", "queries"))
_OTHERS = frozenset(("network", "entity", "entity_page", "entity_rdf", "page", "search"))
_MOST = 64 << 20  # bytes of all answers
_LARGEST = 8 << 20  # of one cached answer
_LITTLE = 1 << 10  # what an answer costs beside its bytes


@dataclass(frozen=True, slots=True)
class _Answer:
    head: Mapping[str, object]
    body: bytes
    tail: Mapping[str, object]

    def reply(self) -> Reply:
        return Reply(head=dict(self.head), chunks=chunks_of(self.body), tail=dict(self.tail), whole=self.body)

    @property
    def size(self) -> int:
        return len(self.body) + _LITTLE


class Keeping:
    """Asks somebody else and remembers. `given` counts the answers that it had already."""

    def __init__(self, asks: Asks, *, most: int = _MOST) -> None:
        self._asks = asks
        self._most = most
        self._answers: OrderedDict[bytes, _Answer] = OrderedDict()
        self._size = 0
        self._running: dict[bytes, asyncio.Task[_Answer]] = {}
        self.given = 0

    @property
    def version(self) -> str:
        """What tells the live graph from the one a later build writes."""
        return self._asks.version

    async def ask(self, call: str, arguments: Mapping[str, object], *, client: str = "") -> Reply:
        """The cached answer, or else a worker's.

        Raises:
            AskError: before the first chunk. While chunks come, the same error ends them.
        """
        if not _is_lasting(call, arguments):
            return await self._asks.ask(call, arguments, client=client)
        key = _key(self.version, call, arguments)
        if (known := self._answers.get(key)) is not None:
            self._answers.move_to_end(key)
            self.given += 1
            return known.reply()
        if call in CONSTANT:
            return (await asyncio.shield(self._once(key, call, arguments))).reply()
        reply = await self._asks.ask(call, arguments, client=client)
        if call != "sparql" or reply.whole is not None:
            answer = await _whole(reply)
            self._keep(call, arguments, answer)
            return answer.reply()
        return reply

    def _once(self, key: bytes, call: str, arguments: Mapping[str, object]) -> "asyncio.Task[_Answer]":
        """Ask a worker unless somebody already has. If one client disconnects, the others still get the answer."""

        async def ask() -> _Answer:
            try:
                answer = await _whole(await self._asks.ask(call, arguments))
            finally:
                del self._running[key]
            self._keep(call, arguments, answer)
            return answer

        if key not in self._running:
            self._running[key] = task = asyncio.create_task(ask())
            task.add_done_callback(_look_at_error)
        return self._running[key]

    def _keep(self, call: str, arguments: Mapping[str, object], answer: _Answer) -> None:
        """Cache an answer under the version of its graph, which may be newer than the one at the request."""
        if len(answer.body) > _LARGEST:
            return
        key = _key(str(answer.head.get("version", self.version)), call, arguments)
        if (before := self._answers.pop(key, None)) is not None:
            self._size -= before.size
        self._answers[key] = answer
        self._size += answer.size
        while self._size > self._most:
            _, oldest = self._answers.popitem(last=False)
            self._size -= oldest.size


def _is_lasting(call: str, arguments: Mapping[str, object]) -> bool:
    """Whether the same graph gives the same answer each time."""
    if call == "sparql":
        return is_repeatable(str(arguments.get("query")))
    return call in CONSTANT or call in _OTHERS


def _key(version: str, call: str, arguments: Mapping[str, object]) -> bytes:
    return hashlib.sha256(json.dumps([version, call, arguments]).encode()).digest()


async def _whole(reply: Reply) -> _Answer:
    if reply.whole is not None:
        return _Answer(reply.head, reply.whole, reply.tail)
    async with aclosing(reply):
        body = b"".join([chunk async for chunk in reply.chunks])
    return _Answer(reply.head, body, reply.tail)


def _look_at_error(task: "asyncio.Task[_Answer]") -> None:
    """Mark the error as seen, so that asyncio does not log it if the client is gone."""
    if not task.cancelled() and (error := task.exception()) is not None and not isinstance(error, AskError):
        task.get_loop().call_exception_handler({"message": "an answer to keep failed", "exception": error})
