"""Paths to graph files whose bytes are sound: hashed, UTF-8, whole where that can be seen, and of a known format."""

import gzip
import hashlib
import json
import zlib
from codecs import BOM_UTF8, getincrementaldecoder
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast
from xml.parsers import expat

from pohgraph.errors import OtherFileError, PohgraphError, ReadError, address_error
from pohgraph.intake.releases import is_release, released_graph
from pohgraph.pipes import NO_FILE, is_pipe_or_device
from pohgraph.read import HEAD, find_other

RDF_SUFFIXES = {
    ".ttl": "ttl",
    ".trig": "trig",
    ".nq": "nq",
    ".nt": "nt",
    ".jsonld": "jsonld",
    ".json": "jsonld",
    ".rdf": "rdf",
    ".owl": "rdf",
    ".xml": "rdf",
}
_KGX_SUFFIXES = frozenset({".tsv", ".jsonl"})
_NODE_KEYS, _EDGE_KEYS = frozenset({"id", "category"}), frozenset({"subject", "predicate", "object"})
_CHUNK = 1 << 20
_GZIP_MAGIC = b"\x1f\x8b"
_LONGEST_LINE = 1 << 24  # bytes; a longer first line is no header


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphFile:
    """One file that was looked through; `format` is a value of `RDF_SUFFIXES`, or kgx-nodes or kgx-edges.

    `sha256` is that of the file's bytes as they lie on disk, `is_tsv` tells the two forms of KGX apart.
    """

    path: Path
    format: str
    sha256: str
    is_tsv: bool = False

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The file's bytes, unpacked and without a byte order mark."""
        with _unpacked(self.path) as stream:
            if stream.read(len(BOM_UTF8)) != BOM_UTF8:
                stream.seek(0)
            yield stream


def is_graph_path(path: Path) -> bool:
    """Whether the name is that of a graph file and not of a page; `.xml` and `.json` may be either."""
    suffix = _suffix(path)
    return suffix in _KGX_SUFFIXES or (suffix in RDF_SUFFIXES and suffix not in {".xml", ".json"})


def graph_files(paths: Sequence[Path]) -> Iterator[GraphFile | PohgraphError]:
    """The files, each looked through once; a folder gives its graph files, sorted, and a release its N-Quads alone.

    What is unsound is an error value.
    """
    for path in paths:
        if is_release(path):
            try:
                yield _looked_through(released_graph(path))
            except ReadError as error:
                yield error
        elif path.is_dir():
            found = sorted(p for p in path.iterdir() if is_graph_path(p) and p.is_file())
            if not found:
                yield ReadError(str(path), "the folder holds no graph file (ttl trig nq nt jsonld rdf owl tsv jsonl)")
            yield from map(_looked_through, found)
        else:
            yield _looked_through(path)


def _looked_through(path: Path) -> GraphFile | PohgraphError:
    if is_pipe_or_device(path):  # a file is read several times
        return ReadError(str(path), NO_FILE)
    try:
        return _graph_file(path)
    except ReadError as error:
        return error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        return ReadError(str(path), f"cut off or damaged: {error}")
    except OSError as error:
        return _address(path) or ReadError(str(path), (error.strerror or str(error)).lower())


def _address(path: Path) -> OtherFileError | None:
    """What to do with an address where a graph file should be; None for anything else."""
    if not (error := address_error(path)):
        return None
    advice = "of a SPARQL server, `pohgraph export nq --endpoint URL -o FILE.nq` writes the graph"
    return OtherFileError(error.path, f"{error.reason} ({advice})")


def _graph_file(path: Path) -> GraphFile:
    suffix = _suffix(path)
    with _unpacked(path) as unpacked:
        other = find_other(unpacked.read(HEAD))
    if other and not other.is_graph:
        raise OtherFileError(str(path), f"not a graph but {other.what}: {other.instead}")
    if suffix not in RDF_SUFFIXES and suffix not in _KGX_SUFFIXES:
        known = " ".join(sorted({*RDF_SUFFIXES, *_KGX_SUFFIXES}))
        raise ReadError(str(path), f"its name does not say its format: end it in one of {known}, or these and .gz")
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    _check_text(path)
    if suffix in RDF_SUFFIXES:
        if RDF_SUFFIXES[suffix] == "rdf":
            _check_xml(path)
        return GraphFile(path=path, format=RDF_SUFFIXES[suffix], sha256=sha256)
    return GraphFile(path=path, format=_kgx_format(path, suffix), sha256=sha256, is_tsv=suffix == ".tsv")


def _suffix(path: Path) -> str:
    return Path(path.name.lower().removesuffix(".gz")).suffix


@contextmanager
def _unpacked(path: Path) -> Iterator[BinaryIO]:
    with path.open("rb") as raw:
        packed = raw.read(len(_GZIP_MAGIC)) == _GZIP_MAGIC
        raw.seek(0)
        if not packed:
            yield raw
            return
        with gzip.open(raw) as stream:
            yield cast("BinaryIO", stream)


def _check_text(path: Path) -> None:
    decoder = getincrementaldecoder("utf-8")()
    at, blank = 0, True
    with _unpacked(path) as stream:
        while chunk := stream.read(_CHUNK):
            try:
                text = decoder.decode(chunk)
            except UnicodeDecodeError as error:
                place = f"byte {at + error.start + 1}"
                raise ReadError(str(path), "not UTF-8: save the file in that encoding", place) from None
            if "\0" in text:
                raise ReadError(str(path), "contains NUL bytes, so it is not text")
            at += len(chunk)
            blank = blank and not text.strip("\ufeff \t\r\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise ReadError(str(path), "cut off in the middle of a character") from None
    if blank:
        raise ReadError(str(path), "empty")


def _check_xml(path: Path) -> None:
    """The RDF/XML parser takes the end of a file for the end of its document, so whether it is whole is asked first."""
    parser = expat.ParserCreate()
    with _unpacked(path) as stream:
        try:
            parser.ParseFile(stream)
        except expat.ExpatError as error:
            reason = f"not a complete XML document: {expat.ErrorString(error.code)}"
            raise ReadError(str(path), reason, f"line {error.lineno}") from None


def _kgx_format(path: Path, suffix: str) -> str:
    with _unpacked(path) as stream:
        first = stream.readline(_LONGEST_LINE).decode("utf-8-sig", "replace").rstrip("\r\n")
        is_bare = not any(line.strip() for line in stream)
    if suffix == ".tsv":
        keys = set(first.split("\t"))
    else:
        try:
            row = json.loads(first)
        except ValueError:
            row = None
        keys = set(row) if isinstance(row, dict) else set()
    if suffix == ".tsv" and is_bare and (keys >= _EDGE_KEYS or keys >= _NODE_KEYS):
        raise ReadError(str(path), "no row in it")
    if keys >= _EDGE_KEYS:
        return "kgx-edges"
    if keys >= _NODE_KEYS:
        return "kgx-nodes"
    raise ReadError(str(path), "not KGX: its first line needs id and category, or subject, predicate and object")
