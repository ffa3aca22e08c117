"""What it costs to build again: the same pages, one page changed, and all of them into another store from the cache.

    python benchmarks/rebuild.py PAGES [--jobs 1]

PAGES is a folder of MedQuAD's XML. Each build runs in a process of its own. Times are processor seconds of the process and its
workers; memory is the peak of the first process, and that of its largest worker.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

_AIMS = {"the same pages": 0.1, "one page changed": 0.2}
_MOST = 500  # MiB


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.build:
        _build(given.pages, given.build, given.jobs)
        return
    with TemporaryDirectory() as folder:
        _compare(given.pages, given.jobs, Path(folder))


def _compare(pages: Path, jobs: int, folder: Path) -> None:
    copy, store = folder / "pages", folder / "db"
    count = _copy(pages, copy)
    os.environ["POHGRAPH_CACHE"] = str(folder / "cache")
    _measured(next(copy.iterdir()), folder / "first", 1)  # which compiles the lexicon
    print(f"{count} pages, {jobs} jobs")
    print(f"{'build':24}{'processor s':>14}{'x cold':>8}{'wall s':>9}{'peak MiB':>10}{'worker MiB':>12}")
    cold = _row("cold", copy, store, jobs, None)
    _row("the same pages", copy, store, jobs, cold)
    page = sorted(copy.iterdir())[count // 2]
    page.write_bytes(page.read_bytes().replace(b"</Answer>", b" Patients may have seizures.</Answer>"))
    _row("one page changed", copy, store, jobs, cold)
    _row("from the cache alone", copy, folder / "other", jobs, cold)
    _judge(cold["peak"] <= _MOST, f"{cold['peak']:.0f} MiB; aim: at most {_MOST}")


def _row(name: str, pages: Path, store: Path, jobs: int, cold: dict[str, float] | None) -> dict[str, float]:
    found = _measured(pages, store, jobs)
    ratio = found["seconds"] / cold["seconds"] if cold else 1.0
    shown = f"{ratio:8.3f}" if cold else f"{'':8}"
    print(
        f"{name:24}{found['seconds']:14.1f}{shown}{found['wall']:9.1f}{found['peak']:10.0f}{found['worker']:12.0f}",
        flush=True,
    )
    if name in _AIMS:
        _judge(ratio <= _AIMS[name], f"{ratio:.3f} of a cold build; aim: at most {_AIMS[name]}")
    return found


def _judge(is_met: bool, what: str) -> None:
    print(f"{'met' if is_met else 'missed':8}{what}", flush=True)


def _copy(pages: Path, folder: Path) -> int:
    """Copies of the pages, one of which is changed later; how many there are."""
    folder.mkdir()
    for path in pages.rglob("*.xml"):
        shutil.copyfile(path, folder / path.name)
    return len(list(folder.iterdir()))


def _measured(pages: Path, store: Path, jobs: int) -> dict[str, float]:
    print(f"building {store.name}", file=sys.stderr)
    words = [sys.executable, __file__, str(pages), "--build", str(store), "--jobs", str(jobs)]
    made = subprocess.run(words, stdout=subprocess.PIPE, check=True)  # noqa: S603 - our own words
    found: dict[str, float] = json.loads(made.stdout)
    return found


def _build(pages: Path, store: Path, jobs: int) -> None:
    import time  # noqa: PLC0415 - for the process that builds

    from pohgraph.garbage import collect_rarely  # noqa: PLC0415 - as the command line does
    from pohgraph.pipeline.graph import build  # noqa: PLC0415 - the tree that PYTHONPATH names

    collect_rarely()
    start = time.monotonic()
    build([pages], store=store, jobs=jobs)
    own, workers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = own.ru_utime + own.ru_stime + workers.ru_utime + workers.ru_stime
    found = {"seconds": seconds, "wall": time.monotonic() - start}
    print(json.dumps(found | {"peak": own.ru_maxrss / 1024, "worker": workers.ru_maxrss / 1024}))


if __name__ == "__main__":
    main()
