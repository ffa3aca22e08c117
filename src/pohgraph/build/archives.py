"""Files within files: zip, tar and gzip, member by member without unpacking to disk, and guarded against each.

What kind a file is shows in its first bytes, never in its name. A member is refused for its size, its path, its encryption or
for being an archive itself; a whole archive for unpacking to far more than any text would.
"""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, NamedTuple

from pohgraph.errors import ReadError

LARGEST = 64 * 2**20  # bytes of one file; no reference page is near it, and a larger file would fill the memory
_CHUNK = 2**20
_HEAD = 512  # bytes that show what a file is; a tar shows it from its 257th on
_MOST_RATIO = 200  # times its size; text packs to a twentieth
_ALWAYS_ALLOWED = 8 * 2**20  # bytes that a small archive may unpack to, whatever its ratio
_SUFFIXES = (".txt", ".text", ".md", ".markdown", ".xml", ".nxml", ".html", ".htm", ".xhtml")
_ARCHIVES = (".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".tbz2", ".txz", ".7z", ".rar")
_DAMAGED = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


class Member(NamedTuple):
    """A file: its base name, what messages call it, and its bytes as they come in (a `ReadError` where they break off)."""

    name: str
    origin: str
    chunks: Iterator[bytes]


def members(stream: BinaryIO, *, origin: str, name: str) -> Iterator[Member | ReadError]:
    """The files in a stream, in the order it holds them: those of an archive, or the one it is itself.

    Each must be read before the next is asked for. `origin` is what messages call the stream, `name` its base name.
    """
    source = _Counted(stream)
    try:
        head = source.peek(_HEAD)
        opener = next((opener for magic, opener in _PACKED.items() if head.startswith(magic)), None)
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            yield from _in_zip(source, origin)
        elif opener:
            unpacked = _Counted(_Guarded(opener(source), source, origin))
            if _is_tar(unpacked.peek(_HEAD)):
                yield from _in_tar(unpacked, origin)
            else:
                yield Member(PurePosixPath(name).stem, origin, _chunks(unpacked, origin))
        elif _is_tar(head):
            yield from _in_tar(source, origin)
        else:
            yield Member(name, origin, _chunks(source, origin))
    except ReadError as error:
        yield error
    except _DAMAGED as error:
        yield _damaged(origin, error)


def limited(chunks: Iterator[bytes], origin: str) -> Iterator[bytes]:
    """The bytes of a file as they come in.

    Raises:
        ReadError: there are more of them than any page has.
    """
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > LARGEST:
            raise ReadError(origin, f"larger than {LARGEST // 2**20} MiB, no page is: split the file")
        yield chunk


def is_page_name(name: str) -> bool:
    """Whether a file in a folder or archive is taken for a page by its name; `.gz` may follow its suffix in a folder."""
    return name.lower().endswith(_SUFFIXES)


def page_suffixes() -> str:
    """The suffixes of pages, for messages."""
    return " ".join(_SUFFIXES)


def shown_path(path: str) -> str:
    """A member's path as a message can show it.

    >>> shown_path("a\\x1b[2Jb.txt")
    'a?[2Jb.txt'
    """
    return "".join(character if character.isprintable() else "?" for character in path)


class _Counted(io.RawIOBase):
    """A stream that knows how much was read of it, and can be looked into."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.count = 0
        self._head = b""

    def peek(self, size: int) -> bytes:
        """The next bytes, fewer at the end; they are read again later."""
        while len(self._head) < size and (more := self.stream.read(size - len(self._head))):
            self._head += more
        return self._head

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        wanted = -1 if size is None else size
        if self._head:
            found = self._head if wanted < 0 else self._head[:wanted]
            self._head = self._head[len(found) :]
            if wanted < 0:
                found += self.stream.read()
        else:
            found = self.stream.read(wanted)
        self.count += len(found)
        return found


class _Guarded(io.RawIOBase):
    """What a packed stream unpacks to, as long as it is not out of all proportion."""

    def __init__(self, stream: IO[bytes], packed: _Counted, origin: str) -> None:
        self._stream = stream
        self._packed = packed
        self._origin = origin
        self._count = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        found = self._stream.read(_CHUNK if size is None or size < 0 else size)
        self._count += len(found)
        _check_ratio(self._count, self._packed.count, self._origin)
        return found


def _check_ratio(unpacked: int, packed: int, origin: str) -> None:
    if unpacked > max(_ALWAYS_ALLOWED, _MOST_RATIO * packed):
        reason = f"unpacks to more than {_MOST_RATIO} times its size, no text does; the rest was not read"
        raise ReadError(origin, reason)


def _is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def _chunks(stream: IO[bytes] | _Counted, origin: str) -> Iterator[bytes]:
    try:
        while chunk := stream.read(_CHUNK):
            yield chunk
    except _DAMAGED as error:
        raise _damaged(origin, error) from None


def _damaged(origin: str, error: Exception) -> ReadError:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return ReadError(origin, f"damaged or not readable: {shown_path(reason[:1].lower() + reason[1:])}")


def _in_tar(stream: _Counted, origin: str) -> Iterator[Member | ReadError]:
    count = 0
    with tarfile.open(fileobj=stream, mode="r|", errorlevel=0) as archive:  # type: ignore[call-overload]  # it only reads
        for info in archive:
            refused = _refusal(info.name, origin, is_file=info.isfile())
            if info.isdir() or not _concerns(info.name):
                continue
            count += 1
            content = None if refused else archive.extractfile(info)
            if refused or content is None:
                yield refused or ReadError(_inner(origin, info.name), "not a file")
            else:
                yield Member(PurePosixPath(info.name).name, _inner(origin, info.name), _chunks(content, origin))
    if not count:
        yield _no_page(origin)


def _in_zip(source: _Counted, origin: str) -> Iterator[Member | ReadError]:
    count = unpacked = 0
    with SpooledTemporaryFile(max_size=LARGEST) as spool:
        file = _seekable(source, spool)
        packed = file.seek(0, io.SEEK_END)
        with zipfile.ZipFile(file) as archive:
            if "[Content_Types].xml" in archive.namelist():
                yield ReadError(origin, "an office document, not an archive of pages: save it as text or HTML")
                return
            for info in archive.infolist():
                if info.is_dir() or not _concerns(info.filename):
                    continue
                count += 1
                inner = _inner(origin, info.filename)
                refused = _refusal(info.filename, origin, is_file=(info.external_attr >> 28) in {0, 8})
                if info.flag_bits & 1:
                    refused = ReadError(inner, "encrypted; unpack it with its password")
                if refused:
                    yield refused
                    continue
                try:
                    with archive.open(info) as content:
                        counted = _Counted(content)
                        yield Member(PurePosixPath(info.filename).name, inner, _chunks(counted, inner))
                        unpacked += counted.count
                except _DAMAGED as error:
                    yield _damaged(inner, error)
                _check_ratio(unpacked, packed, origin)
    if not count:
        yield _no_page(origin)


def _seekable(source: _Counted, spool: SpooledTemporaryFile[bytes]) -> IO[bytes]:
    """The stream itself where it can be read from its end, as zip needs, else a copy."""
    if source.stream.seekable():
        return source.stream
    while chunk := source.read(_CHUNK):
        spool.write(chunk)
    return spool


def _concerns(path: str) -> bool:
    """Whether a member is a page or would hold some; what systems put beside files is neither."""
    pure = PurePosixPath(path)
    if "__MACOSX" in pure.parts or pure.name.startswith("._"):
        return False
    return is_page_name(path) or path.lower().endswith(_ARCHIVES)


def _refusal(path: str, origin: str, *, is_file: bool) -> ReadError | None:
    """Why a member is not read, or None."""
    pure = PurePosixPath(path.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or ":" in pure.parts[0]:
        return ReadError(_inner(origin, path), "its path leads out of the archive")
    if not is_file:
        return ReadError(_inner(origin, path), "a link or a device, not a file")
    if not is_page_name(path):
        return ReadError(_inner(origin, path), "an archive within an archive; unpack the outer one first")
    return None


def _inner(origin: str, path: str) -> str:
    return f"{origin}!{shown_path(path)}"


def _no_page(origin: str) -> ReadError:
    return ReadError(origin, f"the archive holds no page ({page_suffixes()})")


# How a packed stream begins, and what unpacks it.
_PACKED: dict[bytes, Callable[[_Counted], IO[bytes]]] = {
    b"\x1f\x8b": lambda stream: gzip.GzipFile(fileobj=stream),  # type: ignore[dict-item]  # it only reads
    b"BZh": bz2.BZ2File,  # type: ignore[dict-item]
    b"\xfd7zXZ\x00": lzma.LZMAFile,  # type: ignore[dict-item]
}
