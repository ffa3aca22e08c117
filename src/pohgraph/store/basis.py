"""What a build leaves beside its graph for the next build of nearly the same pages, which then changes a copy of the graph.

`DIR/<generation>/basis/` has, beside the leaves of the default graph's digest:

- `pages`: a line of JSON for each page, by which its statements are found or made again
- `shared-NN`: what pages share, in parts, as compressed sorted N-Quads
- `added.nq`, `removed.nq`: what decisions did to what the pages gave, and the conflicts that were found then
- `made.json`: digests of all these and of the report, and what the graph was made of
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import pyoxigraph
from pyoxigraph import Quad, RdfFormat, Store, parse, serialize

from pohgraph.errors import StoreError
from pohgraph.store.digests import DEFAULT_GRAPH
from pohgraph.store.manifest import FILE, Manifest, read_manifest
from pohgraph.store.seal import open_sealed

FOLDER = "basis"
_MADE, _PAGES, _ADDED, _REMOVED, _LEAVES = "made.json", "pages", "added.nq", "removed.nq", "leaves"
_REPORT = "report.json"
_FORMAT = 1
_LEAST = 1  # of compression: these files are read as often as they are written


class PageRow(NamedTuple):
    """A page of a build: its document's id, the key of its statements, the hash of its bytes, and what else they need."""

    id: str
    key: str
    sha256: str
    told: Sequence[Any]


class Changes:
    """What was added to a graph and what was removed, on balance."""

    def __init__(self) -> None:
        self.added: dict[Quad, None] = {}
        self.removed: dict[Quad, None] = {}

    def add(self, quad: Quad) -> None:
        """A quad was added that was not there."""
        if quad in self.removed:
            del self.removed[quad]
        else:
            self.added[quad] = None

    def remove(self, quad: Quad) -> None:
        """A quad was removed that was there."""
        if quad in self.added:
            del self.added[quad]
        else:
            self.removed[quad] = None


class Basis:
    """What the live graph was made of, and its sound files. Use `find_basis`."""

    def __init__(self, folder: Path, store: Store, manifest: Manifest, made: dict[str, Any]) -> None:
        self.folder = folder
        self.store = store
        self.manifest = manifest
        self.made_of: str = made["made_of"]

    @property
    def manifest_path(self) -> Path:
        """Where the manifest is."""
        return self.folder / FILE

    @property
    def report(self) -> str:
        """The report of its build.

        Raises:
            OSError: it is not there any more.
            ValueError: it is no text.
        """
        return (self.folder / _REPORT).read_text(encoding="utf-8")

    def source(self, sha256: str) -> bytes:
        """The bytes of a page."""
        return (self.folder / "sources" / sha256).read_bytes()

    def has_sources(self, sha256s: Iterable[str]) -> bool:
        """Whether the bytes of all these pages are there, and have their hashes."""
        try:
            return all(_sha256(self.folder / "sources" / sha256) == sha256 for sha256 in sha256s)
        except OSError:
            return False

    def pages(self) -> Iterator[PageRow]:
        """The pages in the order of their ids."""
        with (self.folder / FOLDER / _PAGES).open(encoding="utf-8") as file:
            for line in file:
                yield PageRow(*json.loads(line))

    def part(self, number: int) -> list[bytes]:
        """The lines of one part of what pages share."""
        return _unpacked((self.folder / FOLDER / _part(number)).read_bytes())

    def decided(self) -> Changes:
        """What decisions did."""
        changes = Changes()
        changes.added, changes.removed = (
            dict.fromkeys(parse((self.folder / FOLDER / name).read_bytes(), format=RdfFormat.N_QUADS))
            for name in (_ADDED, _REMOVED)
        )
        return changes

    def leaves(self) -> BinaryIO:
        """The leaves of the digest of the default graph."""
        return (self.folder / FOLDER / _LEAVES).open("rb")

    def close(self) -> None:
        """Let go of the graph's files."""
        del self.store


def find_basis(folder: Path) -> Basis | None:
    """What the graph of a generation was made of; None where it or any of its files is not as the build left it."""
    place = folder / FOLDER
    try:
        made = json.loads((place / _MADE).read_text(encoding="utf-8"))
        if (made["format"], made["engine"]) != (_FORMAT, pyoxigraph.__version__):
            return None
        if any(_sha256(place / name) != sha256 for name, sha256 in made["files"].items()):
            return None
        manifest = read_manifest(folder)
        if not manifest or manifest.digest != made["manifest"]:
            return None
        if _sha256(place / _LEAVES) != manifest.graphs[DEFAULT_GRAPH].digest:
            return None
        if _sha256(folder / _REPORT) != made["report"]:
            return None
        return Basis(folder, open_sealed(folder, wholly=True, is_strict=True), manifest, made)
    except (StoreError, OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


class NextBasis:
    """What is written down of a graph in the making. `made_of` stands for all that it was made of."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._folder.mkdir()
        self._files: dict[str, str] = {}
        self.made_of = ""

    def keep_pages(self, rows: Iterable[PageRow]) -> None:
        """Keep which pages there are."""
        lines = (json.dumps(row, ensure_ascii=True, separators=(",", ":")) for row in rows)
        self._write(_PAGES, (f"{line}\n".encode() for line in lines))

    def keep_part(self, number: int, lines: Sequence[bytes]) -> None:
        """Keep one part of what pages share."""
        self._write(_part(number), [zlib.compress(b"".join(lines), _LEAST)])

    def keep_decided(self, changes: Changes, derived: Path) -> None:
        """Keep what decisions did, and what was added after them: a file of N-Quads."""
        with derived.open("rb") as file:
            self._write(_ADDED, chain([serialize(changes.added, format=RdfFormat.N_QUADS) or b""], file))
        self._write(_REMOVED, [serialize(changes.removed, format=RdfFormat.N_QUADS) or b""])

    def leaves(self) -> BinaryIO:
        """A file for the leaves of the digest of the default graph."""
        return (self._folder / _LEAVES).open("wb")

    def finish(self, manifest: str) -> None:
        """All is there; `manifest` is the digest of the graph's manifest."""
        made = {
            "format": _FORMAT,
            "engine": pyoxigraph.__version__,
            "made_of": self.made_of,
            "manifest": manifest,
            "report": _sha256(self._folder.parent / _REPORT),
            "files": self._files,
        }
        (self._folder / _MADE).write_text(json.dumps(made, indent=1), encoding="utf-8")

    def _write(self, name: str, pieces: Iterable[bytes]) -> None:
        digest = hashlib.sha256()
        with (self._folder / name).open("wb") as file:
            for piece in pieces:
                digest.update(piece)
                file.write(piece)
        self._files[name] = digest.hexdigest()


def _part(number: int) -> str:
    return f"shared-{number:02}"


def _unpacked(packed: bytes) -> list[bytes]:
    return zlib.decompress(packed).splitlines(keepends=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
