"""What a build of many pages costs, step by step, in one or more source trees; and what loading costs in each form.

    python benchmarks/build.py PAGES... [--tree before=OLD/src] [--tree after=NEW/src] [--jobs 1]
    python benchmarks/build.py --loaders FILE.nq

The first builds the pages once with each tree, one after the other, and prints the processor seconds of each step. The second
loads a file of N-Quads in each form that the engine takes, each in a process of its own. All figures are processor
seconds, threads included, and peak memory as the operating system accounts for it.
"""

import argparse
import inspect
import json
import os
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, Triple, parse, serialize

_ENGINE = "engine: sorting, writing, merging (other threads)"
_STEPS = (
    # what is timed, by module and name, and the step it is counted as
    ("pohgraph.pipeline.statements", "read_source", "read and extract"),
    ("pohgraph.pipeline.statements", "merge", "assemble"),
    ("pohgraph.pipeline.statements", "quads", "quads"),
    ("pohgraph.pipeline.statements", "serialize", "serialise"),  # of trees that made quads first
    ("pohgraph.pipeline.statements", "parted", "quads"),
    ("pohgraph.store.writer", "GraphWriter.add_source", "keep the pages' bytes"),
    ("pohgraph.pipeline.corpus", "Literature.add", "assemble"),
    ("pohgraph.pipeline.corpus", "Named.update", "assemble"),
    ("pohgraph.store.writer", "GraphWriter.load", "parse for loading"),
    ("pohgraph.store.writer", "GraphWriter.extend", "what pages share"),
    ("pohgraph.pipeline.corpus", "Commons.add_quads", "what pages share"),
    ("pohgraph.pipeline.corpus", "Commons.add_descriptions", "what pages share"),
)
_BATCH = 8 * 2**20  # bytes of text loaded at once
_QUADS = 40_000  # quads loaded at once


def main() -> None:
    """Print the table that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", type=Path)
    parser.add_argument("--tree", action="append", default=[], metavar="NAME=DIR", help="a source tree to measure")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--loaders", type=Path, metavar="FILE", help="compare loaders with this N-Quads file")
    parser.add_argument("--in-process", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.in_process:
        _build(given.pages, given.jobs)
    elif given.loaders:
        _compare_loaders(given.loaders)
    else:
        trees = dict(tree.split("=", 1) for tree in given.tree) or {"here": ""}
        _print_steps({name: _measured(given.pages, given.jobs, tree) for name, tree in trees.items()})


def _measured(pages: list[Path], jobs: int, tree: str) -> dict[str, float]:
    print(f"building with {tree or 'the installed package'}", file=sys.stderr)
    environment = os.environ | ({"PYTHONPATH": tree} if tree else {})
    words = [sys.executable, __file__, "--in-process", "--jobs", str(jobs), *map(str, pages)]
    made = subprocess.run(words, env=environment, stdout=subprocess.PIPE, check=True)  # noqa: S603 - our own words
    found: dict[str, float] = json.loads(made.stdout)
    return found


def _print_steps(found: dict[str, dict[str, float]]) -> None:
    first = next(iter(found.values()))
    print(f"{'step':52}" + "".join(f"{name:>10}" for name in found) + f"{'ratio':>8}")
    for step in first:
        values = [figures.get(step, 0.0) for figures in found.values()]
        ratio = f"{values[-1] / values[0]:8.2f}" if values[0] else ""
        print(f"{step:52}" + "".join(f"{value:10.1f}" for value in values) + ratio)


def _build(pages: list[Path], jobs: int) -> None:
    """Build in this process with the steps timed; with several jobs, those of the workers are one line."""
    import gc  # noqa: PLC0415 - as the command line does

    from pohgraph.pipeline.graph import build  # noqa: PLC0415 - the tree that PYTHONPATH names

    gc.set_threshold(200_000)
    spent = dict.fromkeys((step for _, _, step in _STEPS), 0.0)
    for module, name, step in _STEPS:
        _time(module, name, step, spent)
    with TemporaryDirectory() as folder:
        before = time.thread_time()
        # Trees before there was a cache of pages do not know the word.
        anew: dict[str, Any] = {"is_cached": False} if "is_cached" in inspect.signature(build).parameters else {}
        report = build(pages, store=Path(folder) / "db", jobs=jobs, **anew)
        own = time.thread_time() - before
    usage, workers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    total = usage.ru_utime + usage.ru_stime
    spent["the rest of the main thread"] = own - sum(spent.values())
    spent[_ENGINE] = total - time.thread_time()
    spent["workers"] = workers.ru_utime + workers.ru_stime
    spent["all"] = total + spent["workers"]
    spent["all behind extraction"] = spent["all"] - spent["read and extract"]
    spent["peak MiB of the main process"] = usage.ru_maxrss / 1024
    spent["thousand quads"] = report.quads / 1000
    json.dump(spent, sys.stdout)


def _time(module: str, name: str, step: str, spent: dict[str, float]) -> None:
    owner: Any = __import__(module, fromlist=["_"])
    *path, last = name.split(".")
    for part in path:
        owner = getattr(owner, part, None)
    function = getattr(owner, last, None)
    if function is None:  # a tree that has no such step
        return

    def timed(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - stands for any function
        start = time.thread_time()
        try:
            result = function(*given, **named)
            # Quads come one by one as they are written; here they are made at once, so that they are counted apart.
            return list(result) if isinstance(result, Iterator) else result
        finally:
            spent[step] += time.thread_time() - start

    setattr(owner, last, timed)


def _compare_loaders(file: Path) -> None:
    """Load all quads of a file in each form; what makes the forms is not counted."""
    print(f"{'form':48}{'processor s':>12}{'peak MiB':>10}{'x first':>9}")
    first = 0.0
    for name, (make, load) in _LOADERS.items():
        with TemporaryDirectory() as folder:
            scratch = Path(folder)
            _apart(make, file, scratch)
            usage = _apart(load, file, scratch)
        seconds = usage.ru_utime + usage.ru_stime
        first = first or seconds
        print(f"{name:48}{seconds:12.1f}{usage.ru_maxrss / 1024:10.0f}{seconds / first:9.2f}", flush=True)


def _apart(step: Callable[[Path, Path], None], file: Path, scratch: Path) -> resource.struct_rusage:
    """Do it in a process of its own. This one opens no store, so it has no threads and can be forked."""
    child = os.fork()
    if not child:
        step(file, scratch)
        os._exit(0)
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"{step}: status {status}")
    return usage


def _as_it_is(file: Path, scratch: Path) -> None:
    (scratch / "all.nq").symlink_to(file.resolve())


def _make_sorted(file: Path, scratch: Path) -> None:
    (scratch / "all.nq").write_bytes(b"".join(sorted(file.read_bytes().splitlines(keepends=True))))


def _make_turtle(file: Path, scratch: Path) -> None:
    """One Turtle text for each graph, and the default graph in pieces."""
    graphs: defaultdict[str, list[Triple]] = defaultdict(list)
    for quad in parse(path=str(file), format=RdfFormat.N_QUADS, lenient=True):
        graphs[quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""].append(quad.triple)
    for number, (name, triples) in enumerate(graphs.items()):
        for start in range(0, len(triples), _QUADS):
            text = serialize(triples[start : start + _QUADS], format=RdfFormat.TURTLE) or b""
            (scratch / f"{number}-{start}.ttl").write_bytes(name.encode() + b"\n" + text)


def _load_text(size: int) -> Callable[[Path, Path], None]:
    """N-Quads, so many bytes at once."""

    def load(_: Path, scratch: Path) -> None:
        store = Store(str(scratch / "db"))
        with (scratch / "all.nq").open("rb") as file:
            while piece := file.read(size):
                store.bulk_load(piece + file.readline(), format=RdfFormat.N_QUADS, lenient=True)
        store.flush()

    return load


def _load_turtle(_: Path, scratch: Path) -> None:
    store = Store(str(scratch / "db"))
    for path in scratch.glob("*.ttl"):
        name, _line, text = path.read_bytes().partition(b"\n")
        graph = NamedNode(name.decode()) if name else DefaultGraph()
        store.bulk_load(text, format=RdfFormat.TURTLE, to_graph=graph, lenient=True)
    store.flush()


def _load_objects(_: Path, scratch: Path) -> None:
    """Quads as objects of Python, which are made from text as quickly as from pages."""
    store = Store(str(scratch / "db"))
    quads = parse(path=str(scratch / "all.nq"), format=RdfFormat.N_QUADS, lenient=True)
    while batch := list(islice(quads, _QUADS)):
        store.bulk_extend(batch)
    store.flush()


def _load_file(processors: set[int]) -> Callable[[Path, Path], None]:
    """One file at once: the engine chooses its batches and, by the processors it sees, its threads."""

    def load(_: Path, scratch: Path) -> None:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, processors)
        store = Store(str(scratch / "db"))
        store.bulk_load(path=str(scratch / "all.nq"), format=RdfFormat.N_QUADS, lenient=True)
        store.flush()

    return load


_LOADERS: dict[str, tuple[Callable[[Path, Path], None], Callable[[Path, Path], None]]] = {
    "N-Quads, 8 MB at once": (_as_it_is, _load_text(_BATCH)),
    "N-Quads, 32 MB at once": (_as_it_is, _load_text(4 * _BATCH)),
    "sorted N-Quads, 8 MB at once": (_make_sorted, _load_text(_BATCH)),
    "quads as Python objects, 40,000 at once": (_as_it_is, _load_objects),
    "one file, one processor": (_as_it_is, _load_file({0})),
    "one file, two processors": (_as_it_is, _load_file({0, 1})),
    "Turtle for each graph": (_make_turtle, _load_turtle),
}

if __name__ == "__main__":
    main()
