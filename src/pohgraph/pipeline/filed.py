"""A graph file checked as a store is: it is held against its manifest, and against the pages that it was read from.

A file may spell identifiers for a consumer, or have another root in place of ours: then it is read as we write it, and the report
says so. What can be proven of it depends on what lies beside it, and that is said too.
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from pohgraph.check import CheckResult, Fault, check_signature
from pohgraph.check.digests import compare_digests
from pohgraph.counting import counted
from pohgraph.errors import PohgraphError, ReadError, StoreError
from pohgraph.intake.files import RDF_SUFFIXES, graph_files
from pohgraph.intake.notes import Notes
from pohgraph.intake.rdf import read_quads
from pohgraph.intake.renamed import Renaming, found_renaming
from pohgraph.leftovers import scratch_folder
from pohgraph.pipeline.pages import Progress
from pohgraph.pipeline.proving import prove, unless_given
from pohgraph.pipeline.released import CHECKSUMS, PART, check_release_files, file_fault, file_hash
from pohgraph.pipes import NO_FILE, is_pipe_or_device
from pohgraph.schema.prefixes import iri_root
from pohgraph.store.digests import GraphDigest, graph_digest
from pohgraph.store.graph import GraphStore
from pohgraph.store.imported import dataset_node
from pohgraph.store.manifest import FILE, Manifest, open_manifest
from pohgraph.store.rdf import term
from pohgraph.store.regraph import regraphed
from pohgraph.store.signing import PublicKey, signature_path
from pohgraph.store.writer import fill

_SUFFIX = f".{FILE}"
_GRAPHS = frozenset({"jsonld", "nq", "nt", "trig", "ttl"})  # formats that hold the whole graph
_RELEASED = re.compile(r"pohgraph\.(jsonld|nq|nt|trig|ttl)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What to check a file with."""

    pages: Sequence[Path]
    fast: bool
    jobs: int
    progress: Progress | None
    key: PublicKey | None


def check_file(
    path: Path,
    *,
    manifest: Path | None = None,
    fast: bool = False,
    pages: Sequence[Path] = (),
    jobs: int = 1,
    progress: Progress | None = None,
    key: PublicKey | None = None,
) -> CheckResult:
    """Check a graph file, or the folder of a release.

    Args:
        path: the file or folder.
        manifest: what was written down of the file; None for the one beside it, if there is one. A release has its own.
        fast: leave the reading of pages out.
        pages: files and folders with the pages, which are known by their hashes.
        jobs: how many pages are read at the same time.
        progress: called with how many of how many pages are done.
        key: whose signature the manifest must have; None asks for none.

    Raises:
        ReadError: it cannot be read as a graph, or one of `pages` gives no page.
    """
    asked = _Asked(pages=pages, fast=fast, jobs=jobs, progress=progress, key=key)
    if not path.is_dir():
        return CheckResult.joined(_file_results(path, manifest or _manifest_beside(path), asked))
    if not (path / FILE).is_file():
        raise ReadError(str(path), f"is neither a store nor a release: it has no {FILE}")
    released = sorted(file for file in path.iterdir() if file.is_file() and _RELEASED.fullmatch(file.name))
    if not released:
        raise ReadError(str(path), "has no graph file, such as pohgraph.nq")
    graph = next((file for file in released if file.suffix == ".nq"), released[0])
    results = [check_release_files(path), check_signature(path / CHECKSUMS, key)]
    return CheckResult.joined([*results, *_file_results(graph, path / FILE, asked)])


def _manifest_beside(path: Path) -> Path | None:
    """That of the file, of the files of its format (`a.manifest.json` of `a_edges.tsv`), or of its release."""
    own = path.with_name(path.name + _SUFFIX)
    if own.exists():
        return own
    others = sorted(path.parent.glob(f"*{_SUFFIX}"), reverse=True)  # the longest name that the file's begins with
    theirs = [other for other in others if path.name.startswith(other.name.removesuffix(_SUFFIX))]
    return next((other for other in (*theirs, path.with_name(FILE)) if _names(other, path.name)), None)


def _names(manifest: Path, name: str) -> bool:
    """Whether a manifest, if it is one, tells of a file."""
    if not manifest.is_file():
        return False
    try:
        written = open_manifest(manifest).written
    except StoreError:
        return False
    return written is not None and name in written.files


def _file_results(path: Path, beside: Path | None, asked: _Asked) -> Iterator[CheckResult]:
    """What is found, the signature first."""
    manifest: Manifest | None = None
    if beside is None:
        yield _line(f"not proven: that {path.name} is as it was written: there is no {path.name}{_SUFFIX}")
        if asked.key:
            yield check_signature(path.with_name(path.name + _SUFFIX), asked.key)
    elif is_pipe_or_device(beside):
        raise ReadError(str(beside), NO_FILE)
    else:
        yield check_signature(beside, asked.key)
        manifest, told = _opened(beside)
        yield told
    is_graph = _is_graph(path, manifest)
    if manifest and beside:
        yield _as_written(path, beside, manifest, is_graph=is_graph, is_signed=asked.key is not None)
    if is_graph:
        yield _graph_result(path, beside, manifest, asked)
    elif manifest is None:
        raise ReadError(str(path), "is no graph in RDF, and has no manifest that tells what it should be")
    elif manifest.written and path.name in manifest.written.files:
        what = f"{manifest.written.format}{', of accepted claims alone,' if manifest.written.accepted else ''}"
        yield _line(f"not proven: what {path.name} says: {what} has no evidence to hold against pages")


def _opened(beside: Path) -> tuple[Manifest | None, CheckResult]:
    """A manifest, None where it is damaged, and what is to be told of it."""
    try:
        manifest = open_manifest(beside)
    except FileNotFoundError:
        raise ReadError(str(beside), "there is no such manifest") from None
    except StoreError as error:
        return None, file_fault("manifest altered", f"{beside.name} {error.reason}")
    if signature_path(beside).is_file():
        return manifest, CheckResult()
    return manifest, _line(f"not proven: who wrote {beside.name}: it is not signed")


def _is_graph(path: Path, manifest: Manifest | None) -> bool:
    """Whether a file holds a whole graph of ours; one that nothing tells of is looked into where it is RDF."""
    written = manifest.written if manifest else None
    if written and path.name in written.files:
        return written.format in _GRAPHS or (written.format == "release" and bool(_RELEASED.fullmatch(path.name)))
    return Path(path.name.lower().removesuffix(".gz")).suffix in RDF_SUFFIXES


def _as_written(path: Path, beside: Path, manifest: Manifest, *, is_graph: bool, is_signed: bool) -> CheckResult:
    """Whether a file has the bytes that were written; of a graph, its quads decide, unless a key is to vouch for the file."""
    written = manifest.written.files.get(path.name) if manifest.written else None
    if written is None and not is_graph:
        return file_fault("file not named", f"{path.name}, of which {beside.name} tells nothing")
    if written is None:
        return _line(f"not proven: the bytes of {path.name}, which {beside.name} does not name")
    if file_hash(path) == written.sha256:
        return _line(f"{PART}: {path.name} has the bytes that were written")
    if is_graph and not is_signed:
        return _line(f"not proven: the bytes of {path.name} are not those that were written; its graph is compared")
    return file_fault(
        "file altered", f"{path.name} has not the bytes that were written, {counted(written.size, 'byte')}"
    )


def _graph_result(path: Path, beside: Path | None, manifest: Manifest | None, asked: _Asked) -> CheckResult:
    file = next(iter(graph_files([path])))
    if isinstance(file, PohgraphError):
        raise file
    with scratch_folder("file") as folder:
        notes = Notes()
        plain = _filled(folder / "plain", read_quads(file, dataset_node(file.sha256), notes))
        renaming = found_renaming(plain, manifest.written.prefixes if manifest and manifest.written else "")
        if reason := renaming.refused or _nothing_of_ours(plain, renaming):
            message = f"{path.name}: {reason}"
            return CheckResult(faults=(Fault(part="proof", kind="not proven", node="", message=message),))
        generation, flat = _laid_out(plain, renaming, folder)
        if beside and manifest:
            shutil.copyfile(beside, generation / FILE)
        with GraphStore(generation) as graph:
            found = _proven(graph, manifest, flat, asked, is_described=beside is not None)
    lost = tuple(
        Fault(part=PART, kind="not read", node="", message=f"{path.name}: {remark.message}")
        for remark in notes.remarks(path.name)
    )
    return CheckResult(lines=(*renaming.lines(), *found.lines), faults=(*lost, *found.faults))


def _filled(folder: Path, quads: Iterable[Quad]) -> Store:
    """A store of quads, which is only read then."""
    folder.mkdir()
    store = Store(folder / "graph")
    fill(store, quads)
    store.flush()
    del store
    return Store.read_only(str(folder / "graph"))


def _nothing_of_ours(plain: Store, renaming: Renaming) -> str:
    """Why there is nothing to prove in a file; "" where it has pages."""
    document = NamedNode(term("pohgraph:Document").value.replace(iri_root("poh"), renaming.root, 1))
    if any(True for _ in plain.quads_for_pattern(None, term("rdf:type"), document)):
        return ""
    root = iri_root("pohassoc")
    claims = {
        quad.subject.value
        for quad in plain.quads_for_pattern(None, term("rdf:subject"), None)
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(root)
    }
    if claims:
        return f"{counted(len(claims), 'claim')} of pohgraph without the pages that they were read from"
    return "it has no page that pohgraph read, so nothing in it can be held against one"


def _laid_out(plain: Store, renaming: Renaming, folder: Path) -> tuple[Path, GraphDigest | None]:
    """The folder of the file's graph as we write it, and the digest of all its triples where the file has no graphs."""
    ours, generation = plain, folder / "plain"
    if not renaming.is_none:
        generation = folder / "renamed"
        ours = _filled(generation, renaming.quads(plain))
    if next(iter(ours.named_graphs()), None):
        return generation, None
    generation = folder / "regraphed"
    _filled(generation, regraphed(ours, ours))
    return generation, graph_digest(ours, DefaultGraph())


def _proven(
    graph: GraphStore, manifest: Manifest | None, flat: GraphDigest | None, asked: _Asked, *, is_described: bool
) -> CheckResult:
    """What a graph's pages and its manifest say of it.

    A page that nobody gave is no fault where there is a manifest: it vouches for the page, or what is wrong with it is the fault.
    """
    digests = compare_digests(manifest, graph.digests(), flat) if manifest else CheckResult()
    found = prove(
        graph,
        fast=asked.fast,
        pages=asked.pages,
        jobs=asked.jobs,
        progress=asked.progress,
        digests=lambda _: digests,
    )
    vouched = "; the manifest alone vouches for them" if manifest else ""
    return unless_given(found, asked.pages, vouched) if is_described else found


def _line(text: str) -> CheckResult:
    return CheckResult(lines=(text,))
