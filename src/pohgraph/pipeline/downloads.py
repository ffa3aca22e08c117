"""Files of other machines brought here: a few ahead of their turn, each within its time and size, the large ones on disk.

Whoever is silent for long is given up. What is read by a thread that never ends holds nobody up: it is no thread that Python waits for.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, Queue
from tempfile import SpooledTemporaryFile
from threading import Thread
from time import monotonic
from typing import BinaryIO, TypeVar, cast

SILENCE = 60.0  # seconds in which something must come
LONGEST = 60 * 60.0  # seconds for one file
MOST = 2**34  # bytes of one file, such as an archive of pages; a page is held to less when it is read
_AHEAD = 8  # files fetched at the same time: a store of objects takes a tenth of a second to begin each
_IN_MEMORY = 2**20  # bytes of a file; the rest is on disk
_TICK = 0.5  # seconds
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class TooMuchError(Exception):
    """A file has more bytes than `MOST`."""

    def __str__(self) -> str:
        return f"it is larger than {MOST >> 30} GiB: fetch it and split it"


class Download:
    """A file on its way here: begins at once, `file` waits for its end."""

    def __init__(self, chunks: Callable[[], Iterator[bytes]]) -> None:
        self._chunks = chunks
        self._done: Queue[BinaryIO | Exception] = Queue(1)
        self._begun = self._heard = monotonic()
        self._is_wanted = True
        Thread(target=self._fetch, daemon=True, name="download").start()

    def file(self) -> BinaryIO:
        """The file, at its start; whoever gets it closes it.

        Raises:
            TimeoutError: nothing came for long, or it took too long as a whole.
            Exception: whatever reading it raised.
        """
        while True:
            try:
                found = self._done.get(timeout=_TICK)
            except Empty:
                now = monotonic()
                if now - self._heard > SILENCE or now - self._begun > LONGEST:
                    self.abandon()
                    raise TimeoutError from None
                continue
            if isinstance(found, Exception):
                raise found
            return found

    def abandon(self) -> None:
        """Let go of it, wherever it is."""
        self._is_wanted = False
        if not self._done.empty() and not isinstance(found := self._done.get_nowait(), Exception):
            found.close()

    def _fetch(self) -> None:
        file = cast("BinaryIO", SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - it is handed on
        try:
            size = 0
            for chunk in self._chunks():
                self._heard = monotonic()
                if not self._is_wanted:
                    file.close()
                    return
                size += len(chunk)
                if size > MOST:
                    raise TooMuchError  # noqa: TRY301 - handed to who waits
                file.write(chunk)
            file.seek(0)
        except Exception as error:  # noqa: BLE001 - as above
            file.close()
            self._done.put(error)
        else:
            self._done.put(file)


def ahead(items: Iterable[_Item], begin: Callable[[_Item], Download | None]) -> Iterator[tuple[_Item, Download | None]]:
    """The items in their order with the downloads that `begin` starts for them, a few items before their turn."""
    waiting: deque[tuple[_Item, Download | None]] = deque()
    try:
        for item in items:
            waiting.append((item, begin(item)))
            if len(waiting) >= _AHEAD or waiting[0][1] is None:
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()
    finally:
        for _, download in waiting:
            if download:
                download.abandon()


def within(seconds: float, call: Callable[[], _Result]) -> _Result:
    """What a call gives, if it ends in time.

    Raises:
        TimeoutError: it does not; nobody waits for it any more.
        Exception: whatever it raised.
    """
    done: Queue[tuple[_Result | None, Exception | None]] = Queue(1)

    def run() -> None:
        try:
            done.put((call(), None))
        except Exception as error:  # noqa: BLE001 - handed to who waits
            done.put((None, error))

    Thread(target=run, daemon=True, name="listing").start()
    try:
        found, error = done.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if error:
        raise error
    return cast("_Result", found)
