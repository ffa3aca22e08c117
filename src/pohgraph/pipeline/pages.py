"""Pages to extractions, in order, in one process or several: the output does not depend on how many."""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pohgraph.errors import PohgraphError, ReadError
from pohgraph.extractors import Extraction, extract
from pohgraph.model import Remark
from pohgraph.pipeline.sources import Found, PageSource, find_files, open_pages
from pohgraph.read import ReadPage, read_page
from pohgraph.recognise import Recogniser
from pohgraph.vocab.lexicon import open_lexicon

if TYPE_CHECKING:
    from concurrent.futures import Future

_CHUNK = 16  # pages sent to a worker at once
_GARBAGE = 200_000  # new objects before a search for cycles
_AHEAD = 4  # chunks for each worker that wait or are done before their turn: they bound the memory
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


def read_pages(paths: Sequence[Path], *, jobs: int = 1, progress: Progress | None = None) -> Iterator[PageResult]:
    """Read and extract every page, in the order of the paths."""
    return each_page(paths, read_source, jobs=jobs, progress=progress)


def each_page(
    paths: Sequence[Path], work: Callable[[Found], _T], *, jobs: int = 1, progress: Progress | None = None
) -> Iterator[_T]:
    """What `work` makes of every page, in the order of the paths; with several jobs it must be a module's function.

    `progress` is told how many pages are done and how many there are at least: a file may turn out to hold many.
    """
    files = list(find_files(paths))
    if progress:
        progress(0, len(files))
    for done, result in enumerate(_results(open_pages(files), work, jobs), start=1):
        yield result
        if progress:
            progress(done, max(done, len(files)))


def _results(found: Iterator[Found], work: Callable[[Found], _T], jobs: int) -> Iterator[_T]:
    chunks = iter(lambda: list(islice(found, _CHUNK)), [])
    first = next(chunks, [])
    if jobs <= 1 or len(first) < _CHUNK:
        yield from map(work, chain(first, chain.from_iterable(chunks)))
        return
    yield from _spread(chain([first], chunks), work, jobs)


def _spread(chunks: Iterable[list[Found]], work: Callable[[Found], _T], jobs: int) -> Iterator[_T]:
    """The same in several processes, chunk by chunk."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - most runs have one process and need neither
    from multiprocessing import get_context  # noqa: PLC0415

    recogniser()  # compiled once here, so that the workers find the lexicon in the cache
    with ProcessPoolExecutor(
        max_workers=jobs, mp_context=get_context("spawn"), initializer=collect_garbage_rarely
    ) as pool:
        waiting: deque[Future[list[_T]]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(_each, work, chunk))
            if len(waiting) > _AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def collect_garbage_rarely() -> None:
    """Let a process of its own look for reference cycles less often: pages leave few, and a tenth of its time goes there."""
    gc.set_threshold(_GARBAGE)


def _each(work: Callable[[Found], _T], chunk: list[Found]) -> list[_T]:
    """A chunk's results; runs in a worker."""
    return [work(found) for found in chunk]


@cache
def recogniser() -> Recogniser:
    """The recogniser of this process."""
    return Recogniser(open_lexicon())


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
    extraction = extract(page.document, recogniser())
    return PageResult(
        path=found.origin, data=found.data, extraction=extraction, remarks=(*page.remarks, *extraction.remarks)
    )


def as_page(source: PageSource) -> ReadPage:
    """A page's document.

    Raises:
        ReadError: it cannot be read; the error names where it comes from.
    """
    try:
        return read_page(source.data, name=source.name)
    except ReadError as error:
        place = ", ".join(filter(None, (source.place, error.place)))
        raise ReadError(source.origin, error.reason, place) from None
