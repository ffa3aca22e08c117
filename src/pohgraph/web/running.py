"""One request on one worker: streams the answer, and stops it if it takes too long or if the client stops reading."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from typing import Protocol, Self, cast

from pohgraph.web.asking import AskError, Limits, Reply, chunks_of
from pohgraph.web.frames import DATA, ERROR, HEAD, TAIL, Frame
from pohgraph.web.process import EndedError, WorkerProcess
from pohgraph.web.statistics import Statistics
from pohgraph.web.worker import PATIENCE

STALLED = 5.0  # seconds in which a client reads nothing of its answer
_SMALLER = "ask for less: add LIMIT, name a subject, or split the query"


class AgainError(Exception):
    """The worker ended without sending anything, and not because of the request, or had an old graph. Another one may answer.

    `problem` is what to say if not.
    """

    def __init__(self, problem: AskError) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Release(Protocol):
    """Takes a worker back. One that `leaves` ends by itself, or has ended."""

    def __call__(self, worker: WorkerProcess, *, leaves: bool) -> None:
        """Take it back."""


class Running(AsyncIterator[bytes]):
    """The chunks of an answer. The worker is released at the end, at an error, at `aclose`, and at the latest when time is up.

    Its time runs while the worker works and stands still while the client reads, but not for ever: and a client that takes
    nothing for a while loses its worker where `is_wanted` says that others wait for one.
    """

    def __init__(
        self,
        worker: WorkerProcess,
        request: bytes,
        limits: Limits,
        statistics: Statistics,
        release: Release,
        is_wanted: Callable[[], bool] = lambda: False,
    ) -> None:
        self._worker = worker
        self._request = request
        self._limits = limits
        self._statistics = statistics
        self._release = release
        self._is_wanted = is_wanted
        self._loop = asyncio.get_running_loop()
        self._started = self._since = self._loop.time()
        self._deadline = self._started + limits.seconds
        self._latest = self._started + PATIENCE * limits.seconds
        self._timer = self._loop.call_at(self._deadline, self._time_is_up)
        self._is_overtime = self._is_unread = self._is_over = self._has_begun = False
        self._tail: dict[str, object] = {}

    async def begin(self) -> Reply:
        """Send the request and wait for the head of the answer; a small answer is all there then.

        Raises:
            AskError: there is no answer.
            AgainError: another worker may have one.
        """
        try:
            self._worker.send(self._request)
            head = (await self._receive(HEAD)).value
            self._has_begun = True
            head["version"] = self._worker.version
            whole = None
            if head.pop("whole", False):
                whole = b""
                while (chunk := await self._next()) is not None:
                    whole += chunk
        except BaseException:
            self._abandon()
            raise
        self._since = self._loop.time()
        self._wait_for_client()
        return Reply(head=head, chunks=self if whole is None else chunks_of(whole), tail=self._tail, whole=whole)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        if self._is_over:
            if self._is_overtime:
                raise self._overtime()
            raise StopAsyncIteration
        self._deadline += self._loop.time() - self._since
        self._wait_until(min(self._deadline, self._latest), self._time_is_up)
        try:
            chunk = await self._next()
        except AskError as error:
            self._statistics.failed[error.status] += 1
            raise
        except BaseException:
            self._abandon()
            raise
        if chunk is None:
            raise StopAsyncIteration
        self._since = self._loop.time()
        self._wait_for_client()
        return chunk

    async def aclose(self) -> None:
        """Stop, because nobody reads the answer."""
        self._abandon()

    async def _next(self) -> bytes | None:
        frame = await self._receive(DATA, TAIL)
        if frame.kind == DATA:
            return frame.content
        self._tail |= frame.value
        leaves = bool(self._tail.pop("leaves", False))
        self._statistics.answered += 1
        self._statistics.cut += bool(self._tail.get("cut"))
        self._end(leaves=leaves)
        return None

    async def _receive(self, *kinds: bytes) -> Frame:
        try:
            frame = await self._worker.receive()
        except EndedError as error:
            raise await self._ended(unread=error.unread) from None
        if frame.kind == ERROR:
            self._end(leaves=bool(frame.value.get("leaves")))
            problem = AskError(**cast("dict[str, object]", frame.value["problem"]))  # type: ignore[arg-type]
            raise AgainError(problem) if frame.value.get("again") else problem
        if frame.kind not in kinds:
            self._kill()
            raise AskError(500, f"a worker sent {frame.kind!r} out of turn")
        return frame

    async def _ended(self, *, unread: bool) -> AskError | AgainError:
        """The error for a worker that has ended."""
        if self._is_overtime:
            return self._overtime()
        status = await self._worker.leave()
        self._end(leaves=True)
        if unread and not self._has_begun:
            return AgainError(AskError(503, "several workers ended before they started", hint="try again"))
        self._statistics.crashed += 1
        if -status == signal.SIGALRM:
            return self._overtime()
        if -status in {signal.SIGSEGV, signal.SIGBUS, signal.SIGILL}:
            reason, hint = "it has too many parts, or is nested too deeply", "write long lists as VALUES"
        elif -status == signal.SIGABRT:
            reason, hint = f"it needs more than {self._limits.memory:,} MiB of memory", _SMALLER
        else:
            error = AskError(503, f"something outside ended the worker ({_named(status)})", hint="try again")
            return error if self._has_begun else AgainError(error)
        return AskError(503, f"the request failed: {reason}", hint=hint)

    def _overtime(self) -> AskError:
        if self._is_unread:
            return AskError(503, "the client did not read the result for too long", hint=_SMALLER)
        seconds = self._limits.seconds
        return AskError(503, f"the request took longer than {seconds:g} s and was stopped", hint=_SMALLER)

    def _time_is_up(self) -> None:
        self._is_overtime = True
        self._statistics.overtime += 1
        self._kill()

    def _abandon(self) -> None:
        if not self._is_over:
            self._statistics.abandoned += 1
            self._kill()

    def _kill(self) -> None:
        self._worker.kill()
        self._end(leaves=True)

    def _end(self, *, leaves: bool) -> None:
        if not self._is_over:
            self._is_over = True
            self._timer.cancel()
            self._release(self._worker, leaves=leaves)

    def _wait_for_client(self) -> None:
        self._wait_until(min(self._loop.time() + STALLED, self._latest), self._look_at_client)

    def _look_at_client(self) -> None:
        if self._is_wanted() or self._loop.time() >= self._latest:
            self._is_unread = True
            self._time_is_up()
        else:
            self._wait_for_client()

    def _wait_until(self, when: float, then: Callable[[], None]) -> None:
        if not self._is_over:
            self._timer.cancel()
            self._timer = self._loop.call_at(when, then)


def _named(status: int) -> str:
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"status {status}"
