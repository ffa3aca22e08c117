"""The pool against requests that would end a server: each costs its own worker, and nobody else notices."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest
from tests.web.pools import COUNTED, LOOK_UP, SORTED, UNIONS, kill, lives, newer, pids, problem, served, sparql, until

from pohgraph.web.asking import AskError
from pohgraph.web.pool import Pool

_DOUBLED = " ".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(40))
_BINDINGS = " ".join(f"BIND({n} AS ?a{n})" for n in range(5_000))
_A_WHILE = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . VALUES ?g { 1 2 3 } FILTER(?a != ?f) }"
_HOSTILE = {
    "unions": (UNIONS, "too many parts"),
    "bindings": (f"SELECT * WHERE {{ ?s ?p ?o {_BINDINGS} }}", "too many parts"),
    "sorted": (SORTED, "more than 100 MiB of memory"),
    "doubled": (f"SELECT ?a40 WHERE {{ BIND('abcdefgh' AS ?a0) {_DOUBLED} }}", "more than 100 MiB of memory"),
    "counted": (COUNTED, "took longer than 2 s"),
    "path": (
        "SELECT (COUNT(*) AS ?n) { ?a (<x:a>|!<x:a>)* ?b . ?c (^(<x:a>|!<x:a>))* ?d . ?e ?f ?g }",
        "longer than 2 s",
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="the limit on memory is one of Linux")
@pytest.mark.parametrize("name", _HOSTILE)
def test_a_hostile_request_is_told_why_and_the_others_are_answered(sample_path: Path, name: str) -> None:
    """The other worker answers all the while, and the one that was lost is replaced."""
    query, words = _HOSTILE[name]

    async def use(pool: Pool) -> tuple[AskError, int]:
        before = pids(pool)
        hostile = asyncio.create_task(problem(pool, query))
        answered = 0
        while not hostile.done():
            assert (await sparql(pool, LOOK_UP)).tail["rows"] == 1
            answered += 1
        await until(lambda: pool.workers == 2)
        assert len(pids(pool) & before) == 1
        return await hostile, answered

    seconds = 2 if "longer than" in words else 30
    error, answered = served(sample_path, use, workers=2, seconds=seconds, memory=100)
    assert (error.status, words in error.reason) == (503, True), error
    assert error.hint
    assert answered


def test_a_request_whose_workers_are_killed_is_told_so(sample_path: Path) -> None:
    """The second worker it is given is the last one; both are replaced."""

    async def use(pool: Pool) -> AskError:
        lost = asyncio.create_task(problem(pool, COUNTED))
        killed: set[int] = set()
        for _ in range(2):
            await until(partial(_is_busy_again, pool, killed))
            await asyncio.sleep(0.2)
            killed |= pids(pool)
            kill(pids(pool))
        error = await lost
        assert (await sparql(pool, LOOK_UP)).tail["rows"] == 1
        assert not pids(pool) & killed
        return error

    error = served(sample_path, use)
    assert (error.status, "something outside ended the worker (SIGKILL)" in error.reason) == (503, True)


def _is_busy_again(pool: Pool, killed: set[int]) -> bool:
    return bool(pool.busy and pids(pool) - killed)


def test_a_request_whose_worker_is_killed_goes_to_another_one(sample_path: Path) -> None:
    """If it has said nothing yet: what only reads can be done twice."""

    async def use(pool: Pool) -> object:
        answered = asyncio.create_task(sparql(pool, _A_WHILE))
        await until(lambda: pool.busy)
        await asyncio.sleep(0.1)
        kill(pids(pool))
        found = (await answered).tail["rows"]
        assert (pool.statistics.crashed, dict(pool.statistics.failed)) == (1, {})
        return found

    assert served(sample_path, use) == 1


def test_a_request_that_no_worker_has_begun_goes_to_another(sample_path: Path) -> None:
    """All workers are killed between two requests; the next ones are answered, without an error."""

    async def use(pool: Pool) -> None:
        for _ in range(5):
            kill(pids(pool))
            answers = await asyncio.gather(*(sparql(pool, LOOK_UP) for _ in range(6)))
            assert [answer.tail["rows"] for answer in answers] == [1] * 6
        assert (pool.statistics.answered, dict(pool.statistics.failed)) == (30, {})

    served(sample_path, use, workers=2)


def test_an_idle_worker_that_is_killed_leaves_nothing_behind(sample_path: Path) -> None:
    """Its socket is closed, whether or not somebody asks before it is replaced."""

    async def use(pool: Pool) -> None:
        before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - only how many
        for asks in (True, False, True):
            kill(killed := pids(pool))
            if asks:
                assert (await sparql(pool, LOOK_UP)).tail["rows"] == 1
            await until(lambda killed=killed: pool.workers == 2 and not pids(pool) & killed)  # type: ignore[misc]
        await until(lambda: len(os.listdir("/proc/self/fd")) <= before)  # noqa: PTH208

    served(sample_path, use, workers=2)


def test_an_error_in_the_middle_of_an_answer_is_an_error(sample_path: Path) -> None:
    """What has come is not taken for the whole."""

    async def use(pool: Pool) -> AskError:
        reply = await pool.ask("sparql", {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "format": "xml"})
        assert await anext(reply.chunks)
        kill(pids(pool))
        with pytest.raises(AskError) as error:
            [chunk async for chunk in reply.chunks]
        assert "rows" not in reply.tail
        return error.value

    assert served(sample_path, use).status == 503


def test_a_soak_with_hostile_requests_loses_nothing(sample_path: Path) -> None:
    """Two hundred look-ups by eight clients, with a hostile request among every ten: each look-up has its right answer."""

    async def use(pool: Pool) -> list[bytes]:
        async def client(number: int) -> list[bytes]:
            found = []
            for turn in range(25):
                if turn % 10 == number:
                    assert (await problem(pool, UNIONS if number % 2 else SORTED)).status == 503
                found.append((await sparql(pool, LOOK_UP, "csv")).body)
            return found

        return [body for bodies in await asyncio.gather(*map(client, range(8))) for body in bodies]

    bodies = served(sample_path, use, workers=2, memory=100, waiting=64)
    assert len(bodies) == 200
    assert set(bodies) == {b"name\r\nprogressive osseous heteroplasia\r\n"}


def test_a_rebuilt_store_is_served_without_a_failed_request(sample: ModuleType, tmp_path: Path) -> None:
    """It is built anew three times while six clients ask; each answer is right, and the version is that of the last graph."""
    store = tmp_path / "store.db"
    sample.write_sample(store)

    async def use(pool: Pool) -> set[object]:
        done = False
        versions = set()

        async def client() -> None:
            while not done:
                answer = await sparql(pool, LOOK_UP)
                assert answer.tail["rows"] == 1
                versions.add(answer.head["version"])

        clients = [asyncio.create_task(client()) for _ in range(6)]
        for _ in range(3):
            before = pool.version
            await asyncio.to_thread(sample.write_sample, store)
            await newer(pool, before)
        done = True
        await asyncio.gather(*clients)
        assert (dict(pool.statistics.failed), pool.statistics.crashed) == ({}, 0)
        await until(lambda: not pool.busy)
        return versions

    assert len(served(store, use, workers=2)) == 4


def test_an_answer_that_is_being_read_survives_a_rebuild(sample: ModuleType, tmp_path: Path) -> None:
    """It comes to its end from the graph that it began with."""
    store = tmp_path / "store.db"
    sample.write_sample(store)

    async def use(pool: Pool) -> bytes:
        query = {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "format": "xml"}
        reply = await pool.ask("sparql", query)
        body = await anext(reply.chunks)
        before = pool.version
        await asyncio.to_thread(sample.write_sample, store)
        await newer(pool, before)
        return body + b"".join([chunk async for chunk in reply.chunks])

    body = served(store, use, rows=20_000)
    assert (body.count(b"<result>"), body.endswith(b"</sparql>\n")) == (20_000, True)


def test_a_store_that_becomes_unreadable_leaves_what_was_before(
    sample: ModuleType, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The old workers answer on, and the log says why the new graph is not served."""
    store = tmp_path / "store.db"
    sample.write_sample(store)

    async def use(pool: Pool) -> None:
        before = pool.version
        (store / "current").write_text("generation-000009\n", encoding="ascii")
        await until(lambda: caplog.records)
        assert (await sparql(pool, LOOK_UP)).head["version"] == before
        sample.write_sample(store)
        await newer(pool, before)
        assert (await sparql(pool, LOOK_UP)).tail["rows"] == 1

    served(store, use)
    assert "the store cannot be read" in caplog.text


def test_workers_are_replaced_once_a_damaged_store_is_whole_again(sample: ModuleType, tmp_path: Path) -> None:
    """Until then whoever asks waits, and is told why."""
    store = tmp_path / "store.db"
    sample.write_sample(store)

    async def use(pool: Pool) -> None:
        shutil.move(store, tmp_path / "away")
        kill(pids(pool))
        error = await problem(pool, LOOK_UP)
        assert (error.status, "no store there" in error.reason) == (503, True)
        shutil.move(tmp_path / "away", store)
        await until(lambda: pool.workers)
        assert (await sparql(pool, LOOK_UP)).tail["rows"] == 1

    served(store, use, seconds=2)


_SERVER = """
import asyncio, sys
from pathlib import Path
from tests.web.pools import COUNTED, pids
from pohgraph.web.pool import Pool

async def main():
    pool = Pool(Path(sys.argv[1]), workers=2)
    await pool.start()
    print(*pids(pool), flush=True)
    await pool.ask("sparql", {"query": COUNTED})

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_worker_outlives_its_server(sample_path: Path) -> None:
    """Neither an idle one nor one that is in the middle of a query, when the server is killed."""
    with subprocess.Popen([sys.executable, "-c", _SERVER, sample_path], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        workers = [int(pid) for pid in server.stdout.readline().split()]
        assert [lives(pid) for pid in workers] == [True, True]
        server.kill()
        server.wait()
    asyncio.run(until(lambda: not any(map(lives, workers)), within=5))


@pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's")
def test_workers_have_no_network_and_no_secrets(sample_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They see no device but the loopback, which is down, and little of the environment."""
    probe = ["unshare", "-rn", "true"]
    if shutil.which("unshare") is None or subprocess.run(probe, check=False, capture_output=True).returncode:
        pytest.skip("this machine does not let a process leave the network")
    monkeypatch.setenv("A_TOKEN", "secret")
    monkeypatch.setenv("POHGRAPH_TOKEN", "secret")

    async def use(pool: Pool) -> tuple[str, str]:
        folder = Path(f"/proc/{next(iter(pids(pool)))}")
        return (folder / "net/dev").read_text(encoding="ascii"), (folder / "environ").read_text(encoding="utf-8")

    devices, environment = served(sample_path, use)
    assert [line.split(":")[0].strip() for line in devices.splitlines()[2:]] == ["lo"]
    assert "_TOKEN" not in environment
    assert "secret" not in environment


def test_a_worker_ignores_what_a_terminal_sends(sample_path: Path) -> None:
    """Ctrl-C goes to the group of the server, and the server decides what its workers do."""

    async def use(pool: Pool) -> None:
        assert {os.getpgid(pid) for pid in pids(pool)}.isdisjoint({os.getpgid(0)})
        assert (await sparql(pool, LOOK_UP)).tail["rows"] == 1

    served(sample_path, use)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
