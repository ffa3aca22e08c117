"""The graph of the seeds, repeated under other names until it has as many quads as asked for: the same quads each time."""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from pohgraph.store.directory import live_generation
from pohgraph.store.graph import open_store
from pohgraph.store.writer import write_store

_OWN = re.compile(
    r"(https://w3id\.org/pohgraph/(?:document|association|evidence|publication|mapping|conflict)/[^#]*)(.*)"
)
_READ = re.compile(
    r"(https://w3id\.org/pohgraph/(?:document|association|evidence|conflict)/[^#]*)(.*)"
)  # what a page has for itself
_DISEASE = re.compile(r"(http://purl\.obolibrary\.org/obo/MONDO_)([0-9]{7})")
_FIRST_MADE_UP = 9_000_000  # MONDO has no such numbers


def make_graph(path: Path, seeds: Path, wanted: int) -> int:
    """Write a store of `wanted` quads at `path`, from a store of the seeds that is built at `seeds` if it is not there."""
    from pohgraph.pipeline.graph import build  # noqa: PLC0415 - only the process that makes the graph pays for it

    if not seeds.exists():
        build(store=seeds)
    with open_store(seeds) as store:
        quads = sorted(store.quads(), key=str)
    print(f"making a graph of {wanted} quads", file=sys.stderr)
    return write_store(path, _repeated(quads, wanted), {}, "{}")


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


def _repeated(quads: list[Quad], wanted: int) -> Iterator[Quad]:
    """Copies of the graph under other names until `wanted` distinct quads are there, the last copy cut off."""
    count = 0
    for copy in range(wanted):
        renamed = lru_cache(maxsize=None)(lambda iri, copy=copy: _renamed(iri, copy))
        for quad in quads:
            subject, target, graph = quad.subject, quad.object, quad.graph_name
            made = Quad(
                renamed(subject) if isinstance(subject, NamedNode) else subject,
                quad.predicate,
                renamed(target) if isinstance(target, NamedNode) else target,
                renamed(graph) if isinstance(graph, NamedNode) else graph,
            )
            if copy and made == quad:
                continue  # what all copies share, such as the terms of HPO
            yield made
            count += 1
            if count == wanted:
                return


def _renamed(node: NamedNode, copy: int) -> NamedNode:
    if not copy:
        return node
    if own := _OWN.fullmatch(node.value):
        return NamedNode(f"{own[1]}{copy:06x}{own[2]}")
    if disease := _DISEASE.fullmatch(node.value):
        return NamedNode(f"{disease[1]}{_FIRST_MADE_UP + (int(disease[2]) + 7919 * copy) % 1_000_000}")
    return node
