"""The graph of the seeds, repeated under other names until it has as many quads as asked for: the same quads each time."""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from pohgraph.store.directory import live_generation, new_generation
from pohgraph.store.graph import open_store
from pohgraph.store.seal import seal
from pohgraph.store.writer import write_store

_READ = re.compile(
    r"(https://w3id\.org/pohgraph/(?:document|association|evidence|conflict)/[^#]*)(.*)"
)  # what a page has for itself
# In N-Quads: names of what a page or a copy has for itself, and diseases.
_NAMES = re.compile(
    rb"<(?:(https://w3id\.org/pohgraph/(?:document|association|evidence|publication|mapping|conflict)/[^#>]*)"
    rb"|(http://purl\.obolibrary\.org/obo/MONDO_)([0-9]{7})(?=>))"
)
_FIRST_MADE_UP = 9_000_000  # MONDO has no such numbers
_AT_ONCE = 40_000  # lines renamed and loaded at once


def make_graph(path: Path, seeds: Path, wanted: int) -> int:
    """Write a store of `wanted` quads at `path`, from a store of the seeds that is built at `seeds` if it is not there."""
    from pohgraph.pipeline.graph import build  # noqa: PLC0415 - only the process that makes the graph pays for it

    if not seeds.exists():
        build(store=seeds)
    source = Store.read_only(str(live_generation(seeds) / "graph"))
    lines = sorted((source.dump(format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True))
    print(f"making a graph of {wanted} quads", file=sys.stderr)
    with new_generation(path) as folder:
        (folder / "sources").mkdir()
        (folder / "report.json").write_text("{}", encoding="utf-8")
        graph = Store(folder / "graph")
        for nquads in _repeated(lines, wanted):
            graph.bulk_load(nquads, format=RdfFormat.N_QUADS, lenient=True)
        graph.flush()
        graph.optimize()
        count = len(graph)
        del graph
        seal(folder)
    return count


def repeat_graph(source: Path, path: Path, times: int) -> int:
    """Write a store at `path` that has the pages of another `times` times, and what they share, such as HPO's terms, once.

    Only pages, claims and evidence get other names: each disease has `times` as many claims of as many pages.
    """
    print(f"repeating {source} {times} times", file=sys.stderr)
    with open_store(source) as store:
        folder = live_generation(source) / "sources"
        sources = {file.name: file.read_bytes() for file in folder.iterdir()}
        return write_store(
            path, (quad for copy in range(times) for quad in _copied(store.quads(), copy)), sources, "{}"
        )


def _copied(quads: Iterable[Quad], copy: int) -> Iterator[Quad]:
    for quad in quads:
        subject, target, graph = quad.subject, quad.object, quad.graph_name
        made = Quad(
            _another(subject, copy) if isinstance(subject, NamedNode) else subject,
            quad.predicate,
            _another(target, copy) if isinstance(target, NamedNode) else target,
            _another(graph, copy) if isinstance(graph, NamedNode) else graph,
        )
        if not copy or made != quad:
            yield made


def _another(node: NamedNode, copy: int) -> NamedNode:
    found = _READ.fullmatch(node.value) if copy else None
    return NamedNode(f"{found[1]}{copy:06x}{found[2]}") if found else node


def _repeated(lines: list[bytes], wanted: int) -> Iterator[bytes]:
    """Copies of the graph under other names until `wanted` lines are there, the last copy cut off."""
    left = wanted
    for copy in range(wanted):
        # What has no such name all copies share, such as the terms of HPO.
        own = [line for line in lines if not copy or _NAMES.search(line)][:left]
        for start in range(0, len(own), _AT_ONCE):
            yield _renamed(b"".join(own[start : start + _AT_ONCE]), copy)
        left -= len(own)
        if not left:
            return


def _renamed(nquads: bytes, copy: int) -> bytes:
    def other(found: re.Match[bytes]) -> bytes:
        if found[1]:
            return b"<%s%06x" % (found[1], copy)
        return b"<%s%07d" % (found[2], _FIRST_MADE_UP + (int(found[3]) + 7919 * copy) % 1_000_000)

    return _NAMES.sub(other, nquads) if copy else nquads
