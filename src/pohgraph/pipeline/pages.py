"""Pages to extractions, in the order of their paths."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, overload

from pohgraph.errors import PohgraphError, ReadError
from pohgraph.extractors import Extraction, extract
from pohgraph.model import Remark
from pohgraph.pipeline.addresses import Address, Place
from pohgraph.pipeline.executors import Instead, Workers
from pohgraph.pipeline.jobs import Cluster, Jobs
from pohgraph.pipeline.long_lists import long_list
from pohgraph.pipeline.reading import as_page, recogniser
from pohgraph.pipeline.sources import Found, PageSource, find_files, open_pages
from pohgraph.resources import bundled

if TYPE_CHECKING:
    from pohgraph.pipeline.about import Subjects  # for its type alone: it loads pyoxigraph, which reading does without
    from pohgraph.pipeline.cluster import ClusterWorkers  # for its type alone: it loads pyoxigraph

Progress = Callable[[int, int], None]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageResult:
    """One page: its bytes and what was extracted, or the reason why not."""

    path: str
    data: bytes = b""
    extraction: Extraction | None = None
    remarks: tuple[Remark, ...] = ()
    failure: PohgraphError | None = None


def read_pages(
    paths: Sequence[Place], *, jobs: Jobs = 1, progress: Progress | None = None, subjects: "Subjects | None" = None
) -> Iterator[PageResult]:
    """Read and extract every page, in the order of the paths."""
    with page_workers(jobs) as workers:
        yield from each_page(paths, read_source, workers=workers, progress=progress, subjects=subjects)


def each_page(
    paths: Sequence[Place],
    work: Callable[[Found], _T],
    *,
    workers: "Workers | ClusterWorkers",
    progress: Progress | None = None,
    subjects: "Subjects | None" = None,
    only_on_diseases: bool = False,
) -> Iterator[_T]:
    """What `work` makes of every page, in the order of the paths; it must be a module's function, for `workers` do it.

    `progress` is told how many pages are done and how many there are at least: a file may turn out to hold many.
    `subjects` are what the user says the pages are about. With `only_on_diseases`, `work` may leave out records of PubMed.
    """
    # What other machines have cannot be put aside.
    files = (list if any(isinstance(path, Address) for path in paths) else long_list)(find_files(paths))
    total = sum(not isinstance(file, Remark) for file in files)
    if progress:
        progress(0, total)
    pages = open_pages(files)
    if only_on_diseases:
        pages = (p._replace(only_on_diseases=True) if isinstance(p, PageSource) else p for p in pages)
    results = workers.in_order(work, subjects.placed(pages) if subjects else pages)
    for done, result in enumerate(results, start=1):
        yield result
        if progress:
            progress(done, max(done, total))


@overload
def page_workers(jobs: int, *, instead: Instead | None = None) -> Workers: ...
@overload
def page_workers(jobs: Jobs, *, instead: Instead | None = None) -> "Workers | ClusterWorkers": ...
def page_workers(jobs: Jobs, *, instead: Instead | None = None) -> "Workers | ClusterWorkers":
    """Who reads pages. A page that ends its process, or takes too long, becomes a failure, or what `instead` makes of it.

    The lexicon is compiled here: processes of this machine find it in the cache, and workers of a cluster are sent it.
    """
    if isinstance(jobs, Cluster):
        from pohgraph.pipeline.cluster import ClusterWorkers  # noqa: PLC0415 - most runs need no cluster

        return ClusterWorkers(jobs)
    return Workers(jobs, prepare=_prepare, instead=instead or _given_up)


def _prepare() -> None:
    """Compile the lexicon for all of them, and read a page of our own: no other can end the first process."""
    path = min(bundled("seeds").glob("*.txt"))
    read_source(PageSource(path.name, str(path), path.read_bytes()))


def _given_up(item: object, reason: str) -> PohgraphError | None:
    if isinstance(item, PageSource):
        return ReadError(item.origin, reason, item.place)
    return None  # a page that is to be renamed was read before, and cannot be done without


def read_source(found: Found) -> PageResult:
    """One page, read and extracted."""
    if isinstance(found, Remark):
        return PageResult(path=found.document, remarks=(found,))
    if isinstance(found, PohgraphError):
        return PageResult(path=getattr(found, "path", ""), failure=found)
    try:
        page = as_page(found)
    except PohgraphError as error:
        return PageResult(path=found.origin, failure=error)
    extraction = extract(page.document, recogniser(), about=found.about)
    return PageResult(
        path=found.origin, data=found.data, extraction=extraction, remarks=(*page.remarks, *extraction.remarks)
    )
