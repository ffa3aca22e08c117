"""Files within files: zip, tar and gzip, member by member without unpacking to disk, and guarded against each.

What kind a file is shows in its first bytes, never in its name. A member is refused for its size, its path, its encryption or
for being an archive itself; a whole archive for unpacking to far more than any text would.
"""

import bz2
import gzip
import io
import lzma
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, NamedTuple

from pohgraph.counting import counted
from pohgraph.errors import ReadError
from pohgraph.legible import named_in_unicode
from pohgraph.model import Remark
from pohgraph.pipeline.streams import CHUNK, LARGEST, Counted, Guard, Guarded, Readable

_HEAD = 512  # bytes that show what a file is; a tar shows it from its 257th on
_SUFFIXES = (
    *(".txt", ".text", ".nbib", ".md", ".markdown", ".rst", ".adoc", ".asciidoc", ".wiki", ".wikitext", ".mediawiki"),
    *(".org", ".textile", ".tex", ".ris", ".enw", ".ciw", ".bib"),
    *(".xml", ".nxml", ".html", ".htm", ".xhtml"),
)
_ARCHIVES = (".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".tbz2", ".txz", ".7z", ".rar")
# Files that may be pages which somebody saved, in formats that are not read, or only with a library of their own.
_OTHER_DOCUMENTS = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".mht", ".mhtml", ".webarchive", ".pages", ".ps")
# Files of data, which are read as pages only where they are named: in a folder they may be anything.
_DATA = (".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".yaml", ".yml", ".ipynb")
_SHOWN = 3  # of them that a message names
# How such a document begins, and what it is. A page never begins so.
_DOCUMENTS = (
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an office document: save it as plain text or HTML"),
    (re.compile(rb"bplist00"), "a web archive of Safari: save the page as its source, in HTML"),
    (
        re.compile(
            rb"From: <Saved by |(?:[\w-]+: [^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?Content-Type: multipart/",
            re.IGNORECASE,
        ),
        "a web page and its pictures in one file (MHTML), or a mail: save the page as HTML only",
    ),
)
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_ENCRYPTED = 1  # a bit of a zip member's flags
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


def members(stream: BinaryIO, *, origin: str, name: str) -> Iterator[Member | ReadError | Remark]:
    """The files in a stream, in the order it holds them: those of an archive, or the one it is itself.

    Each must be read before the next is asked for. `origin` is what messages call the stream, `name` its base name.
    """
    source = Counted(stream)
    try:
        head = source.peek(_HEAD)
        opener = next((opener for magic, opener in _PACKED.items() if head.startswith(magic)), None)
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            yield from _in_zip(stream, source, origin, name)
        elif opener:
            guard = Guard(origin, lambda: source.count)
            unpacked = Counted(Guarded(opener(source), guard))
            inside = unpacked.peek(_HEAD)
            if _is_tar(inside):
                yield from _in_tar(unpacked, origin, guard)
            elif what := _document(inside):
                yield ReadError(origin, what)
            else:
                yield Member(PurePosixPath(name).stem, origin, _chunks(unpacked, origin))
        elif _is_tar(head):
            yield from _in_tar(source, origin, Guard(origin, lambda: source.count))
        elif what := _document(head):
            yield ReadError(origin, what)
        else:
            yield Member(name, origin, _chunks(source, origin))
    except ReadError as error:
        yield error
    except _DAMAGED as error:
        yield _damaged(origin, error)


def is_page_name(name: str) -> bool:
    """Whether a file in a folder or archive is taken for a page by its name; `.gz` may follow its suffix in a folder."""
    return name.lower().endswith(_SUFFIXES)


def page_suffixes() -> str:
    """The suffixes of pages, for messages."""
    return " ".join(_SUFFIXES)


def left_unread(origin: str, names: Sequence[str]) -> Iterator[Remark]:
    """Remarks on the documents of a folder or archive that are in formats which are not read, and on its files of data."""
    for suffixes, advice in (
        (_OTHER_DOCUMENTS, "save them as text, HTML or XML, or give PDF, Word and rich text by name"),
        (_DATA, "give those that are pages by name"),
    ):
        unread = [shown_path(name) for name in names if name.lower().endswith(suffixes)]
        if unread:
            shown = ", ".join(unread[:_SHOWN]) + (", …" if len(unread) > _SHOWN else "")
            message = f"{counted(len(unread), 'file')} of {origin} not read ({shown}): {advice}"
            yield Remark(document=shown_path(PurePosixPath(origin).name), code="not_read", message=message)


def shown_path(path: str) -> str:
    r"""A member's path as a message can show it.

    >>> shown_path("a\x1b[2Jb.txt")
    'a?[2Jb.txt'
    """
    return "".join(character if character.isprintable() else "?" for character in path)


def _document(head: bytes) -> str:
    """What a file is that holds a page in a format which is not read, and how to save it instead; "" for any other."""
    return next((what for begins, what in _DOCUMENTS if begins.match(head)), "")


def _is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def _chunks(stream: Readable, origin: str) -> Iterator[bytes]:
    try:
        while chunk := stream.read(CHUNK):
            yield chunk
    except _DAMAGED as error:
        raise _damaged(origin, error) from None


def _damaged(origin: str, error: Exception) -> ReadError:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return ReadError(origin, f"damaged or not readable: {shown_path(reason[:1].lower() + reason[1:])}")


def _in_tar(stream: Counted, origin: str, guard: Guard) -> Iterator[Member | ReadError | Remark]:
    count = 0
    names: list[str] = []
    with tarfile.open(fileobj=stream, mode="r|", errorlevel=0) as archive:
        for info in archive:
            names.append(info.name)
            if info.isdir() or not _concerns(info.name):
                continue
            count += 1
            inner = _inner(origin, info.name)
            refused = _refusal(info.name, is_file=info.isfile())
            content = None if refused else archive.extractfile(info)
            if content is None:
                yield ReadError(inner, refused)
            else:
                yield Member(named_in_unicode(PurePosixPath(info.name).name), inner, _chunks(content, inner))
            if guard.exceeded():
                return  # it was said of the member
    yield from left_unread(origin, names)
    if not count:
        yield _no_page(origin)


def _in_zip(stream: BinaryIO, source: Counted, origin: str, name: str) -> Iterator[Member | ReadError | Remark]:
    count = 0
    with SpooledTemporaryFile(max_size=LARGEST) as spool:
        file = _seekable(stream, source, spool)
        size = file.seek(0, io.SEEK_END)
        guard = Guard(origin, lambda: size)
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if "word/document.xml" in names:
                file.seek(0)
                yield Member(name, origin, _chunks(file, origin))
                return
            if "[Content_Types].xml" in names or {"mimetype", "content.xml"} <= set(names):
                yield ReadError(origin, "an office document, not an archive of pages: save it as text or HTML")
                return
            for info in archive.infolist():
                if not info.is_dir() and _concerns(info.filename) and not guard.exceeded():
                    count += 1
                    yield from _zipped(archive, info, guard, origin)
            yield from left_unread(origin, names)
    if not count:
        yield _no_page(origin)


def _zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, guard: Guard, origin: str) -> Iterator[Member | ReadError]:
    """One member of a zip."""
    inner = _inner(origin, info.filename)
    refused = _refusal(info.filename, is_file=not stat.S_ISLNK(info.external_attr >> 16))
    if info.flag_bits & _ENCRYPTED:
        refused = "encrypted; unpack it with its password"
    if refused:
        yield ReadError(inner, refused)
        return
    try:
        with archive.open(info) as content:
            yield Member(PurePosixPath(info.filename).name, inner, _chunks(Guarded(content, guard), inner))
    except _DAMAGED as error:
        yield _damaged(inner, error)


def _seekable(stream: BinaryIO, source: Counted, spool: SpooledTemporaryFile[bytes]) -> IO[bytes]:
    """The stream itself where it can be read from its end, as zip needs, else a copy."""
    if stream.seekable():
        return stream
    while chunk := source.read(CHUNK):
        spool.write(chunk)
    return spool


def _concerns(path: str) -> bool:
    """Whether a member is a page or would hold some; what systems put beside files is neither."""
    pure = PurePosixPath(path)
    if "__MACOSX" in pure.parts or pure.name.startswith("._"):
        return False
    return is_page_name(path) or path.lower().endswith(_ARCHIVES)


def _refusal(path: str, *, is_file: bool) -> str:
    """Why a member is not read, or ""."""
    pure = PurePosixPath(path.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or _DRIVE.match(path):
        return "its path leads out of the archive"
    if not is_file:
        return "a link or a device, not a file"
    if not is_page_name(path):
        return "an archive within an archive; unpack the outer one first"
    return ""


def _inner(origin: str, path: str) -> str:
    return f"{origin}!{shown_path(path)}"


def _no_page(origin: str) -> ReadError:
    return ReadError(origin, f"the archive holds no page ({page_suffixes()})")


# How a packed stream begins, and what unpacks it.
_PACKED: dict[bytes, Callable[[Counted], Readable]] = {
    b"\x1f\x8b": lambda stream: gzip.GzipFile(fileobj=stream),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\x00": lzma.LZMAFile,  # type: ignore[dict-item]  # it takes whatever can be read
}
