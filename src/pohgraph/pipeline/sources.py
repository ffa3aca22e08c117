"""Inputs to pages' bytes: files, folders, patterns, archives, addresses and standard input, in order and one page at a time.

What cannot be read is an error value in its place, not a stop. Only a file of a single page is ever in memory whole.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from glob import glob
from itertools import chain
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from pohgraph.errors import OtherFileError, PohgraphError, ReadError, address_error
from pohgraph.legible import named_in_unicode
from pohgraph.model import Remark
from pohgraph.pipeline.addresses import Address, Elsewhere, Place, failure_of, find_elsewhere
from pohgraph.pipeline.archives import Member, is_page_name, left_unread, members, page_suffixes, shown_path
from pohgraph.pipeline.downloads import Download, ahead
from pohgraph.pipeline.streams import Limited
from pohgraph.read import HEAD, Piece, SetAside, find_other, split_pages
from pohgraph.resources import bundled
from pohgraph.store.directory import is_store

if TYPE_CHECKING:
    from pohgraph.extractors.topic.subject import Given  # for its type alone: reading pages needs no extractors

STANDARD_INPUT = Path("-")
_BROKEN_LINK = "a link that leads nowhere"
_WILDCARDS = frozenset("*?[")


class PageSource(NamedTuple):
    """The bytes of one page: `name` is its file's base name, `origin` what messages call it, `place` where in its file.

    `about` is what the user says it is about, if anything. With `only_on_diseases`, a record of PubMed that names none is not read.
    """

    name: str
    origin: str
    data: bytes
    place: str = ""
    about: "Given | None" = None
    only_on_diseases: bool = False


Found = PageSource | PohgraphError | Remark
File = Path | Elsewhere | ReadError | Remark


def find_files(paths: Sequence[Place]) -> Iterator[File]:
    """The files of the given paths and addresses, standard input (-) among them. Without paths, the bundled seeds.

    A folder gives its pages, sorted; a path that is none and has wildcards gives what it matches, sorted.
    """
    for path in paths or (bundled("seeds"),):
        if isinstance(path, Address):
            yield from find_elsewhere(path)
            continue
        try:
            yield from _of_path(path)
        except OSError as error:  # a name too long for any file, a folder that may not be looked into
            yield _unreadable(path, error)


def open_pages(files: Iterable[File]) -> Iterator[Found]:
    """The pages of files, in order; archives member by member, files of many pages one by one."""
    for file, download in ahead(files, _begun):
        if isinstance(file, ReadError | Remark):
            yield file
        elif isinstance(file, Elsewhere):
            assert download
            yield from _brought(file, download)
        elif file == STANDARD_INPUT:
            yield from _pages_of(sys.stdin.buffer, "standard input", "stdin")
        else:
            yield from _pages_in(file)


def _begun(file: File) -> Download | None:
    return Download(file.chunks) if isinstance(file, Elsewhere) else None


def _brought(file: Elsewhere, download: Download) -> Iterator[Found]:
    try:
        stream = download.file()
    except Exception as error:  # noqa: BLE001 - libraries of clouds raise what they like
        yield failure_of(file, error)
        return
    with stream:
        yield from _pages_of(stream, file.origin, file.name)


def _of_path(path: Path) -> Iterator[Path | ReadError | Remark]:
    if is_store(path):
        reason = "not a page but a graph of pohgraph: give it to `pohgraph build --from` or `pohgraph merge`"
        yield OtherFileError(str(path), reason)
    elif path.is_dir():
        yield from _in_folder(path)
    elif path == STANDARD_INPUT or path.exists():
        yield path
    elif path.is_symlink():
        yield ReadError(str(path), _BROKEN_LINK)
    elif _WILDCARDS.intersection(str(path)) and not address_error(path):
        yield from _matching(str(path))
    else:
        yield address_error(path) or ReadError(str(path), "no such file or folder")


def _base_name(file: Path) -> str:
    """The name without its folder, for any system: one with a backslash would have a folder elsewhere."""
    return named_in_unicode(file.name).replace("\\", "%5C")


def _unreadable(path: Path, error: OSError) -> ReadError:
    return ReadError(str(path), (error.strerror or str(error)).lower())


def _pages_in(file: Path) -> Iterator[Found]:
    try:
        with file.open("rb") as stream:
            yield from _pages_of(stream, named_in_unicode(str(file)), _base_name(file))
    except OSError as error:
        yield _unreadable(file, error)


def _pages_of(stream: BinaryIO, origin: str, name: str) -> Iterator[Found]:
    for member in members(stream, origin=origin, name=name):
        if isinstance(member, ReadError | Remark):
            yield member
        else:
            yield from _split(member)


def _split(member: Member) -> Iterator[Found]:
    """The pages of one file; what its bytes do wrong while they come in ends it, and so does what is no page at all."""
    try:
        limited = Limited(member.chunks, member.origin)
        for piece in split_pages(_page_bytes(limited, member.origin), name=member.origin):
            match piece:
                case Piece(data, place, own):
                    if place:  # one of many, such as the 30,000 of PubMed's baseline files
                        limited.page_ended()
                    yield PageSource(_named(member.name, own), member.origin, data, place)
                case SetAside(number, kind):
                    message = f"{member.origin}: {number} <{kind}> are about no disorder and were not read"
                    yield Remark(document=shown_path(member.name), code="not_a_page", message=message)
                case ReadError():
                    yield piece
    except ReadError as error:
        yield error


def _named(file: str, page: str) -> str:
    """The name of one of many pages of a file of data: that of the file, and its own."""
    path = PurePath(file)
    return f"{path.stem}-{page}{path.suffix}" if page else file


def _page_bytes(limited: Limited, origin: str) -> Iterator[bytes]:
    """The bytes of a file as they come in.

    Raises:
        OtherFileError: they begin as those of a graph, a vocabulary or the like.
    """
    chunks = iter(limited)
    head = b""
    for chunk in chunks:
        head += chunk
        if len(head) >= HEAD:
            break
    other = find_other(head)
    if other and not other.is_page:
        raise OtherFileError(origin, f"not a page but {other.what}: {other.instead}")
    return chain((head,), chunks)


def _is_page(path: Path) -> bool:
    return is_page_name(path.name.removesuffix(".gz"))


def _in_folder(folder: Path) -> Iterator[Path | ReadError | Remark]:
    closed: list[OSError] = []
    found = sorted(Path(place, name) for place, _, names in os.walk(folder, onerror=closed.append) for name in names)
    paths = [path for path in found if path.is_file()]
    files = [path for path in paths if _is_page(path)]
    yield from files
    for error in closed:
        yield _unreadable(Path(error.filename), error)
    for path in found:
        if _is_page(path) and not path.is_file():  # nobody waits for a pipe that nobody named
            is_broken = path.is_symlink() and not path.exists()
            yield ReadError(str(path), _BROKEN_LINK if is_broken else "a pipe or a device, not a file; it was not read")
    yield from left_unread(str(folder), [path.name for path in paths])
    if not files:
        yield ReadError(str(folder), f"the folder holds no page ({page_suffixes()})")


def _matching(pattern: str) -> Iterator[Path | ReadError | Remark]:
    found = sorted(map(Path, glob(pattern, recursive=True)))  # noqa: PTH207 - a pattern may be absolute
    files = [path for path in found if path.is_file()]
    # With "**" the files of a folder are matched as well as the folder.
    folders = [path for path in found if path.is_dir() and not any(path in file.parents for file in files)]
    yield from files
    for folder in folders if not files else ():
        yield from _in_folder(folder)
    if not found:
        yield ReadError(pattern, "no file matches")
