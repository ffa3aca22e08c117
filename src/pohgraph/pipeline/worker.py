"""A process that works for another: it does what it is handed, one item at a time, and ends with the process that started it.

However that ends: the system closes a pipe when its owner dies, and a thread here waits for that. An item that takes more processor
time than it may ends the process by a signal of the system, so that even code that never comes back to Python is stopped.
"""

import gc
import os
import pickle
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import Enum
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pohgraph.garbage import collect_rarely

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_STOPS = (signal.SIGINT, signal.SIGTERM)
_IN_TIME = getattr(signal, "SIGPROF", None)  # the signal of a timer of processor time


class Outcome(Enum):
    """What became of an item: its result, an error of the work, or no memory for it. First, a process says that it is ready."""

    READY = -1
    DONE = 0
    FAILED = 1
    NO_MEMORY = 2


class Worker:
    """The process as the one that started it sees it.

    Args:
        others: the near ends of the pipes of other workers, of which a copy of this process has copies.
        seconds: the processor time that an item may take; 0 for any.
    """

    def __init__(self, others: Sequence["Connection"], seconds: float) -> None:
        is_forked = _can_fork()
        context: Any = get_context("fork" if is_forked else "spawn")  # the type of any context has no processes
        self.connection, far = context.Pipe()
        inherited = [*others, self.connection] if is_forked else []
        self._process: BaseProcess = context.Process(target=_work, args=(far, inherited, seconds), daemon=True)
        if is_forked:
            gc.freeze()  # a search for cycles would write to every object, and so copy the memory that is shared
        try:
            with _undisturbed():
                self._process.start()
        finally:
            if is_forked:
                gc.unfreeze()
            far.close()

    def hand(self, work: Callable[[Any], object], items: Sequence[object]) -> None:
        """Give it items to work on.

        Raises:
            OSError: it is no longer there.
        """
        self.connection.send_bytes(pickle.dumps((work, items)))

    def receive(self) -> tuple[Outcome, Any]:
        """What became of the next of its items.

        Raises:
            EOFError: it has ended.
            OSError: it has ended.
        """
        outcome, result = pickle.loads(self.connection.recv_bytes())  # noqa: S301 - a process of ours wrote it
        return outcome, result

    def kill(self) -> None:
        """End it now, whatever it does."""
        self._process.kill()

    def end(self) -> None:
        """Let it end, and wait until it has."""
        self.connection.close()
        self._process.join()

    def death(self) -> str:
        """Why it ended by itself, in words."""
        self._process.join()
        code = self._process.exitcode or 0
        if _IN_TIME is not None and code == -_IN_TIME:
            return ""
        if code < 0:
            with suppress(ValueError):
                return f"was ended by {signal.Signals(-code).name}"
            return f"was ended by signal {-code}"
        return f"ended with status {code}"


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

    A process that is started meanwhile begins so, too. Where there are other threads, one of them may be given the signal, and
    its handler then runs in this one all the same: so the handler waits as well.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    came: list[int] = []
    handlers = {}
    if threading.current_thread() is threading.main_thread():
        handlers = {stop: signal.signal(stop, lambda number, _: came.append(number)) for stop in _STOPS}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        for stop, handler in handlers.items():
            signal.signal(stop, handler if handler is not None else signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        for number in came:
            signal.raise_signal(number)


def _work(connection: "Connection", inherited: Sequence["Connection"], seconds: float) -> None:
    """The whole life of the process."""
    for other in inherited:  # as long as one end is open, no reader sees the end of a pipe
        other.close()
    # Ctrl-C in a terminal goes to all processes; the one that started the others ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if _IN_TIME is not None:
        signal.signal(_IN_TIME, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
    collect_rarely()
    # A thread takes in what is handed here: whoever hands it does not wait for a result to be sent.
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_take_in, args=(connection, waiting), daemon=True).start()
    with suppress(OSError):
        connection.send_bytes(pickle.dumps((Outcome.READY, None)))
    while True:
        work, items = pickle.loads(waiting.get())  # noqa: S301 - the process that started this one wrote it
        for item in items:
            with _limited(seconds):
                made = _outcome(work, item)
            with suppress(OSError):  # nobody is there any more, and the thread ends this process
                connection.send_bytes(made)


def _take_in(connection: "Connection", waiting: "queue.SimpleQueue[bytes]") -> None:
    with suppress(EOFError, OSError):
        while True:
            waiting.put(connection.recv_bytes())
    os._exit(1)


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Let the system end this process when it has used so much processor time in the block."""
    if not seconds or _IN_TIME is None:
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _outcome(work: Callable[[object], object], item: object) -> bytes:
    try:
        return pickle.dumps((Outcome.DONE, work(item)))
    except MemoryError:
        return pickle.dumps((Outcome.NO_MEMORY, None))
    except Exception as error:  # noqa: BLE001 - it is raised again where the result is wanted
        error.add_note(f"in a process that reads pages:\n{traceback.format_exc()}")
        try:
            return pickle.dumps((Outcome.FAILED, error))
        except Exception:  # noqa: BLE001 - some errors cannot be sent
            return pickle.dumps((Outcome.FAILED, RuntimeError(traceback.format_exc())))
