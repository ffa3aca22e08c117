"""What a store says of itself beside its graph: the digest of each of its graphs, and how its pages were read.

It is written when a build or a merge ends, and beside an export that asks for it. Whoever changes the graph afterwards has to
change it as well; its own digest, written down elsewhere, or its signature (`signing.py`) then tells.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pyoxigraph import NamedNode, Store

from pohgraph.counting import counted
from pohgraph.errors import StoreError
from pohgraph.store.digests import DEFAULT_GRAPH, GraphDigest, digests

if TYPE_CHECKING:
    from pohgraph.store.signing import Signer

FILE = "manifest.json"
_FORMAT = 1
_SHA256 = re.compile("[0-9a-f]{64}")
_Kind = TypeVar("_Kind")


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

    def with_page(self, page: str, reading: Reading) -> "Origin":
        """The same with how one page, or another graph, was read."""
        readings = self.readings if reading in self.readings else (*self.readings, reading)
        number = readings.index(reading)
        others = {other: found for other, found in self.pages.items() if other != page}
        return replace(self, readings=readings, pages={**others, page: number} if number else others)


class FileDigest(NamedTuple):
    """The SHA-256 of a file, and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written of a graph: the files of an export by their names, in which format, for which terms and consumer.

    `accepted` where it has only claims that curators accepted. `flat` is the digest of all triples together where the format has no graphs. `made_of` is that of the store's manifest.
    """

    format: str
    files: Mapping[str, FileDigest]
    made_of: str
    license: str = ""
    prefixes: str = ""
    accepted: bool = False
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
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.JSONEncoder(ensure_ascii=False, indent=1, sort_keys=True).iterencode(content))
    if not signer:
        return (path,)
    manifest = Manifest(origin=origin, graphs=graphs, digest=content["digest"], written=written)
    return path, signer.sign(path, manifest.covers)


def digest_in(path: Path) -> str:
    """The digest that a manifest says it has, found without reading it whole: the line that `save_manifest` writes first."""
    with path.open(encoding="utf-8") as file:
        return next(line.split('"')[3] for line in file if line.startswith(' "digest": '))


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
        origin = _origin(content)
        graphs = {_graph_name(name): _graph_digest(found) for name, found in _of(dict, content["graphs"]).items()}
        written = _written(content["written"]) if "written" in content else None
    except FileNotFoundError:
        raise
    except RecursionError:
        raise StoreError(path, "cannot be read: it is nested too deeply") from None
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
            **({"accepted": True} if written.accepted else {}),
        }
    return content


def _origin(content: Mapping[str, Any]) -> Origin:
    readings = tuple(
        Reading(
            programs=tuple(_of(str, program) for program in _of(list, r["programs"])),
            code=_of(str, r["code"]),
            vocabularies={name: _of(str, found) for name, found in _of(dict, r["vocabularies"]).items()},
        )
        for r in _of(list, content["readings"])
    )
    pages = {page: _count(number) for page, number in _of(dict, content["pages"]).items()}
    return Origin(readings=readings, pages=pages, is_whole=_of(bool, content["whole"]))


def _written(content: Mapping[str, Any]) -> Written:
    return Written(
        format=_of(str, content["format"]),
        files={name: _file_digest(found) for name, found in _of(dict, content["files"]).items()},
        made_of=_of(str, content["made_of"]),
        license=_of(str, content["license"]),
        prefixes=_of(str, content["prefixes"]),
        accepted=_of(bool, content.get("accepted", False)),
        flat=None if content["flat"] is None else _graph_digest(content["flat"]),
    )


def _graph_name(name: str) -> str:
    return NamedNode(name).value if name else DEFAULT_GRAPH  # which refuses what is no IRI


def _graph_digest(found: object) -> GraphDigest:
    triples, digest = _of(list, found)
    return GraphDigest(_count(triples), _sha256(digest))


def _file_digest(found: object) -> FileDigest:
    digest, size = _of(list, found)
    return FileDigest(_sha256(digest), _count(size))


def _count(value: object) -> int:
    if type(value) is not int or value < 0:  # `bool` is a kind of `int`
        raise ValueError(f"{value!r} is no count")
    return value


def _sha256(value: object) -> str:
    if not (isinstance(value, str) and _SHA256.fullmatch(value)):
        raise ValueError(f"{value!r} is no SHA-256")
    return value


def _of(kind: type[_Kind], value: object) -> _Kind:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is not of the type that it should be, {kind.__name__}")
    return value


def _digest(content: Mapping[str, Any]) -> str:
    digest = hashlib.sha256()
    for piece in json.JSONEncoder(ensure_ascii=False, sort_keys=True).iterencode(content):  # of many graphs it is long
        digest.update(piece.encode())
    return digest.hexdigest()
