"""How fast exports are: Turtle and JSON-LD against the store's own N-Quads dump and against rdflib, in one run.

The graph is the seeds' graph, repeated under other names until it has as many quads as asked for: the same quads each
time. Each export runs in a process of its own, so that its peak memory is its own. The ratios are of processor time,
which other work on the machine disturbs least. rdflib takes minutes for a million quads, so it gets a smaller graph,
which favours it, and is held against ours by quads a second; and it starts from a graph in memory, where ours are read
from disk as well. The rows "with loading" count what it takes rdflib to get there.
"""

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from pyoxigraph import RdfFormat, Store
from repeated_graph import make_graph

from pohgraph.export import export_graph
from pohgraph.store.directory import live_generation
from pohgraph.store.graph import open_store

if TYPE_CHECKING:
    from rdflib import Graph

_MIB = 1 << 20


class Aim(NamedTuple):
    """`peer` is what `name` is held against: at most `most` times its time, or at least `least` times as fast."""

    name: str
    peer: str
    most: float = 0.0
    least: float = 0.0


AIMS = (
    Aim("Turtle", "N-Quads dump", most=2),
    Aim("JSON-LD", "N-Quads dump", most=6),
    Aim("Turtle", "rdflib Turtle", least=20),
    Aim("JSON-LD", "rdflib JSON-LD", least=20),
)


class Measure(NamedTuple):
    """One export: processor and wall time in seconds, bytes written, the largest resident set of its process in MiB."""

    seconds: float
    wall: float
    quads: int
    size: int
    peak: int


def main() -> None:
    """Make the graph, measure each export, print the tables."""
    options = _options()
    if options.measure:
        print(json.dumps(_measured(options.measure, options.store)))
        return
    with TemporaryDirectory(prefix="pohgraph-benchmark-") as folder:
        sizes = {"graph": options.quads, "small": min(options.quads, options.rdflib_quads)}
        for name, size in sizes.items():
            make_graph(Path(folder) / name, Path(folder) / "seeds.db", size)
        names = [name for name in MEASURED if sizes["small"] or not name.startswith("rdflib")]
        found = {}
        for name in names:
            path = Path(folder) / ("small" if name.startswith("rdflib") else "graph")
            found[name] = _best(name, path, options.repeat)
    _print_measures(found)
    print()
    _print_aims(found)


Export = Callable[[Path, BinaryIO], Callable[[], object]]  # gets ready, and gives what is to be timed


def _dump(path: Path, out: BinaryIO) -> Callable[[], object]:
    store = Store.read_only(str(live_generation(path) / "graph"))
    return lambda: store.dump(out, format=RdfFormat.N_QUADS)


def _export(format_: str) -> Export:
    def prepare(path: Path, out: BinaryIO) -> Callable[[], object]:
        store = open_store(path)
        return lambda: export_graph(store, format_, out)

    return prepare


def _rdflib(format_: str, *, loading: bool, compact: bool = False) -> Export:
    def load(path: Path) -> "Graph":
        from rdflib import Graph  # noqa: PLC0415 - so that only its own process pays for it

        with open_store(path) as store:
            dataset = store.to_rdflib()
        if format_ != "turtle":
            return dataset
        graph = Graph()  # Turtle has no graphs, so it gets the triples of all of them, as ours does
        for subject, predicate, target, _ in dataset.quads():
            graph.add((subject, predicate, target))
        return graph

    def write(graph: "Graph", out: BinaryIO) -> None:
        graph.serialize(out, format=format_, encoding="utf-8", auto_compact=compact)

    def prepare(path: Path, out: BinaryIO) -> Callable[[], object]:
        if loading:
            return lambda: write(load(path), out)
        graph = load(path)
        return lambda: write(graph, out)

    return prepare


MEASURED: dict[str, Export] = {
    "N-Quads dump": _dump,
    "Turtle": _export("ttl"),
    "JSON-LD": _export("jsonld"),
    "TriG": _export("trig"),
    "N-Quads": _export("nq"),
    "rdflib Turtle": _rdflib("turtle", loading=False),
    "rdflib JSON-LD": _rdflib("json-ld", loading=False, compact=True),  # as ours is
    "rdflib Turtle with loading": _rdflib("turtle", loading=True),
    "rdflib JSON-LD with loading": _rdflib("json-ld", loading=True, compact=True),
}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, default=1_000_000, help="how large the graph is (default %(default)s)")
    parser.add_argument("--repeat", type=int, default=1, help="the best of so many runs counts (default %(default)s)")
    parser.add_argument(
        "--rdflib-quads", type=int, default=100_000, help="how large rdflib's is, 0 for none (default %(default)s)"
    )
    parser.add_argument("--measure", choices=MEASURED, help=argparse.SUPPRESS)
    parser.add_argument("--store", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _best(name: str, path: Path, repeat: int) -> Measure:
    runs = []
    for _ in range(repeat):
        _say(f"measuring {name}")
        command = [sys.executable, __file__, "--measure", name, "--store", str(path)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 - this very file
        runs.append(Measure(*json.loads(done.stdout)))
    return min(runs)


def _measured(name: str, path: Path) -> Measure:
    target = path.parent / "exported"
    with target.open("wb") as out:
        run = MEASURED[name](path, out)
        wall, processor = time.perf_counter(), time.process_time()
        run()
        wall, processor, peak = time.perf_counter() - wall, time.process_time() - processor, _peak()
    with open_store(path) as store:
        count = len(store)
    size = target.stat().st_size
    target.unlink()
    return Measure(processor, wall, count, size, peak)


def _peak() -> int:
    status = Path("/proc/self/status")
    if status.exists():  # elsewhere the figure may be that of the process that started this one
        return int(re.findall(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))[0]) // 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (_MIB if sys.platform == "darwin" else 1024)


def _print_measures(found: dict[str, Measure]) -> None:
    columns = ("quads", "processor s", "wall s", "quads/s", "MiB", "peak MiB", "x dump")
    print(f"{'export':<28}{''.join(column.rjust(12) for column in columns)}")
    for name, measure in found.items():
        figures = (
            f"{measure.quads:,}",
            f"{measure.seconds:.2f}",
            f"{measure.wall:.2f}",
            f"{1 / _each(measure):,.0f}",
            f"{measure.size / _MIB:.0f}",
            f"{measure.peak}",
            f"{_each(measure) / _each(found['N-Quads dump']):.2f}",
        )
        print(f"{name:<28}{''.join(figure.rjust(12) for figure in figures)}")


def _print_aims(found: dict[str, Measure]) -> None:
    for aim in AIMS:
        if aim.peer not in found:
            continue
        ratio = _each(found[aim.name]) / _each(found[aim.peer])
        if aim.most:
            met, what = (
                ratio <= aim.most,
                f"{aim.name} takes {ratio:.2f} times the {aim.peer}; aim: at most {aim.most:g}",
            )
        else:
            met = 1 / ratio >= aim.least
            what = f"{aim.name} is {1 / ratio:.1f} times as fast as {aim.peer}; aim: at least {aim.least:g}"
        print(f"{'met   ' if met else 'missed'}  {what}")


def _each(measure: Measure) -> float:
    """Processor seconds for one quad."""
    return measure.seconds / measure.quads


def _say(message: str) -> None:
    print(message, file=sys.stderr)


if __name__ == "__main__":
    main()
