"""The pages of a build as they come in: one document per id, quads loaded at the end, and what all pages share.

A page read twice counts once, and pages of one file name get names of their own. A page's quads wait on disk; where another
page of its name follows, they are dropped, and both are put into statements under new names.

What is known when all pages are there goes into an empty graph with `finish`, or with `renew` into a copy of one that was made
of nearly the same pages (`renewing.py`): the result is the same.
"""

import hashlib
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from sys import intern
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pohgraph.assemble import Named, described
from pohgraph.errors import PohgraphError, WorkerError
from pohgraph.extractors.topic.subject import Given
from pohgraph.model import DocumentReport, GraphContent, Remark, Report
from pohgraph.pipeline.choosing import CHOSEN, FAMILIES, NOT_CHOSEN, Choices
from pohgraph.pipeline.commons import Commons
from pohgraph.pipeline.executors import Workers
from pohgraph.pipeline.kept import Kept, as_told, page_key
from pohgraph.pipeline.literature import Literature
from pohgraph.pipeline.sources import PageSource
from pohgraph.pipeline.spool import Spool
from pohgraph.pipeline.statements import NoPage, PageStatements, Renamed, renamed
from pohgraph.store.basis import PageRow
from pohgraph.store.quads import citation_quads, quads
from pohgraph.store.writer import GraphWriter
from pohgraph.vocab.lexicon import Lexicon

if TYPE_CHECKING:
    from pohgraph.pipeline.cluster import ClusterWorkers  # for its type alone

# Bytes of N-Quads loaded at once, some 40,000 quads: the engine takes about ten times the memory. Larger batches saved little:
# what is spared when they are sorted into the rest goes into sorting each of them.
_BATCH = 8 * 2**20
_ORIGIN = 1


class Corpus:
    """Takes in pages with `add`; `finish` adds what they share and tells what became of them.

    `kept` are pages that were read before; without it, nothing is kept.
    """

    def __init__(self, graph: GraphWriter, kept: Kept | None = None) -> None:
        self._graph = graph
        self._kept = kept or Kept(None, "")
        self._literature = Literature(graph.scratch)
        self._spool = Spool(graph.scratch / "pages.nq")
        # Document id -> the hash of each page of that name -> where it came from, without its bytes.
        self._pages: dict[str, dict[bytes, tuple[str, str, str, Given | None]]] = {}
        self._reports: dict[str, DocumentReport] = {}
        self._named = Named()
        self._remarks: list[Remark] = []
        self._choices = Choices()
        self._failures: list[PohgraphError] = []
        self._associations = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._literature.__exit__(kind, error, trace)
        self._spool.__exit__(kind, error, trace)

    def add(self, result: PageStatements | NoPage) -> None:
        """Take in a page, or the reason why there is none."""
        if isinstance(result, NoPage):
            for remark in result.remarks:
                if remark.code == NOT_CHOSEN:
                    self._choices.add(remark)
                else:
                    self._remarks.append(remark)
            if result.failure:
                self._failures.append(result.failure)
            return
        if result.source.only_on_diseases and result.report.family in FAMILIES:
            self._choices.add(Remark(document=result.id, code=CHOSEN, message=""))
        pages = self._pages.setdefault(result.id, {})
        sha256 = bytes.fromhex(result.sha256)
        if same := pages.get(sha256):
            message = f"{result.source.origin} holds the same bytes as {same[_ORIGIN]} and was read once"
            self._remarks.append(Remark(document=result.id, code="same_page", message=message))
            return
        pages[sha256] = (result.source.name, result.source.origin, result.source.place, result.source.about)
        self._graph.add_source(result.sha256, result.source.data)
        if len(pages) == 1:
            self.take(result)

    def take(self, page: PageStatements) -> None:
        """Take in a page whose id no other has, without its bytes."""
        self._reports[page.id] = _shared(page.report)
        self._remarks += _remarks(page)
        self._associations += page.associations
        self._named.update(page.named)
        self._literature.add(page.id, page.publications, page.citations)
        self._spool.add(page)

    def finish(self, lexicon: Lexicon, workers: "Workers | ClusterWorkers") -> Report:
        """Add what pages say and share: names, terms, mappings, literature; and tell what was read, found and left out."""
        self.complete(workers)
        self.fill(lexicon)
        return self.report(lexicon)

    def fill(self, lexicon: Lexicon) -> None:
        """Add what pages say and share to an empty graph, when all are there."""
        for part in self.shared(lexicon):
            for nquads in _batches(part):
                self._graph.load(nquads)
        for nquads in self._spool.batches(_BATCH):
            self._graph.load(nquads)

    def complete(self, workers: "Workers | ClusterWorkers") -> None:
        """All pages are there."""
        self._rename(workers)

    def report(self, lexicon: Lexicon) -> Report:
        """What was read, found and left out."""
        return Report(
            documents=tuple(self._reports[id_] for id_ in sorted(self._reports)),
            remarks=tuple(sorted((*self._remarks, *self._choices.remarks()))),
            failures=tuple(map(str, self._failures)),
            associations=self._associations,
            quads=len(self._graph),
            vocabularies=tuple(f"{v.title} {v.version}".strip() for v in lexicon.sources),
        )

    def shared(self, lexicon: Lexicon) -> Iterator[list[bytes]]:
        """What pages share, as sorted lines, part by part; it is kept as the basis of the next build if there is to be one."""
        commons = Commons(self._graph.scratch / "shared")
        for nquads in self._spool.shared():
            commons.add(nquads)
        commons.add_quads(quads(described(self._named, lexicon)))
        commons.add_quads(chain.from_iterable(quads(GraphContent(publications=(w,))) for w in self._literature.works()))
        commons.add_quads(chain.from_iterable(citation_quads(*cited) for cited in self._literature.citations()))
        for number, lines in enumerate(commons.parts()):
            if self._graph.basis:
                self._graph.basis.keep_part(number, lines)
            yield lines

    def own(self, documents: Container[str]) -> Iterator[bytes]:
        """What some pages have for themselves."""
        return self._spool.batches(_BATCH, documents)

    def rows(self) -> Iterator[PageRow]:
        """The pages as the next build wants to know them, sorted by their ids."""
        found = [
            (renamed(id_, sha256.hex()) if len(pages) > 1 else id_, id_ if len(pages) > 1 else "", sha256, source)
            for id_, pages in self._pages.items()
            for sha256, source in pages.items()
        ]
        for id_, old, sha256, source in sorted(found, key=itemgetter(0)):
            name, _, place, about = source
            key = page_key(self._kept.reading, sha256.hex(), name, place, about, id_ if old else "")
            yield PageRow(id_, key, sha256.hex(), [name, place, as_told(about), bool(old)])

    def made_of(self, rows: Iterable[PageRow]) -> str:
        """A hash of all that goes into graph and report but for decisions: pages, where they were, and what gave none."""
        digest = hashlib.sha256(self._kept.reading.encode())
        for row in rows:
            digest.update(f"\0{row.id}\0{row.key}\0{self._reports[row.id].path}".encode(errors="surrogatepass"))
        for told in (*sorted((*self._remarks, *self._choices.remarks())), *map(str, self._failures)):
            digest.update(f"\0{told}".encode(errors="surrogatepass"))
        return digest.hexdigest()

    def _rename(self, workers: "Workers | ClusterWorkers") -> None:
        """Give pages of one name names of their own: the same ones whatever else is read beside them."""
        alike = {id_: pages for id_, pages in self._pages.items() if len(pages) > 1}
        if not alike:
            return
        firsts = (self._source(*next(iter(pages.items()))) for pages in alike.values())
        for loaded in workers.in_order(self._kept.state, firsts):
            if not isinstance(loaded, PageStatements):  # it could be read before
                raise loaded.failure or WorkerError
            self._leave(loaded)
        again = (
            Renamed(self._source(sha256, source), renamed(id_, sha256.hex()))
            for id_, pages in alike.items()
            for sha256, source in pages.items()
        )
        for page in workers.in_order(self._kept.state_renamed, again):
            self.take(page)

    def _leave(self, page: PageStatements) -> None:
        """Undo `take`; what the page names is named by the renamed page as well."""
        del self._reports[page.id]
        dropped = set(_remarks(page))
        self._remarks = [remark for remark in self._remarks if remark not in dropped]
        self._associations -= page.associations
        self._literature.forget(page.id)
        self._spool.drop(page.id)

    def _source(self, sha256: bytes, source: tuple[str, str, str, Given | None]) -> PageSource:
        name, origin, place, about = source
        return PageSource(name, origin, self._graph.source(sha256.hex()), place, about)


def _batches(lines: list[bytes]) -> Iterator[bytes]:
    """Lines as texts that are loaded at once."""
    size, start = 0, 0
    for end, line in enumerate(lines):
        size += len(line)
        if size >= _BATCH:
            yield b"".join(lines[start : end + 1])
            size, start = 0, end + 1
    if size:
        yield b"".join(lines[start:])


def _remarks(page: PageStatements) -> list[Remark]:
    return [replace(remark, document=page.id, code=intern(remark.code)) for remark in page.remarks]


def _shared(report: DocumentReport) -> DocumentReport:
    """The same report with the words that many have in memory once."""
    return replace(
        report,
        family=intern(report.family),
        counts=tuple(_count(predicate, count) for predicate, count in report.counts),
    )


@lru_cache(4096)
def _count(predicate: str, count: int) -> tuple[str, int]:
    return intern(predicate), count
