"""The manifest of an export: what its files and its graph are, so that whoever has them later can tell whether they are still that.

It is written as that of a store is, and says of which store's manifest the graph is. Digests are those of the graph as the store
spells it: `prefixes` says for whom a file spells it otherwise.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, Store

from pohgraph.claims.view import GraphView
from pohgraph.errors import ExportError
from pohgraph.leftovers import scratch_folder
from pohgraph.store.copied import CopiedStore
from pohgraph.store.digests import GraphDigest, digests, graph_digest
from pohgraph.store.graph import GraphStore
from pohgraph.store.manifest import FileDigest, Manifest, Written, save_manifest
from pohgraph.store.signing import Signer
from pohgraph.store.writer import fill

SUFFIX = ".manifest.json"
_FLAT = frozenset({"nt", "release", "ttl"})  # formats without graphs, and one that has files of them


def manifest_path(path: Path) -> Path:
    """Where the manifest of an export is that was written to a path."""
    return path.with_name(f"{path.name}{SUFFIX}")


def trusted(view: GraphView, target: Path) -> Manifest:
    """The manifest of the store that is exported, if the graph is still what it says: else an export would vouch for anything.

    Raises:
        ExportError: there is none, or the graph is another; `target` is what cannot be written then.
    """
    store = view.whole
    if not isinstance(store, GraphStore) or isinstance(store, CopiedStore):
        raise ExportError(str(target), "only the graph of a store has a manifest")
    if store.manifest is None:
        raise ExportError(str(target), f"{store.path} has no manifest: build or merge it again")
    if store.digests() != store.manifest.graphs:
        raise ExportError(
            str(target), f"{store.path} is not as it was written; `pohgraph check` tells what was changed"
        )
    return store.manifest


def write_export_manifest(
    view: GraphView,
    made_of: Manifest,
    format_: str,
    files: Mapping[str, Path],
    target: Path,
    signer: Signer | None = None,
) -> tuple[Path, ...]:
    """Write down what an export is, and sign it.

    Args:
        view: what the exporter saw.
        made_of: the manifest of its graph, as `trusted` gives it.
        format_: its format.
        files: its files by the names that they have beside the manifest.
        target: the manifest.
        signer: None leaves it unsigned.

    Returns:
        The manifest, and its signature.

    Raises:
        ExportError: the disk refuses.
    """
    graphs, flat = made_of.graphs, None
    if view.license or format_ in _FLAT:
        graphs, flat = _digests(view, made_of, flat=format_ in _FLAT)
    written = Written(
        format=format_,
        files={name: _file_digest(path) for name, path in sorted(files.items())},
        made_of=made_of.digest,
        license=view.license,
        prefixes=view.consumer,
        accepted=view.accepted,
        flat=flat,
    )
    origin = replace(made_of.origin, is_whole=made_of.origin.is_whole and not view.license)
    try:
        return save_manifest(target, origin=origin, graphs=graphs, written=written, signer=signer)
    except OSError as error:
        raise ExportError(str(target), error.strerror or str(error)) from error


def _digests(view: GraphView, made_of: Manifest, *, flat: bool) -> tuple[Mapping[str, GraphDigest], GraphDigest | None]:
    """The digests of the graphs that are exported, and of all their triples together."""
    quads = view.narrowed.quads()
    with scratch_folder("manifest") as folder:
        if view.license:
            parted = Store(folder / "parted")
            fill(parted, quads)
            graphs: Mapping[str, GraphDigest] = digests(parted)
            quads = iter(parted)
        else:
            graphs = made_of.graphs
        if not flat:
            return graphs, None
        together = Store(folder / "together")
        fill(together, _without_graphs(quads))
        return graphs, graph_digest(together, DefaultGraph())


def _without_graphs(quads: Iterator[Quad]) -> Iterator[Quad]:
    return (Quad(quad.subject, quad.predicate, quad.object) for quad in quads)


def _file_digest(path: Path) -> FileDigest:
    with path.open("rb") as content:
        return FileDigest(hashlib.file_digest(content, "sha256").hexdigest(), path.stat().st_size)
