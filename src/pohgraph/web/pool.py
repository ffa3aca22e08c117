"""The pool: hands requests to workers, first come first served; replaces workers that end; follows the store when it is rebuilt.

A request never meets a worker that does something else. One that takes too long, or that nobody waits for any longer, costs its
worker; the next request has another one.
"""

import asyncio
import logging
import sys
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress

from pohgraph.errors import ServiceError, StoreError
from pohgraph.store.place import GraphPlace
from pohgraph.web.asking import AskError, Limits, Reply
from pohgraph.web.following import follower_of
from pohgraph.web.frames import ASK, encode
from pohgraph.web.line import Line
from pohgraph.web.process import WorkerProcess, start_worker
from pohgraph.web.running import AgainError, Running
from pohgraph.web.statistics import Statistics

_LOG = logging.getLogger(__name__)
_LOOKS = 1.0  # seconds between two looks at the store, and between two attempts to start a worker that failed
_PREPARE = encode(ASK, {"call": "prepare"})


class Pool:
    """Workers over one graph, of a store or an endpoint. `await start()`, then `ask` as often as needed, then `await close()`."""

    def __init__(
        self,
        store: GraphPlace,
        *,
        limits: Limits | None = None,
        workers: int = 2,
        allowed: frozenset[str] = frozenset(),
    ) -> None:
        self.limits = limits or Limits()
        self.statistics = Statistics()
        self._store = store
        self._size = workers
        self._allowed = allowed
        self._version = ""
        self._members: set[WorkerProcess] = set()  # on the live graph
        self._next: set[WorkerProcess] = set()  # on the graph that is about to be the live one
        self._others: set[WorkerProcess] = set()  # on an older graph, until their answers end
        self._line = Line(self.limits, lambda worker: self._release(worker, leaves=False))
        self._starting = 0
        self._is_renewing = False
        self._closing = asyncio.Event()
        self._follower = follower_of(store)
        self._mark: object = None
        self._trouble = ""
        self._tasks: set[asyncio.Task[None]] = set()
        self._freed = asyncio.Event()

    @property
    def version(self) -> str:
        """What tells the live graph from the one a later build writes."""
        return self._version

    async def start(self) -> None:
        """Start the workers and wait until they are ready.

        Raises:
            StoreError: there is no store, or it cannot be read.
            ServiceError: this system cannot run workers.
        """
        if sys.platform == "win32":
            raise ServiceError("pohgraph", "answering requests needs Linux or macOS", "on Windows, use WSL")
        self._mark = self._follower.mark()
        starts = [start_worker(self._store, self.limits, self._allowed) for _ in range(self._size)]
        results = await asyncio.gather(*starts, return_exceptions=True)
        workers = [one for one in results if isinstance(one, WorkerProcess)]
        for error in results:
            if isinstance(error, BaseException):
                await asyncio.gather(*(worker.close() for worker in workers))
                raise error
        self._version = workers[-1].version
        for worker in workers:
            self._admit(worker)
        self._begin(self._look_now_and_then())

    async def ask(self, call: str, arguments: Mapping[str, object], *, client: str = "") -> Reply:
        """Have a worker do it. Arguments are plain JSON values. Where many wait, clients come in turn.

        Raises:
            AskError: before the first chunk. While chunks come, the same error ends them.
        """
        request = encode(ASK, {"call": call, "arguments": arguments})
        self.statistics.asked += 1
        try:
            # All workers that were idle may have been killed at once, and none of them is seen to be dead before it is asked.
            for _ in range(self._size):
                try:
                    return await self._run(request, client)
                except AgainError:
                    self.look()
            return await self._run(request, client)
        except AgainError as error:
            self.statistics.failed[error.problem.status] += 1
            raise error.problem from None
        except AskError as error:
            self.statistics.failed[error.status] += 1
            raise

    async def prepare(self) -> bool:
        """Have a worker that has not done so learn what most requests need; none if no other one is free for requests.

        Raises:
            AskError: it cost too much time or memory, and thereby the worker.
        """
        cold = [worker for worker in self._line.idle if not worker.is_prepared]
        if not cold or not self.has_time:
            return False
        self._line.idle.remove(cold[0])
        cold[0].is_prepared = True
        with suppress(AgainError):
            await Running(cold[0], _PREPARE, self.limits, Statistics(), self._release).begin()
            if cold[0] not in (*self._members, *self._others):
                raise AskError(503, "this graph is too large to prepare a worker for it")
        return True

    async def close(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109 - it is not given up then, but made short work of
        """Take no more requests, let answers end for so many seconds, then end every worker."""
        self._closing.set()
        self._line.turn_away(_closing())
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                await self._until_freed(lambda: not self.busy)
        await self._until_freed(lambda: not self._starting)
        workers = [*self._members, *self._next, *self._others]
        for worker in workers:
            if worker in self._line.idle or worker in self._next:
                self._begin(worker.close())
            else:
                worker.kill()
        while self._tasks:  # one is there for each worker, given up before or not, until it has ended
            await asyncio.wait(self._tasks)

    @property
    def workers(self) -> int:
        """How many workers there are on the live graph."""
        return len(self._members)

    @property
    def has_time(self) -> bool:
        """Whether a worker can do something of its own while another one waits for requests."""
        return len(self._line.idle) > 1 and not self._closing.is_set()

    @property
    def busy(self) -> int:
        """How many workers answer a request."""
        return len(self._members) - len(self._line.idle) + len(self._others)

    @property
    def waiting(self) -> int:
        """How many requests wait for a worker."""
        return self._line.waiting

    @property
    def trouble(self) -> str:
        """Why no worker could be started of late; empty where all is well."""
        return self._trouble

    def look(self) -> None:
        """See whether the store has been rebuilt, and if so begin to start workers on the new graph."""
        if (mark := self._follower.mark()) == self._mark or self._closing.is_set():
            return
        self._mark = mark
        try:
            is_new = self._follower.version() != self._version
        except StoreError as error:
            self._say(f"the store cannot be read, so the previous graph is still served: {error}")
            return
        if is_new:
            self._is_renewing = True
            self._fill()

    async def _run(self, request: bytes, client: str) -> Reply:
        worker = await self._take(client)
        asked = Running(
            worker, request, self.limits, self.statistics, self._release, is_wanted=lambda: self.waiting > 0
        )
        return await asked.begin()

    async def _take(self, client: str) -> WorkerProcess:
        """An idle worker. It belongs to the caller until it is released."""
        if self._closing.is_set():
            raise _closing()
        return await self._line.take(lambda: self._trouble, client)

    def _release(self, worker: WorkerProcess, *, leaves: bool) -> None:
        """Take a worker back that has answered, or that has been killed or has ended, in which case it `leaves`."""
        self._freed.set()
        if worker in self._members and worker.is_alive and not leaves:
            self._line.give(worker)
            return
        self._forget(worker)
        self._begin(worker.close())

    def _forget(self, worker: WorkerProcess) -> None:
        if worker in self._line.idle or worker in self._next:
            worker.kill()  # it has ended; this closes its socket
        for group in (self._members, self._next, self._others):
            group.discard(worker)
        with suppress(ValueError):
            self._line.idle.remove(worker)
        self._freed.set()
        self._fill()

    def _fill(self) -> None:
        """Start as many workers as are missing."""
        group = self._next if self._is_renewing else self._members
        while len(group) + self._starting < self._size and not self._closing.is_set():
            self._starting += 1
            self._begin(self._start_one())

    async def _start_one(self) -> None:
        try:
            worker = await start_worker(self._store, self.limits, self._allowed)
        except StoreError as error:
            self._say(f"no worker can be started: {error}")
            await self._pause()
        else:
            self._trouble = ""
            self._admit(worker)
        finally:
            self._starting -= 1
            self._freed.set()
        self._fill()

    def _admit(self, worker: WorkerProcess) -> None:
        """Add a worker that is ready to the pool."""
        self._begin(self._mourn(worker))
        if worker.version == self._version:
            self._members.add(worker)
            self._line.give(worker)
            return
        for other in [other for other in self._next if other.version != worker.version]:
            self._next.discard(other)
            self._begin(other.close())
        self._next.add(worker)
        self._is_renewing = True
        if len(self._next) >= self._size or not self._members:
            self._swap(worker.version)

    def _swap(self, version: str) -> None:
        """Let the workers on the new graph answer from now on, and those on the old one end."""
        _LOG.info("the store has been rebuilt: its new graph is served from now on")
        for worker in self._line.idle:
            self._members.discard(worker)
            self._begin(worker.close())
        self._line.idle.clear()
        self._others |= self._members
        self._members, self._next = self._next, set()
        self._version = version
        self._is_renewing = False
        for worker in self._members:
            self._line.give(worker)

    async def _mourn(self, worker: WorkerProcess) -> None:
        await worker.ended()
        self._forget(worker)

    async def _look_now_and_then(self) -> None:
        while not self._closing.is_set():
            await self._pause()
            await self._follower.refresh()
            self.look()

    async def _pause(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), _LOOKS)

    async def _until_freed(self, holds: Callable[[], bool]) -> None:
        while not holds():
            self._freed.clear()
            await self._freed.wait()

    def _say(self, trouble: str) -> None:
        if trouble != self._trouble:
            _LOG.warning("%s", trouble)
        self._trouble = trouble

    def _begin(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _closing() -> AskError:
    return AskError(503, "the server is stopping", hint="try again after its restart")
