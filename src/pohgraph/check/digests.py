"""Compares the digest of each graph of a store with the one that was written down when it was made."""

from typing import TYPE_CHECKING

from pohgraph.check.result import CheckResult, Fault
from pohgraph.counting import counted
from pohgraph.errors import StoreError
from pohgraph.schema.prefixes import compress
from pohgraph.store.digests import DEFAULT_GRAPH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pohgraph.store.digests import GraphDigest
    from pohgraph.store.graph import GraphStore
    from pohgraph.store.manifest import Manifest

PART = "digest"
_SHORT = 12  # hexadecimal digits in a message


def check_digests(store: "GraphStore") -> CheckResult:
    """A fault for each graph that is not as its build or merge left it."""
    try:
        manifest = store.manifest
    except StoreError as error:
        return CheckResult(faults=(_fault("manifest altered", "", str(error)),))
    if manifest is None:
        message = (
            "the store has no manifest: it was removed, or an earlier version made the store; build or merge it again"
        )
        return CheckResult(faults=(_fault("manifest missing", "", message),))
    return compare_digests(manifest, store.digests())


def compare_digests(
    manifest: "Manifest", found: "Mapping[str, GraphDigest]", flat: "GraphDigest | None" = None
) -> CheckResult:
    """The same of any graph: `found` are its digests by graph, `flat` is that of a file without graphs.

    Whoever wrote such a file knew which triple is of which graph; from the file alone this cannot always be told.
    """
    written = manifest.written
    if flat and written and written.flat == flat:
        line = f"{PART}: all {flat.triples:,} triples as they were written, {manifest.digest[:_SHORT]}"
        return CheckResult(lines=(line,))
    faults = [
        _graph_fault(name, manifest.graphs.get(name), found.get(name))
        for name in sorted(manifest.graphs.keys() | found.keys())
        if manifest.graphs.get(name) != found.get(name)
    ]
    whole = sum(name in manifest.graphs and manifest.graphs[name] == digest for name, digest in found.items())
    line = f"{PART}: {whole:,} of {counted(len(found), 'graph')} as they were written, {manifest.digest[:_SHORT]}"
    return CheckResult(lines=(line,), faults=tuple(faults))


def _graph_fault(name: str, written: "GraphDigest | None", found: "GraphDigest | None") -> Fault:
    node = "default graph" if name == DEFAULT_GRAPH else compress(name)
    if written is None:
        return _fault("graph added", node, "was not there when the graph was made")
    if found is None:
        return _fault("graph missing", node, f"had {counted(written.triples, 'quad')} when the graph was made")
    message = (
        f"has {counted(found.triples, 'quad')} with the digest {found.digest[:_SHORT]}; "
        f"when it was made, {written.triples:,} with {written.digest[:_SHORT]}"
    )
    return _fault("graph altered", node, message)


def _fault(kind: str, node: str, message: str) -> Fault:
    return Fault(part=PART, kind=kind, node=node, message=message)
