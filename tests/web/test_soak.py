"""A server under load that no server should have to bear: nobody whose request is sound gets a wrong answer, or none.

POHGRAPH_SOAK_SECONDS says for how long; 60 if nothing does.
"""

import asyncio
import os
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import httpx
import pytest
from tests.web.pools import kill, until
from tests.web.running import serve
from tests.web.soaking import Known, ask_hostile, hang_up, known_requests, read_slowly, send_malformed

_SECONDS = float(os.environ.get("POHGRAPH_SOAK_SECONDS", "60"))
_WORKERS, _CLIENTS = 4, 6
_ROWS = 20_000
_GROWTH = 96 << 10  # KiB: the answers that the server keeps, and what Python does not give back
_OPTIONS = ("--workers", str(_WORKERS), "--timeout", "8", "--memory", "256", "--max-rows", str(_ROWS))


@dataclass
class _Soak:
    """One run: what was asked, what went wrong, and how large the server was."""

    address: str
    server: int
    ends: float
    known: list[Known]
    answers: list[bytes] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    broken: int = 0
    killed: int = 0
    sizes: list[int] = field(default_factory=list)

    @property
    def goes_on(self) -> bool:
        return time.monotonic() < self.ends

    async def normal(self, number: int) -> None:
        """Ask for what is known, and compare."""
        async with httpx.AsyncClient(base_url=self.address, timeout=60) as client:
            turn = number * 1_000_000
            while self.goes_on:
                turn += 1
                place = (turn + number) % len(self.known)
                known, is_streamed = self.known[place], place == len(self.known) - 1
                self.asked["streamed" if is_streamed else "normal"] += 1
                try:
                    body = await known.ask(client, turn)
                except (AssertionError, httpx.HTTPError) as error:
                    if is_streamed and isinstance(error, httpx.RemoteProtocolError):
                        self.broken += 1  # the client sees that its worker was killed
                    else:
                        self.wrong.append(f"{known.path[:60]}: {error!r}")
                    continue
                if body != self.answers[place]:
                    self.wrong.append(f"{known.path[:60]}: another answer of {len(body)} bytes: {body[:200]!r}")

    async def hostile(self, number: int) -> None:
        """Ask what costs workers, send what is no request, leave early, read slowly."""
        async with httpx.AsyncClient(base_url=self.address, timeout=60) as client:
            while self.goes_on:
                number += 3
                self.asked["hostile"] += 1
                status = await ask_hostile(client, number)
                if status not in {400, 503}:
                    self.wrong.append(f"a hostile query was answered {status}")
                await send_malformed(self.address, number)
                await hang_up(self.address, number)
                await read_slowly(self.address)

    async def kills(self) -> None:
        """End a worker now and then as `kill -9` does."""
        while self.goes_on:
            await asyncio.sleep(_SECONDS / 12)
            if workers := _children(self.server, "pohgraph.web.worker"):
                kill(workers[:1])
                self.killed += 1

    async def weighs(self) -> None:
        """Note the size of the server."""
        while self.goes_on:
            self.sizes.append(_resident(self.server))
            await asyncio.sleep(1)


@pytest.mark.soak
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_nobody_loses_an_answer(sample: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not by hostile queries, clients that hang up, malformed requests, killed workers or a graph that is built anew."""
    store = tmp_path / "store.db"
    sample.write_sample(store)
    with serve(store, *_OPTIONS) as server:
        soak = asyncio.run(_soaked(server.address, server.process.pid, store, sample))
    figures = (
        f"\n{dict(soak.asked)} in {_SECONDS:g} s, {len(soak.wrong)} lost or wrong; {soak.killed} workers killed, "
        f"{soak.broken} streams broken off; server {soak.sizes[0] >> 10} MiB, at most {max(soak.sizes) >> 10} MiB, "
        f"{soak.sizes[-1] >> 10} MiB at the end\n"
    )
    with capsys.disabled():
        sys.stdout.write(figures)
    assert soak.wrong == []
    assert soak.broken <= soak.killed
    assert soak.asked["normal"] > _SECONDS
    early = max(soak.sizes[: max(1, len(soak.sizes) // 5)])
    assert soak.sizes[-1] < early + _GROWTH
    assert "Traceback" not in "".join(server.said)


async def _soaked(address: str, pid: int, store: Path, sample: ModuleType) -> _Soak:
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        page = (await client.get("/api/summary")).json()["pages"][0]["id"]
        soak = _Soak(address, pid, 0.0, known_requests(page))
        soak.answers = [await known.ask(client, 0) for known in soak.known]
    assert soak.answers[-1].count(b"<result>") == _ROWS
    await _rest(pid)
    before = _open_files(pid)
    soak.ends = time.monotonic() + _SECONDS
    clients = [soak.normal(number) for number in range(_CLIENTS)] + [soak.hostile(number) for number in range(2)]
    await asyncio.gather(*clients, soak.kills(), soak.weighs(), _rebuild(store, sample))
    await _rest(pid)
    assert _open_files(pid) <= before + 2
    assert not [child for child in _children(pid) if _state(child) == "Z"]
    return soak


async def _rebuild(store: Path, sample: ModuleType) -> None:
    await asyncio.sleep(_SECONDS / 2)
    await asyncio.to_thread(sample.write_sample, store)


async def _rest(pid: int) -> None:
    """Wait until the server has its workers and nothing else."""
    await until(lambda: len(_children(pid)) == len(_children(pid, "pohgraph.web.worker")) == _WORKERS, within=60)
    await asyncio.sleep(1)


def _children(pid: int, part: str = "") -> list[int]:
    """The processes that a process has started, with a part of their command; those that have ended count if it is empty."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdecimal() and (folder / "stat").read_text().rpartition(")")[2].split()[1] == str(pid):
                command = (folder / "cmdline").read_bytes().decode()
                if part in command:
                    found.append(int(folder.name))
        except OSError:
            continue
    return found


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return ""


def _resident(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


def _open_files(pid: int) -> int:
    return len(os.listdir(f"/proc/{pid}/fd"))  # noqa: PTH208 - only how many
