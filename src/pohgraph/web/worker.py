"""A worker: opens the graph, answers one request after the other, and ends with its server. `python -m pohgraph.web.worker`.

Its standard input is one end of a pair of sockets; requests come and answers go over it (see `frames.py`). Its one argument is
the JSON of `Settings`.
"""

import gc
import json
import os
import socket
import sys
import traceback
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import cast

from pohgraph.errors import NotInGraphError, PohgraphError, QueryError, StoreError, UnknownReferenceError
from pohgraph.store.place import is_address
from pohgraph.web import sandbox
from pohgraph.web.asking import AskError, Limits
from pohgraph.web.call import Context
from pohgraph.web.calls import find_call
from pohgraph.web.frames import ASK, DATA, ERROR, HEAD, READY, TAIL, Decoder, Frame, encode

PATIENCE = 4  # times the seconds of a request: how long a client that reads slowly may take
CHUNK = 1 << 16
_GRACE = 5.0  # seconds that the server has to end a worker before the system does
_READ = 1 << 18
# Answers are made of very many objects and hold no circles: looking for them costs a tenth.
_SELDOM = (200_000, 20, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a worker is started with. `server` is the process that started it."""

    store: str
    server: int
    seconds: float
    memory: int
    rows: int
    allowed: tuple[str, ...] = ()

    def __str__(self) -> str:
        return json.dumps(asdict(self))

    @property
    def has_network(self) -> bool:
        """Whether it has to reach other machines."""
        return bool(self.allowed) or is_address(self.store)

    @property
    def limits(self) -> Limits:
        """What one request may cost."""
        return Limits(seconds=self.seconds, memory=self.memory, rows=self.rows)


def main() -> None:
    """Serve until the server closes its end."""
    settings = Settings(**json.loads(sys.argv[1]))
    server = _server_socket()
    sandbox.enter(server=settings.server, has_network=settings.has_network)
    from pohgraph.store.opening import open_graph_at  # noqa: PLC0415 - not before the worker is held in

    try:
        store = open_graph_at(settings.store, timeout=settings.seconds)
        version = store.version
    except (StoreError, QueryError, OSError) as error:
        reason = error.reason if isinstance(error, StoreError | QueryError) else str(error)
        server.sendall(encode(ERROR, {"reason": reason}))
        return
    gc.set_threshold(*_SELDOM)
    sandbox.limit_memory(settings.memory)
    server.sendall(encode(READY, {"version": version}))
    context = Context(store=store, limits=settings.limits, allowed=frozenset(settings.allowed))
    _serve(server, context, most=sandbox.peak_memory() + settings.memory * sandbox.MIB // 2)


def _server_socket() -> socket.socket:
    """The socket, out of reach of whatever reads standard input."""
    server = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return server


def _serve(server: socket.socket, context: Context, *, most: int) -> None:
    decoder = Decoder()
    while piece := server.recv(_READ):
        for frame in decoder.feed(piece):
            sandbox.end_after(PATIENCE * context.limits.seconds + _GRACE)
            answer = _Answer(server)
            try:
                _answer(context, frame, answer, most=most)
            except (BrokenPipeError, ConnectionError):
                return
            sandbox.end_after(0)
            if answer.leaves:
                return


def _answer(context: Context, frame: Frame, out: "_Answer", *, most: int) -> None:
    call = ""
    try:
        request = frame.value
        call = str(request.get("call"))
        function = find_call(call) if frame.kind == ASK else None
        if function is None:
            raise AskError(404, f"there is no call {call!r}")  # noqa: TRY301 - answered like every other error
        function(context, cast("Mapping[str, object]", request.get("arguments") or {}), out)
        out.end(leaves=sandbox.peak_memory() > most)
    except (BrokenPipeError, ConnectionError):
        raise
    except MemoryError:
        reason = f"the answer needs more than {context.limits.memory:,} MiB of memory"
        out.fail(AskError(503, reason, hint="ask for less, for example with LIMIT"), leaves=True)
    except Exception as error:  # noqa: BLE001 - a fault of ours must not end the worker
        problem = _problem(error, context.store.path)
        if problem is None:
            sys.stderr.write(f"pohgraph: the call {call!r} failed\n{traceback.format_exc()}")
            sys.stderr.flush()
            problem = AskError(500, f"a bug in pohgraph: {type(error).__name__}: {error}")
        is_stale = isinstance(error, StoreError | OSError)
        out.fail(problem, leaves=is_stale, again=is_stale)


def _problem(error: Exception, place: object = None) -> AskError | None:
    """What to say of an error that is not a fault of this package; what the server at `place` fails at is no fault of a request."""
    if isinstance(error, AskError):
        return error
    if isinstance(error, QueryError) and error.name and error.name == place:
        return AskError(502, f"the server of the graph: {error.reason}", hint=error.hint)
    if isinstance(error, QueryError):
        return AskError(
            404 if isinstance(error, NotInGraphError) else 400, error.reason, error.line, error.column, error.hint
        )
    if isinstance(error, UnknownReferenceError):
        return AskError(404, str(error))
    if isinstance(error, StoreError):
        return AskError(503, f"the graph cannot be read: {error.reason}")
    if isinstance(error, PohgraphError):
        return AskError(400, str(error))
    return None


class _Answer:
    """Sends an answer in chunks. One that fits into a single chunk goes out whole, with its tail in its head."""

    def __init__(self, server: socket.socket) -> None:
        self._server = server
        self._head: dict[str, object] | None = None
        self._has_begun = False
        self._tail: dict[str, object] = {}
        self._pieces: list[bytes] = []
        self._held = 0
        self.leaves = False

    def head(self, head: Mapping[str, object]) -> None:
        self._head = dict(head)

    def write(self, piece: bytes) -> int:
        self._pieces.append(piece)
        self._held += len(piece)
        if self._held >= CHUNK:
            self._server.sendall(self._first() + self._data())
            self._has_begun = True
        return len(piece)

    def flush(self) -> None:
        """Do nothing: the engine calls this after every answer."""

    def tail(self, tail: Mapping[str, object]) -> None:
        self._tail.update(tail)

    def end(self, *, leaves: bool) -> None:
        """Send what is left. A worker that leaves tells so, and is asked nothing more."""
        self.leaves = leaves
        if not self._has_begun:
            self._head = {**(self._head or {}), **self._tail, "whole": True}
        self._server.sendall(self._first() + self._data() + encode(TAIL, {**self._tail, "leaves": leaves}))

    def fail(self, problem: AskError, *, leaves: bool = False, again: bool = False) -> None:
        """Send an error instead of the rest; `again` if another worker may succeed."""
        self.leaves = leaves
        again = again and not self._has_begun
        self._server.sendall(encode(ERROR, {"problem": asdict(problem), "leaves": leaves, "again": again}))

    def _first(self) -> bytes:
        return b"" if self._has_begun else encode(HEAD, self._head or {})

    def _data(self) -> bytes:
        data = b"".join(self._pieces)
        self._pieces.clear()
        self._held = 0
        return b"".join(encode(DATA, data[at : at + 4 * CHUNK]) for at in range(0, len(data), 4 * CHUNK))


if __name__ == "__main__":
    main()
