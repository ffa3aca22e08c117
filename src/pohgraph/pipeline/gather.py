"""Stores and graph files to one store: ours as they are, other people's as associations of their files."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from heapq import merge
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from pohgraph.counting import counted
from pohgraph.errors import PohgraphError, ReadError, StoreError, nothing_read
from pohgraph.intake.claims import ClaimWriter, NodeDescription, has_label
from pohgraph.intake.files import GraphFile, graph_files
from pohgraph.intake.foreign import ForeignGraph
from pohgraph.intake.kgx import edge_lines, node_descriptions
from pohgraph.intake.notes import Notes
from pohgraph.intake.own import repeats
from pohgraph.legible import named_in_unicode
from pohgraph.model import GraphReport, Remark, Report
from pohgraph.pipeline.conflicting import with_conflicts
from pohgraph.pipeline.deciding import with_decisions
from pohgraph.pipeline.long_lists import long_list
from pohgraph.pipeline.readings import origin_of, pages_of, present_reading
from pohgraph.pipeline.report import as_json
from pohgraph.pipeline.staging import StagedFile, stage
from pohgraph.pipeline.versions import LeftOut, choose, mend, taken
from pohgraph.review.table import Entry
from pohgraph.schema.prefixes import compress
from pohgraph.store.directory import is_store
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.imported import dataset_node, dataset_quads
from pohgraph.store.manifest import joined
from pohgraph.store.rdf import CONFLICTS, Node
from pohgraph.store.rows import select
from pohgraph.store.signing import Signer
from pohgraph.store.writer import GraphWriter, new_graph
from pohgraph.vocab.lexicon import open_lexicon
from pohgraph.vocab.mappings import iri_or_nothing

Progress = Callable[[int, int], None]
_HASHES = """
SELECT DISTINCT ?document ?sha256 ?name WHERE {
  ?document a pohgraph:Document . GRAPH ?document { ?document pohgraph:sha256 ?sha256 }
  OPTIONAL { ?document pohgraph:file_name ?name } }"""
_PAGES = "the pages that were read"  # what messages call them beside graphs
_PAGES_OF = "SELECT ?document WHERE { ?document a pohgraph:Document }"
_TOTAL = "SELECT (COUNT(?claim) AS ?claims) WHERE { ?claim a biolink:Association }"


@dataclass(slots=True)
class _Gathering:
    """What was found so far: graphs of ours with their names, other people's files, and what was wrong."""

    ours: list[GraphStore] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    others: list[tuple[GraphFile, StagedFile | None, Notes]] = field(default_factory=list)
    failures: list[PohgraphError] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    reports: list[GraphReport] = field(default_factory=list)


def gather(
    paths: Sequence[Path],
    *,
    store: Path,
    license_: str = "",
    progress: Progress | None = None,
    base: Report | None = None,
    pages: Path | None = None,
    decisions: Sequence[Sequence[Entry]] = (),
    signer: Signer | None = None,
    as_they_are: bool = False,
) -> Report:
    """Read stores, files and folders of graph files into one graph, and swap it in for what `store` held.

    Args:
        paths: later ones count where two say the same thing differently; `store` may be among them.
        store: where the graph goes.
        license_: an IRI or text, for files that state no licence.
        progress: called with how many of how many inputs are done.
        base: the report of pages that were read in the same build.
        pages: the store of these pages. It counts as named last, and is not among the graphs of the report.
        decisions: of curators, by file; those that the graphs have count as well.
        signer: signs the manifest of the graph; None leaves it unsigned.
        as_they_are: keep the conflicts that one graph alone has; else they are found again, by the vocabularies in use.

    Raises:
        NothingReadError: not one input could be read; the old graph stays.
        StoreError: the graph could not be written, `store` is among the paths and damaged, or the bytes of a page in one of
            the stores were changed; the old graph stays.
    """
    is_replaced = is_store(store)
    with new_graph(store) as graph:
        graph.signer = signer
        found = _Gathering()
        for done, path in enumerate(paths):
            _look(path, graph.scratch / str(done), found, is_target=path.resolve() == store.resolve())
            if progress:
                progress(done + 1, len(paths))
        if pages:
            _look(pages, graph.scratch / "pages", found, is_target=True)
            found.names[-1] = _PAGES
        if not (found.ours or found.others):
            raise nothing_read(found.failures or [ReadError(", ".join(map(str, paths)), "no graph there")])
        _take_ours(graph, found)
        _take_others(graph, found, license_)
        for opened in found.ours:
            opened.close()
        lexicon = open_lexicon()
        report = with_decisions(graph, _report(graph, found, base or Report()), decisions, lexicon)
        if not as_they_are or len(found.ours) != 1:
            graph.remove(list(graph.quads_of(CONFLICTS)))
            report = with_conflicts(graph, report)
            graph.origin = graph.origin.with_page(CONFLICTS.value, present_reading(lexicon))
        if is_replaced and not report.associations:
            raise nothing_read([ReadError(", ".join(map(str, paths)), "no claim in it: the old graph stays")])
        graph.add_report(as_json(report))
        return report


def _look(path: Path, scratch: Path, found: _Gathering, *, is_target: bool) -> None:
    if is_store(path):
        try:
            opened = open_store(path, wholly=True)
            origin_of(opened)  # a damaged manifest is told of here
            found.ours.append(opened)
            found.names.append(str(path))
        except StoreError as error:
            if is_target:  # what is left of it would be replaced by the others
                raise
            found.failures.append(error)
        return
    for number, file in enumerate(graph_files([path])):
        if isinstance(file, PohgraphError):
            found.failures.append(file)
            continue
        notes = Notes()
        staged = None
        if not file.format.startswith("kgx"):
            try:
                staged = stage(file, dataset_node(file.sha256), scratch / str(number), notes)
            except ReadError as error:
                found.failures.append(error)
                continue
        if staged and staged.is_ours:
            found.ours.append(staged.open())
            found.names.append(str(path))
            found.remarks += notes.remarks(file.path.name)
        elif staged and not len(staged.store()):
            why = "; ".join(remark.message for remark in notes.remarks(file.path.name))
            found.failures.append(ReadError(str(file.path), f"no statement in it{f': {why}' if why else ''}"))
        else:
            found.others.append((file, staged, notes))


def _take_ours(graph: GraphWriter, found: _Gathering) -> None:
    left, remarks = choose(found.ours, found.names)
    found.remarks += remarks
    origins = [(origin_of(opened), [*pages_of(opened), CONFLICTS.value]) for opened in found.ours]
    graph.origin = joined(
        (
            (origin, [page for page in pages if page not in out.documents])
            for (origin, pages), out in zip(origins, left, strict=True)
        ),
        is_whole=len(origins) == 1 and not found.others and origins[0][0].is_whole,
    )
    for opened, name, out in zip(found.ours, found.names, left, strict=True):
        graph.extend(taken(opened, out))
        _copy_sources(opened, graph, out)
        if name is not _PAGES:
            found.reports.append(_of_ours(opened, name, out))
    mend(graph, found.ours, left)
    again = list(repeats(graph.store))  # a file that was merged into one of the graphs before
    graph.remove(quad for _, quads in again for quad in quads)
    if again:
        message = f"{counted(len(again), 'claim')} of pohgraph that came with a file as well, taken once; the first: {again[0][0]}"
        found.remarks.append(Remark(document="", code="taken_before", message=message))


def _of_ours(opened: GraphStore, name: str, out: LeftOut) -> GraphReport:
    """What was taken from a graph of ours, and how many of its pages were not."""
    documents = {document for (document,) in select(opened, _PAGES_OF)}
    ((claims,),) = select(opened, _TOTAL)
    return GraphReport(
        path=name,
        kind="ours",
        documents=len(documents - out.documents),
        associations=int(claims) - len(out.claims),
        elsewhere=len(documents & out.documents),
    )


def _copy_sources(opened: GraphStore, graph: GraphWriter, out: LeftOut) -> None:
    for document, sha256, name in select(opened, _HASHES):
        if document in out.documents:
            continue
        try:
            content = opened.source(sha256)
        except StoreError:  # a file holds no pages, and `check` says which are missing
            continue
        if hashlib.sha256(content).hexdigest() != sha256:
            page = f"{name or 'a page'} ({compress(document)})"
            reason = (
                f"damaged: the bytes of {page} in sources/{sha256} were changed; "
                "run `pohgraph build` on its pages again, or put that file back, and merge then"
            )
            raise StoreError(opened.path, reason)
        graph.add_source(sha256, content)


def _take_others(graph: GraphWriter, found: _Gathering, license_: str) -> None:
    """Claims first, then what things are called: a name is taken only where nothing had one before."""
    lexicon = open_lexicon()
    described: list[Callable[[], Iterator[NodeDescription]]] = []
    writers: dict[str, ClaimWriter] = {}
    for file, staged, notes in found.others:
        if file.sha256 in writers:
            notes.add("same_file", "file(s) identical to an earlier one, read once")
            found.remarks += notes.remarks(file.path.name)
            continue
        dataset = dataset_node(file.sha256)
        writer = writers[file.sha256] = ClaimWriter(dataset, lexicon, notes, graph.store)
        licences: tuple[Node, ...] = ()
        if staged:
            foreign = ForeignGraph(staged.store(), writer)
            licences = foreign.licences()
            graph.extend(foreign.verbatim())
            graph.extend_lines(foreign.claims())
            described.append(foreign.nodes)
        elif file.format == "kgx-edges":
            graph.extend_lines(edge_lines(file, writer))
        else:
            described.append(partial(node_descriptions, file, writer))
        licences = licences or _given(license_)
        graph.extend(
            dataset_quads(
                sha256=file.sha256, file_name=named_in_unicode(file.path.name), format_=file.format, licences=licences
            )
        )
    for nodes in described:
        _describe(graph, nodes())
    for writer in writers.values():
        graph.extend_lines(writer.description(graph.store))
    for file, _, notes in found.others:
        if file.sha256 in writers:
            _tell(file, writers.pop(file.sha256), notes, found)


def _describe(graph: GraphWriter, nodes: Iterator[NodeDescription]) -> None:
    named: set[str] = set()

    def once() -> Iterator[str]:
        for node in nodes:
            if not node.label or node.subject.value in named:
                yield node.lines(is_named=False)
                continue
            named.add(node.subject.value)
            yield node.lines(is_named=not has_label(graph.store, node.subject))

    graph.extend_lines(once())


def _tell(file: GraphFile, writer: ClaimWriter, notes: Notes, found: _Gathering) -> None:
    if file.format != "kgx-nodes" and not (writer.count or writer.taken_before):
        notes.add("no_claims", "file(s) without a statement that is a claim; the ready-made queries will not show them")
    found.remarks += notes.remarks(file.path.name)
    dataset = compress(writer.dataset.value)
    found.reports.append(GraphReport(path=str(file.path), kind=file.format, dataset=dataset, associations=writer.count))


def _given(license_: str) -> tuple[Node, ...]:
    if not license_:
        return ()
    return (NamedNode(license_) if iri_or_nothing(license_) else Literal(license_),)


def _report(graph: GraphWriter, found: _Gathering, base: Report) -> Report:
    ((associations,),) = select(graph, _TOTAL)
    return replace(
        base,
        graphs=tuple(found.reports),
        remarks=long_list(merge(base.remarks, sorted(found.remarks))),
        failures=(*base.failures, *map(str, found.failures)),
        associations=int(associations),
        quads=len(graph),
    )
