"""One question over HTTP and its answer: redirects, compression, refusals and silence. It knows no SPARQL."""

import gzip
import json
import re
import zlib
from email.message import Message
from html import unescape
from http.client import BadStatusLine, HTTPException, HTTPMessage, HTTPResponse, IncompleteRead, RemoteDisconnected
from time import monotonic
from typing import IO, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from pohgraph.errors import QueryError
from pohgraph.version import __version__

_CHUNK = 1 << 16  # bytes
_SLOWEST = 100  # bytes a second: what is slower is a hang
_SHOWN = 300  # characters of a server's own words in an error
_SEE_OTHER = 303  # the answer lies at another address, to be fetched without the question
_HINTS = {
    401: "the server wants a login, which pohgraph cannot give",
    403: "the server does not let you ask",
    404: "is this the address of the endpoint itself?",
    405: "is this the address of the endpoint itself?",
    429: "the server wants fewer questions: wait, then try again",
    502: "the server is not at work: try again later",
    503: "the server is not at work: try again later",
    504: "the query took the server too long",
}
_MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")


class Response(NamedTuple):
    """What a server answered: its media type, empty where it names none, and the bytes as they were before compression."""

    media: str
    body: bytes


def check_address(address: str) -> None:
    """Raise unless an address can be asked.

    Raises:
        QueryError: it is not one of http or https, has no host, or has a name and password in it.
    """
    hint = "https://…/sparql"
    try:
        parts = urlsplit(address)
        fit = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        fit = fit and not re.search(r"\s", address)
        address.encode("ascii")
    except UnicodeEncodeError:
        fit, hint = False, "write letters beyond ASCII with %"
    except ValueError as error:
        fit, hint = False, str(error)
    if not fit:
        raise QueryError(f"{address!r} is not the address of an endpoint", hint=hint)
    if parts.username is not None:
        raise QueryError(f"{parts.hostname}: an address with a name and a password is not asked")


def post(address: str, form: dict[str, str], *, accept: str, timeout: float) -> Response:
    """Send a form and read the answer, following redirects.

    Raises:
        QueryError: the server cannot be reached, refuses, stays silent, or answers in a way that cannot be read.
    """
    request = Request(  # noqa: S310 - the scheme is checked by `check_address`, of redirects by the library
        address,
        data=urlencode(form).encode(),
        headers={
            "Accept": accept,
            "Accept-Encoding": "gzip",
            "Content-Type": "application/x-www-form-urlencoded",
            "User-Agent": f"pohgraph/{__version__}",
        },
    )
    try:
        with build_opener(_Redirects).open(request, timeout=timeout) as response:
            body = _expanded(_read(response, timeout), response.headers["Content-Encoding"] or "")
            return Response(_media(response.headers), body)
    except HTTPError as error:
        with error:
            raise QueryError(_refusal(error), name=address, hint=_HINTS.get(error.code, "")) from error
    except (URLError, HTTPException, OSError, EOFError, ValueError, zlib.error) as error:
        raise QueryError(_failure(error, timeout), name=address) from error


class _Redirects(HTTPRedirectHandler):
    """Asks the new address the same question; the library would lose the question or stop."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if urlsplit(newurl).scheme not in {"http", "https"}:
            raise HTTPError(req.full_url, code, f"{msg}: redirects to {newurl}, which is not asked", headers, None)
        if code == _SEE_OTHER:
            return super().redirect_request(req, fp, code, msg, headers, newurl)
        return Request(newurl, data=req.data, headers=req.headers)  # noqa: S310 - checked above


def _read(response: HTTPResponse, timeout: float) -> bytes:
    pieces: list[bytes] = []
    since, count = monotonic(), 0
    while piece := response.read1(_CHUNK):
        pieces.append(piece)
        count += len(piece)
        if monotonic() - since > timeout:
            if count < _SLOWEST * timeout:
                raise TimeoutError
            since, count = monotonic(), 0
    if response.length:  # the library says nothing where the server hangs up too early
        raise IncompleteRead(b"", response.length)
    return b"".join(pieces)


def _expanded(body: bytes, encoding: str) -> bytes:
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return body
    if name in {"gzip", "x-gzip"}:
        return gzip.decompress(body)
    if name == "deflate":
        return zlib.decompress(body)
    raise ValueError(f"answered in the compression {_one_line(name)!r}, which cannot be read")


def _media(headers: Message) -> str:
    return headers.get_content_type() if headers["Content-Type"] else ""


def _refusal(error: HTTPError) -> str:
    """A refusal in the server's words: plain text, or what a web page shows."""
    try:
        body = _expanded(error.read(_CHUNK), error.headers["Content-Encoding"] or "").decode("utf-8", "replace")
    except (HTTPException, OSError, EOFError, ValueError, zlib.error):
        body = ""
    if "json" in _media(error.headers):
        body = _told(body)
    if "html" in _media(error.headers) or "xml" in _media(error.headers):
        body = unescape(_MARKUP.sub(" ", body))
    reason, said = _one_line(str(error.reason)), _one_line(body)
    if "infinite loop" in reason:
        return f"HTTP {error.code}: redirects in a circle"
    if len(said) > _SHOWN:
        said = f"{said[:_SHOWN].rstrip()}…"
    return f"HTTP {error.code} {reason}{f': {said}' if said else ''}".replace("  ", " ")


def _told(body: str) -> str:
    """The reason, place and advice in the JSON of a server of ours; the text itself where it is another's."""
    try:
        told = json.loads(body)
        error = QueryError(told["error"], line=told["line"], column=told["column"], hint=told["hint"])
    except (ValueError, KeyError, TypeError):
        return body
    return str(error)


def _failure(error: BaseException, timeout: float) -> str:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        return f"no answer within {timeout:g} seconds"
    if isinstance(reason, IncompleteRead):
        return "the server hung up in the middle of its answer"
    if isinstance(reason, RemoteDisconnected):
        return "the server hung up without an answer"
    if isinstance(reason, EOFError | gzip.BadGzipFile | zlib.error):
        return f"its compressed answer is damaged: {reason}"
    if isinstance(reason, BadStatusLine):
        return "its answer is not HTTP"
    if isinstance(reason, ValueError):
        return str(reason)
    return f"cannot be reached: {_one_line(getattr(reason, 'strerror', None) or str(reason))}"


def _one_line(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()
