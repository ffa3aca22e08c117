"""Reads a request as SPARQL 1.1 Protocol has it. It sees no socket: a method, a query string, a media type and a body.

What is wrong with a request is said by an `AskError` with the status of HTTP.
"""

import re
from collections.abc import Mapping, Sequence
from email.message import Message
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl

from pohgraph.web.asking import AskError

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
READING = ("GET", "HEAD", "POST", "OPTIONS")
_FIELDS = 1000  # parameters of one request
_GRAPHS = ("default-graph-uri", "named-graph-uri")
_UPDATE_GRAPHS = ("using-graph-uri", "using-named-graph-uri")
# What gives another value each time, so that an answer may not be kept.
_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(|\bSERVICE\b", re.IGNORECASE)


class Operation(NamedTuple):
    """What is asked for: a query or an update with its dataset, or (`text` is empty) the description of the service."""

    kind: Literal["query", "update", "description"]
    text: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def is_repeatable(sparql: str) -> bool:
    """Whether the same graph gives the same answer to a query each time.

    >>> is_repeatable("SELECT * { ?s ?p ?o }"), is_repeatable("SELECT (NOW() AS ?n) {}")
    (True, False)
    """
    return not _CHANGING.search(sparql)


def read_request(method: str, query_string: bytes, content_type: str = "", body: bytes = b"") -> Operation:
    """The operation a request to the endpoint asks for.

    Raises:
        AskError: 400, 405 or 415: what the protocol does not allow.
    """
    in_address = _parameters(query_string, "the address")
    if method in {"GET", "HEAD"}:
        if _values(in_address, "update"):
            raise AskError(400, "an update cannot be sent by GET", hint="POST it, as application/sparql-update")
        return _query(in_address, in_address)
    if method != "POST":
        raise AskError(405, f"this address does not support {method}", hint=f"use {', '.join(READING[:3])}")
    return _posted(in_address, content_type, body)


def parameters(query_string: bytes) -> dict[str, list[str]]:
    """The parameters of an address, decoded once.

    Raises:
        AskError: 400: it is not UTF-8, or there are too many.
    """
    found: dict[str, list[str]] = {}
    for name, value in _parameters(query_string, "the address"):
        found.setdefault(name, []).append(value)
    return found


def arguments(operation: Operation, formats: Sequence[str]) -> Mapping[str, object]:
    """What a worker is given to answer a query: the first format that holds what the query gives is taken."""
    return {
        "query": operation.text,
        "default_graphs": list(operation.default_graphs),
        "named_graphs": list(operation.named_graphs),
        "format": list(formats),
    }


_Pairs = Sequence[tuple[str, str]]


def _posted(in_address: _Pairs, content_type: str, body: bytes) -> Operation:
    media, charset = _content_type(content_type)
    if charset not in {"", "utf-8", "utf8", "us-ascii"}:
        raise AskError(415, f"the request is in {charset}", hint="send it in UTF-8")
    if media == FORM:
        return _filled_in(_parameters(body, "the form"))
    if media == QUERY:
        return _query([*in_address, ("query", _utf8(body, "the query"))], in_address)
    if media == UPDATE:
        return _update(_utf8(body, "the update"), in_address)
    reason = f"cannot read a request of the type {media!r}" if media else "the request has no Content-Type"
    raise AskError(415, reason, hint=f"send {QUERY}, or a form as {FORM}")


def _filled_in(form: _Pairs) -> Operation:
    if _values(form, "update"):
        if _values(form, "query"):
            raise AskError(400, "the request has both a query and an update", hint="send one of them")
        return _update(_one(form, "update"), form)
    if not _values(form, "query"):
        raise AskError(400, "the form has no query", hint="the field with the query must be named `query`")
    return _query(form, form)


def _query(pairs: _Pairs, dataset: _Pairs) -> Operation:
    if not _values(pairs, "query"):
        return Operation("description")
    default, named = (tuple(_values(dataset, name)) for name in _GRAPHS)
    return Operation("query", _one(pairs, "query"), default, named)


def _update(text: str, pairs: _Pairs) -> Operation:
    default, named = (tuple(_values(pairs, name)) for name in _UPDATE_GRAPHS)
    return Operation("update", text, default, named)


def _one(pairs: _Pairs, name: str) -> str:
    found = _values(pairs, name)
    if len(found) != 1:
        raise AskError(400, f"`{name}` occurs {len(found)} times in the request", hint="send it once")
    return found[0]


def _values(pairs: _Pairs, name: str) -> list[str]:
    return [value for key, value in pairs if key == name]


def _parameters(text: bytes, where: str) -> _Pairs:
    try:
        return parse_qsl(
            text.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS
        )  # once: a value may itself hold %
    except UnicodeDecodeError as error:
        raise AskError(400, f"{where} is not percent-encoded UTF-8", hint="encode it as UTF-8") from error
    except ValueError as error:
        raise AskError(400, f"{where} has more than {_FIELDS:,} parameters") from error


def _utf8(body: bytes, what: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        reason = f"{what} is not UTF-8: byte {error.start + 1} is wrong"
        raise AskError(400, reason, hint="encode it as UTF-8") from error


def _content_type(header: str) -> tuple[str, str]:
    """Media type and charset of a header, in lower case; empty where it names none."""
    if not header.strip():
        return "", ""
    message = Message()
    message["Content-Type"] = header
    return header.partition(";")[0].strip().lower(), (message.get_content_charset() or "").lower()
