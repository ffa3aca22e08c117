"""Who comes next where many wait for a worker."""

import asyncio
from types import SimpleNamespace
from typing import cast

import pytest

from pohgraph.web.asking import AskError, Limits
from pohgraph.web.line import Line
from pohgraph.web.process import WorkerProcess

_WORKER = cast("WorkerProcess", SimpleNamespace(is_alive=True, is_prepared=True))


def _wait(line: Line, served: list[str], client: str) -> "asyncio.Task[None]":
    async def wait() -> None:
        await line.take(str, client)
        served.append(client)

    return asyncio.create_task(wait())


def test_clients_come_in_turn() -> None:
    """Whoever asks once waits for one request of whoever asks a lot; of one client, the first comes first."""

    async def use() -> list[str]:
        line, served = Line(Limits(), lambda _: None), list[str]()
        tasks = []
        for client in ("many", "many", "many", "few", "other"):
            tasks.append(_wait(line, served, client))
            await asyncio.sleep(0)
        for _ in tasks:
            line.give(_WORKER)
            await asyncio.sleep(0)
        await asyncio.gather(*tasks)
        assert line.waiting == 0
        line.give(_WORKER)
        assert list(line.idle) == [_WORKER]
        return served

    assert asyncio.run(use()) == ["many", "few", "other", "many", "many"]


def test_who_waits_most_makes_room() -> None:
    """For others, not for itself."""

    async def use() -> None:
        line, served = Line(Limits(waiting=4), lambda _: None), list[str]()
        tasks = [_wait(line, served, "many") for _ in range(4)]
        await asyncio.sleep(0)
        with pytest.raises(AskError, match="too many") as alone:  # nobody else is there to ask less than it
            await line.take(str, "many")
        others = [_wait(line, served, "few"), _wait(line, served, "few")]
        await asyncio.sleep(0.01)
        with pytest.raises(AskError, match="too many") as even:  # both have half of the room
            await line.take(str, "few")
        assert (alone.value.status, even.value.status) == (503, 503)
        ended = await asyncio.gather(*tasks[2:], return_exceptions=True)
        assert [one.status for one in ended if isinstance(one, AskError)] == [429, 429]
        for _ in range(4):
            line.give(_WORKER)
        await asyncio.gather(*tasks[:2], *others)
        assert sorted(served) == ["few", "few", "many", "many"]

    asyncio.run(use())


def test_who_waits_most_is_told_that_it_asks_too_much() -> None:
    """And not that the server is busy: it is for others, since that client is there."""

    async def use() -> int:
        line = Line(Limits(waiting=4), lambda _: None)
        tasks = [_wait(line, [], client) for client in ("many", "many", "many", "few")]
        await asyncio.sleep(0)
        with pytest.raises(AskError) as refused:
            await line.take(str, "many")
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return refused.value.status

    assert asyncio.run(use()) == 429


def test_who_goes_leaves_its_place_and_its_worker() -> None:
    """To whoever comes next."""

    async def use() -> None:
        back: list[WorkerProcess] = []
        line, served = Line(Limits(waiting=2), back.append), list[str]()
        first, second = _wait(line, served, "a"), _wait(line, served, "b")
        await asyncio.sleep(0)
        first.cancel()
        await asyncio.sleep(0)
        line.give(_WORKER)
        second.cancel()  # it has its worker already
        await asyncio.gather(first, second, return_exceptions=True)
        assert (back, served, line.waiting) == ([_WORKER], [], 0)

    asyncio.run(use())
