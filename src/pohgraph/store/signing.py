"""Signatures in the format of minisign (https://jedisct1.github.io/minisign/): Ed25519 over a BLAKE2b hash of a file's bytes.

The signature of FILE is FILE.minisig, and the tool `minisign` makes and verifies the same. Needs py-minisign, which the extra
`sign` installs.
"""

import base64
import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast

from pohgraph.errors import MissingLibraryError, SignatureError
from pohgraph.pipes import is_pipe_or_device

if TYPE_CHECKING:
    import minisign

SUFFIX = ".minisig"
_COMMENT = "signature made by pohgraph"
_EPOCH = "SOURCE_DATE_EPOCH"
_ID = slice(2, 10)  # where the number of a key is in the bytes of keys and signatures


class Verdict(Enum):
    """What a signature is worth."""

    GOOD = "good"
    MISSING = "missing"
    DAMAGED = "damaged"
    OTHER_KEY = "other key"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A signature that was looked at: by which key it says it is, and what it says it covers, both "" where that cannot be read.

    What it covers is proven only where it is good.
    """

    verdict: Verdict
    key: str = ""
    covers: str = ""


class Signer:
    """A secret key that may be used. It is kept in memory alone.

    Raises:
        SignatureError: $SOURCE_DATE_EPOCH is no number.
    """

    def __init__(self, key: "minisign.SecretKey") -> None:
        self._key = key
        self._timestamp = _timestamp()

    def sign(self, path: Path, covers: str) -> Path:
        """Write the signature of a file beside it; the same bytes and words give the same signature.

        Args:
            path: the file.
            covers: what it is, as the trusted comment says it: printable ASCII on one line.

        Raises:
            SignatureError: the words are no such line, or too long for one.
            OSError: the disk refuses.
        """
        comment = "\t".join((*self._timestamp, covers))
        try:
            with path.open("rb") as content:
                signature = self._key.sign(content, untrusted_comment=_COMMENT, trusted_comment=comment)
        except _library().Error as error:
            raise SignatureError(str(path), f"cannot be signed: {error}") from error
        target = signature_path(path)
        target.write_bytes(bytes(signature) + b"\n")
        return target


class PublicKey:
    """A key that signatures are verified with; `id` is its number, as minisign writes it."""

    def __init__(self, key: "minisign.PublicKey") -> None:
        self._key = key
        self.id = _key_id(key.to_base64())

    def verify(self, path: Path) -> Verified:
        """Compare a file with the signature beside it.

        Raises:
            OSError: the file cannot be read.
        """
        import minisign  # noqa: PLC0415 - an optional extra

        found = look_at(path)
        if found.verdict is not Verdict.GOOD:
            return found
        if found.key != self.id:
            return Verified(verdict=Verdict.OTHER_KEY, key=found.key, covers=found.covers)
        try:
            with path.open("rb") as content:
                self._key.verify(content, minisign.Signature.from_file(signature_path(path)))
        except minisign.VerifyError:
            return Verified(verdict=Verdict.WRONG, key=found.key, covers=found.covers)
        return found


def signature_path(path: Path) -> Path:
    """Where the signature of a file is."""
    return path.with_name(f"{path.name}{SUFFIX}")


def look_at(path: Path) -> Verified:
    """What the signature of a file says of itself. Nothing is verified: it is `GOOD` where it can be read.

    Raises:
        MissingLibraryError: py-minisign is not installed.
    """
    library = _library()
    if is_pipe_or_device(signature_path(path)) or signature_path(path).is_dir():
        return Verified(verdict=Verdict.DAMAGED)
    try:
        data = signature_path(path).read_bytes()
    except FileNotFoundError:
        return Verified(verdict=Verdict.MISSING)
    try:
        signature = library.Signature.from_bytes(data)
    except library.Error:
        return Verified(verdict=Verdict.DAMAGED)
    return Verified(verdict=Verdict.GOOD, key=_key_id(data.splitlines()[1]), covers=signature.trusted_comment)


def open_secret_key(path: Path, password: Callable[[], str]) -> Signer:
    """Open a file that `minisign -G` made.

    Args:
        path: the file.
        password: gives the password; it is asked where the key has one.

    Raises:
        SignatureError: it is no secret key, the password is another, or $SOURCE_DATE_EPOCH, which signatures will have, is no number.
        MissingLibraryError: py-minisign is not installed.
    """
    library = _library()
    try:
        key = library.SecretKey.from_bytes(path.read_bytes())
    except OSError as error:
        raise SignatureError(str(path), error.strerror or str(error)) from error
    except library.Error as error:
        raise SignatureError(str(path), f"is no secret key of minisign ({error}); `minisign -G` makes one") from error
    if key.is_encrypted():
        try:
            key.decrypt(password())
        except library.Error as error:
            raise SignatureError(str(path), f"cannot be opened: {error}") from error
    return Signer(key)


def open_public_key(text: str) -> PublicKey:
    """A public key in base64, or the file that has it.

    Raises:
        SignatureError: it is neither.
        MissingLibraryError: py-minisign is not installed.
    """
    library = _library()
    path = Path(text)
    try:
        if path.is_file():
            return PublicKey(library.PublicKey.from_bytes(path.read_bytes()))
        return PublicKey(library.PublicKey.from_base64(text))
    except OSError as error:
        raise SignatureError(text, error.strerror or str(error)) from error
    except library.Error as error:
        raise SignatureError(
            text, f"is neither a public key of minisign nor a file with one ({error}); it begins with RW"
        ) from error


def _library() -> ModuleType:
    try:
        import minisign  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise MissingLibraryError("pohgraph[sign]") from error
    return cast("ModuleType", minisign)


def _key_id(encoded: bytes) -> str:
    return f"{int.from_bytes(base64.b64decode(encoded)[_ID], 'little'):X}"


def _timestamp() -> tuple[str, ...]:
    """The moment that $SOURCE_DATE_EPOCH gives: without it a signature has none, so that it is the same on every day."""
    seconds = os.environ.get(_EPOCH, "")
    if seconds and not (seconds.isascii() and seconds.isdecimal()):
        raise SignatureError(f"${_EPOCH}", f"{seconds!r} is not a number of seconds since 1970")
    return (f"timestamp:{seconds}",) if seconds else ()
