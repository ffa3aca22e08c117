"""A real Dask scheduler with real workers on loopback, for tests: its ports are random, and its processes end with the block."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

SOON = 120.0  # seconds that anything here may take on a busy machine
_ROOT = Path(__file__).parents[2]


class RunningCluster:
    """A scheduler and workers without nannies, or with them where they are to come back."""

    def __init__(self, folder: Path, *, settings: dict[str, str]) -> None:
        self._folder = folder
        self._file = folder / "scheduler.json"
        self._environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(_ROOT / "src"), str(_ROOT)])} | settings
        self.processes: list[subprocess.Popen[bytes]] = []

    @property
    def address(self) -> str:
        """That of the scheduler."""
        found: str = json.loads(self._file.read_text(encoding="utf-8"))["address"]
        return found

    def start_scheduler(self, *options: str) -> None:
        """Start it, and wait until it answers."""
        # If the tests are killed, nobody stops it.
        ports = ("--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0", "--idle-timeout", "300s")
        self._start("scheduler", *ports, "--scheduler-file", str(self._file), *options)
        end = monotonic() + SOON
        while not (self._file.exists() and self._file.stat().st_size):
            assert self.processes[-1].poll() is None, self.logs()
            assert monotonic() < end, self.logs()
            sleep(0.05)

    def start_worker(self, *, nanny: bool = False, path: str = "") -> "subprocess.Popen[bytes]":
        """Start a worker of one thread; `path` is where it finds pohgraph, if elsewhere."""
        number = len(self.processes)
        place = ("--local-directory", str(self._folder / f"worker-{number}"), "--dashboard-address", "127.0.0.1:0")
        words = (
            "--scheduler-file",
            str(self._file),
            "--nthreads",
            "1",
            "--death-timeout",
            "60",
            "--nanny" if nanny else "--no-nanny",
            *place,
        )
        return self._start("worker", *words, path=path)

    def kill_a_worker(self) -> int:
        """Kill the process of one worker without a word; a nanny would start another."""
        worker = next(process.pid for process in self.processes[1:] if process.poll() is None)
        children = [
            int(child)
            for list_ in Path(f"/proc/{worker}/task").glob("*/children")
            for child in list_.read_text().split()
        ]
        # With a nanny, the worker is a child of the process that was started.
        tree = [child for child in children if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes()]
        victim = tree[0] if tree else worker
        os.kill(victim, signal.SIGKILL)
        return victim

    def logs(self) -> str:
        """What all have said."""
        return "\n".join(path.read_text(errors="replace") for path in sorted(self._folder.glob("*.log")))

    def stop(self) -> None:
        """End all with the processes that they have started."""
        for process in reversed(self.processes):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _start(self, *words: str, path: str = "") -> "subprocess.Popen[bytes]":
        environment = self._environment | ({"PYTHONPATH": path} if path else {})
        with (self._folder / f"{len(self.processes)}-{words[0]}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *words],
                env=environment,
                stdout=log,
                stderr=log,
                cwd=self._folder,
                start_new_session=True,
            )
        self.processes.append(process)
        return process


@contextmanager
def running(folder: Path, *, workers: int = 2, nanny: bool = False, **settings: str) -> Iterator[RunningCluster]:
    """A scheduler with workers; `settings` are variables of Dask's configuration."""
    folder.mkdir(parents=True, exist_ok=True)
    cluster = RunningCluster(folder, settings=settings)
    try:
        cluster.start_scheduler()
        for _ in range(workers):
            cluster.start_worker(nanny=nanny)
        yield cluster
    finally:
        cluster.stop()
