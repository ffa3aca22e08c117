"""A graph checked with its pages: they are read again as `build` reads them, and the graph is held against what they give."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from pohgraph.check import OTHER_PAGE, CheckResult, check_signature, check_store
from pohgraph.check.quotes import PAGE_MISSING
from pohgraph.counting import counted
from pohgraph.errors import PohgraphError, ReadError, StoreError
from pohgraph.leftovers import scratch_folder
from pohgraph.pipeline.conflicting import check_conflicts, why_unproven
from pohgraph.pipeline.corpus import Corpus
from pohgraph.pipeline.deciding import decide, recorded_in
from pohgraph.pipeline.executors import Workers
from pohgraph.pipeline.pages import Progress, page_workers
from pohgraph.pipeline.reading import recogniser
from pohgraph.pipeline.readings import difference, origin_of, present_reading, stated_reading
from pohgraph.pipeline.statements import NoPage, PageStatements, StoredPage, state_stored
from pohgraph.pipeline.stored import Bytes, bytes_beside, described_pages, with_bytes
from pohgraph.store.graph import GraphStore
from pohgraph.store.manifest import Origin
from pohgraph.store.quad_reader import QuadReader, StoredQuads
from pohgraph.store.rdf import node, term
from pohgraph.store.signing import PublicKey
from pohgraph.store.writer import GraphWriter
from pohgraph.vocab.lexicon import Lexicon

_NO_BYTES = "without the bytes that were read; `--pages` tells where they are"
_NO_MANIFEST = CheckResult(lines=("not proven: that the graph is as it was written: a server has no manifest of it",))
_INCOMPLETE = "not described so that it can be read again"


def check_graph(
    store: GraphStore,
    *,
    fast: bool = False,
    pages: Sequence[Path] = (),
    jobs: int = 1,
    progress: Progress | None = None,
    key: PublicKey | None = None,
) -> CheckResult:
    """Check a graph, and hold it against what its pages give when they are read again.

    Args:
        store: the graph; nothing is written to it.
        fast: leave the reading out.
        pages: files and folders with pages that the store lacks, which are known by their hashes.
        jobs: how many pages are read at the same time.
        progress: called with how many of how many pages are done.
        key: whose signature the manifest must have; None asks for none.

    Raises:
        NothingReadError: one of `pages` gives no page.
    """
    found = prove(store, fast=fast, pages=pages, jobs=jobs, progress=progress)
    return CheckResult.joined([found, check_signature(store.manifest_path, key)])


def check_copy(
    copy: GraphStore,
    *,
    fast: bool = False,
    pages: Sequence[Path] = (),
    jobs: int = 1,
    progress: Progress | None = None,
) -> CheckResult:
    """Check the copy of a server's graph, which has no manifest and no pages; the other arguments are as above.

    Raises:
        NothingReadError: one of `pages` gives no page.
    """
    found = prove(copy, fast=fast, pages=pages, jobs=jobs, progress=progress, digests=lambda _: _NO_MANIFEST)
    return unless_given(found, pages)


def unless_given(found: CheckResult, pages: Sequence[Path], vouched: str = "") -> CheckResult:
    """The same, where no pages were given, with a line in place of the faults that pages are missing; `vouched` ends the line."""
    missing = sum(fault.kind == PAGE_MISSING for fault in found.faults)
    if pages or not missing:
        return found
    line = f"not proven: the quotes of {counted(missing, 'page')}, which `--pages` may give{vouched}"
    faults = tuple(fault for fault in found.faults if fault.kind != PAGE_MISSING)
    return CheckResult(lines=(*found.lines, line), faults=faults)


def prove(
    store: GraphStore,
    *,
    fast: bool,
    pages: Sequence[Path],
    jobs: int,
    progress: Progress | None,
    digests: Callable[[GraphStore], CheckResult] | None = None,
) -> CheckResult:
    """The same without the signature; `digests` compares the graph with its manifest, None does that as for a store."""
    with scratch_folder("check") as folder:
        source = bytes_beside(store, pages, folder)
        if fast:
            return check_store(store, source=source, progress=progress, digests=digests)
        with _read_again(store, source, folder / "again", jobs) as again:
            return check_store(
                store,
                derivation=again,
                source=source,
                conflicts=again.conflicts,
                progress=progress,
                digests=digests,
            )


@contextmanager
def _read_again(store: GraphStore, source: Bytes, folder: Path, jobs: int) -> Iterator["_ReadAgain"]:
    folder.mkdir()
    lexicon = recogniser().lexicon
    with ExitStack() as stack:
        workers = stack.enter_context(page_workers(jobs, instead=_given_up))
        graph = GraphWriter(folder)
        corpus = stack.enter_context(Corpus(graph))
        yield _ReadAgain(store, source, workers, graph, corpus, lexicon)


class _ReadAgain:
    """A `Derivation`: the pages of a graph as they are read today, in a graph of their own."""

    def __init__(
        self,
        store: GraphStore,
        source: Bytes,
        workers: Workers,
        graph: GraphWriter,
        corpus: Corpus,
        lexicon: Lexicon,
    ) -> None:
        self._workers, self._graph, self._corpus, self._lexicon = workers, graph, corpus, lexicon
        self._origin = _origin(store)
        present = present_reading(lexicon)
        self.conflicts = partial(check_conflicts, unproven=why_unproven(store, self._origin, present))
        described = described_pages(store)
        self._decided = recorded_in(store)
        self._others = {page.iri: difference(self._origin.of(page.iri), present) for page in described}
        chosen = [page for page in described if not self._others[page.iri]]
        self._chosen = {page.iri for page in chosen}
        self._results = workers.in_order(_restated, with_bytes(chosen, source))
        self._unproven: dict[str, str] = {}
        self._taken = 0
        self._free: dict[str, set[str]] = {}

    def of(self, document: str) -> bytes | None:
        """The N-Quads of a page's own graph, None where it could not be read again."""
        if document not in self._chosen:
            self._unproven[document] = self._others.get(document) or _INCOMPLETE
            return None
        result = next(self._results)
        if result is None:
            self._unproven[document] = _NO_BYTES
            return None
        if isinstance(result, NoPage):
            self._unproven[document] = f"that cannot be read again: {result.failure or 'nothing in it'}"
            return None
        if term(result.id).value != document:
            self._unproven[document] = OTHER_PAGE
            return None
        own = result.evidence
        self._corpus.take(replace(result, evidence=b""))
        self._taken += 1
        if not self._origin.is_whole:
            self._remember_names(result)
        return own

    def shared(self) -> QuadReader | None:
        """What all of them give in the default graph."""
        if not self._taken:
            return None
        self._corpus.finish(self._lexicon, self._workers)
        decide(self._graph, [self._decided], self._lexicon)
        return StoredQuads(self._graph.store)

    def free_names(self, node: str) -> Collection[str]:
        """What the pages call a node that no vocabulary names."""
        return self._free.get(node, ())

    @property
    def unproven(self) -> Mapping[str, str]:
        """The pages that were not read again, with the reason."""
        return self._unproven

    @property
    def is_whole(self) -> bool:
        """Whether the graph is of one build, and all its pages were read again."""
        return self._origin.is_whole and not self._unproven

    def _remember_names(self, page: PageStatements) -> None:
        for reference, (_, label) in page.named.labels.items():
            if self._lexicon.label(reference) == reference.curie:
                self._free.setdefault(node(reference).value, set()).add(label)


def _origin(store: GraphStore) -> Origin:
    try:
        return origin_of(store)
    except StoreError:  # the digests are no proof of anything then, and `check` says so
        return Origin(readings=(stated_reading(store),))


def _given_up(page: object, reason: str) -> PohgraphError | None:
    return ReadError(page.name, reason) if isinstance(page, StoredPage) else None


def _restated(page: StoredPage | PohgraphError | None) -> PageStatements | NoPage | None:
    if isinstance(page, PohgraphError):
        return NoPage(page, ())
    return state_stored(page) if page else None
