"""Pages, and graph files beside them, to a stored graph."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from pohgraph.assemble import assemble
from pohgraph.errors import ReadError
from pohgraph.model import Report
from pohgraph.pipeline.documents import distinct
from pohgraph.pipeline.gather import gather
from pohgraph.pipeline.pages import read_pages, recogniser
from pohgraph.pipeline.report import report_of
from pohgraph.store.graph import write_store
from pohgraph.store.quads import quads


def build(
    paths: Sequence[Path] = (),
    *,
    store: Path,
    graphs: Sequence[Path] = (),
    license_: str = "",
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Read pages and graph files into a graph and swap it in for the old one; without any, the bundled seeds.

    Args:
        paths: pages and folders of pages.
        store: the directory of the graph.
        graphs: stores, files and folders as `gather` takes them.
        license_: for graph files that state no licence.
        jobs: how many pages are read at the same time.
        progress: called with how many of how many pages are done.

    Raises:
        ReadError: not one page or graph could be read; the old graph stays.
        StoreError: the graph could not be written; the old graph stays.
    """
    if graphs and not paths:
        return gather(graphs, store=store, license_=license_)
    if graphs:
        with TemporaryDirectory(prefix="pohgraph-pages-") as folder:
            pages = build(paths, store=Path(folder) / "pages", jobs=jobs, progress=progress)
            return gather([Path(folder) / "pages", *graphs], store=store, license_=license_, base=pages)
    results, failures, remarks = distinct(read_pages(paths, jobs=jobs, progress=progress))
    if not results:
        raise failures[0] if failures else ReadError(", ".join(map(str, paths)), "holds no page")
    extractions = [result.extraction for result in results if result.extraction]
    content = assemble(
        [extraction.doc for extraction in extractions],
        [assertion for extraction in extractions for assertion in extraction.assertions],
        [work for extraction in extractions for work in extraction.publications],
        recogniser().lexicon,
    )
    report = report_of(content, results, failures, remarks)
    sources = {r.extraction.doc.source.sha256: r.data for r in results if r.extraction}
    stored = json.dumps(asdict(report), ensure_ascii=False, indent=1)
    count = write_store(store, quads(content), sources, stored)
    return report_of(content, results, failures, remarks, quads=count)
