"""Work spread over processes, with its results in order: the output does not depend on how many there are.

The processes are started once for a run and end with the process that started them, however that ends: each waits for the
end of a pipe that nobody writes to, and the system closes a pipe when its owner dies.
"""

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from pohgraph.errors import WorkerError
from pohgraph.garbage import collect_rarely

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.connection import Connection

_CHUNK = 16  # items sent to a worker at once
_AHEAD = 2  # chunks for each worker that wait or are done before their turn: they bound the memory
_STOPS = (signal.SIGINT, signal.SIGTERM)
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class Workers:
    """The processes of one run. They start when there is work for them, and end when the block does.

    Args:
        jobs: how many processes work.
        prepare: called here before other processes start, for what they share on disk.
    """

    def __init__(self, jobs: int = 1, *, prepare: Callable[[], object]) -> None:
        self._jobs = jobs
        self._prepare = prepare
        self._pool: ProcessPoolExecutor | None = None
        self._lifeline: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is None or self._lifeline is None:
            return
        if kind is not None:
            self._lifeline.close()  # whatever they are doing, nobody wants it any more
        self._pool.shutdown(cancel_futures=True)
        self._lifeline.close()
        self._pool = None

    def in_order(self, work: Callable[[_Item], _Result], items: Iterable[_Item]) -> Iterator[_Result]:
        """What `work` makes of each item, in the order of the items.

        Args:
            work: a module's function, so that it can be sent to another process.
            items: read as they are needed, a bounded number ahead. A few are done in this process.

        Raises:
            WorkerError: a process has ended before its work was done.
        """
        iterator = iter(items)
        chunks = iter(lambda: list(islice(iterator, _CHUNK)), [])
        first = next(chunks, [])
        if self._jobs <= 1 or len(first) < _CHUNK:
            yield from map(work, chain(first, chain.from_iterable(chunks)))
            return
        yield from self._spread(work, first, chunks)

    def _spread(
        self, work: Callable[[_Item], _Result], first: list[_Item], chunks: Iterable[list[_Item]]
    ) -> Iterator[_Result]:
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - most runs have one process

        done: list[_Result] = []
        if self._pool is None:
            self._prepare()
            # What the first item makes this process read, copies of it then have in memory without reading it again.
            # It comes before the question, because it may start a thread.
            done = [work(first.pop(0))]
            self._start(is_forked=_can_fork())
        assert self._pool
        waiting: deque[Future[list[_Result]]] = deque()
        try:
            for chunk in chain([first], chunks):
                waiting.append(self._submit(_each, work, chunk))
                yield from done
                done = []
                if len(waiting) > _AHEAD * self._jobs:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            raise WorkerError from None

    def _start(self, *, is_forked: bool) -> None:
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - most runs have one process and need neither
        from multiprocessing import get_context  # noqa: PLC0415

        context = get_context("fork" if is_forked else "spawn")
        reader, self._lifeline = context.Pipe(duplex=False)
        if is_forked:
            gc.freeze()  # a search for cycles would write to every object, and so copy the memory that is shared
        self._pool = ProcessPoolExecutor(
            max_workers=self._jobs,
            mp_context=context,
            initializer=_begin,
            # A fork has every open end of a pipe; as long as one is open, no reader sees its end.
            initargs=(reader, self._lifeline if is_forked else None),
        )
        try:
            self._submit(int)  # starts copies now: they must come before this process has threads
        finally:
            if is_forked:
                gc.unfreeze()

    def _submit(self, work: Callable[..., _Result], *arguments: object) -> "Future[_Result]":
        """Hand work to the processes; where they are no copies, this may start one."""
        assert self._pool
        with _undisturbed():
            return self._pool.submit(work, *arguments)


def _can_fork() -> bool:
    """Whether a copy of this process works: another thread may hold a lock that nobody opens in the copy.

    The engine's threads are none of Python's, so the system is asked. On macOS its libraries have threads of their own.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir()) == 1
    except OSError:
        return False


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM wait: what they raise while a process is copied is lost, and a new one knows not what to do.

    A process that is started meanwhile begins so, too.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(lifeline: "Connection", inherited: "Connection | None") -> None:
    """Runs in a worker before anything else."""
    if inherited is not None:
        inherited.close()
    # Ctrl-C in a terminal goes to all processes; the one that started the others ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    collect_rarely()


def _end_with(lifeline: "Connection") -> None:
    with suppress(EOFError, OSError):
        lifeline.recv_bytes()
    os._exit(1)


def _each(work: Callable[[_Item], _Result], chunk: list[_Item]) -> list[_Result]:
    """A chunk's results; runs in a worker."""
    return [work(item) for item in chunk]
