"""What goes between the server and a worker: one byte for the kind, four for the length, then that many bytes. No I/O.

A worker says READY once, with the version of its graph, or ERROR. A request is one ASK; its answer is a HEAD, any number of
DATA and a TAIL, or an ERROR in place of what is left. Everything but DATA is JSON.
"""

import json
import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple, cast

READY, ASK, HEAD, DATA, TAIL, ERROR = b"R", b"A", b"H", b"D", b"T", b"E"
_KINDS = frozenset({READY, ASK, HEAD, DATA, TAIL, ERROR})
_PREFIX = struct.Struct("!cI")
_LONGEST = 1 << 28  # bytes: what a frame says of its length is not believed beyond this


class FrameError(Exception):
    """The other side does not speak this protocol."""


class Frame(NamedTuple):
    """One message; `kind` is one of the constants above."""

    kind: bytes
    content: bytes

    @property
    def value(self) -> dict[str, object]:
        """The JSON object of a frame that is not DATA.

        Raises:
            FrameError: it is none.
        """
        try:
            value = json.loads(self.content)
        except ValueError as error:
            raise FrameError(f"a frame of kind {self.kind!r} is no JSON: {error}") from error
        if not isinstance(value, dict):
            raise FrameError(f"a frame of kind {self.kind!r} is no JSON object")
        return cast("dict[str, object]", value)


def encode(kind: bytes, content: bytes | Mapping[str, object]) -> bytes:
    r"""A frame as bytes.

    >>> encode(DATA, b"ab")
    b'D\x00\x00\x00\x02ab'
    """
    payload = content if isinstance(content, bytes) else json.dumps(content).encode()
    return _PREFIX.pack(kind, len(payload)) + payload


class Decoder:
    """Cuts a stream of bytes, fed in pieces of any size, into frames."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def feed(self, piece: bytes) -> Iterator[Frame]:
        """The frames that are complete now that `piece` has come.

        Raises:
            FrameError: the stream is not one of frames.
        """
        self._rest += piece
        at = 0
        while len(self._rest) - at >= _PREFIX.size:
            kind, length = _PREFIX.unpack_from(self._rest, at)
            if kind not in _KINDS or length > _LONGEST:
                raise FrameError(f"no frame begins with {bytes(self._rest[at : at + _PREFIX.size])!r}")
            end = at + _PREFIX.size + length
            if len(self._rest) < end:
                break
            yield Frame(kind, bytes(self._rest[at + _PREFIX.size : end]))
            at = end
        del self._rest[:at]
