"""Reads request bodies, with limits on their size, their time and the memory that they take together."""

import asyncio

from starlette.requests import Request

from pohgraph.web.asking import AskError
from pohgraph.web.responding import GoneError

_ALL = 256 << 20  # bytes of all bodies being received, so that slow clients cannot fill the memory
_PIECE_WITHIN = 15.0  # seconds; a client that sends nothing for longer blocks a connection
_WHOLE_WITHIN = 120.0


class Bodies:
    """Reads request bodies. At most `most` bytes of them are being received at a time.

    `piece_within` are the seconds in which the next piece must come, and `whole_within` those in which the last one must.
    """

    def __init__(
        self, *, most: int = _ALL, piece_within: float = _PIECE_WITHIN, whole_within: float = _WHOLE_WITHIN
    ) -> None:
        self._most = most
        self._piece_within = piece_within
        self._whole_within = whole_within
        self._held = 0

    async def read(self, request: Request, most: int, hint: str = "send less at once") -> bytes:
        """The body of a request, of at most so many bytes; `hint` is what to do about one that is too long.

        Raises:
            AskError: 413: it has more bytes; 408: it does not come in time; 503: too many others send as well.
            GoneError: the client disconnected before the end.
        """
        too_long = AskError(413, f"the request has more than {most:,} bytes", hint=hint)
        declared = request.headers.get("content-length", "")
        if declared.isascii() and declared.isdecimal() and (len(declared) > len(str(most)) or int(declared) > most):
            raise too_long
        pieces: list[bytes] = []
        count = 0
        try:
            async with asyncio.timeout(self._whole_within):
                while True:
                    message = await asyncio.wait_for(request.receive(), self._piece_within)
                    if message["type"] == "http.disconnect":
                        raise GoneError
                    pieces.append(message.get("body", b""))
                    count += len(pieces[-1])
                    self._held += len(pieces[-1])
                    if count > most:
                        raise too_long
                    if self._held > self._most:
                        raise AskError(503, "the server is receiving too many requests", hint="try again in a moment")
                    if not message.get("more_body"):
                        return b"".join(pieces)
        except TimeoutError:
            raise AskError(408, "the body of the request did not arrive in time", hint="send it again") from None
        finally:
            self._held -= count
