"""What building and asking cost as the corpus, the workers and the graph grow.

    python benchmarks/scale.py workers PAGES... [--pages 300] [--jobs 1 2] [--dask 2]
    python benchmarks/scale.py corpus PAGES... [--pages 300] [--times 1 10 50]
    python benchmarks/scale.py queries STORE [--quads 5000000 20000000] [--rounds 5] [--keep FOLDER] [--endpoint URL]

`workers` builds the same pages with so many processes, and with a Dask scheduler and workers that it starts on this machine; the
graphs must be the same, byte for byte. `corpus` builds them so many times over, each copy under a name and with bytes of its own, and says which share
of the processor time goes where. `queries` repeats the pages of a store under other names and diseases until the graph
has so many quads, and asks every query of the catalogue; `--keep` leaves the graphs in a folder, or takes those that are there, and
`--endpoint` asks a server that has the largest one as well.

Seconds of a processor are those of all processes, children included; of Dask, those of its scheduler and workers as well. Memory is
the peak of a process as the system accounts for it. On a machine that does other work, trust processor seconds, not the clock.
"""

import argparse
import hashlib
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, cast

from pyoxigraph import NamedNode, QueryBoolean
from repeated_graph import make_graph

from pohgraph.store.place import GraphPlace, is_address

_MIB = 1024  # kB
_SHARES = {  # how `build.py` names what it times
    "extraction": ("read and extract",),
    "serialising": ("assemble", "quads", "serialise"),
    "loading": ("parse for loading", "engine: sorting, writing, merging (other threads)"),
    "shared and rest": ("keep the pages' bytes", "what pages share", "the rest of the main thread"),
}
_NUMBER = re.compile(rb"(<Document\b[^>]*?\bid=\"|<PMID\b[^>]*>)([0-9]+)")  # of MedQuAD and PubMed
_AIM_LOOKUP, _AIM_AGGREGATE = 50.0, 5_000.0  # ms
_PATIENCE = 600.0  # seconds for an answer of a server


class Cost(NamedTuple):
    """What a build took. `sha256` is that of the graph as sorted N-Quads."""

    wall: float
    processor: float
    main_mib: float
    worker_mib: float
    pages: int
    quads: int
    sha256: str


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    workers = commands.add_parser("workers")
    workers.add_argument("pages", nargs="+", type=Path)
    workers.add_argument("--pages", dest="limit", type=int, default=300)
    workers.add_argument("--jobs", nargs="*", type=int, default=[1, 2])
    workers.add_argument("--dask", type=int, default=2, metavar="N", help="workers of the scheduler; 0 leaves it out")
    workers.set_defaults(measure=_workers)
    corpus = commands.add_parser("corpus")
    corpus.add_argument("pages", nargs="+", type=Path)
    corpus.add_argument("--pages", dest="limit", type=int, default=300)
    corpus.add_argument("--times", nargs="+", type=int, default=[1, 10, 50])
    corpus.set_defaults(measure=_corpus)
    queries = commands.add_parser("queries")
    queries.add_argument("store", type=Path)
    queries.add_argument("--quads", nargs="+", type=int, default=[5_000_000, 20_000_000])
    queries.add_argument("--rounds", type=int, default=5)
    queries.add_argument("--keep", type=Path, metavar="FOLDER", help="where the graphs stay")
    queries.add_argument("--endpoint", help="a SPARQL endpoint that has the graph of the largest size")
    queries.set_defaults(measure=_queries)
    build = commands.add_parser("build")  # what a process of its own does
    build.add_argument("folder", type=Path)
    build.add_argument("--jobs", type=int, default=1)
    build.add_argument("--address", default="")
    build.set_defaults(measure=_build)
    given = parser.parse_args()
    given.measure(given)


def _workers(given: argparse.Namespace) -> None:
    with TemporaryDirectory() as scratch:
        pages = Path(scratch) / "pages"
        _copies(given.pages, given.limit, 1, pages)
        print(
            f"{'':14}{'wall s':>9}{'processor s':>13}{'pages/s':>9}{'per core s':>12}{'quads/s':>10}{'main MiB':>10}{'worker MiB':>12}"
        )
        found = []
        for jobs in given.jobs:
            found.append(_measured(pages, "--jobs", str(jobs)))
            _print_cost(f"{jobs} worker{'s' if jobs > 1 else ''}", found[-1])
        if given.dask:
            with _dask(Path(scratch), given.dask) as (address, pids):
                before = _used(pids)[0]
                cost = _measured(pages, "--address", address)
                after, mib = _used(pids)
                found.append(cost._replace(processor=cost.processor + after - before, worker_mib=mib))
            _print_cost(f"Dask, {given.dask}", found[-1])
        print("the graphs are the same" if len({cost.sha256 for cost in found}) == 1 else "THE GRAPHS DIFFER")


def _print_cost(name: str, cost: Cost) -> None:
    print(
        f"{name:14}{cost.wall:9.1f}{cost.processor:13.1f}{cost.pages / cost.wall:9.1f}{cost.pages / cost.processor:12.1f}"
        f"{cost.quads / cost.wall:10,.0f}{cost.main_mib:10.0f}{cost.worker_mib:12.0f}",
        flush=True,
    )


def _measured(folder: Path, *words: str) -> Cost:
    print(f"building with {' '.join(words)}", file=sys.stderr)
    made = subprocess.run([sys.executable, __file__, "build", str(folder), *words], stdout=subprocess.PIPE, check=True)  # noqa: S603 - our own words
    return Cost(*json.loads(made.stdout))


def _build(given: argparse.Namespace) -> None:
    """Build in this process and print what it took."""
    from pohgraph.garbage import collect_rarely  # noqa: PLC0415 - only the process that builds pays for it
    from pohgraph.pipeline.graph import build  # noqa: PLC0415
    from pohgraph.pipeline.jobs import Cluster  # noqa: PLC0415
    from pohgraph.store.graph import open_store  # noqa: PLC0415

    collect_rarely()
    with TemporaryDirectory() as folder:
        store = Path(folder) / "db"
        begun = time.monotonic()
        report = build(
            [given.folder], store=store, jobs=Cluster(address=given.address) if given.address else given.jobs
        )
        wall = time.monotonic() - begun
        own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        with open_store(store) as graph:
            lines = sorted(map(str, graph.quads()))
        sha256 = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    processor = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    cost = Cost(
        wall, processor, own.ru_maxrss / _MIB, others.ru_maxrss / _MIB, len(report.documents), report.quads, sha256
    )
    json.dump(cost, sys.stdout)


@contextmanager
def _dask(folder: Path, workers: int) -> Iterator[tuple[str, list[int]]]:
    """A scheduler with workers of one thread on this machine: its address, and the processes."""
    file = folder / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    own = ("--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0")
    worker = ("--nthreads", "1", "--no-nanny", "--dashboard-address", "127.0.0.1:0", "--local-directory", str(folder))
    dask = (sys.executable, "-m", "dask")
    processes: list[subprocess.Popen[bytes]] = []
    try:
        processes.append(subprocess.Popen([*dask, "scheduler", *own, "--scheduler-file", str(file)], **quiet))  # type: ignore[call-overload]  # noqa: S603
        while not (file.exists() and file.stat().st_size):
            time.sleep(0.1)
        words = [*dask, "worker", "--scheduler-file", str(file), *worker]
        processes += [subprocess.Popen(words, **quiet) for _ in range(workers)]  # type: ignore[call-overload]  # noqa: S603
        time.sleep(5)
        yield json.loads(file.read_text(encoding="utf-8"))["address"], [process.pid for process in processes]
    finally:
        for process in processes:
            process.kill()
            process.wait()


def _used(pids: list[int]) -> tuple[float, float]:
    """The processor seconds of processes, and the largest peak of all but the first in MiB. Linux only."""
    ticks, peak = 0, 0
    for pid in pids:
        ticks += sum(map(int, Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:13]))
        if pid != pids[0]:
            status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
            peak = max(peak, int(status.partition("VmHWM:")[2].split()[0]))
    return ticks / os.sysconf("SC_CLK_TCK"), peak / _MIB


def _corpus(given: argparse.Namespace) -> None:
    """Print the cost of each size. `build.py` times the steps, in one process."""
    print(
        f"{'times':>5}{'pages':>8}{'k quads':>9}{'processor s':>13}{'ms per page':>13}{'main MiB':>10}"
        + "".join(f"{name:>17}" for name in (*_SHARES, "starting"))
    )
    for times in given.times:
        with TemporaryDirectory() as scratch:
            pages = Path(scratch) / "pages"
            count = _copies(given.pages, given.limit, times, pages)
            words = [sys.executable, str(Path(__file__).with_name("build.py")), "--in-process", str(pages)]
            made = subprocess.run(words, stdout=subprocess.PIPE, check=True)  # noqa: S603 - our own words
        figures: dict[str, float] = json.loads(made.stdout)
        shares = [sum(figures[step] for step in steps) / figures["all"] for steps in _SHARES.values()]
        shares.append(1 - sum(shares))
        print(
            f"{times:5}{count:8,}{figures['thousand quads']:9,.0f}{figures['all']:13.1f}{1000 * figures['all'] / count:13.1f}"
            f"{figures['peak MiB of the main process']:10.0f}" + "".join(f"{share:17.0%}" for share in shares),
            flush=True,
        )


def _copies(paths: list[Path], limit: int, times: int, folder: Path) -> int:
    """Write the first `limit` pages `times` times: each copy has a name and bytes of its own; how many files there are."""
    folder.mkdir()
    files = (file for path in paths for file in (sorted(path.iterdir()) if path.is_dir() else [path]))
    count = 0
    for file in islice((file for file in files if file.is_file()), limit):
        data = file.read_bytes()
        for copy in range(times):
            name = f"{file.stem}-{copy:04}{file.suffix}" if copy else file.name
            (folder / name).write_bytes(_renumbered(data, copy) if copy else data)
            count += 1
    return count


def _renumbered(data: bytes, copy: int) -> bytes:
    """A page under another number, so that it is another document: that which it prints, and bytes that nobody reads."""
    mark = b"<!-- copy %d -->" if data.lstrip().startswith(b"<") else b"\n%d\n"
    return _NUMBER.sub(rb"\g<1>%d\g<2>" % copy, data, count=1) + mark % copy


def _queries(given: argparse.Namespace) -> None:
    """Print what each query of the catalogue takes at each size, the best of some rounds: processor time, of a server by the clock."""
    from questions import MOST_FINDINGS, first_of  # noqa: PLC0415

    from pohgraph.query.catalogue import catalogue  # noqa: PLC0415
    from pohgraph.schema.prefixes import compress  # noqa: PLC0415
    from pohgraph.store.graph import open_store  # noqa: PLC0415

    columns: list[dict[str, float]] = []
    with TemporaryDirectory() as scratch:
        with open_store(given.store) as store:
            disease = compress(cast("NamedNode", first_of(store, MOST_FINDINGS)).value)
        for quads in given.quads:
            path = (given.keep or Path(scratch)) / f"{quads}.db"
            if not path.exists():
                make_graph(path, given.store, quads)
            columns.append(_asked(path, disease, given.rounds))
        if given.endpoint:
            columns.append(_asked(given.endpoint, disease, given.rounds))
    heads = [f"{quads:,}" for quads in given.quads] + (["endpoint"] if given.endpoint else [])
    print(f"{'ms':34}" + "".join(f"{head:>14}" for head in heads))
    for query in catalogue():
        about = "one disease" if any(parameter.name == "disease" for parameter in query.params) else ""
        aim = _AIM_LOOKUP if about else _AIM_AGGREGATE
        values = [column.get(query.name, float("nan")) for column in columns]
        missed = "  missed" if any(value > aim for value in values) else ""
        print(f"{query.name:34}" + "".join(f"{value:14,.1f}" for value in values) + f"  {about}{missed}")


def _asked(place: GraphPlace, disease: str, rounds: int) -> dict[str, float]:
    """Milliseconds by query for all rows: processor time of the engine, or the clock of a server. What fills in parameters is not counted."""
    from pohgraph.query.catalogue import catalogue  # noqa: PLC0415
    from pohgraph.query.run import run_query  # noqa: PLC0415
    from pohgraph.store.opening import open_graph_at  # noqa: PLC0415

    clock = time.perf_counter if is_address(place) else time.process_time
    found: dict[str, float] = {}
    with closing(open_graph_at(place, timeout=_PATIENCE)) as store:
        for query in catalogue():
            given = {"disease": disease} if any(parameter.name == "disease" for parameter in query.params) else {}
            sparql = run_query(store, query.name, given).sparql
            times = []
            for number in range(rounds + 1):
                begun = clock()
                if not isinstance(answer := store.query(sparql), QueryBoolean):
                    for _ in answer:
                        pass
                taken = 1000 * (clock() - begun)
                if number or taken > _AIM_AGGREGATE:
                    times.append(taken)
                if taken > _AIM_AGGREGATE:  # one round of a slow one is enough
                    break
            found[query.name] = min(times)
            print(f"{query.name} {found[query.name]:.1f} ms", file=sys.stderr)
    return found


if __name__ == "__main__":
    main()
