"""What a command costs before it has done anything: processor time and peak memory of a process that starts, answers and ends.

    python benchmarks/start.py [--store DIR] [--rounds 7] [--against FOLDER]

The lexicon is compiled before. Each command runs once in each round, and its best round counts. With `--against` the package in another
folder (the `src` of another checkout) runs in the same rounds, and the last column is its time divided by ours. Without a
`--store` the graph of the bundled pages is built for the command that asks one.
"""

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

_TEXT = "Patients have short stature and seizures, but no joint pain."
_COMMANDS = {
    "--help": ["--help"],
    "--version": ["--version"],
    "annotate TEXT": ["annotate", _TEXT],
    "search WORD": ["search", "calcific"],
    "query NAME": ["query", "disease-phenotypes"],
    "show NAME": ["show", "POH"],
}
_OF_GRAPH = {"query NAME", "show NAME", "search WORD"}


class Cost(NamedTuple):
    """Seconds of a processor, and MiB at the peak."""

    seconds: float
    memory: float


def main() -> None:
    """Run every command in every round and print the best of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, help="a graph to ask; the bundled pages' where none is given")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--against", type=Path, metavar="FOLDER", help="the folder with another version of the package")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        store = given.store or _built(Path(folder) / "pohgraph.db")
        found = _measured(store, given.rounds, given.against)
    _show(found, given.against)


def _measured(store: Path, rounds: int, against: Path | None) -> dict[tuple[str, bool], Cost]:
    others = [None, against] if against else [None]
    best: dict[tuple[str, bool], Cost] = {}
    for number in range(rounds + 1):
        print(f"round {number} of {rounds}" if number else "once, so that caches are filled", file=sys.stderr)
        for name, words in _COMMANDS.items():
            for other in others:
                store_option = ["--store", str(store)] if name in _OF_GRAPH else []
                cost = _cost([*words, *store_option], other)
                if number:
                    key = (name, other is not None)
                    best[key] = Cost(*map(min, best.get(key, cost), cost))
    return best


def _cost(words: list[str], package: Path | None) -> Cost:
    environment = {**os.environ, "PYTHONPATH": str(package)} if package else dict(os.environ)
    quiet = os.open(os.devnull, os.O_WRONLY)
    process = os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "pohgraph", *words],
        environment,
        file_actions=[(os.POSIX_SPAWN_DUP2, quiet, 1), (os.POSIX_SPAWN_DUP2, quiet, 2)],
    )
    os.close(quiet)
    _, status, usage = os.wait4(process, 0)
    if status and not package:
        sys.exit(f"`pohgraph {' '.join(words)}` failed: status {status}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _built(store: Path) -> Path:
    _cost(["build", "-q", "--store", str(store)], None)
    return store


def _show(found: dict[tuple[str, bool], Cost], against: Path | None) -> None:
    other = f"{'other s':>10}{'other / ours':>14}" if against else ""
    print(f"{'command':<16}{'processor s':>12}{'peak MiB':>10}{other}")
    for name in _COMMANDS:
        cost = found[name, False]
        line = f"{name:<16}{cost.seconds:>12.2f}{cost.memory:>10.0f}"
        if against:
            theirs = found[name, True].seconds
            line += f"{theirs:>10.2f}{theirs / cost.seconds:>14.2f}"
        print(line)


if __name__ == "__main__":
    main()
