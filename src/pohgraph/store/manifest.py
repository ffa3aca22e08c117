"""What a store says of itself beside its graph: the digest of each of its graphs, and how its pages were read.

It is written when a build or a merge ends, and beside an export that asks for it. Whoever changes the graph afterwards has to
change it as well; its own digest, written down elsewhere, or its signature (`signing.py`) then tells.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, Store

from pohgraph.counting import counted
from pohgraph.errors import StoreError
from pohgraph.store.digests import GraphDigest, graph_digest

if TYPE_CHECKING:
    from pohgraph.store.signing import Signer

FILE = "manifest.json"
DEFAULT_GRAPH = ""
_FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """By what pages were read: versions of the program, hash of its code, and vocabularies with their hashes, by name.

    `code` is empty where only the version is known. Several programs stand where that cannot be told page by page.
    """

    programs: tuple[str, ...]
    code: str = ""
    vocabularies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """How the pages of a graph were read: each by one of `readings`, which `pages` gives by the page's IRI, else by the first.

    `is_whole` where one build made all of the graph of its pages and vocabularies: nothing else is in it, and all is still there.
    """

    readings: tuple[Reading, ...] = ()
    pages: Mapping[str, int] = field(default_factory=dict)
    is_whole: bool = False

    def of(self, page: str) -> Reading | None:
        """How a page was read, None where nobody said."""
        number = self.pages.get(page, 0)
        return self.readings[number] if 0 <= number < len(self.readings) else None


class FileDigest(NamedTuple):
    """The SHA-256 of a file, and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written of a graph: the files of an export by their names, in which format, for which terms and consumer.

    `flat` is the digest of all triples together where the format has no graphs. `made_of` is that of the store's manifest.
    """

    format: str
    files: Mapping[str, FileDigest]
    made_of: str
    license: str = ""
    prefixes: str = ""
    flat: GraphDigest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`graphs` has the digest of each graph by its IRI, that of the default graph under ""; `digest` is that of all of it.

    `written` is None for a store.
    """

    origin: Origin
    graphs: Mapping[str, GraphDigest]
    digest: str
    written: Written | None = None

    @property
    def covers(self) -> str:
        """What it is about, for whoever signs it: in printable ASCII on one line."""
        quads = sum(found.triples for found in self.graphs.values())
        what = f"manifest of {counted(quads, 'quad')} in {counted(len(self.graphs), 'graph')}"
        if self.written:
            what += f", and of {counted(len(self.written.files), 'file')}"
        return f"{what}\tdigest:{self.digest}"


def digests(store: Store) -> dict[str, GraphDigest]:
    """The digests of all graphs of a store."""
    names = sorted(name.value for name in store.named_graphs() if isinstance(name, NamedNode))
    found = {DEFAULT_GRAPH: graph_digest(store, DefaultGraph())}
    return found | {name: graph_digest(store, NamedNode(name)) for name in names}


def write_manifest(folder: Path, store: Store, origin: Origin, signer: "Signer | None" = None) -> None:
    """Write down what the graph in a folder of a generation is, when all of it is there, and sign it."""
    save_manifest(folder / FILE, origin=origin, graphs=digests(store), signer=signer)


def save_manifest(
    path: Path,
    *,
    origin: Origin,
    graphs: Mapping[str, GraphDigest],
    written: Written | None = None,
    signer: "Signer | None" = None,
) -> tuple[Path, ...]:
    """Write a manifest, and beside it its signature where there is somebody to sign it; the paths of what was written.

    Raises:
        OSError: the disk refuses.
    """
    content = _content(origin, graphs, written)
    content["digest"] = _digest(content)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8", newline="\n")
    if not signer:
        return (path,)
    manifest = Manifest(origin=origin, graphs=graphs, digest=content["digest"], written=written)
    return path, signer.sign(path, manifest.covers)


def read_manifest(folder: Path) -> Manifest | None:
    """What was written down; None where there is no such file: an earlier version wrote the graph, or somebody removed it.

    Raises:
        StoreError: it is damaged, or was changed.
    """
    if (folder / FILE).exists() and not (folder / FILE).is_file():
        raise StoreError(folder.parent, f"its {FILE} is no file")  # a pipe would be waited for
    try:
        return open_manifest(folder / FILE)
    except FileNotFoundError:
        return None
    except StoreError as error:
        raise StoreError(folder.parent, f"its {FILE} {error.reason}") from error


def open_manifest(path: Path) -> Manifest:
    """The manifest that a file has.

    Raises:
        FileNotFoundError: there is none.
        StoreError: it is damaged, or was changed.
    """
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        digest = content.pop("digest")
        if content["format"] != _FORMAT or digest != _digest(content):
            raise StoreError(path, "was changed, or belongs to another version")
        origin = Origin(
            readings=tuple(
                Reading(programs=tuple(r["programs"]), code=r["code"], vocabularies=r["vocabularies"])
                for r in content["readings"]
            ),
            pages=content["pages"],
            is_whole=content["whole"],
        )
        graphs = {name: GraphDigest(*found) for name, found in content["graphs"].items()}
        written = _written(content["written"]) if "written" in content else None
    except FileNotFoundError:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(path, f"cannot be read: {error}") from error
    return Manifest(origin=origin, graphs=graphs, digest=digest, written=written)


def joined(origins: Iterable[tuple[Origin, Iterable[str]]], *, is_whole: bool) -> Origin:
    """How the pages of several graphs were read, each given with the IRIs of the pages that are taken from it."""
    readings: list[Reading] = []
    pages: dict[str, int] = {}
    for origin, taken in origins:
        for page in taken:
            reading = origin.of(page)
            if reading is None:
                reading = Reading(programs=())
            if reading not in readings:
                readings.append(reading)
            pages[page] = readings.index(reading)
    first = {page: number for page, number in pages.items() if number}
    return Origin(readings=tuple(readings), pages=first, is_whole=is_whole)


def _content(origin: Origin, graphs: Mapping[str, GraphDigest], written: Written | None) -> dict[str, Any]:
    content: dict[str, Any] = {
        "format": _FORMAT,
        "whole": origin.is_whole,
        "readings": [
            {"programs": list(r.programs), "code": r.code, "vocabularies": dict(r.vocabularies)}
            for r in origin.readings
        ],
        "pages": dict(origin.pages),
        "graphs": {name: list(found) for name, found in graphs.items()},
    }
    if written:
        content["written"] = {
            "format": written.format,
            "files": {name: list(found) for name, found in written.files.items()},
            "made_of": written.made_of,
            "license": written.license,
            "prefixes": written.prefixes,
            "flat": list(written.flat) if written.flat else None,
        }
    return content


def _written(content: Mapping[str, Any]) -> Written:
    return Written(
        format=content["format"],
        files={name: FileDigest(*found) for name, found in content["files"].items()},
        made_of=content["made_of"],
        license=content["license"],
        prefixes=content["prefixes"],
        flat=GraphDigest(*content["flat"]) if content["flat"] else None,
    )


def _digest(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
