"""HTTP as a client, within limits: one deadline for a whole request however slowly it comes, and an end to every answer.

It knows nothing of what is asked. Whoever asks turns what goes wrong into an error of their own.
"""

import io
import socket
import zlib
from collections.abc import Iterable, Iterator
from functools import partial
from http.client import HTTPConnection, HTTPMessage, HTTPResponse, HTTPSConnection, IncompleteRead
from time import monotonic
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from pohgraph.version import __version__

USER_AGENT = f"pohgraph/{__version__}"
_CHUNK = 1 << 16  # bytes
_SEE_OTHER = 303  # the answer lies at another address, to be fetched without the question
_PACKED = {"gzip": 31, "x-gzip": 31, "deflate": 15}  # how zlib reads each


class TooLargeError(Exception):
    """An answer has more than `most` bytes."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most

    def __str__(self) -> str:
        return f"it is larger than {self.most >> 20:,} MiB"


class Deadline:
    """When a request must be over: after so many `seconds`, or where nothing comes for as long as `silence`."""

    def __init__(self, seconds: float, silence: float | None = None) -> None:
        self._ends = monotonic() + seconds
        self._silence = seconds if silence is None else silence

    @property
    def is_over(self) -> bool:
        """Whether the time is up."""
        return monotonic() >= self._ends

    def left(self) -> float:
        """The seconds that may be waited now.

        Raises:
            TimeoutError: the time is up.
        """
        left = self._ends - monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, self._silence)

    def connect(self, address: tuple[str, int], *_: object) -> socket.socket:
        """A connection to the first address of a host that takes one."""
        failure: OSError = OSError("the name has no address")
        for family, kind, protocol, _name, place in socket.getaddrinfo(*address, type=socket.SOCK_STREAM):
            sock = socket.socket(family, kind, protocol)
            try:
                sock.settimeout(self.left())
                sock.connect(place)
                sock.settimeout(self.left())
            except OSError as error:
                sock.close()
                failure = error
            else:
                return sock
        raise failure


def opened(request: Request, deadline: Deadline) -> HTTPResponse:
    """The answer to a request, following redirects; its body comes within the deadline as well.

    A question that is sent along goes to where the server redirects to. Where it would be lost, the redirect is refused.
    Headers that were added with `add_unredirected_header` go to the first address alone.

    Raises:
        HTTPError: the server refuses; its own words can be read within the deadline.
        OSError, HTTPException, ValueError: there is no answer, or none that is HTTP.
    """
    opener = build_opener(_Redirects, _Plain(deadline), _Secure(deadline))
    response: HTTPResponse = opener.open(request, timeout=deadline.left())
    return response


def body_of(response: Any, *, most: int) -> Iterator[bytes]:  # noqa: ANN401 - an answer, or the error that has one
    """The body of an answer as it comes in, unpacked.

    Raises:
        TooLargeError: it has more than `most` bytes, packed or unpacked.
        EOFError, zlib.error: what was packed is damaged.
        ValueError: it is packed in a way that was not asked for.
        OSError, HTTPException: it breaks off, or does not come in time.
    """
    encoding = (response.headers["Content-Encoding"] or "").strip().lower()
    pieces = _bounded(_pieces(response), most)
    if encoding in {"", "identity"}:
        return pieces
    if encoding not in _PACKED:
        raise ValueError(f"answered in the compression {encoding!a}, which cannot be read")
    return _bounded(_unpacked(pieces, _PACKED[encoding]), most)


def _pieces(response: Any) -> Iterator[bytes]:  # noqa: ANN401 - as above
    while piece := response.read1(_CHUNK):
        yield piece
    if getattr(response, "length", None):  # the library says nothing where the server hangs up too early
        raise IncompleteRead(b"", response.length)


def _bounded(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    count = 0
    for piece in pieces:
        count += len(piece)
        if count > most:
            raise TooLargeError(most)
        yield piece


def _unpacked(pieces: Iterable[bytes], bits: int) -> Iterator[bytes]:
    """A few bytes may stand for gigabytes: never more than a chunk comes out at once."""
    unpacker = zlib.decompressobj(bits)
    begun = False
    for piece in pieces:
        rest = piece
        while rest:
            begun = True
            yield unpacker.decompress(rest, _CHUNK)
            rest = unpacker.unconsumed_tail
            if unpacker.eof and (rest := unpacker.unused_data.lstrip(b"\0")):
                unpacker = zlib.decompressobj(bits)  # several may stand behind each other
    if begun and not unpacker.eof:
        yield unpacker.flush()
        if not unpacker.eof:
            raise EOFError("it ends too early")


def _nothing(_: int = -1) -> bytes:
    return b""


class _Redirects(HTTPRedirectHandler):
    """Asks the new address the same question; the library would lose the question or stop."""

    def http_error_302(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage) -> Any:  # noqa: ANN401 - the library's
        """Follow."""
        fp.read = _nothing  # type: ignore[method-assign]  # the library reads what a redirect carries, however much
        try:
            return super().http_error_302(req, fp, code, msg, headers)
        except ValueError as error:
            if fp.closed:
                raise  # of the request that followed
            raise HTTPError(req.full_url, code, f"{msg}: redirects to no address: {error}", headers, fp) from None

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if urlsplit(newurl).scheme not in {"http", "https"}:
            raise HTTPError(req.full_url, code, f"{msg}: redirects to {newurl}, which is not asked", headers, fp)
        if req.data is None:
            return super().redirect_request(req, fp, code, msg, headers, newurl)
        if code == _SEE_OTHER:
            raise HTTPError(req.full_url, code, f"{msg}: points to {newurl} instead of an answer", headers, fp)
        return Request(newurl, data=req.data, headers=req.headers)  # noqa: S310 - checked above


class _Timed(io.RawIOBase):
    """What comes from a socket, each piece in the time that is left."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, deadline: Deadline) -> None:
        self._raw, self._sock, self._deadline = raw, sock, deadline

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int | None:  # noqa: ANN401 - whatever bytes can be written to
        """Read what is there, or wait for it."""
        self._sock.settimeout(self._deadline.left())
        return self._raw.readinto(buffer)

    def close(self) -> None:
        """Let go of the socket."""
        self._raw.close()
        super().close()


class _Response(HTTPResponse):
    def __init__(self, sock: socket.socket, deadline: Deadline, **settings: Any) -> None:  # noqa: ANN401 - the library's
        super().__init__(sock, **settings)
        self.fp = io.BufferedReader(_Timed(self.fp.detach(), sock, deadline))


class _Within(HTTPConnection):
    """A connection with a deadline."""

    def __init__(self, *arguments: Any, deadline: Deadline, **settings: Any) -> None:  # noqa: ANN401 - the library's
        super().__init__(*arguments, **settings)
        self._create_connection = deadline.connect
        self.response_class = lambda sock, **given: _Response(sock, deadline, **given)  # type: ignore[assignment]


class _SecureWithin(_Within, HTTPSConnection):
    """The same with TLS, whose greetings the library bounds by the time of the socket."""


class _Plain(HTTPHandler):
    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def http_open(self, req: Request) -> HTTPResponse:
        """Ask."""
        return self.do_open(partial(_Within, deadline=self._deadline), req)


class _Secure(HTTPSHandler):
    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def https_open(self, req: Request) -> HTTPResponse:
        """Ask."""
        return self.do_open(partial(_SecureWithin, deadline=self._deadline), req)
