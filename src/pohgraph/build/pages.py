"""Files to extractions, in order, in one process or several: the output does not depend on how many."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from pohgraph.build.sources import SourceFile, source_files
from pohgraph.errors import PohgraphError
from pohgraph.extract import Extraction, extract
from pohgraph.model import Finding
from pohgraph.read import read_page
from pohgraph.recognise import Recogniser
from pohgraph.vocab.lexicon import open_lexicon

_CHUNK = 16  # files sent to a worker at once
Progress = Callable[[int, int], None]
Found = SourceFile | PohgraphError
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageResult:
    """One file: its bytes and what was extracted, or the reason why not."""

    path: str
    data: bytes = b""
    extraction: Extraction | None = None
    findings: tuple[Finding, ...] = ()
    failure: PohgraphError | None = None


def read_pages(paths: Sequence[Path], *, jobs: int = 1, progress: Progress | None = None) -> Iterator[PageResult]:
    """Read and extract every file, in the order of the paths."""
    return each_file(paths, read_file, jobs=jobs, progress=progress)


def each_file(
    paths: Sequence[Path], work: Callable[[Found], _T], *, jobs: int = 1, progress: Progress | None = None
) -> Iterator[_T]:
    """What `work` makes of every file, in the order of the paths; with several jobs it must be a module's function."""
    found = list(source_files(paths))
    if progress:
        progress(0, len(found))
    for done, result in enumerate(_results(found, work, jobs), start=1):
        yield result
        if progress:
            progress(done, len(found))


def _results(found: list[Found], work: Callable[[Found], _T], jobs: int) -> Iterator[_T]:
    if jobs <= 1 or len(found) <= _CHUNK:
        yield from map(work, found)
        return
    recogniser()  # compiled once here, so that the workers find the lexicon in the cache
    with ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(work, found, chunksize=_CHUNK)


@cache
def recogniser() -> Recogniser:
    """The recogniser of this process."""
    return Recogniser(open_lexicon())


def read_file(file: Found) -> PageResult:
    """One file, read and extracted."""
    if isinstance(file, PohgraphError):
        return PageResult(path=getattr(file, "path", ""), failure=file)
    try:
        data = file.read()
        page = read_page(data, name=file.path.name)
    except PohgraphError as error:
        if hasattr(error, "path"):
            error.path = str(file.path)
        return PageResult(path=str(file.path), failure=error)
    extraction = extract(page.document, recogniser())
    return PageResult(
        path=str(file.path), data=data, extraction=extraction, findings=(*page.findings, *extraction.findings)
    )
