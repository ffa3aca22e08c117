"""The pages of a build as they come in: one document per id, quads loaded at the end, and what all pages share.

A page read twice counts once, and pages of one file name get names of their own. A page's quads wait on disk; where another
page of its name follows, they are dropped, and both are put into statements under new names.

What is known when all pages are there goes into an empty graph with `finish`, or with `renew` into a copy of one that was made
of nearly the same pages (`renewing.py`): the result is the same.
"""

import hashlib
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from heapq import merge
from itertools import chain, starmap
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pohgraph.assemble import Named, described
from pohgraph.errors import WorkerError
from pohgraph.model import Remark, Report
from pohgraph.pipeline.choosing import CHOSEN, NOT_CHOSEN, Choices, was_chosen
from pohgraph.pipeline.commons import Commons
from pohgraph.pipeline.executors import Workers
from pohgraph.pipeline.kept import Kept, as_told, page_key
from pohgraph.pipeline.ledger import Ledger, LedgerPage
from pohgraph.pipeline.literature import Literature
from pohgraph.pipeline.long_lists import long_list
from pohgraph.pipeline.sources import PageSource
from pohgraph.pipeline.spool import Spool
from pohgraph.pipeline.statements import NoPage, PageStatements, Renamed, renamed
from pohgraph.store.basis import PageRow
from pohgraph.store.description import describe_publication
from pohgraph.store.quads import describe_citation, descriptions
from pohgraph.store.rdf import term
from pohgraph.store.writer import GraphWriter
from pohgraph.vocab.lexicon import Lexicon

if TYPE_CHECKING:
    from pohgraph.pipeline.cluster import ClusterWorkers  # for its type alone

# Bytes of N-Quads loaded at once, some 40,000 quads: the engine takes about ten times the memory. Larger batches saved little:
# what is spared when they are sorted into the rest goes into sorting each of them.
_BATCH = 8 * 2**20


class Corpus:
    """Takes in pages with `add`; `finish` adds what they share and tells what became of them.

    `kept` are pages that were read before; without it, nothing is kept.
    """

    def __init__(self, graph: GraphWriter, kept: Kept | None = None) -> None:
        self._graph = graph
        self._kept = kept or Kept(None, "")
        self._literature = Literature(graph.scratch)
        self._ledger = Ledger(graph.scratch)
        self._spool = Spool(graph.scratch / "pages.nq")
        self._named = Named()
        self._choices = Choices()
        self._associations = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for own in (self._literature, self._ledger, self._spool):
            own.__exit__(kind, error, trace)

    def add(self, result: PageStatements | NoPage) -> None:
        """Take in a page, or the reason why there is none."""
        if isinstance(result, NoPage):
            for remark in result.remarks:
                if remark.code == NOT_CHOSEN:
                    self._choices.add(remark)
                else:
                    self._ledger.add_remarks([remark])
            if result.failure:
                self._ledger.add_failure(result.failure)
            return
        if was_chosen(result.source):
            self._choices.add(Remark(document=result.id, code=CHOSEN, message=""))
        same = self._ledger.origin(result.id, result.sha256)
        if same is not None:
            message = f"{result.source.origin} holds the same bytes as {same} and was read once"
            self._ledger.add_remarks([Remark(document=result.id, code="same_page", message=message)])
            return
        is_first = not self._ledger.has(result.id)
        self._ledger.add(result.id, result.sha256, result.source)
        self._graph.add_source(result.sha256, result.source.data)
        if is_first:
            self.take(result)

    def take(self, page: PageStatements) -> None:
        """Take in a page whose id no other has, without its bytes."""
        self._ledger.add_report(page.report)
        self._ledger.add_remarks(_remarks(page))
        self._associations += page.associations
        self._named.update(page.named)
        self._literature.add(page.id, page.publications, page.citations)
        self._spool.add(page)
        self._graph.known[term(page.id).value] = page.graph

    def finish(self, lexicon: Lexicon, workers: "Workers | ClusterWorkers") -> Report:
        """Add what pages say and share: names, terms, mappings, literature; and tell what was read, found and left out."""
        self.complete(workers)
        self.fill(lexicon)
        return self.report(lexicon)

    def fill(self, lexicon: Lexicon) -> None:
        """Add what pages say and share to an empty graph, when all are there."""
        for nquads in _batches(chain.from_iterable(self.shared(lexicon))):  # even a small load writes files
            self._graph.load(nquads)
        for nquads in self._spool.batches(_BATCH):
            self._graph.load(nquads)

    def complete(self, workers: "Workers | ClusterWorkers") -> None:
        """All pages are there."""
        self._rename(workers)

    def report(self, lexicon: Lexicon) -> Report:
        """What was read, found and left out."""
        return Report(
            documents=long_list(self._ledger.reports()),
            remarks=long_list(self._all_remarks()),
            failures=tuple(self._ledger.failures()),
            associations=self._associations,
            quads=len(self._graph),
            vocabularies=tuple(f"{v.title} {v.version}".strip() for v in lexicon.sources),
        )

    def _all_remarks(self) -> Iterator[Remark]:
        """The remarks, sorted, with the one on which records were chosen."""
        return merge(self._ledger.remarks(), self._choices.remarks())

    def shared(self, lexicon: Lexicon) -> Iterator[list[bytes]]:
        """What pages share, as sorted lines, part by part; it is kept as the basis of the next build if there is to be one."""
        commons = Commons(self._graph.scratch / "shared")
        for nquads in self._spool.shared():
            commons.add(nquads)
        commons.add_descriptions(descriptions(described(self._named, lexicon)))
        commons.add_descriptions(chain.from_iterable(map(describe_publication, self._literature.works())))
        commons.add_descriptions(starmap(describe_citation, self._literature.citations()))
        for number, lines in enumerate(commons.parts()):
            if self._graph.basis:
                self._graph.basis.keep_part(number, lines)
            yield lines

    def own(self, documents: Container[str]) -> Iterator[bytes]:
        """What some pages have for themselves."""
        return self._spool.batches(_BATCH, documents)

    def rows(self) -> Iterator[PageRow]:
        """The pages as the next build wants to know them, sorted by their ids; when all are there."""
        for page in self._ledger.pages():
            is_renamed = page.called != page.document
            id_ = page.document if is_renamed else ""
            key = page_key(self._kept.reading, page.sha256, page.name, page.place, page.about, id_)
            yield PageRow(page.called, key, page.sha256, [page.name, page.place, as_told(page.about), is_renamed])

    def made_of(self, rows: Iterable[PageRow]) -> str:
        """A hash of all that goes into graph and report but for decisions: pages, where they were, and what gave none."""
        digest = hashlib.sha256(self._kept.reading.encode())
        for row in rows:
            path = self._ledger.report(row.id).path
            digest.update(f"\0{row.id}\0{row.key}\0{path}".encode(errors="surrogatepass"))
        for told in chain(self._all_remarks(), self._ledger.failures()):
            digest.update(f"\0{told}".encode(errors="surrogatepass"))
        return digest.hexdigest()

    def _rename(self, workers: "Workers | ClusterWorkers") -> None:
        """Give pages of one name names of their own: the same ones whatever else is read beside them."""
        if not self._ledger.alike():
            return
        for loaded in workers.in_order(self._kept.state, map(self._source, self._ledger.firsts())):
            if not isinstance(loaded, PageStatements):  # it could be read before
                raise loaded.failure or WorkerError
            self._leave(loaded)
        again = (Renamed(self._source(page), renamed(page.document, page.sha256)) for page in self._ledger.sharing())
        for page in workers.in_order(self._kept.state_renamed, again):
            self.take(page)
        self._ledger.rename((page.number, renamed(page.document, page.sha256)) for page in self._ledger.sharing())

    def _leave(self, page: PageStatements) -> None:
        """Undo `take`; what the page names is named by the renamed page as well."""
        self._ledger.drop_report(page.id)
        self._ledger.drop_remarks(_remarks(page))
        self._associations -= page.associations
        del self._graph.known[term(page.id).value]
        self._literature.forget(page.id)
        self._spool.drop(page.id)

    def _source(self, page: LedgerPage) -> PageSource:
        return PageSource(page.name, page.origin, self._graph.source(page.sha256), page.place, page.about)


def _batches(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines as texts that are loaded at once."""
    batch = bytearray()
    for line in lines:
        batch += line
        if len(batch) >= _BATCH:
            yield bytes(batch)
            batch.clear()
    if batch:
        yield bytes(batch)


def _remarks(page: PageStatements) -> list[Remark]:
    return [replace(remark, document=page.id) for remark in page.remarks]
