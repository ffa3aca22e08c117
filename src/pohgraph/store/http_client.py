"""One question over HTTP and its answer: redirects, compression, refusals and silence. It knows no SPARQL."""

import json
import re
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from email.message import Message
from html import unescape
from http.client import BadStatusLine, HTTPException, IncompleteRead, RemoteDisconnected
from ssl import SSLError
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request

from pohgraph.errors import QueryError
from pohgraph.fetching import USER_AGENT, Deadline, TooLargeError, body_of, opened
from pohgraph.store.login import Login, origin

LARGEST = 1 << 29  # bytes of an answer: it is kept in memory, and read into several times as much
_READ = 1 << 16  # bytes of a refusal that are read
_SHOWN = 300  # characters of a server's own words in an error
_UNAUTHORIZED = 401
LOGIN_WANTED = {_UNAUTHORIZED, 403}
_HINTS = {
    303: "is this the address of the endpoint itself?",
    401: "the server wants a login: set POHGRAPH_USER and POHGRAPH_PASSWORD, or POHGRAPH_TOKEN",
    403: "the server does not let you do this",
    404: "is this the address of the endpoint itself?",
    405: "is this the address of the endpoint itself?",
    429: "the server wants fewer questions: wait, then try again",
    502: "the server is not at work: try again later",
    503: "the server is not at work: try again later",
    504: "the query took the server too long",
}
_MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_OF_THE_SERVER = {303, 404, 405, 502, 503, 504}  # whatever was asked
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")


class Response(NamedTuple):
    """What a server answered: its media type, empty where it names none, and the bytes as they were before compression."""

    media: str
    body: bytes
    headers: Message


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
        hint = "put them into POHGRAPH_USER and POHGRAPH_PASSWORD"
        raise QueryError(f"{parts.hostname}: an address with a name and a password is not asked", hint=hint)


def post(
    address: str,
    form: Mapping[str, str | Sequence[str]],
    *,
    accept: str,
    timeout: float,
    login: Login | None = None,
) -> Response:
    """Send a form and read the answer, following redirects. `timeout` is in seconds, for all of it.

    Raises:
        QueryError: the server cannot be reached, refuses, stays silent, or answers in a way that cannot be read.
    """
    headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
    answered, body = send(address, urlencode(form, doseq=True).encode(), headers, timeout=timeout, login=login)
    return Response(_media(answered), body, answered)


def send(
    address: str, data: bytes, headers: dict[str, str], *, timeout: float, login: Login | None = None
) -> tuple[Message, bytes]:
    """Send bytes by POST; the headers and the body of the answer, as `post` has it, which raises the same.

    The server of the address is given the login if it asks for one. One that it redirects to is not.
    """
    headers = {"Accept-Encoding": "gzip", "User-Agent": USER_AGENT, **headers}
    deadline, asked, told = Deadline(timeout), address, False
    while True:
        request = Request(asked, data=data, headers=headers)  # noqa: S310 - checked by `check_address`, of redirects by the library
        given = login.header("POST", asked) if login else None
        if given:
            request.add_unredirected_header("Authorization", given)
        try:
            with opened(request, deadline) as response:
                return response.headers, b"".join(body_of(response, most=LARGEST))
        except HTTPError as error:
            with error:
                if _may_log_in(login, error, address, refused=given if told else None):
                    asked, told = error.geturl(), True
                    continue
                raise QueryError(_refusal(error), name=address, hint=_hint(error, address, login, given)) from error
        except TooLargeError as error:
            reason = f"its answer is larger than {error.most >> 20:,} MiB and was not read"
            raise QueryError(reason, name=address, hint="ask for less, for example with LIMIT") from error
        except (URLError, HTTPException, OSError, EOFError, ValueError, zlib.error) as error:
            raise QueryError(_failure(error, timeout), name=address) from error


def _may_log_in(login: Login | None, error: HTTPError, address: str, *, refused: str | None) -> bool:
    if login is None or origin(error.geturl()) != origin(address):
        return False
    return login.learn(error.code, error.headers, error.geturl(), refused=refused)


def _hint(error: HTTPError, address: str, login: Login | None, given: str | None) -> str:
    if login and error.code in LOGIN_WANTED:
        if origin(error.geturl()) != origin(address):
            return f"it redirects to {urlsplit(error.geturl()).netloc}, which is not given the login: name that address"
        if given and error.code == _UNAUTHORIZED:
            return f"the server does not accept the login in {login.names}"
        if error.code == _UNAUTHORIZED:
            return f"the server wants a login of another kind than {login.names} can give"
    return _HINTS.get(error.code, "")


def _media(headers: Message) -> str:
    return headers.get_content_type() if headers["Content-Type"] else ""


def _refusal(error: HTTPError) -> str:
    """A refusal in the server's words: plain text, or what a web page shows."""
    body = _said(error)
    if "json" in _media(error.headers):
        body = _told(body)
    if "html" in _media(error.headers) or "xml" in _media(error.headers):
        body = unescape(_MARKUP.sub(" ", body))
    reason, said = _one_line(str(error.reason)), _one_line(body)
    if error.code in _OF_THE_SERVER and reason.lower() in said.lower():
        said = ""  # a page that says the status again, in large letters and in small ones
    if "infinite loop" in reason:
        return f"HTTP {error.code}: redirects in a circle"
    if len(said) > _SHOWN:
        said = f"{said[:_SHOWN].rstrip()}…"
    return f"HTTP {error.code} {reason}{f': {said}' if said else ''}".replace("  ", " ")


def _said(error: HTTPError) -> str:
    """How the body of a refusal begins."""
    pieces: list[bytes] = []
    with suppress(HTTPException, OSError, EOFError, ValueError, zlib.error, TooLargeError):
        for piece in body_of(error, most=_READ):
            pieces.append(piece)  # noqa: PERF402 - what came before the fault counts
    return b"".join(pieces).decode("utf-8", "replace")


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
        return f"no complete answer within {timeout:g} seconds"
    if isinstance(reason, IncompleteRead):
        return "the server hung up in the middle of its answer"
    if isinstance(reason, RemoteDisconnected):
        return "the server hung up without an answer"
    if isinstance(reason, EOFError | zlib.error):
        return f"its compressed answer is damaged: {reason}"
    if isinstance(reason, BadStatusLine):
        return "its answer is not HTTP"
    if isinstance(reason, SSLError):
        return (
            f"no secure connection: {_one_line(getattr(reason, 'verify_message', '') or reason.reason or str(reason))}"
        )
    if isinstance(reason, HTTPException) and not isinstance(reason, ValueError):
        return f"its answer is not HTTP: {_one_line(str(reason))}"
    if isinstance(reason, ValueError):
        return str(reason)
    return f"cannot be reached: {_one_line(getattr(reason, 'strerror', None) or str(reason))}"


def _one_line(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()
