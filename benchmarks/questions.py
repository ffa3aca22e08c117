"""What questions about a graph cost from the shell: processor seconds and peak memory, each in a process of its own.

    python benchmarks/questions.py STORE [--times 1 2] [--disease NAME] [--only WORD ...] [--limit SECONDS]

STORE is any store; `--times` repeats its pages that often under other names, in a store that is gone afterwards (`--keep DIR`
keeps it). The disease is the one with the most claims unless one is named, so a look-up has as much to do as it can have.
The aims are those of one disease: a second of processor time and 150 MiB, however large the graph; and three minutes for
`check --fast`, which reads everything but the pages.
"""

import argparse
import os
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, cast

from pyoxigraph import NamedNode
from repeated_graph import repeat_graph

from pohgraph.query.catalogue import catalogue
from pohgraph.query.resolve import described, find_term
from pohgraph.schema.prefixes import compress
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.source import Node

MOST_FINDINGS = """
SELECT ?disease WHERE {
  { SELECT ?disease (COUNT(?claim) AS ?claims) WHERE {
      ?claim a biolink:DiseaseToPhenotypicFeatureAssociation ; rdf:subject ?disease } GROUP BY ?disease }
} ORDER BY DESC(?claims) ?disease LIMIT 1"""

_LIMITED = """
import resource, runpy, sys
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
runpy.run_module("pohgraph", run_name="__main__", alter_sys=True)"""


class _Asked(NamedTuple):
    title: str
    questions: list[tuple[str, list[str]]]


class _Cost(NamedTuple):
    """What one process took. `status` is its exit status; a negative one is the signal that ended it."""

    status: int
    seconds: float
    mebibytes: float


def main() -> None:
    """Ask every question of every store and print what each took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--times", type=int, nargs="+", default=[1], help="how often the pages are repeated")
    parser.add_argument("--disease", help="a CURIE or name; without it, the disease with the most findings")
    parser.add_argument("--only", nargs="+", default=[], metavar="WORD", help="ask only what has one of these words")
    parser.add_argument("--limit", type=int, default=600, help="end a question after so many processor seconds")
    parser.add_argument("--keep", type=Path, help="a folder for repeated stores, which stay there and are used again")
    given = parser.parse_args()
    with TemporaryDirectory() as folder, ProcessPoolExecutor(1) as aside:
        for times in given.times:
            # Made and looked into aside, because a process starts with the peak memory of the one that starts it.
            store = aside.submit(_repeated, given.store, given.keep or Path(folder), times).result()
            asked = aside.submit(_questions, store, given.disease).result()
            print(f"{asked.title}\n{'':<44}{'processor s':>12}{'peak MiB':>10}")
            for name, words in asked.questions:
                if not given.only or any(word in name for word in given.only):
                    cost = _cost([*words, "--store", str(store)], given.limit)
                    ended = "" if cost.status in {0, 1} else f"  ended with status {cost.status}"
                    print(f"{name:<44}{cost.seconds:>12.2f}{cost.mebibytes:>10.0f}{ended}", flush=True)


def _repeated(source: Path, folder: Path, times: int) -> Path:
    if times == 1:
        return source
    store = folder / f"times-{times}"
    if not store.exists():
        repeat_graph(source, store, times)
    return store


def _questions(path: Path, disease: str | None) -> _Asked:
    with open_store(path) as store:
        node = find_term(store, disease, "disease") if disease else first_of(store, MOST_FINDINGS)
        title = f"{len(store):,} quads, {described(store, cast('NamedNode', node))}"
    curie = compress(node.value)
    questions = [
        ("show DISEASE", ["show", curie]),
        ("compare DISEASE", ["compare", curie]),
    ]
    questions += [
        (f"query {query.name}", ["query", query.name, "-p", f"disease={curie}"])
        for query in catalogue()
        if any(parameter.name == "disease" for parameter in query.params)
    ]
    questions += [("compare", ["compare"]), ("conflicts", ["conflicts"]), ("check", ["check", "--fast"])]
    return _Asked(title, questions)


def first_of(store: GraphStore, sparql: str) -> Node:
    """The only value of the first row."""
    ((value,),) = cast("Iterable[tuple[Node]]", store.query(sparql))
    return value


def _cost(words: list[str], limit: int) -> _Cost:
    command = [sys.executable, "-c", _LIMITED, str(limit), *words]
    nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    process = os.posix_spawn(sys.executable, command, os.environ, file_actions=nowhere)
    _, status, usage = os.wait4(process, 0)
    return _Cost(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
