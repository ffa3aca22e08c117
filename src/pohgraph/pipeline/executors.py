"""Work spread over processes, with its results in order: the output does not depend on how many there are.

The processes are started once for a run. One that ends is replaced: what it was at is tried once more by another, and what ends
that one as well is given up, as is what takes too long. The rest goes on.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pohgraph.errors import WorkerError

if TYPE_CHECKING:
    from pohgraph.pipeline.worker import Worker

SECONDS = 600.0  # of processor time for one item: a hundred times what the slowest page of two thousand took
_LIMIT = "POHGRAPH_PAGE_SECONDS"
_WAIT = 5  # times as long may it take by the clock, on a busy machine
_CHUNK = 16  # items sent to a worker at once
_AHEAD = 2  # chunks for each worker that wait or are done before their turn: they bound the memory
_IN_HAND = 2  # chunks that a worker has at once, so that it never waits for the next
_TRIES = 2
_IN_A_ROW = 12  # so many processes ended, and nothing was done meanwhile: it is not the items
_BEGIN = 120.0  # seconds at least in which a process must be ready
_LOOK = 1.0  # seconds after which it is looked whether a worker stalls
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
Instead = Callable[[Any, str], Any]


def time_limit() -> float:
    """The seconds of processor time that an item may take: $POHGRAPH_PAGE_SECONDS, else `SECONDS`; 0 for any."""
    try:
        return max(float(os.environ.get(_LIMIT) or SECONDS), 0.0)
    except ValueError:
        return SECONDS


@dataclass(slots=True, eq=False)
class _Chunk:
    """Items that one worker gets together, and the results of the first of them."""

    items: list[Any]
    results: deque[Any] = field(default_factory=deque)
    done: int = 0
    tries: int = 0  # of the first item that is not done


@dataclass(slots=True, eq=False)
class _Hand:
    """A worker with what it has in hand; `since` is when it was last heard of, or was given something when it had nothing."""

    worker: "Worker"
    chunks: deque[_Chunk] = field(default_factory=deque)
    since: float = 0.0
    is_ready: bool = False
    is_late: bool = False


class Workers:
    """The processes of one run. They start when there is work for them, and end when the block does.

    Args:
        jobs: how many processes work.
        prepare: called here before other processes start, for what they share on disk; what it leaves in memory, copies of
            this process have as well.
        instead: gives for an item that was given up, and the reason, another one that the same work turns into a result here;
            None for one that cannot be done without.
        seconds: the processor time that an item may take in another process; 0 for any.
    """

    def __init__(
        self,
        jobs: int = 1,
        *,
        prepare: Callable[[], object],
        instead: Instead | None = None,
        seconds: float | None = None,
    ) -> None:
        self._jobs = jobs
        self._prepare = prepare
        self._instead = instead
        self._seconds = time_limit() if seconds is None else seconds
        self._hands: list[_Hand] = []
        self._is_ready = False
        self._ended = 0  # processes, one after the other, without a result between them

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def in_order(self, work: Callable[[_Item], _Result], items: Iterable[_Item]) -> Iterator[_Result]:
        """What `work` makes of each item, in the order of the items.

        Args:
            work: what can be sent to another process: a module's function, or a method of what can be sent.
            items: read as they are needed, a bounded number ahead. A few are done in this process.

        Raises:
            WorkerError: processes have ended again and again, or an item that cannot be done without was given up.
        """
        iterator = iter(items)
        chunks = iter(lambda: list(islice(iterator, _CHUNK)), [])
        first = next(chunks, [])
        if self._jobs <= 1 or len(first) < _CHUNK:
            yield from map(work, chain(first, chain.from_iterable(chunks)))
            return
        if not self._is_ready:
            self._prepare()
            self._is_ready = True
        try:
            yield from self._spread(work, chain([first], chunks))
        finally:
            if any(hand.chunks for hand in self._hands):
                self._end()  # what they are at, nobody wants any more

    def _spread(self, work: Callable[[_Item], _Result], items: Iterable[list[_Item]]) -> Iterator[_Result]:
        chunks = map(_Chunk, items)
        waiting: deque[_Chunk] = deque()  # in the order of the results
        free: deque[_Chunk] = deque()  # those of them that no worker has
        while True:
            while len(waiting) <= _AHEAD * self._jobs and (chunk := next(chunks, None)):
                waiting.append(chunk)
                free.append(chunk)
                self._hand_out(work, free)
            if not waiting:
                return
            head = waiting[0]
            while head.results:
                yield head.results.popleft()
            if head.done == len(head.items):
                waiting.popleft()
                continue
            self._hand_out(work, free)
            free.extendleft(self._listen(work))

    def _hand_out(self, work: Callable[[Any], object], free: deque[_Chunk]) -> None:
        """Give workers what they can take."""
        while len(self._hands) < self._jobs:
            self._start()
        for hand in sorted(self._hands, key=lambda hand: len(hand.chunks)):
            if free and len(hand.chunks) < _IN_HAND:
                self._give(hand, work, free.popleft())

    def _give(self, hand: _Hand, work: Callable[[Any], object], chunk: _Chunk) -> None:
        if not hand.chunks:
            hand.since = monotonic()
        hand.chunks.append(chunk)
        try:
            hand.worker.hand(work, chunk.items[chunk.done :])
        except OSError:
            return  # it has ended; that is found out when it is listened to

    def _start(self) -> None:
        from pohgraph.pipeline.worker import Worker  # noqa: PLC0415 - most runs have one process

        others = [hand.worker.connection for hand in self._hands]
        self._hands.append(_Hand(Worker(others, self._seconds), since=monotonic()))

    def _listen(self, work: Callable[[Any], object]) -> list[_Chunk]:
        """Wait until a worker has done something; gives chunks of those that have ended, for others to go on with."""
        from multiprocessing.connection import wait  # noqa: PLC0415 - as above

        left: list[_Chunk] = []
        ready = set(wait([hand.worker.connection for hand in self._hands], _LOOK))
        for hand in list(self._hands):
            if hand.worker.connection in ready:
                try:
                    self._receive(hand, work)
                except (EOFError, OSError):
                    left += self._bury(hand, work)
            elif hand.chunks and self._seconds and monotonic() - hand.since > self._patience(hand):
                hand.is_late = True
                hand.worker.kill()
                left += self._bury(hand, work)
        return left[::-1]

    def _patience(self, hand: _Hand) -> float:
        """How many seconds may pass until a worker is heard of."""
        return self._seconds * _WAIT if hand.is_ready else max(self._seconds * _WAIT, _BEGIN)

    def _receive(self, hand: _Hand, work: Callable[[Any], object]) -> None:
        from pohgraph.pipeline.worker import Outcome  # noqa: PLC0415 - as above

        outcome, result = hand.worker.receive()
        hand.since = monotonic()
        if outcome is Outcome.READY:
            hand.is_ready = True
            return
        self._ended = 0
        if outcome is Outcome.FAILED:
            raise result
        chunk = hand.chunks[0]
        if outcome is Outcome.NO_MEMORY:
            result = self._given_up(chunk.items[chunk.done], "there is not enough memory to read it", work)
        _add(chunk, result)
        if chunk.done == len(chunk.items):
            hand.chunks.popleft()

    def _bury(self, hand: _Hand, work: Callable[[Any], object]) -> list[_Chunk]:
        """A worker has ended: what it was at is tried again or given up, the rest is for others."""
        self._hands.remove(hand)
        death = hand.worker.death()
        hand.worker.end()
        self._ended += 1
        if self._ended > _IN_A_ROW:
            raise WorkerError
        if hand.chunks:
            chunk = hand.chunks[0]
            chunk.tries += 1
            too_long = hand.is_late or not death
            if too_long or chunk.tries >= _TRIES:
                spent = f"reading it takes more than {self._seconds:g} seconds of processor time"
                reason = spent if too_long else f"the process that read it {death}, {_TRIES} times"
                _add(chunk, self._given_up(chunk.items[chunk.done], f"{reason}; it was left out", work))
        return [chunk for chunk in hand.chunks if chunk.done < len(chunk.items)]

    def _given_up(self, item: object, reason: str, work: Callable[[Any], _Result]) -> _Result:
        other = self._instead(item, reason) if self._instead else None
        if other is None:
            raise WorkerError
        return work(other)

    def _end(self) -> None:
        for hand in self._hands:
            hand.worker.kill()
        for hand in self._hands:
            hand.worker.end()
        self._hands = []


def _add(chunk: _Chunk, result: object) -> None:
    chunk.results.append(result)
    chunk.done += 1
    chunk.tries = 0
