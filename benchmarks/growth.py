"""How the time of `pohgraph extract` grows with the length of a page that is one thing over and over.

    python benchmarks/growth.py [SHAPE ...] [--kinds text html medquad jats] [--sizes 10000 100000 1000000] [--limit 60]

The shapes are those of `growth_shapes.py`: lists, blanks, parentheses, lines, headings, cells, … Each page is read by a process of its
own, which ends after `--limit` seconds or at 4 GiB. Times are processor time without that of a page of one sentence, which is nearly all
start-up. A shape meets the aim where its largest page takes at most ten times as long as one of a tenth, give or take the tenth
that a clock is wrong by, and at most five seconds, and takes no more than 500 MiB.
"""

import argparse
import os
import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from growth_shapes import KINDS, SHAPES, kinds, page

_MEMORY = 4 << 30  # bytes of address space
_MOST_SECONDS, _MOST_MEMORY = 5.0, 500
_TOLERANCE = 1.1
_SHORTEST = 0.1  # seconds: what is shorter is the clock's noise
_ENDS = (0, 1)  # it was read, or refused: elements that are nested too deep are
_WIDTH = 24


class Cell(NamedTuple):
    """Processor seconds and the most MiB that one page took; `seconds` is None where it was not done in time."""

    seconds: float | None
    memory: float


def main() -> None:
    """Read each page of each shape and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shapes", nargs="*", default=SHAPES, help="all by default", metavar="SHAPE")
    parser.add_argument("--kinds", nargs="+", default=KINDS, choices=KINDS)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--limit", type=int, default=60, help="seconds that one page may take")
    given = parser.parse_args()
    if unknown := set(given.shapes).difference(SHAPES):
        parser.error(f"no such shape: {', '.join(sorted(unknown))}; there are: {', '.join(SHAPES)}")
    with TemporaryDirectory() as name:
        bench = _Bench(Path(name), sorted(given.sizes), given.limit)
        heads = "".join(f"{size:>10,}" for size in bench.sizes)
        print(f"{'shape':<{_WIDTH}} {'format':<8}{heads} {'growth':>7} {'MiB':>5}  (start-up {bench.start_up:.2f} s)")
        missed = [bench.row(shape, kind) for shape in given.shapes for kind in kinds(shape) if kind in given.kinds]
    print(f"\n{missed.count(False)} met, {missed.count(True)} missed")


class _Bench:
    def __init__(self, folder: Path, sizes: list[int], limit: int) -> None:
        self.sizes = sizes
        self._file = folder / "page"
        self._limit = limit
        self.start_up = 0.0
        self._cell("short sentences", "text", 1)  # the first run of all compiles the vocabulary
        self.start_up = self._cell("short sentences", "text", 1).seconds or 0.0

    def row(self, shape: str, kind: str) -> bool:
        """Print the row of a shape in a format; whether it misses the aim."""
        cells: list[Cell] = []
        for size in self.sizes:
            cells.append(self._cell(shape, kind, size))
            if cells[-1].seconds is None:
                break  # a longer one takes no less
        last = cells[-1]
        times = [cell.seconds for cell in cells if cell.seconds is not None]
        growth = max(times[-1], _SHORTEST) / max(times[-2], _SHORTEST) if len(times) > 1 else None
        step = self.sizes[len(times) - 1] / self.sizes[len(times) - 2] if growth else 0
        missed = last.seconds is None or last.seconds > _MOST_SECONDS or last.memory > _MOST_MEMORY
        missed |= growth is not None and growth > step * _TOLERANCE
        said = "".join(f"{cell.seconds:>10.2f}" if cell.seconds is not None else f"{'-':>10}" for cell in cells)
        grown = f"{growth:>7.1f}" if growth else f"{'':>7}"
        verdict = "missed" if missed else "met"
        print(
            f"{shape:<{_WIDTH}} {kind:<8}{said:<{10 * len(self.sizes)}} {grown} {last.memory:>5.0f}  {verdict}",
            flush=True,
        )
        return missed

    def _cell(self, shape: str, kind: str, size: int) -> Cell:
        self._file.write_text(page(shape, kind, size), encoding="utf-8")
        process = os.fork()
        if not process:
            self._extract()
        _, status, usage = os.wait4(process, 0)
        seconds = max(0.0, usage.ru_utime + usage.ru_stime - self.start_up)
        done = os.waitstatus_to_exitcode(status) in _ENDS
        return Cell(seconds if done else None, usage.ru_maxrss / 1024)

    def _extract(self) -> None:
        """Become the command, which ends at its limits and says nothing."""
        resource.setrlimit(resource.RLIMIT_CPU, (self._limit, self._limit + 5))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        words = [sys.executable, "-m", "pohgraph", "extract", str(self._file)]
        os.execv(sys.executable, words)  # noqa: S606


if __name__ == "__main__":
    main()
