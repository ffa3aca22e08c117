"""Pages read by the workers of a Dask scheduler: the same bytes as here, whoever of them ends meanwhile."""

import io
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from tests.pipeline import deadly
from tests.pipeline.clusters import SOON, RunningCluster, running

from pohgraph.errors import ServiceError
from pohgraph.export import export_graph
from pohgraph.pipeline.cluster import ClusterWorkers
from pohgraph.pipeline.graph import build
from pohgraph.pipeline.jobs import Cluster
from pohgraph.pipeline.sources import PageSource
from pohgraph.resources import bundled
from pohgraph.store.graph import open_store

pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kills workers")
_PAGES = 40  # three tasks
_ROUNDS = int(os.environ.get("POHGRAPH_SOAK_ROUNDS", "30"))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of pages, one of which cannot be read and one of which is there twice."""
    folder = tmp_path_factory.mktemp("pages")
    seed = min((path.read_text(encoding="utf-8") for path in bundled("seeds").glob("*.txt")), key=len)
    for number in range(_PAGES):
        (folder / f"page{number:03}.txt").write_text(f"{seed[:2500]}\n{number}\n", encoding="utf-8")
    (folder / "page007.txt").write_bytes(b"")
    shutil.copy(folder / "page008.txt", folder / "page009.txt")
    return folder


@pytest.fixture(scope="module")
def local(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str]:
    """What a build in this process gives."""
    store = tmp_path_factory.mktemp("local") / "db"
    build([pages], store=store)
    return _written(store)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCluster]:
    """Two workers that come back; a task that was at work in two that ended is given up."""
    folder = tmp_path_factory.mktemp("cluster")
    with running(folder, nanny=True, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1") as cluster:
        yield cluster


def _written(store: Path) -> tuple[bytes, str]:
    """The quads of a store and its report."""
    out = io.BytesIO()
    with open_store(store) as graph:
        export_graph(graph, "nq", out)
    (report,) = store.glob("generation-*/report.json")
    return out.getvalue(), report.read_text(encoding="utf-8")


def _killed_in_the_middle(cluster: RunningCluster, pages: Path, store: Path) -> tuple[bytes, str]:
    """A build during which one worker is killed, as soon as the first page has come back."""
    killed: list[int] = []

    def kill(done: int, _: int) -> None:
        if done and not killed:
            killed.append(cluster.kill_a_worker())

    build([pages], store=store, jobs=Cluster(address=cluster.address), progress=kill)
    assert killed, cluster.logs()
    return _written(store)


def test_a_worker_killed_in_the_middle_changes_no_byte(
    cluster: RunningCluster, pages: Path, local: tuple[bytes, str], tmp_path: Path
) -> None:
    """The graph and the report are those of a build in one process."""
    assert _killed_in_the_middle(cluster, pages, tmp_path / "db") == local


@pytest.mark.soak
def test_thirty_rounds_with_a_killed_worker(pages: Path, local: tuple[bytes, str], tmp_path: Path) -> None:
    """Each with a scheduler and two workers of its own; in every other round the one that is killed does not come back."""
    for number in range(_ROUNDS):
        with running(tmp_path / f"round-{number}", nanny=number % 2 == 0) as cluster:
            assert _killed_in_the_middle(cluster, pages, tmp_path / f"round-{number}" / "db") == local, number
        shutil.rmtree(tmp_path / f"round-{number}")


def test_a_page_that_kills_its_workers_is_left_out_alone(cluster: RunningCluster) -> None:
    """The pages beside it are read; it is reported like one that cannot be read. The lexicon is the one that was sent."""
    texts = ["one", "two", "deadly", "three", *map(str, range(20))]
    sources = [PageSource(f"{text}.txt", f"pages/{text}.txt", text.encode()) for text in texts]
    with ClusterWorkers(Cluster(address=cluster.address)) as workers:
        results = list(workers.in_order(deadly.read, sources))
        places = {folder for _, folder in workers.in_order(deadly.who, range(40))}
    assert [text for text, _ in results] == [text if text != "deadly" else "" for text in texts]
    (failure,) = filter(None, (failure for _, failure in results))
    assert failure.startswith("pages/deadly.txt: every process that read it was killed")
    assert all("worker-" in place and "pohgraph-" in place for place in places)


def test_ctrl_c_ends_a_build_and_its_tasks(cluster: RunningCluster, pages: Path, tmp_path: Path) -> None:
    """One line, the status of the signal, no graph, and the workers have nothing left to do."""
    command = [sys.executable, "-m", "pohgraph", "build", *(str(pages),) * 8, "--store", str(tmp_path / "db")]
    process = subprocess.Popen([*command, "--dask", cluster.address], stderr=subprocess.PIPE, text=True)
    assert process.stderr
    assert process.stderr.readline().startswith("dashboard: http://127.0.0.1:")
    with ClusterWorkers(Cluster(address=cluster.address)) as workers:
        client = workers._client
        _await(lambda: any(client.processing().values()))
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=SOON)
        assert (process.returncode, errors.strip()) == (130, "pohgraph: interrupted")
        _await(lambda: not any(client.processing().values()))
    assert not list((tmp_path / "db").glob("generation-*"))


def test_a_worker_with_another_program_is_not_used(cluster: RunningCluster, tmp_path: Path) -> None:
    """It joins while pages are read, is named with the reason, and reads none."""
    package = tmp_path / "pohgraph"
    shutil.copytree(Path(deadly.__file__).parents[2] / "src" / "pohgraph", package)
    version = package / "version.py"
    version.write_text(version.read_text(encoding="utf-8").replace('"0.', '"99.'), encoding="utf-8")
    told: list[str] = []
    other = cluster.start_worker(path=str(tmp_path))
    with ClusterWorkers(Cluster(address=cluster.address, tell=told.append)) as workers:
        _await(lambda: len(workers._client.scheduler_info(n_workers=-1)["workers"]) == 3)
        readers = set()
        for pid, _ in workers.in_order(deadly.who, iter(range(10_000_000))):
            readers.add(pid)
            workers._crew.look()
            if any("is not used" in line for line in told):
                break
    assert "it has pohgraph 99." in told[-1], told
    assert other.pid not in readers
    other.kill()


def test_a_scheduler_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, no traceback, and nothing is built."""
    monkeypatch.setattr("pohgraph.pipeline.cluster._ANSWER", 0.5)
    with pytest.raises(ServiceError, match="no Dask scheduler answers there") as raised:
        build(store=tmp_path / "db", jobs=Cluster(address="tcp://127.0.0.1:9"))
    assert "\n" not in str(raised.value)
    assert not (tmp_path / "db").exists()


def test_what_listens_may_be_no_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    """The dashboard's port is soon mixed up with the scheduler's; a web server waits to be asked."""
    monkeypatch.setattr("pohgraph.pipeline.cluster._ANSWER", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        with (
            pytest.raises(ServiceError, match=r"no Dask scheduler.*the dashboard"),
            ClusterWorkers(Cluster(address=address)),
        ):
            pass


def _await(happened: object) -> None:
    assert callable(happened)
    end = monotonic() + SOON
    while not happened():
        assert monotonic() < end
        sleep(0.02)
