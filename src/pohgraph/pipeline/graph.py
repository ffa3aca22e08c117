"""Pages, and graph files beside them, to a stored graph. Pages stream through: none is kept in memory."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

from pohgraph.errors import NothingReadError, PohgraphError, ReadError, nothing_read
from pohgraph.leftovers import scratch_folder
from pohgraph.model import Report
from pohgraph.pipeline.about import Subjects
from pohgraph.pipeline.addresses import Place
from pohgraph.pipeline.choosing import NOT_CHOSEN, Choices
from pohgraph.pipeline.conflicting import found_in, with_conflicts
from pohgraph.pipeline.corpus import Corpus
from pohgraph.pipeline.deciding import with_decisions
from pohgraph.pipeline.gather import gather
from pohgraph.pipeline.jobs import Cluster, Jobs
from pohgraph.pipeline.kept import Kept, kept_pages, tidy
from pohgraph.pipeline.pages import each_page, page_workers
from pohgraph.pipeline.readings import present_reading
from pohgraph.pipeline.renewing import is_signed, live_basis, renew
from pohgraph.pipeline.report import as_json, stored_report
from pohgraph.pipeline.statements import NoPage, PageStatements
from pohgraph.review.table import Entry, read_all
from pohgraph.store.basis import Basis
from pohgraph.store.manifest import Origin
from pohgraph.store.rdf import CONFLICTS
from pohgraph.store.signing import Signer
from pohgraph.store.writer import GraphWriter, new_graph
from pohgraph.vocab.lexicon import Lexicon, open_lexicon


def build(
    paths: Sequence[Place] = (),
    *,
    store: Path,
    graphs: Sequence[Path] = (),
    license_: str = "",
    jobs: Jobs = 1,
    progress: Callable[[int, int], None] | None = None,
    subjects: Subjects | None = None,
    decisions: Sequence[Path] = (),
    signer: Signer | None = None,
    is_cached: bool = True,
    only_on_diseases: bool = False,
) -> Report:
    """Read pages and graph files into a graph and swap it in for the old one; without any, the bundled seeds.

    Args:
        paths: pages, folders of pages, and addresses of either.
        store: the directory of the graph.
        graphs: stores, files and folders as `gather` takes them.
        license_: for graph files that state no licence.
        jobs: how many pages are read at the same time, or the cluster that reads them.
        progress: called with how many of how many pages are done.
        subjects: what the user says the pages are about.
        decisions: files of curators' decisions on the claims; the last one counts most.
        signer: signs the manifest of the graph; None leaves it unsigned.
        is_cached: pages that were read before are taken from the cache, and the live graph is kept, or changed in a copy, where
            it is of the same or nearly the same pages. The result is the same without.
        only_on_diseases: of PubMed's records, read those whose title or abstract names a disease of the vocabularies.

    Raises:
        DecisionsError: lines of a file of decisions are wrong; the old graph stays.
        NothingReadError: not one page or graph could be read; the old graph stays.
        StoreError: the graph could not be written; the old graph stays.
    """
    decided = read_all(decisions)
    if graphs and not paths:
        return gather(graphs, store=store, license_=license_, decisions=decided, signer=signer)
    if graphs:
        with scratch_folder("pages") as folder:
            aside = folder / "pages"
            return _beside_graphs(
                paths,
                graphs,
                aside,
                store,
                license_,
                jobs,
                progress,
                subjects,
                decided,
                signer,
                is_cached,
                only_on_diseases,
            )
    lexicon = open_lexicon()
    reading = present_reading(lexicon)
    # Workers of a cluster have not the cache of this machine.
    kept = kept_pages(reading, is_used=is_cached and not isinstance(jobs, Cluster))
    try:
        with page_workers(jobs) as workers:
            pages = each_page(
                paths,
                kept.state,
                workers=workers,
                progress=progress,
                subjects=subjects,
                only_on_diseases=only_on_diseases,
            )
            results = _from_first_page(pages, paths)
            with new_graph(store) as graph, Corpus(graph, kept) as corpus:
                for result in results:
                    corpus.add(result)
                # The engine comes last: it has threads, and a process with threads cannot be forked.
                corpus.complete(workers)
                graph.signer = signer
                graph.origin = Origin(readings=(reading,), is_whole=True)
                return _made(graph, corpus, kept, decided, lexicon, live_basis(store, reading) if is_cached else None)
    finally:
        if is_cached:
            tidy()


def _made(
    graph: GraphWriter,
    corpus: Corpus,
    kept: Kept,
    decided: Sequence[Sequence[Entry]],
    lexicon: Lexicon,
    basis: Basis | None,
) -> Report:
    """Fill the graph, or keep the live one where it would be the same."""
    of_decisions = hashlib.sha256(repr(decided).encode(errors="surrogatepass")).hexdigest()
    made_of = f"{corpus.made_of(corpus.rows())} {of_decisions}"
    is_same = basis is not None and basis.made_of == made_of and not (graph.signer or is_signed(basis))
    if basis and is_same and basis.has_sources(row.sha256 for row in corpus.rows()):
        with suppress(OSError, ValueError):
            report = stored_report(basis.report)
            graph.keep_old()
            return report
    following = graph.keep_basis()
    following.made_of = made_of
    if not (basis and renew(corpus, graph, basis, kept, lexicon)):
        corpus.fill(lexicon)
    with graph.changes() as changes:
        report = with_decisions(graph, corpus.report(lexicon), decided, lexicon)
    graph.begin_anew()
    report = with_conflicts(graph, report)
    graph.begin_anew()
    following.keep_pages(corpus.rows())
    following.keep_decided(changes, found_in(graph))
    if graph.renewal:
        graph.renewal.note(changes)
        graph.renewal.add_page(CONFLICTS.value)
    graph.add_report(as_json(report))
    return report


def _beside_graphs(
    paths: Sequence[Place],
    graphs: Sequence[Path],
    aside: Path,
    store: Path,
    license_: str,
    jobs: Jobs,
    progress: Callable[[int, int], None] | None,
    subjects: Subjects | None,
    decided: Sequence[Sequence[Entry]],
    signer: Signer | None,
    is_cached: bool,
    only_on_diseases: bool,
) -> Report:
    """The graph of the pages, which is made in `aside`, gathered with the others; either may turn out to be none."""
    try:
        pages = build(
            paths,
            store=aside,
            jobs=jobs,
            progress=progress,
            subjects=subjects,
            is_cached=is_cached,
            only_on_diseases=only_on_diseases,
        )
    except NothingReadError as error:
        unread = error
    else:
        return gather(graphs, store=store, license_=license_, base=pages, pages=aside, decisions=decided, signer=signer)
    try:
        failed = Report(failures=tuple(map(str, unread.failures)))
        return gather(graphs, store=store, license_=license_, base=failed, decisions=decided, signer=signer)
    except NothingReadError as error:
        raise nothing_read((*unread.failures, *error.failures)) from None


def _from_first_page(
    results: Iterator[PageStatements | NoPage], paths: Sequence[Place]
) -> Iterator[PageStatements | NoPage]:
    """The same results, once a page is among them: without one, no store is touched."""
    before: list[PageStatements | NoPage] = []
    failures: list[PohgraphError] = []
    choices = Choices()
    for result in results:
        before.append(result)
        if isinstance(result, PageStatements):
            return chain(before, results)
        for remark in result.remarks:
            if remark.code == NOT_CHOSEN:
                choices.add(remark)
        if result.failure:
            failures.append(result.failure)
    why = next((remark.message for remark in choices.remarks()), "holds no page")
    raise nothing_read(failures or [ReadError(", ".join(map(str, paths)), why)])
