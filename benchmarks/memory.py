"""How the peak memory of a build grows with the number of pages: the same pages once, twice, ten times.

    python benchmarks/memory.py PAGES [--times 1 2 10] [--jobs 2]

PAGES is a folder of MedQuAD XML files. Copies differ in their document ids, so each is a document of its own. The figure is
that of the largest process, as the operating system accounts for it.
"""

import argparse
import os
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

_ID = re.compile(r'(<Document\b[^>]*?\bid=")')


def main() -> None:
    """Build each number of copies and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, help="a folder of MedQuAD XML files")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 2, 10], help="how many copies of each page")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    files = sorted(given.pages.rglob("*.xml"))
    print(f"{'pages':>8} {'peak MiB':>9} {'ratio':>6}")
    first = 0.0
    for times in given.times:
        with TemporaryDirectory() as folder:
            _copy(files, Path(folder) / "pages", times)
            peak = _peak(Path(folder) / "pages", Path(folder) / "store", given.jobs)
        first = first or peak
        print(f"{len(files) * times:>8} {peak:>9.0f} {peak / first:>6.2f}", flush=True)


def _copy(files: list[Path], folder: Path, times: int) -> None:
    for copy in range(times):
        for number, file in enumerate(files):
            target = folder / str(copy) / f"{number}.xml"
            target.parent.mkdir(parents=True, exist_ok=True)
            text = file.read_text(encoding="utf-8")
            target.write_text(_ID.sub(rf"\g<1>{copy}", text, count=1), encoding="utf-8")


def _peak(pages: Path, store: Path, jobs: int) -> float:
    """MiB of the build's main process, which no worker of it exceeds."""
    words = [
        sys.executable,
        "-m",
        "pohgraph",
        "build",
        "-q",
        "--no-cache",
        str(pages),
        "--store",
        str(store),
        "--jobs",
        str(jobs),
    ]
    process = os.posix_spawn(sys.executable, words, os.environ)
    _, status, usage = os.wait4(process, 0)
    if status:
        sys.exit(f"the build failed: status {status}")
    return usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
