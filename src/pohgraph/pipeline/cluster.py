"""The same work on the workers of a Dask scheduler, with its results in order: what `executors.py` does on one machine.

A bounded number of pages is on its way, so the memory here is flat. A worker that ends is none of our business: the scheduler gives
its tasks to another one. Pages that took several workers with them are tried one by one, with nothing else on its way; whichever
does it again is reported like a page that cannot be read.
"""

import logging
import socket
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import urlsplit
from uuid import uuid4
from warnings import catch_warnings, filterwarnings

from pohgraph.errors import MissingLibraryError, PohgraphError, ReadError, ServiceError, WorkerError
from pohgraph.pipeline.crew import Crew
from pohgraph.pipeline.jobs import Cluster
from pohgraph.pipeline.shipping import pack_kit, packed_task, task_of, unpacked_results
from pohgraph.pipeline.sources import PageSource

if TYPE_CHECKING:
    from distributed import Client, Future

_ANSWER = 10.0  # seconds in which a scheduler must answer
_LOOK = 2.0  # seconds between two looks at the workers while a result is awaited
_CHUNK = 16  # items of a task
_CHUNK_BYTES = 2**20  # of pages in a task, unless one page has more
_AHEAD_BYTES = 2**26  # of pages that are on their way
# Tasks on their way. An adaptive cluster grows by how long its workers have to do, 5 s each unless told otherwise; a task takes about one.
_AHEAD, _AHEAD_EACH = 128, 10  # in any case, and for each thread
_LOSSES = 3  # of all workers at once with the same task, after which it is to blame; the scheduler counts those of single ones
_UNDONE = frozenset({"pending", "lost"})  # lost: it was done by a worker that is gone
_KILLED = "every process that read it was killed or ran out of memory; it was left out"
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


@dataclass(eq=False)
class _Task:
    """Some items on their way. Its results come packed; `losses` counts workers that were lost with it, where the scheduler does not."""

    items: list[Any]
    size: int
    work: Callable[[Any], Any]
    future: "Future[bytes]" = field(init=False)
    packed: bytes | None = None
    losses: int = 0
    was_at_work: bool = False
    is_deadly: bool = False


class ClusterWorkers:
    """The workers of one run: `in_order` is that of `executors.Workers`. The scheduler must answer when the block begins.

    Raises:
        MissingLibraryError: Dask is not installed.
        ServiceError: the scheduler does not answer, goes away, or has no worker that can be used.
    """

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._stack = ExitStack()
        self._run = uuid4().hex[:8]
        self._count = 0
        self._waiting: deque[_Task] = deque()
        self._stuck: set[Any] = set()
        self._client: Client
        self._crew: Crew

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            _require_dask()
            stack.enter_context(_silenced())
            self._client = _connected(self._cluster.address)
            stack.callback(self._client.close, timeout=_ANSWER)
            with self._translating():
                with suppress(KeyError):
                    if link := self._client.dashboard_link:
                        self._cluster.tell(f"dashboard: {link}")
                self._crew = Crew(self._client, self._cluster.address, pack_kit(), self._cluster.tell)
            self._read = task_of()
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._cancel()
        self._stack.__exit__(kind, error, trace)

    def in_order(self, work: Callable[[_Item], _Result], items: Iterable[_Item]) -> Iterator[_Result]:
        """What `work` makes of each item, in the order of the items, which are read as they are needed, a bounded number ahead.

        Raises:
            ServiceError: the scheduler or all workers went away.
            WorkerError: an item that is no page has ended several workers.
        """
        try:
            with self._translating():
                for task in _tasks(work, items):
                    self._submit(task)
                    self._waiting.append(task)
                    while self._waiting and (self._is_full() or self._waiting[0].future.done()):
                        yield from self._next_results()
                while self._waiting:
                    yield from self._next_results()
        finally:
            self._cancel()

    def _is_full(self) -> bool:
        most = max(_AHEAD, _AHEAD_EACH * self._crew.threads)
        return len(self._waiting) > most or sum(task.size for task in self._waiting) > _AHEAD_BYTES

    def _next_results(self) -> Iterator[Any]:
        task = self._waiting[0]
        self._finish(task)
        if task.is_deadly:
            # What dies beside a deadly page is not to blame, so each is tried with nothing beside it.
            for other in self._waiting:
                self._finish(other)
        self._waiting.popleft()
        if task.packed is not None:
            yield from unpacked_results(task.packed)
        else:
            yield from self._one_by_one(task)

    def _one_by_one(self, task: _Task) -> Iterator[Any]:
        for item in task.items:
            alone = _Task([item], 0, task.work)
            self._submit(alone)
            self._waiting.appendleft(alone)
            self._finish(alone)
            self._waiting.popleft()
            if alone.packed is not None:
                yield from unpacked_results(alone.packed)
            elif isinstance(item, PageSource):
                yield task.work(ReadError(item.origin, _KILLED, item.place))
            else:
                raise WorkerError

    def _submit(self, task: _Task) -> None:
        self._count += 1
        task.was_at_work = self._crew.threads > 0
        with catch_warnings():
            # A single page may be large; data that is sent on its own would be lost with the worker that has it.
            filterwarnings("ignore", "Sending large graph", UserWarning)
            task.future = self._client.submit(
                self._read,
                self._crew.name,
                packed_task(task.work, task.items),
                key=f"{task.work.__name__}-{self._run}-{self._count}",
                resources={self._crew.name: 1},
                pure=False,
            )

    def _finish(self, task: _Task) -> None:
        """Wait for a task, and take its results off its worker."""
        from distributed import KilledWorker  # noqa: PLC0415 - an optional library

        while task.packed is None and not task.is_deadly:
            try:
                task.packed = task.future.result(timeout=_LOOK)
            except TimeoutError:
                if task.future.status == "error":
                    raise  # by the work itself
                self._look()
            except KilledWorker:
                task.is_deadly = True
        task.future.release()

    @contextmanager
    def _translating(self) -> Iterator[None]:
        """Raise the error of a user where the cluster failed; any other as it is."""
        try:
            yield
        except PohgraphError:
            raise
        except Exception as error:
            name = type(error).__name__
            if name == "NoValidWorkerError":
                raise ServiceError(
                    self._cluster.address, "the scheduler found no worker in the time it allows"
                ) from None
            if self._client.status != "running" or "Cancelled" in name:
                raise ServiceError(self._cluster.address, "the scheduler went away") from None
            raise

    def _look(self) -> None:
        """See who is there, and send again what waits for nobody.

        A task that found no worker is not given to one that may do it later: the scheduler asks before the worker has its kit.
        """
        self._crew.look()
        pending = {task.future.key: task for task in self._waiting if task.future.status in _UNDONE}
        at_work = {key for keys in self._client.processing().values() for key in keys}
        stuck = pending.keys() - at_work
        if self._crew.threads:
            for key in stuck & self._stuck:
                pending[key].future.cancel()
                self._again(pending[key])
        self._stuck = stuck
        for key in pending.keys() & at_work:
            pending[key].was_at_work = True

    def _again(self, task: _Task) -> None:
        task.losses += task.was_at_work
        if task.losses > _LOSSES:
            task.is_deadly = True
        else:
            self._submit(task)

    def _cancel(self) -> None:
        futures = [task.future for task in self._waiting]
        self._waiting.clear()
        if futures and self._client.status == "running":
            with suppress(Exception):  # whatever it is, the run is over
                self._client.cancel(futures)


def _tasks(work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[_Task]:
    chunk: list[Any] = []
    size = 0
    for item in items:
        more = len(item.data) if isinstance(item, PageSource) else 0
        if chunk and (len(chunk) == _CHUNK or size + more > _CHUNK_BYTES):
            yield _Task(chunk, size, work)
            chunk, size = [], 0
        chunk.append(item)
        size += more
    if chunk:
        yield _Task(chunk, size, work)


def _require_dask() -> None:
    """Import the library, which sets up its log when it is first imported."""
    try:
        import distributed  # noqa: F401, PLC0415 - as above
    except ImportError:
        raise MissingLibraryError("pohgraph[cluster]") from None


def _refuse_others(address: str) -> None:
    """Raise where what listens is no scheduler, which speaks first: the library would wait for it, or take its words for a length.

    Raises:
        ServiceError: nothing is said there.
    """
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    try:
        if parts.scheme != "tcp" or not parts.hostname or not parts.port:
            return
        with socket.create_connection((parts.hostname, parts.port), timeout=_ANSWER) as connection:
            connection.recv(1)
    except TimeoutError:
        reason = "what listens there is no Dask scheduler"
        raise ServiceError(address, reason, "is it the port of the dashboard?") from None
    except (OSError, ValueError):
        return  # the library says what is wrong


def _connected(address: str) -> "Client":
    from distributed import Client  # noqa: PLC0415 - an optional library

    _refuse_others(address)

    class Ours(Client):  # type: ignore[misc,unused-ignore]  # the library may have no types
        def __del__(self) -> None:
            """Do nothing: one that never had a connection would wait for the end of it."""

    try:
        return Ours(  # type: ignore[no-untyped-call,unused-ignore]
            address, timeout=_ANSWER, set_as_default=False, name="pohgraph"
        )
    except (OSError, ValueError, TypeError, RuntimeError, ImportError) as error:
        reason = "no Dask scheduler answers there" if isinstance(error, OSError) else "cannot be connected to"
        raise ServiceError(address, reason, str(error).split("\n", 1)[0]) from None


@contextmanager
def _silenced() -> Iterator[None]:
    """Let the library keep its log to itself: what concerns a user is said in one line."""
    log = logging.getLogger("distributed")
    children = [log, *(logging.getLogger(f"distributed.{name}") for name in ("client", "comm", "core"))]
    before = [(logger, logger.level) for logger in children]
    for logger in children:
        logger.setLevel(logging.CRITICAL + 1)
    yield
    # After an error the library may still complain of it from another thread.
    for logger, level in before:
        logger.setLevel(level)
