"""The pages of a build as they come in: one document per id, quads loaded at the end, and what all pages share.

A page read twice counts once, and pages of one file name get names of their own. A page's quads wait on disk; where another
page of its name follows, they are dropped, and both are put into statements under new names.
"""

from dataclasses import replace
from itertools import chain
from sys import intern
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pohgraph.assemble import Named, described
from pohgraph.errors import PohgraphError
from pohgraph.extractors.topic.subject import Given
from pohgraph.model import DocumentReport, GraphContent, Remark, Report
from pohgraph.pipeline.executors import Workers
from pohgraph.pipeline.literature import Literature
from pohgraph.pipeline.sources import PageSource
from pohgraph.pipeline.spool import Spool
from pohgraph.pipeline.statements import NoPage, PageStatements, Renamed, renamed, state, state_renamed
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
    """Takes in pages with `add`; `finish` adds what they share and tells what became of them."""

    def __init__(self, graph: GraphWriter) -> None:
        self._graph = graph
        self._literature = Literature(graph.scratch)
        self._spool = Spool(graph.scratch / "pages.nq")
        # Document id -> the hash of each page of that name -> where it came from, without its bytes.
        self._pages: dict[str, dict[bytes, tuple[str, str, str, Given | None]]] = {}
        self._reports: dict[str, DocumentReport] = {}
        self._named = Named()
        self._remarks: list[Remark] = []
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
            self._remarks += result.remarks
            if result.failure:
                self._failures.append(result.failure)
            return
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
        self._spool.add(page.id, page.nquads)

    def finish(self, lexicon: Lexicon, workers: "Workers | ClusterWorkers") -> Report:
        """Add what pages share: names, terms, mappings, literature; and tell what was read, found and left out."""
        self._rename(workers)
        for nquads in self._spool.batches(_BATCH):
            self._graph.load(nquads)
        content = described(self._named, lexicon)
        self._graph.extend(quads(content))
        self._graph.extend(
            chain.from_iterable(quads(GraphContent(publications=(w,))) for w in self._literature.works())
        )
        self._graph.extend(chain.from_iterable(citation_quads(*cited) for cited in self._literature.citations()))
        return Report(
            documents=tuple(self._reports[id_] for id_ in sorted(self._reports)),
            remarks=tuple(sorted(self._remarks)),
            failures=tuple(map(str, self._failures)),
            associations=self._associations,
            quads=len(self._graph),
            vocabularies=tuple(f"{v.title} {v.version}".strip() for v in content.vocabularies),
        )

    def _rename(self, workers: "Workers | ClusterWorkers") -> None:
        """Give pages of one name names of their own: the same ones whatever else is read beside them."""
        alike = {id_: pages for id_, pages in self._pages.items() if len(pages) > 1}
        if not alike:
            return
        firsts = (self._source(*next(iter(pages.items()))) for pages in alike.values())
        for loaded in workers.in_order(state, firsts):
            assert isinstance(loaded, PageStatements)
            self._leave(loaded)
        again = (
            Renamed(self._source(sha256, source), renamed(id_, sha256.hex()))
            for id_, pages in alike.items()
            for sha256, source in pages.items()
        )
        for page in workers.in_order(state_renamed, again):
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


def _remarks(page: PageStatements) -> list[Remark]:
    return [replace(remark, document=page.id, code=intern(remark.code)) for remark in page.remarks]


def _shared(report: DocumentReport) -> DocumentReport:
    """The same report with the words that many have in memory once."""
    return replace(
        report,
        family=intern(report.family),
        counts=tuple((intern(predicate), count) for predicate, count in report.counts),
    )
