"""Processes that read pages: they share what was read once, and end with the process that started them, however it ends."""

import faulthandler
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from pohgraph.errors import WorkerError
from pohgraph.pipeline.executors import Workers
from pohgraph.resources import bundled

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

_SOON = 60.0  # seconds that anything here may take on a busy machine


def _await(what: str, happened: object) -> None:
    assert callable(happened)
    end = monotonic() + _SOON
    while not happened():
        assert monotonic() < end, what
        sleep(0.02)


def _is_alive(pid: int) -> bool:
    try:
        return (
            Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[0] != "Z"
        )
    except (FileNotFoundError, ProcessLookupError):
        return False


def _children(pid: int) -> list[int]:
    """The processes that a process has started, without what `multiprocessing` needs for itself."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += map(int, (task / "children").read_text(encoding="ascii").split())
    return [child for child in found if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes()]


@contextmanager
def _run(folder: Path, *command: str) -> Iterator["subprocess.Popen[str]"]:
    """A command that reads many pages with two workers, once both are there; it is at work until the block ends."""
    pages = folder / "pages"
    pages.mkdir()
    seed = next(bundled("seeds").glob("*.txt")).read_bytes()
    for number in range(1000):
        (pages / f"page{number}.txt").write_bytes(seed + b"\n%d\n" % number)
    words = [sys.executable, "-m", "pohgraph", *command, str(pages), "--jobs", "2"]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        _await("two workers", lambda: process.poll() is not None or len(_children(process.pid)) == 2)
        assert process.poll() is None, process.communicate()
        yield process
    finally:
        process.kill()
        process.communicate()


def _commands(folder: Path) -> dict[str, tuple[str, ...]]:
    return {"build": ("build", "--store", str(folder / "db")), "extract": ("extract",)}


@pytest.mark.parametrize("command", ["build", "extract"])
def test_no_worker_outlives_a_killed_command(tmp_path: Path, command: str) -> None:
    """A process that is killed can tell nobody; its workers see it and end."""
    with _run(tmp_path, *_commands(tmp_path)[command]) as process:
        workers = _children(process.pid)
        process.kill()
        process.wait()
        _await("the end of the workers", lambda: not any(map(_is_alive, workers)))


@pytest.mark.parametrize(("number", "says"), [(signal.SIGINT, "interrupted"), (signal.SIGTERM, "stopped by SIGTERM")])
@pytest.mark.parametrize("command", ["build", "extract"])
def test_a_signal_ends_all_with_one_line(tmp_path: Path, command: str, number: signal.Signals, says: str) -> None:
    """The status is that of the signal, no worker is left, and nothing half made stays on disk."""
    with _run(tmp_path, *_commands(tmp_path)[command]) as process:
        workers = _children(process.pid)
        process.send_signal(number)
        _, errors = process.communicate(timeout=_SOON)
        # `python -m` ends by SIGINT itself where Ctrl-C came while a text was executed, as a dataclass is; a shell shows the same.
        assert process.returncode in {128 + number, -signal.SIGINT}
        assert errors.strip() == f"pohgraph: {says}"
        _await("the end of the workers", lambda: not any(map(_is_alive, workers)))
        assert not list((tmp_path / "db").glob("generation-*"))


def test_a_killed_worker_is_replaced() -> None:
    """Whatever ended it from outside, no item is lost: another process does what it was at."""
    with Workers(2, prepare=int) as workers:
        results = workers.in_order(_who, range(400))
        first = next(results)
        os.kill(first, signal.SIGKILL)
        rest = list(results)
    assert len(rest) == 399
    assert len({first, *rest}) == 3


def _fatal(item: int) -> int:
    """Work that does to this process what a page may do that nobody has thought of."""
    if item == 7:
        faulthandler.disable()  # which pytest lets print pages of what we know
        os.kill(os.getpid(), signal.SIGSEGV)
    if item == 20:
        os._exit(3)
    while item == 33:  # which takes processor time
        pass
    if item == 40:
        sleep(_SOON)  # which takes none
    if item == 50:
        raise MemoryError
    return item


def test_an_item_that_ends_or_stalls_workers_is_given_up() -> None:
    """All others are done, in order; the reason says what happened."""
    told: list[str] = []

    def instead(item: object, reason: str) -> int:
        told.append(f"{item} {reason}")
        return -1

    with Workers(2, prepare=int, instead=instead, seconds=1) as workers:
        results = list(workers.in_order(_fatal, range(64)))
    fatal = (7, 20, 33, 40, 50)
    assert results == [-1 if item in fatal else item for item in range(64)]
    assert sorted(told) == [
        "20 the process that read it ended with status 3, 2 times; it was left out",
        "33 reading it takes more than 1 seconds of processor time; it was left out",
        "40 reading it takes more than 1 seconds of processor time; it was left out",
        "50 there is not enough memory to read it",
        "7 the process that read it was ended by SIGSEGV, 2 times; it was left out",
    ]


def test_an_error_of_the_work_is_raised_where_its_result_is_wanted() -> None:
    """With where it happened, and no process is left."""
    with pytest.raises(ZeroDivisionError) as caught, Workers(2, prepare=int) as workers:
        list(workers.in_order(_divided, range(40)))
    assert "_divided" in caught.value.__notes__[0]


def _divided(item: int) -> float:
    return 1 / (item - 30)


def _always_fatal(item: int) -> None:
    if item >= 0:
        os._exit(1)


def test_processes_that_only_end_are_no_fault_of_the_items() -> None:
    """Where nothing can be done at all, the run ends with one error instead of leaving out everything."""
    with pytest.raises(WorkerError), Workers(2, prepare=int, instead=lambda *_: -1) as workers:
        list(workers.in_order(_always_fatal, range(1000)))


@pytest.mark.parametrize("command", ["build", "extract"])
def test_an_impatient_signal_breaks_nothing_off(tmp_path: Path, command: str) -> None:
    """Whoever asks many times to stop gets the one line, and what is half made is still taken away."""
    with _run(tmp_path, *_commands(tmp_path)[command]) as process:
        workers = _children(process.pid)
        for _ in range(20):
            process.send_signal(signal.SIGTERM)
            sleep(0.002)
        _, errors = process.communicate(timeout=_SOON)
        assert (process.returncode, errors.strip()) == (128 + signal.SIGTERM, "pohgraph: stopped by SIGTERM")
        _await("the end of the workers", lambda: not any(map(_is_alive, workers)))
        assert not list((tmp_path / "db").glob("generation-*"))


_BESIDE_A_THREAD = """
import threading
from tests.pipeline.test_workers import Workers, _who
threading.Thread(target=threading.Event().wait, daemon=True).start()
with Workers(2, prepare=int) as workers:
    for _ in workers.in_order(_who, iter(int, 1)):
        pass
"""


def test_ctrl_c_ends_workers_that_started_afresh() -> None:
    """They are no copies, and they start one by one while work is handed out."""
    with subprocess.Popen([sys.executable, "-c", _BESIDE_A_THREAD], stderr=subprocess.PIPE, text=True) as process:
        _await("two workers", lambda: process.poll() is not None or len(_children(process.pid)) == 2)
        workers = _children(process.pid)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=_SOON)
        assert errors.strip().splitlines()[-1] == "KeyboardInterrupt"
        assert errors.count("Traceback") == 1
        _await("the end of the workers", lambda: not any(map(_is_alive, workers)))


def _who(_: int) -> int:
    return os.getpid()


def _opened(_: int) -> tuple[int, int]:
    """How often this process and the ones it was copied from have opened what all need, and who asks."""
    if not _OPENED:
        _OPENED.append(os.getpid())
    return _OPENED[0], os.getpid()


_OPENED: list[int] = []
_SCRIPT = """
import sys
from tests.pipeline.test_workers import Workers, _opened
with Workers(2, prepare=lambda: _opened(0)) as workers:
    rows = [*workers.in_order(_opened, range(40)), *workers.in_order(_opened, range(40))]
import gc
print(len({who for _, who in rows}), len({opener for opener, _ in rows}), gc.get_freeze_count())
"""


def test_workers_start_once_and_share_what_was_opened() -> None:
    """Two lots of work of one run go to the same processes, which have what was opened before them already."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _SCRIPT], capture_output=True, text=True, timeout=_SOON, check=True
    )
    processes, openings, frozen = map(int, done.stdout.split())
    assert (openings, frozen) == (1, 0)
    assert processes <= 2


def test_a_process_with_threads_is_not_copied() -> None:
    """Beside another thread workers start afresh, and give the same."""
    release = threading.Event()
    beside = threading.Thread(target=release.wait)
    beside.start()
    try:
        with Workers(2, prepare=int) as workers:
            assert list(workers.in_order(abs, range(-40, 0))) == list(range(40, 0, -1))
            assert os.getpid() not in set(workers.in_order(_who, range(40)))
    finally:
        release.set()
        beside.join()


def test_work_that_is_left_ends_the_workers() -> None:
    """A reader who needs no more results does not wait for the rest, and leaves no process."""
    with Workers(2, prepare=int) as workers:
        results = workers.in_order(_who, iter(int, 1))  # an endless number of items
        found = {next(results) for _ in range(200)} - {os.getpid()}
        results.close()  # type: ignore[attr-defined]
    assert not any(map(_is_alive, found))
