"""How fast phenotypes are recognised: pohgraph against FastHPOCR on the texts of the same pages, in one run.

  python benchmarks/annotate.py PAGES... [--install] [--every N]

PAGES are files or folders that `pohgraph extract` reads; it is their text that is annotated. `--install` fetches FastHPOCR
into an environment of its own under the cache folder, nothing else is fetched. Processor time is counted, which other work
on the machine disturbs least; the tools take turns and the best of the rounds counts. README.md has the last figures.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from peers import Run, default_cache, fasthpocr, run_fasthpocr, run_ours

from pohgraph.pipeline.reading import as_page
from pohgraph.pipeline.sources import PageSource, find_files, open_pages


def main() -> int:
    """Measure and print one table; 0, or 1 where there was nothing to compare with."""
    options = _options()
    texts = _texts(options.pages)[:: options.every]
    tools: list[Callable[[], Run]] = [lambda: run_ours(texts)]
    peer = fasthpocr(options.cache, options.environment, install=options.install)
    if peer:
        tools += [lambda: run_fasthpocr(texts, *peer, "nested"), lambda: run_fasthpocr(texts, *peer, "longest")]
    else:
        sys.stderr.write("FastHPOCR is not installed: --install fetches it, --environment names one that has it\n")
    rounds = [[tool() for tool in tools] for _ in range(options.rounds)]
    best = [min(runs, key=lambda run: run.annotate) for runs in zip(*rounds, strict=True)]
    megabytes = sum(map(len, texts)) / 1e6
    sys.stdout.write(f"{len(texts)} pages, {megabytes:.1f} million characters; best of {options.rounds}\n")
    sys.stdout.write(f"{'tool':<20}{'pages/s':>9}{'MB/s':>7}{'open s':>8}{'peak MiB':>10}{'ours is':>9}\n")
    for run in best:
        ratio = run.annotate / best[0].annotate
        speed = f"{len(texts) / run.annotate:>9.0f}{megabytes / run.annotate:>7.2f}"
        sys.stdout.write(f"{run.name:<20}{speed}{run.open:>8.2f}{run.memory:>10.0f}{ratio:>8.1f}x\n")
    return 0 if peer else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take each N-th page")
    parser.add_argument("--rounds", type=int, default=2, metavar="N", help="how often each tool runs")
    parser.add_argument("--install", action="store_true", help="fetch FastHPOCR into its own environment")
    parser.add_argument("--environment", type=Path, help="an environment that has FastHPOCR and pronto")
    parser.add_argument("--cache", type=Path, default=default_cache(), help="where environment and index are kept")
    return parser.parse_args()


def _texts(paths: list[Path]) -> list[str]:
    found = open_pages(list(find_files(paths)))
    return [as_page(page).document.text for page in found if isinstance(page, PageSource)]


if __name__ == "__main__":
    sys.exit(main())
