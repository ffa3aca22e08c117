"""Workers that are free and requests that wait for one: clients in turn, and of each client first come, first served."""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from pohgraph.web.asking import AskError, Limits
from pohgraph.web.process import WorkerProcess

BUSY = "come back in a moment"
_Place = asyncio.Future[WorkerProcess]


class Line:
    """`idle` has the workers, the next one to be asked last. `put_back` takes a worker that nobody waits for any longer.

    However much one client asks, the others wait for one request of it at a time; and where there is no room for them, the
    client that has most of it gives some up.
    """

    def __init__(self, limits: Limits, put_back: Callable[[WorkerProcess], None]) -> None:
        self.idle: deque[WorkerProcess] = deque()
        self._limits = limits
        self._put_back = put_back
        self._waiting: dict[str, deque[_Place]] = {}  # of each client, the one whose turn it is first

    @property
    def waiting(self) -> int:
        """How many requests wait."""
        return sum(not place.done() for places in self._waiting.values() for place in places)

    async def take(self, trouble: Callable[[], str], client: str = "") -> WorkerProcess:
        """An idle worker, which is the caller's until it is given back; `trouble` says why there may be none.

        Raises:
            AskError: too many wait already, or none was free in time.
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
        """Let a worker answer the client whose turn it is, or be idle; those that are prepared are asked first."""
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
        """Tell everybody who waits."""
        for places in self._waiting.values():
            for place in places:
                if not place.done():
                    place.set_exception(error)

    def _make_room(self, client: str) -> None:
        """Turn away the last request of whoever has most, if that is more than the client would then have.

        Raises:
            AskError: it is not.
        """
        full = AskError(503, "too many requests wait for an answer already", hint=BUSY)
        waiting = {one: [place for place in places if not place.done()] for one, places in self._waiting.items()}
        most = max(waiting.values(), key=len, default=[])
        if len(most) <= len(waiting.get(client, ())) + 1:
            raise full
        most[-1].set_exception(full)

    def _leave(self, client: str, place: _Place) -> None:
        places = self._waiting.get(client, deque())
        with suppress(ValueError):
            places.remove(place)
        if not places:
            self._waiting.pop(client, None)
