"""Pages that lie elsewhere: s3://, gs://, https:// and whatever else fsspec knows, under the guards of local files.

HTTP needs no library, and gives single files. All others are listed and read by fsspec with the library of their kind; logins and
endpoints come from its configuration, never from an address. Only what a user names is fetched.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from posixpath import basename
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit

from pohgraph.errors import ReadError
from pohgraph.legible import named_in_unicode
from pohgraph.model import Remark
from pohgraph.pipeline.archives import is_page_name, left_unread, page_suffixes, shown_path
from pohgraph.pipeline.downloads import LONGEST, MOST, SILENCE, within
from pohgraph.pipeline.streams import CHUNK

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_ADDRESS = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]+)(://|::)")  # a drive of Windows has one letter
_WILDCARDS = frozenset("*?[")
_WEB = frozenset({"http", "https"})
_LONG = 2000  # characters; no server takes an address that is longer


class Address(str):
    """The address of a page or a folder of pages, as the user gave it."""

    __slots__ = ()


Place = Path | Address


class Elsewhere(NamedTuple):
    """A file that is not on this machine: what messages call it, its base name, and its bytes when they are asked for."""

    origin: str
    name: str
    chunks: Callable[[], Iterator[bytes]]


def place_of(text: str) -> Place:
    """A path, or an address where the text is one; `file://` is a path.

    >>> place_of("s3://bucket/pages"), place_of("file:///data/a%20page.txt"), place_of("pages/a.txt")
    ('s3://bucket/pages', PosixPath('/data/a page.txt'), PosixPath('pages/a.txt'))
    """
    match = _ADDRESS.match(text)
    if not match or (match[2] == "::" and "://" not in text):
        return Path(text)
    if match[1].lower() == "file" and match[2] == "://":
        return Path(unquote(urlsplit(text).path))
    return Address(text)


def find_elsewhere(address: Address) -> Iterator[Elsewhere | ReadError | Remark]:
    """The files at an address: one, those of a folder, or those that a pattern matches, sorted."""
    try:
        parts = urlsplit(address)
        secret = parts.password
    except ValueError as error:
        yield ReadError(address, f"not an address: {error}")
        return
    if secret is not None:
        shown = address.replace(f":{secret}@", ":…@")
        yield ReadError(shown, "a password in an address ends up in reports: give it in the settings of its library")
    elif parts.scheme in _WEB:
        shown = parts._replace(query="", fragment="").geturl()  # what signs a request stays out of reports
        yield Elsewhere(shown, _base_name(parts.path) or parts.netloc, lambda: _from_web(address, shown))
    else:
        try:
            yield from within(SILENCE, lambda: list(_listed(address)))
        except Exception as error:  # noqa: BLE001 - libraries of clouds raise what they like
            yield _failure(address, error)


def _listed(address: Address) -> Iterator[Elsewhere | ReadError | Remark]:
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an optional library
    except ImportError:
        yield ReadError(address, "this needs fsspec: install it with `pip install 'pohgraph[cluster]'`")
        return
    files, path = url_to_fs(address)
    if _WILDCARDS.intersection(path) and not files.exists(path):
        found = sorted(place for place in files.glob(path) if files.isfile(place))
        if not found:
            yield ReadError(address, "no file matches")
        yield from (_elsewhere(files, place) for place in found)
    elif files.isfile(path):
        yield _elsewhere(files, path)
    else:
        found = sorted(files.find(path))
        pages = [place for place in found if is_page_name(place.removesuffix(".gz"))]
        yield from (_elsewhere(files, place) for place in pages)
        yield from left_unread(address, [basename(place) for place in found])
        if not found:
            yield ReadError(address, "no such file or folder")
        elif not pages:
            yield ReadError(address, f"the folder holds no page ({page_suffixes()})")


def _elsewhere(files: "AbstractFileSystem", path: str) -> Elsewhere:
    origin = shown_path(named_in_unicode(files.unstrip_protocol(path)))
    return Elsewhere(origin, _base_name(path), lambda: _from_files(files, path))


def _from_files(files: "AbstractFileSystem", path: str) -> Iterator[bytes]:
    with files.open(path, "rb") as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _from_web(address: str, shown: str) -> Iterator[bytes]:
    from http.client import HTTPException  # noqa: PLC0415 - most runs fetch nothing
    from urllib.error import HTTPError  # noqa: PLC0415
    from urllib.request import Request  # noqa: PLC0415

    from pohgraph.fetching import USER_AGENT, Deadline, TooLargeError, body_of, opened  # noqa: PLC0415

    try:
        request = Request(address, headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"})  # noqa: S310 - http and https alone
        with closing(opened(request, Deadline(LONGEST, SILENCE))) as response:
            yield from body_of(response, most=MOST)
    except HTTPError as error:
        error.close()
        raise ReadError(shown, f"the server answers {error.code} {error.reason}") from None
    except TooLargeError as error:
        raise ReadError(shown, str(error)) from None
    except (OSError, HTTPException, ValueError, EOFError) as error:
        raise _failure(shown, error) from None


def _failure(address: str, error: Any) -> ReadError:  # noqa: ANN401 - any error
    if isinstance(error, ReadError):
        return error
    if isinstance(error, TimeoutError):
        return ReadError(address, f"nothing came for {SILENCE:.0f} s")
    if isinstance(error, ImportError):
        library = next(
            iter(re.findall(r"[Ii]nstall (?:the )?['\"`]?([a-z0-9_-]+)", str(error))), error.name or "a library"
        )
        return ReadError(address, f"this needs {library}: install it with `pip install {library}`")
    if isinstance(error, FileNotFoundError):
        return ReadError(address, "no such file or folder")
    reason = getattr(error, "strerror", None) or getattr(error, "reason", None) or str(error) or type(error).__name__
    reason = getattr(reason, "strerror", None) or reason  # of what urllib wraps
    return ReadError(address, f"cannot be read: {shown_path(str(reason))}")


def failure_of(place: Elsewhere, error: Exception) -> ReadError:
    """Why a file that is elsewhere cannot be read."""
    return _failure(place.origin, error)


def _base_name(path: str) -> str:
    """The name without its folder, for any system: one with a backslash would have a folder elsewhere."""
    return named_in_unicode(basename(path)).replace("\\", "%5C")
