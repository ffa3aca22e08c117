"""One load at a time: two that replace the same graphs would spoil each other's work.

The server says who loads. Where that was this machine, and nobody here loads any more, that load was cut off and is gone on with.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from pohgraph.errors import LoadError, QueryError
from pohgraph.resources import cache_folder
from pohgraph.store.pushing.client import Client
from pohgraph.store.pushing.record import add_holder, read_record, remove_holders


@contextmanager
def held(client: Client, *, take_over: bool = False) -> Iterator[None]:
    """Load alone: the block is entered where nobody else loads. `take_over` ends the claim of whoever does.

    Raises:
        LoadError: another load is under way.
        QueryError: the server cannot be asked, or takes no updates.
    """
    address = client.addresses.update
    with _alone_here(address) as own:
        others = {holder for holder in read_record(client).holders if not holder.startswith(own)}
        if not take_over:
            _refuse(address, others)
        name = f"{own} {datetime.now(UTC).isoformat(timespec='seconds')} {socket.gethostname()}"
        client.update(*remove_holders(read_record(client).holders), *add_holder(name))
        try:
            _refuse(address, read_record(client).holders - {name})
            yield
        except BaseException:
            with suppress(QueryError):  # it may be what failed
                client.update(*remove_holders([name]))
            raise
        client.update(*remove_holders([name]))


def _refuse(address: str, holders: set[str]) -> None:
    for holder in sorted(holders):
        _, since, where = holder.split(" ", 2)
        reason = f"{where} has been loading a graph there since {since}"
        raise LoadError(address, reason, hint="wait for its end; if it was cut off, say --take-over")


@contextmanager
def _alone_here(address: str) -> Iterator[str]:
    """The name of this machine's loads into a server; the system lets go of the lock when its holder dies."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only who loads needs it

    folder = cache_folder() / "loads"
    place = folder / sha256(address.encode()).hexdigest()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(f"{place}.lock", blocking=False)
        lock.acquire()
    except Timeout:
        raise LoadError(
            address, "another process of this machine is loading a graph there", hint="wait for its end"
        ) from None
    except OSError as error:
        raise LoadError(address, f"{folder}: {error.strerror or error}") from error
    try:
        yield _own_name(Path(f"{place}.name"))
    finally:
        lock.release()


def _own_name(path: Path) -> str:
    if not path.is_file():
        path.write_text(token_hex(8), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
