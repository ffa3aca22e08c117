"""The pages of a graph as they were read: their bytes, the names of their files, and what the user said of them."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pohgraph.errors import PohgraphError, ReadError, StoreError, nothing_read
from pohgraph.extractors.topic.given import named_by_user
from pohgraph.pipeline.sources import PageSource, find_files, open_pages
from pohgraph.pipeline.statements import StoredPage
from pohgraph.store.graph import GraphStore
from pohgraph.store.rows import select

Bytes = Callable[[str], bytes]  # the bytes of a page by their hash; raises `StoreError` where there are none
_PAGES = """
SELECT ?page ?sha256 ?name WHERE {
  ?page a pohgraph:Document ; pohgraph:file_name ?name . GRAPH ?page { ?page pohgraph:sha256 ?sha256 } } ORDER BY ?page"""
_REASONS = """
SELECT ?page ?reason WHERE { ?claim rdf:predicate schema:about ; rdf:subject ?page ; pohgraph:grounding_reason ?reason }"""


class Described(NamedTuple):
    """A page as the graph describes it; `asked` is what the user called its disease, if anything."""

    iri: str
    sha256: str
    name: str
    asked: str


def described_pages(store: GraphStore) -> list[Described]:
    """The pages of a graph in the order of their IRIs; one with two hashes or file names is none that can be read again."""
    asked = {page: words for page, reason in select(store, _REASONS) if (words := named_by_user(reason))}
    found: dict[str, list[Described]] = {}
    for page, sha256, name in select(store, _PAGES):
        found.setdefault(page, []).append(Described(page, sha256, name, asked.get(page, "")))
    return [pages[0] for pages in found.values() if len(pages) == 1]


def with_bytes(pages: Iterable[Described], source: Bytes) -> Iterator[StoredPage | None]:
    """The pages with their bytes, one at a time; None for one whose bytes are missing or have another hash."""
    for page in pages:
        try:
            data = source(page.sha256)
        except StoreError:
            yield None
            continue
        is_same = hashlib.sha256(data).hexdigest() == page.sha256
        yield StoredPage(page.iri, page.name, data, page.asked) if is_same else None


def bytes_beside(store: GraphStore, paths: Iterable[Path], folder: Path) -> Bytes:
    """The bytes of pages that the store has, or else that are in files: what it lacks is copied to a folder first.

    Raises:
        NothingReadError: one of the paths gives no page.
    """
    lacking = {page.sha256 for page in described_pages(store) if not _has(store, page.sha256)}
    for path in paths:
        _copy_lacking(path, lacking, folder)

    def source(sha256: str) -> bytes:
        path = folder / Path(sha256).name
        return path.read_bytes() if sha256 in lacking and path.is_file() else store.source(sha256)

    return source


def _copy_lacking(path: Path, lacking: Collection[str], folder: Path) -> None:
    """Copy pages, if any is lacking; a path without one is a slip of whoever gave it, and told in any case."""
    files = list(find_files([path]))
    is_read = not lacking and any(isinstance(file, Path) for file in files)
    failures: list[PohgraphError] = []
    for found in open_pages(files if not is_read else ()):
        if isinstance(found, PageSource):
            is_read = True
            if (sha256 := hashlib.sha256(found.data).hexdigest()) in lacking:
                (folder / sha256).write_bytes(found.data)
        elif isinstance(found, PohgraphError):
            failures.append(found)
    if not is_read:
        raise nothing_read(failures or [ReadError(str(path), "holds no page")])


def _has(store: GraphStore, sha256: str) -> bool:
    try:
        return hashlib.sha256(store.source(sha256)).hexdigest() == sha256
    except StoreError:
        return False
