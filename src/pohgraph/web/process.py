"""One worker as the server sees it: a process that can be sent a request, read from, and killed."""

import asyncio
import os
import signal
import socket
from collections import deque
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL

from pohgraph.errors import StoreError
from pohgraph.store.place import GraphPlace, is_address
from pohgraph.web.asking import Limits
from pohgraph.web.child import start_child
from pohgraph.web.frames import ERROR, READY, Decoder, Frame, FrameError
from pohgraph.web.worker import Settings

_READ = 1 << 18  # bytes at a time; twice as many wait here for a client before the worker has to wait
_READY_WITHIN = 60.0  # seconds
_ENDS_WITHIN = 5.0  # seconds, of a process whose socket is closed


class EndedError(Exception):
    """The process has ended. `unread` is true if it had not read its last request."""

    def __init__(self, *, unread: bool) -> None:
        super().__init__("the worker has ended")
        self.unread = unread


class WorkerProcess:
    """A worker that is ready. `version` is that of the graph that it has open.

    One that `is_prepared` has learnt of the graph what most requests need, or is about to.
    """

    def __init__(
        self, process: asyncio.subprocess.Process, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._process = process
        self._reader = reader
        self._writer = writer
        self._decoder = Decoder()
        self._frames: deque[Frame] = deque()
        self.version = ""
        self.is_prepared = False

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether nobody has seen it end; the system is asked as well, which knows it first."""
        is_seen = self._process.returncode is not None or self._writer.is_closing() or self._reader.at_eof()
        return not is_seen and not _has_ended(self.pid)

    def send(self, frame: bytes) -> None:
        """Send a request; that the process is gone shows when its answer is received."""
        self._writer.write(frame)

    async def receive(self) -> Frame:
        """The next frame.

        Raises:
            EndedError: there is none, and will be none.
        """
        while not self._frames:
            try:
                piece = await self._reader.read(_READ)
            except ConnectionError as error:  # it left with something unread
                raise EndedError(unread=True) from error
            if not piece:
                raise EndedError(unread=False)
            try:
                self._frames.extend(self._decoder.feed(piece))
            except FrameError as error:
                self.kill()
                raise EndedError(unread=False) from error
        return self._frames.popleft()

    def kill(self) -> None:
        """End the process at once, whatever it is doing."""
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)  # `Process.kill` asks for its status, which is then lost to `ended`
        self._writer.transport.abort()

    async def close(self) -> None:
        """Have an idle process end by itself; one that does not is killed."""
        self._writer.close()
        await self.leave()

    async def leave(self) -> int:
        """Wait for the end of a process that has closed its socket, or is to; one that lives on is killed. Its status."""
        try:
            return await asyncio.wait_for(self._process.wait(), _ENDS_WITHIN)
        except TimeoutError:
            self.kill()
            return await self._process.wait()

    async def ended(self) -> int:
        """Wait for the end of the process; its status, or minus the signal that ended it."""
        return await self._process.wait()


def _has_ended(pid: int) -> bool:
    """Whether a process of ours has ended; whoever waits for its status still gets it. Not every system can tell."""
    if not hasattr(os, "waitid"):
        return False
    try:
        return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
    except ChildProcessError:
        return True


async def start_worker(store: GraphPlace, limits: Limits, allowed: frozenset[str]) -> WorkerProcess:
    """Start a worker on the live graph of a store, and wait until it is ready.

    Raises:
        StoreError: the worker could not open it, or could not be started.
    """
    settings = _settings(store, limits, allowed)
    ours, theirs = socket.socketpair()
    try:
        process = await start_child(
            "pohgraph.web.worker",
            str(settings),
            stdin=theirs.fileno(),
            stdout=DEVNULL,
            has_network=settings.has_network,
            has_login=is_address(store),
        )
    except BaseException as error:
        ours.close()
        if isinstance(error, OSError):
            raise StoreError(store, f"no process can be started: {error}") from error
        raise
    finally:
        theirs.close()
    reader, writer = await asyncio.open_connection(sock=ours, limit=_READ)
    worker = WorkerProcess(process, reader, writer)
    try:
        async with asyncio.timeout(_READY_WITHIN):
            worker.version = await _first_words(worker, store)
    except BaseException as error:
        worker.kill()
        await process.wait()
        if isinstance(error, TimeoutError):
            raise StoreError(store, f"a worker was not ready after {_READY_WITHIN:g} s") from error
        raise
    return worker


async def _first_words(worker: WorkerProcess, store: GraphPlace) -> str:
    try:
        frame = await worker.receive()
    except EndedError as error:
        raise StoreError(store, f"a worker ended before it was ready (status {await worker.ended()})") from error
    if frame.kind == ERROR:
        raise StoreError(store, str(frame.value.get("reason")))
    if frame.kind != READY:
        raise StoreError(store, "a worker did not report that it is ready")
    return str(frame.value.get("version"))


def _settings(store: GraphPlace, limits: Limits, allowed: frozenset[str]) -> Settings:
    return Settings(
        store=str(store) if is_address(store) else str(Path(store).absolute()),
        server=os.getpid(),
        seconds=limits.seconds,
        memory=limits.memory,
        rows=limits.rows,
        allowed=tuple(sorted(allowed)),
    )
