"""Answers that are kept, and what is done before anybody asks."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
from tests.web.pools import LOOK_UP, kill, pids, served, sparql, until

from pohgraph.version import __version__
from pohgraph.web.asking import AskError, Reply
from pohgraph.web.describing import Counts
from pohgraph.web.keeping import Keeping
from pohgraph.web.pool import Pool
from pohgraph.web.warming import keep_warm


class _Counting:
    """Answers with how often it was asked. Answers to `stream` are not there before their first byte."""

    def __init__(self) -> None:
        self.version = "1"
        self.asked = 0
        self.fails = False

    async def ask(self, call: str, arguments: Mapping[str, object], *, client: str = "") -> Reply:  # noqa: ARG002 - as Asks has it
        self.asked += 1
        await asyncio.sleep(0.01)
        if self.fails:
            raise AskError(503, "busy")
        body = b"%d" % self.asked + b"." * int(str(arguments.get("size", 0)))
        is_whole = "stream" not in str(arguments.get("query", call))
        head = {"media_type": "text/plain", "version": self.version}
        return Reply(head=head, chunks=self._chunks(body), tail={"rows": 1}, whole=body if is_whole else None)

    async def _chunks(self, body: bytes) -> AsyncIterator[bytes]:
        yield body


async def _body(asks: Keeping, call: str, **arguments: object) -> bytes:
    reply = await asks.ask(call, arguments)
    return b"".join([chunk async for chunk in reply.chunks])


def test_what_is_asked_again_is_answered_from_memory() -> None:
    """Until there is another graph; other arguments are another question."""

    async def run() -> list[bytes]:
        asks = _Counting()
        keeping = Keeping(asks)
        found = [await _body(keeping, "sparql", query=query) for query in ("ASK {}", "ASK {}", "ASK { }")]
        asks.version = "2"
        found.append(await _body(keeping, "sparql", query="ASK {}"))
        found.append(await _body(keeping, "sparql", query="ASK {}"))
        assert keeping.given == 2
        return found

    assert asyncio.run(run()) == [b"1", b"1", b"2", b"3", b"3"]


@pytest.mark.parametrize(
    ("call", "query"),
    [("sparql", "SELECT (RAND() AS ?r) {}"), ("sparql", "stream"), ("claims", ""), ("read", ""), ("decide", "")],
)
def test_what_changes_or_is_long_is_not_kept(call: str, query: str) -> None:
    """What depends on more than the graph, and what is streamed."""

    async def run() -> list[bytes]:
        keeping = Keeping(_Counting())
        return [await _body(keeping, call, query=query) for _ in range(2)]

    assert asyncio.run(run()) == [b"1", b"2"]


def test_an_answer_counts_for_the_graph_that_gave_it() -> None:
    """A rebuilt graph may have been swapped in while it was made."""

    async def run() -> None:
        asks = _Counting()
        keeping = Keeping(asks)
        asked = asyncio.create_task(_body(keeping, "search", q="a"))
        await asyncio.sleep(0)
        asks.version = "2"
        assert await asked == b"1"
        assert await _body(keeping, "search", q="a") == b"1"
        asks.version = "1"
        assert await _body(keeping, "search", q="a") == b"2"

    asyncio.run(run())


def test_what_everybody_asks_is_asked_once() -> None:
    """However many wait, and though the first of them hangs up; an error is kept for nobody."""

    async def run() -> None:
        asks = _Counting()
        keeping = Keeping(asks)
        first, *others = [asyncio.create_task(_body(keeping, "summary")) for _ in range(5)]
        await asyncio.sleep(0.001)
        first.cancel()
        assert await asyncio.gather(*others) == [b"1"] * 4
        asks.fails = True
        with pytest.raises(AskError):
            await _body(keeping, "vocabulary")
        asks.fails = False
        assert await _body(keeping, "vocabulary") == b"3"

    asyncio.run(run())


def test_what_was_used_last_is_kept() -> None:
    """Memory has a bound: what nobody asks for goes first."""

    async def run() -> list[bytes]:
        keeping = Keeping(_Counting(), most=10_000)
        order = "abacab"
        return [(await _body(keeping, "entity", id=name, size=3000))[:1] for name in order]

    assert asyncio.run(run()) == [b"1", b"2", b"1", b"3", b"1", b"4"]


def test_workers_are_prepared_while_nobody_waits(sample_path: Path) -> None:
    """What is asked first is kept before anybody asks; a replaced worker is prepared as well, and a request never waits."""

    async def use(pool: Pool) -> None:
        keeping = Keeping(pool)
        warming = asyncio.create_task(keep_warm(pool, keeping, [("queries", {}), ("vocabulary", {})]))
        await until(lambda: _prepared(pool) == 2)
        asked = pool.statistics.asked
        assert await _body(keeping, "vocabulary")
        assert (asked, pool.statistics.asked, keeping.given) == (2, 2, 1)
        kill(list(pids(pool))[:1])
        await until(lambda: _prepared(pool) == 2 and pool.workers == 2)
        warming.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await warming
        await until(lambda: not pool.busy)

    served(sample_path, use, workers=2)


def test_a_single_worker_is_left_alone(sample_path: Path) -> None:
    """A request would have to wait for it."""

    async def use(pool: Pool) -> None:
        assert not await pool.prepare()
        assert (await sparql(pool, LOOK_UP)).tail["rows"] == 1

    served(sample_path, use)


def test_a_graph_too_large_to_prepare_for_costs_one_worker(sample_path: Path) -> None:
    """It is not tried again with the worker that takes its place."""

    async def use(pool: Pool) -> None:
        before = pids(pool)
        warming = asyncio.create_task(keep_warm(pool, Keeping(pool), []))
        await until(lambda: pids(pool) != before and pool.workers == 2)
        after = pids(pool)
        await asyncio.sleep(1.5)
        assert (len(after & before), pids(pool)) == (1, after)
        warming.cancel()

    served(sample_path, use, workers=2, seconds=0.02)


def _prepared(pool: Pool) -> int:
    return sum(worker.is_prepared for worker in pool._members)


def test_void_is_counted_once_for_each_graph(sample: object, tmp_path: Path) -> None:
    """A server that starts anew reads what the last one counted; a graph that is built anew is counted anew."""
    store = tmp_path / "store.db"
    sample.write_sample(store)  # type: ignore[attr-defined]
    (folder,) = store.glob("generation-*")
    kept = folder / f"void-{__version__}.ttl"

    async def void(version: str) -> bytes:
        counts = Counts(store, lambda: version)
        try:
            return await counts.start()
        finally:
            await counts.stop()

    first = asyncio.run(void("1"))
    assert first == kept.read_bytes()
    assert b"void:triples" in first
    kept.write_bytes(b"# as it was")
    assert asyncio.run(void("1")) == b"# as it was"
    sample.write_sample(store)  # type: ignore[attr-defined]
    assert asyncio.run(void("2")) == first
