"""A pool for the length of one coroutine, and what tests do with it again and again."""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Coroutine, Iterable
from pathlib import Path
from typing import NamedTuple, Self, TypeVar

from pohgraph.store.place import GraphPlace
from pohgraph.web.asking import AskError, Limits
from pohgraph.web.pool import Pool

T = TypeVar("T")

LOOK_UP = "SELECT ?name WHERE { MONDO:0008153 rdfs:label ?name }"
COUNTED = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n_ ?o FILTER(?a != ?o) }"
SORTED = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?c ?f"
UNIONS = f"SELECT * WHERE {{ {' UNION '.join(['{ ?s ?p ?o }'] * 8_000)} }}"


class Answer(NamedTuple):
    """A whole answer."""

    head: dict[str, object]
    body: bytes
    tail: dict[str, object]


class Served:
    """A pool with a loop of its own, as long as the `with` block."""

    def __init__(self, store: GraphPlace, *, workers: int = 1, **limits: float) -> None:
        self.store = store
        self._runner = asyncio.Runner()
        self._options = {"workers": workers, "limits": Limits(**limits)}  # type: ignore[arg-type]

    def __enter__(self) -> Self:
        self._runner.__enter__()
        self._runner.run(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._pool.close(0))
        self._runner.close()

    def run(self, use: Callable[[Pool], Coroutine[object, object, T]]) -> T:
        """What comes of using the pool."""
        return self._runner.run(use(self._pool))

    async def _start(self) -> None:
        self._pool = Pool(self.store, **self._options)  # type: ignore[arg-type]
        await self._pool.start()


def served(
    store: GraphPlace, use: Callable[[Pool], Coroutine[object, object, T]], *, workers: int = 1, **limits: float
) -> T:
    """What comes of using a pool, which is closed afterwards."""
    with Served(store, workers=workers, **limits) as pool:
        return pool.run(use)


async def sparql(pool: Pool, query: str, format_: str | list[str] = "json", **more: object) -> Answer:
    """The answer to a query, read to its end."""
    reply = await pool.ask("sparql", {"query": query, "format": format_, **more})
    body = b"".join([chunk async for chunk in reply.chunks])
    return Answer(dict(reply.head), body, reply.tail)


async def problem(pool: Pool, query: str, format_: str = "json", **more: object) -> AskError:
    """The error that a query ends with."""
    try:
        found = await sparql(pool, query, format_, **more)
    except AskError as error:
        return error
    raise AssertionError(found)


async def until(holds: Callable[[], object], within: float = 20.0) -> None:
    """Wait until something holds."""
    end = time.monotonic() + within
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        await asyncio.sleep(0.02)


async def newer(pool: Pool, version: str) -> None:
    """Wait until another graph is served."""
    await until(lambda: pool.version != version)


def pids(pool: Pool) -> set[int]:
    """The processes of the workers that answer."""
    return {worker.pid for worker in pool._members}


def kill(processes: Iterable[int]) -> None:
    """End processes as `kill -9` does."""
    for pid in processes:
        os.kill(pid, signal.SIGKILL)


def lives(pid: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
