"""The pool against requests that are no trouble: queueing, waiting, leaving, closing, counting."""

import asyncio
import contextlib
import sys
from pathlib import Path

import pytest
from tests.web.pools import COUNTED, LOOK_UP, lives, pids, problem, served, sparql, until

from pohgraph.errors import ServiceError, StoreError
from pohgraph.web import running
from pohgraph.web.asking import AskError, Limits
from pohgraph.web.pool import Pool

_LONG = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_requests_wait_their_turn(sample_path: Path) -> None:
    """One worker answers forty requests that come at once, each with its own answer."""

    async def use(pool: Pool) -> list[bytes]:
        answers = await asyncio.gather(*(sparql(pool, f"SELECT ({n} AS ?n) WHERE {{}}", "csv") for n in range(40)))
        return [answer.body for answer in answers]

    assert served(sample_path, use) == [f"n\r\n{n}\r\n".encode() for n in range(40)]


def test_too_many_waiting_requests_are_turned_away_at_once(sample_path: Path) -> None:
    """The first ones are answered all the same."""

    async def use(pool: Pool) -> list[object]:
        asks = (sparql(pool, LOOK_UP) for _ in range(12))
        return await asyncio.gather(*asks, return_exceptions=True)

    found = served(sample_path, use, waiting=4)
    turned_away = [one for one in found if isinstance(one, AskError)]
    assert {error.status for error in turned_away} == {503}
    assert len(turned_away) == 12 - 1 - 4
    assert [isinstance(one, AskError) for one in found] == [False] * 5 + [True] * 7


def test_a_request_that_waits_too_long_is_told_why(sample_path: Path) -> None:
    """It waits no longer than it may run."""

    async def use(pool: Pool) -> AskError:
        reply = await pool.ask("sparql", {"query": _LONG, "format": "xml"})
        try:
            return await problem(pool, LOOK_UP)
        finally:
            await reply.aclose()

    error = served(sample_path, use, seconds=2, rows=10_000_000)
    assert (error.status, "all workers are busy" in error.reason) == (503, True)


def test_a_client_that_goes_away_frees_its_worker(sample_path: Path) -> None:
    """While it waits for the first byte, and while it reads."""

    async def use(pool: Pool) -> None:
        waits = asyncio.create_task(sparql(pool, COUNTED))
        await until(lambda: pool.busy)
        waits.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await waits
        assert (await sparql(pool, LOOK_UP)).tail["rows"] == 1
        reply = await pool.ask("sparql", {"query": _LONG, "format": "xml"})
        assert await anext(reply.chunks)
        await reply.aclose()
        assert (await sparql(pool, LOOK_UP)).tail["rows"] == 1
        assert (pool.statistics.abandoned, pool.busy, pool.waiting) == (2, 0, 0)

    served(sample_path, use, seconds=60)


def test_a_client_that_gives_up_while_it_waits_takes_no_worker(sample_path: Path) -> None:
    """Nor does it take one with it that was just given to it."""

    async def use(pool: Pool) -> None:
        before = pids(pool)
        first = asyncio.create_task(sparql(pool, LOOK_UP))
        others = [asyncio.create_task(sparql(pool, LOOK_UP)) for _ in range(5)]
        await asyncio.sleep(0)
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        assert (await first).tail["rows"] == 1
        assert (await sparql(pool, LOOK_UP)).tail["rows"] == 1
        assert (pids(pool), pool.waiting) == (before, 0)

    served(sample_path, use)


def test_an_answer_that_nobody_reads_is_ended_in_the_end(sample_path: Path) -> None:
    """A client that reads slowly has four times as long as the query; after that it has an error and the worker is free."""

    async def use(pool: Pool) -> None:
        reply = await pool.ask("sparql", {"query": _LONG, "format": "xml"})
        await asyncio.sleep(1.1)  # longer than the query may take by itself
        assert await anext(reply.chunks)
        await asyncio.sleep(2.7)
        with pytest.raises(AskError):
            [chunk async for chunk in reply.chunks]
        assert (await sparql(pool, LOOK_UP)).tail["rows"] == 1

    served(sample_path, use, seconds=0.9, rows=10_000_000)


def test_an_answer_that_nobody_reads_is_ended_for_others(sample_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that takes nothing keeps a worker while it is alone, and loses it when somebody waits."""
    monkeypatch.setattr(running, "STALLED", 0.2)

    async def use(pool: Pool) -> None:
        reply = await pool.ask("sparql", {"query": _LONG, "format": "xml"})
        await asyncio.sleep(0.7)
        assert await anext(reply.chunks)
        began = asyncio.get_running_loop().time()
        assert (await sparql(pool, LOOK_UP)).tail["rows"] == 1
        assert asyncio.get_running_loop().time() - began < 10
        with pytest.raises(AskError, match="not read"):
            [chunk async for chunk in reply.chunks]

    served(sample_path, use, workers=1, rows=10_000_000)


def test_closing_lets_answers_end_and_takes_no_more(sample_path: Path) -> None:
    """Whoever is answered gets all of it; whoever waits is told; no worker is left."""

    async def run() -> None:
        pool = Pool(sample_path, workers=1, limits=Limits(rows=20_000))
        await pool.start()
        processes = pids(pool)
        reply = await pool.ask("sparql", {"query": _LONG, "format": "xml"})
        waits = asyncio.create_task(problem(pool, LOOK_UP))
        await until(lambda: pool.waiting)
        closing = asyncio.create_task(pool.close(20))
        assert (await waits).reason == "the server is stopping"
        assert (await problem(pool, LOOK_UP)).status == 503
        body = b"".join([chunk async for chunk in reply.chunks])
        assert body.endswith(b"</sparql>\n")
        await closing
        assert not any(map(lives, processes))

    asyncio.run(run())


def test_closing_ends_what_does_not_end(sample_path: Path) -> None:
    """After the time that it is given."""

    async def run() -> None:
        pool = Pool(sample_path, workers=2)
        await pool.start()
        processes = pids(pool)
        runs = asyncio.create_task(problem(pool, COUNTED))
        await until(lambda: pool.busy)
        await pool.close(0.1)
        assert (await runs).status == 503
        assert not any(map(lives, processes))

    asyncio.run(run())


def test_a_missing_store_is_an_error_of_the_start(tmp_path: Path) -> None:
    """With the words of the command line, and no worker left."""

    async def run() -> None:
        await Pool(tmp_path / "none.db").start()

    with pytest.raises(StoreError, match="no store there"):
        asyncio.run(run())


def test_a_fault_of_ours_costs_one_answer_and_no_worker(sample_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """It is a 500 with one line, and its traceback is on standard error."""

    async def use(pool: Pool) -> AskError:
        before = pids(pool)
        with pytest.raises(AskError) as error:
            await pool.ask("sparql", ["no mapping"])  # type: ignore[arg-type]
        assert (await sparql(pool, LOOK_UP)).tail["rows"] == 1
        assert pids(pool) == before
        return error.value

    error = served(sample_path, use)
    assert (error.status, "\n" in error.reason) == (500, False)
    assert "Traceback" in capfd.readouterr().err


def test_an_unknown_call_is_no_fault_of_ours(sample_path: Path) -> None:
    """It is not found."""

    async def use(pool: Pool) -> AskError:
        with pytest.raises(AskError) as error:
            await pool.ask("nothing", {})
        return error.value

    assert served(sample_path, use).status == 404


def test_every_request_is_counted_once(sample_path: Path) -> None:
    """As answered or as failed."""

    async def use(pool: Pool) -> None:
        await sparql(pool, LOOK_UP)
        await sparql(pool, "SELECT * WHERE { ?s ?p ?o }")
        await problem(pool, "SELECT")
        counts = pool.statistics
        assert (counts.asked, counts.answered, counts.cut, dict(counts.failed)) == (3, 2, 1, {400: 1})
        assert (pool.workers, pool.busy, pool.waiting, pool.limits) == (1, 0, 0, Limits(rows=10))

    served(sample_path, use, rows=10)


def test_a_system_without_workers_is_told_so(sample_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line, before anything is started."""
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(ServiceError, match="WSL"):
        asyncio.run(Pool(sample_path).start())
