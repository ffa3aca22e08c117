"""Logins: taken from the environment, and given to a server that asks for one, in the way in which it asks.

A password leaves the machine as `Basic` alone where the server offers nothing better. Nobody is told a login who has not asked.
"""

import hashlib
import os
import re
import secrets
from base64 import b64encode
from collections.abc import Mapping
from email.message import Message
from typing import Self
from urllib.parse import urlsplit

from pohgraph.errors import QueryError

USER, PASSWORD, TOKEN = "POHGRAPH_USER", "POHGRAPH_PASSWORD", "POHGRAPH_TOKEN"
_UNAUTHORIZED, _FORBIDDEN = 401, 403
# A setting of the challenge before it, or the name of the next challenge.
_PIECE = re.compile(r'([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]*))|([\w-]+)')
_HASHES = {"MD5": "md5", "SHA-256": "sha256", "SHA-512-256": "sha512_256"}  # RFC 7616, 3.3
_Challenge = Mapping[str, str]


def origin(address: str) -> tuple[str, str, int | None]:
    """The server of an address: one login is for one of them."""
    parts = urlsplit(address)
    return parts.scheme, parts.hostname or "", parts.port or {"http": 80, "https": 443}.get(parts.scheme)


class Login:
    """A name and password, or a token. It remembers how each server wants it, so that a server asks once.

    Raises:
        QueryError: both are given, or one of name and password is missing, or what is given cannot be sent.
    """

    def __init__(self, *, user: str = "", password: str | None = None, token: str = "") -> None:
        if token and (user or password is not None):
            raise QueryError(f"both a token and a name are given: set {TOKEN}, or {USER} and {PASSWORD}")
        if not token and not (user and password is not None):
            raise QueryError(f"a login needs both {USER} and {PASSWORD}")
        if not (f"{user}{password}{token}".isprintable() and token.isascii() and ":" not in user):
            raise QueryError(f"{TOKEN if token else f'{USER} or {PASSWORD}'} has a character that no login may have")
        self._user, self._password, self._token = user, password or "", token
        self._wanted: dict[tuple[str, str, int | None], _Challenge] = {}
        self._count = 0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self | None:
        """What $POHGRAPH_USER and $POHGRAPH_PASSWORD, or $POHGRAPH_TOKEN say; None where none of them is set."""
        user, password, token = environment.get(USER, ""), environment.get(PASSWORD), environment.get(TOKEN, "")
        if not (user or password or token):
            return None
        return cls(user=user, password=password, token=token)

    @property
    def names(self) -> str:
        """The variables that have it."""
        return TOKEN if self._token else f"{USER} and {PASSWORD}"

    def header(self, method: str, address: str) -> str | None:
        """What to send in the header `Authorization`; None for a server that has not asked."""
        challenge = self._wanted.get(origin(address))
        if challenge is None:
            return None
        if self._token:
            return f"Bearer {self._token}"
        if challenge["scheme"] == "basic":
            return f"Basic {b64encode(f'{self._user}:{self._password}'.encode()).decode()}"
        return self._digest(challenge, method, address)

    def learn(self, status: int, headers: Message, address: str, *, refused: str | None) -> bool:
        """Take in how a server that refused wants a login; whether it is worth asking once more.

        `refused` is what was sent in the request itself, after the server had told how; it wants another only where that was stale.
        """
        if self._token:
            found: _Challenge | None = {"scheme": "bearer"} if status in {_UNAUTHORIZED, _FORBIDDEN} else None
        else:
            found = _best(headers) if status == _UNAUTHORIZED else None
        if found is None or (refused and found.get("stale", "").lower() != "true"):
            return False
        self._wanted[origin(address)] = found
        return True

    def _digest(self, challenge: _Challenge, method: str, address: str) -> str:
        """The answer to a challenge, as RFC 7616 has it."""
        algorithm = challenge.get("algorithm", "MD5")
        kind = _HASHES[algorithm.upper().removesuffix("-SESS")]
        parts = urlsplit(address)
        uri = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        realm, nonce = challenge.get("realm", ""), challenge.get("nonce", "")
        self._count += 1
        count, own = f"{self._count:08x}", secrets.token_hex(8)
        secret = _hash(kind, self._user, realm, self._password)
        if algorithm.upper().endswith("-SESS"):
            secret = _hash(kind, secret, nonce, own)
        asked = _hash(kind, method, uri)
        sent = {"username": self._user, "realm": realm, "nonce": nonce, "uri": uri}
        if "qop" in challenge:
            sent["response"] = _hash(kind, secret, nonce, count, own, "auth", asked)
            bare = f", qop=auth, nc={count}"
            sent["cnonce"] = own
        else:
            sent["response"] = _hash(kind, secret, nonce, asked)
            bare = ""
        if "opaque" in challenge:
            sent["opaque"] = challenge["opaque"]
        quoted = ", ".join(f'{name}="{_escaped(value)}"' for name, value in sent.items())
        return f"Digest {quoted}, algorithm={algorithm}{bare}"


def _best(headers: Message) -> _Challenge | None:
    """The safest way that a server offers and we know; a server that refuses without a word is told the plain one."""
    said = headers.get_all("WWW-Authenticate") or []
    if not said:
        return {"scheme": "basic"}
    offered = [challenge for text in said for challenge in _challenges(text)]
    digests = [c for c in offered if c["scheme"] == "digest" and _can_answer(c)]
    return next(iter([*digests, *(c for c in offered if c["scheme"] == "basic")]), None)


def _can_answer(challenge: _Challenge) -> bool:
    kind = _HASHES.get(challenge.get("algorithm", "MD5").upper().removesuffix("-SESS"))
    ways = {way.strip() for way in challenge.get("qop", "auth").split(",")}
    return kind in hashlib.algorithms_available and "auth" in ways


def _challenges(text: str) -> list[dict[str, str]]:
    r"""The challenges of a header `WWW-Authenticate`, each with its scheme and settings in lower case.

    >>> _challenges('Basic realm="a, b", Digest realm="c", qop="auth"')
    [{'scheme': 'basic', 'realm': 'a, b'}, {'scheme': 'digest', 'realm': 'c', 'qop': 'auth'}]
    """
    found: list[dict[str, str]] = []
    for name, quoted, bare, scheme in _PIECE.findall(text):
        if scheme:
            found.append({"scheme": scheme.lower()})
        elif found:
            found[-1][name.lower()] = re.sub(r"\\(.)", r"\1", quoted) or bare
    return found


def _hash(kind: str, *parts: str) -> str:
    return hashlib.new(kind, ":".join(parts).encode()).hexdigest()


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"")
