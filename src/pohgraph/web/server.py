"""Runs an application on a socket until a signal stops it. Granian speaks HTTP. Running requests are answered first."""

import asyncio
import logging
import signal
import socket
from collections.abc import Callable
from contextlib import suppress

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server.embed import Server
from starlette.types import ASGIApp

from pohgraph.errors import ServiceError

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

LARGEST_HEAD = 64 << 10  # bytes of a request's first line and headers; what is longer is answered 431 or 414
_CONNECTIONS = 4000  # at most; each idle one is one less for other clients
_OWN_FILES = 128  # what the server needs beside connections
_IDLE = 15_000  # milliseconds until the headers of a request, or of the next one on the connection, must arrive
_PATIENCE = 10.0  # seconds in which the listening socket must be there
_STEP = 0.02


def free_address(host: str, port: int) -> tuple[str, int]:
    """The numeric address and port to listen on; port 0 becomes a free one.

    Granian lets several processes share a port, so a second server would silently get half of the requests of the first.

    Raises:
        ServiceError: no such host, or something listens there already.
    """
    try:
        (family, _, _, _, address), *_ = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            name, number, *_ = probe.getsockname()
    except OSError as error:
        hint = "choose another with --port, or --port 0 for any" if error.errno is not None and error.errno > 0 else ""
        raise ServiceError(f"{host}:{port}", (error.strerror or str(error)).lower(), hint) from error
    return str(name), int(number)


def shown_address(host: str, port: int) -> str:
    """The address to open in a browser.

    >>> shown_address("::1", 8765), shown_address("0.0.0.0", 80)
    ('http://[::1]:8765/', 'http://127.0.0.1:80/')
    """
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host) or (f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{name}:{port}/"


def http_server(app: ASGIApp, host: str, port: int) -> Server:
    """The server, set up and not yet running."""
    logging.getLogger("_granian").setLevel(logging.CRITICAL)  # the guard logs what goes wrong
    return Server(
        app,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        websockets=False,
        backlog=1024,
        backpressure=_connections(),
        http1_settings=HTTP1Settings(header_read_timeout=_IDLE, max_buffer_size=LARGEST_HEAD),
        log_enabled=False,
    )


async def run(app: ASGIApp, host: str, port: int, *, ready: Callable[[], None]) -> int:
    """Serve at a numeric address until SIGINT or SIGTERM; a second one does not wait for the requests that run.

    Returns the number of the signal; 0 where the server ended by itself.

    Raises:
        ServiceError: the application could not be started.
    """
    server = http_server(app, host, port)
    stopped = 0
    running = asyncio.create_task(server.serve())

    def stop(number: int) -> None:
        nonlocal stopped
        if stopped:
            running.cancel()
        stopped = stopped or number
        server.stop()  # type: ignore[no-untyped-call]

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop, number)
    announcing = asyncio.create_task(_announce(host, port, ready))
    try:
        with suppress(asyncio.CancelledError):
            await running
    finally:
        announcing.cancel()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
    return stopped


def _connections() -> int:
    """How many clients may be connected, idle ones too: as many as the system lets this process have files.

    Granian takes up no further connection until one of these ends, so a small number lets a few idle clients stop everybody.
    """
    if resource is None:
        return _CONNECTIONS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _CONNECTIONS + _OWN_FILES
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft not in {resource.RLIM_INFINITY, hard} and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    return max(16, min(_CONNECTIONS, wanted if soft == resource.RLIM_INFINITY else soft - _OWN_FILES))


async def _announce(host: str, port: int, ready: Callable[[], None]) -> None:
    for _ in range(int(_PATIENCE / _STEP)):
        try:
            _, writer = await asyncio.open_connection(host, port)
        except OSError:
            await asyncio.sleep(_STEP)
            continue
        writer.close()
        ready()
        return
