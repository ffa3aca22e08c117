"""The queue: free workers and waiting requests. Clients take turns; each client's requests are first come, first served."""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from pohgraph.web.asking import AskError, Limits
from pohgraph.web.process import WorkerProcess

BUSY = "try again in a moment"
_Place = asyncio.Future[WorkerProcess]


class Line:
    """`idle` has the free workers; the last one is used next. `put_back` takes a worker that nobody is waiting for.

    A busy client never gets two turns in a row while others wait. If the queue is full, the client with the most waiting
    requests loses one.
    """

    def __init__(self, limits: Limits, put_back: Callable[[WorkerProcess], None]) -> None:
        self.idle: deque[WorkerProcess] = deque()
        self._limits = limits
        self._put_back = put_back
        self._waiting: dict[str, deque[_Place]] = {}  # of each client, the one whose turn it is first

    @property
    def waiting(self) -> int:
        """How many requests are waiting."""
        return sum(not place.done() for places in self._waiting.values() for place in places)

    async def take(self, trouble: Callable[[], str], client: str = "") -> WorkerProcess:
        """An idle worker, which is the caller's until it is given back; `trouble` says why there may be none.

        Raises:
            AskError: too many are waiting already, or no worker was free in time.
        """
        while self.idle:
            worker = self.idle.pop()
            if worker.is_alive:
                return worker
            worker.kill()  # for its socket
        if self.waiting >= self._limits.waiting:
            self._make_room(client)
        place: _Place = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(client, deque()).append(place)
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await place
        except TimeoutError:
            why = trouble() or "all workers are busy with other requests"
            raise AskError(503, f"no worker was free for {self._limits.seconds:g} s: {why}", hint=BUSY) from None
        except asyncio.CancelledError:
            if place.done() and not place.cancelled() and place.exception() is None:
                self._put_back(place.result())
            raise
        finally:
            self._leave(client, place)

    def give(self, worker: WorkerProcess) -> None:
        """Give a worker to the next client, or make it idle. Warmed-up workers are used first."""
        for client in list(self._waiting):
            places = self._waiting.pop(client)
            place = next((place for place in places if not place.done()), None)
            self._waiting[client] = places  # at the end: the others come first now
            if place is not None:
                place.set_result(worker)
                return
        if worker.is_prepared:
            self.idle.append(worker)
        else:
            self.idle.appendleft(worker)

    def turn_away(self, error: AskError) -> None:
        """Fail every waiting request."""
        for places in self._waiting.values():
            for place in places:
                if not place.done():
                    place.set_exception(error)

    def _make_room(self, client: str) -> None:
        """Refuse the last request of the client with the most, if it has more than this client would then have.

        Where others wait as well, whoever has most is told that it asks too much; else the server is what is too small.

        Raises:
            AskError: it is not.
        """
        waiting = {one: [place for place in places if not place.done()] for one, places in self._waiting.items()}
        most = max(waiting.values(), key=len, default=[])
        own = len(waiting.get(client, ()))
        if len(most) <= own + 1:
            others = max((len(places) for name, places in waiting.items() if name != client), default=0)
            raise _too_many() if 0 < others < own else _full()
        most[-1].set_exception(_too_many())

    def _leave(self, client: str, place: _Place) -> None:
        places = self._waiting.get(client, deque())
        with suppress(ValueError):
            places.remove(place)
        if not places:
            self._waiting.pop(client, None)


def _full() -> AskError:
    return AskError(503, "too many requests wait for an answer already", hint=BUSY)


def _too_many() -> AskError:
    return AskError(429, "too many of your requests wait for an answer already", hint="send fewer at the same time")
