"""Puts the service together: workers over a store, what they are asked for over HTTP, and the server that listens."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from starlette.routing import Route

from pohgraph.errors import PageMissingError
from pohgraph.resources import page_file
from pohgraph.store.directory import live_generation
from pohgraph.store.place import GraphPlace, is_address
from pohgraph.store.remote import RemoteStore
from pohgraph.web.api import NETWORK, summary_arguments
from pohgraph.web.app import create_app
from pohgraph.web.asking import Limits
from pohgraph.web.describing import Counts, Describer
from pohgraph.web.guard import ACCESS, LOOPBACK
from pohgraph.web.keeping import Keeping
from pohgraph.web.pool import Pool
from pohgraph.web.server import free_address, run, shown_address
from pohgraph.web.settings import Settings
from pohgraph.web.warming import First, keep_warm
from pohgraph.web.writing import Writer, writing_routes

_LARGEST_CHANGE = 64 << 20  # bytes
_GRACE = 3.0  # seconds that answers have to end when the server stops


@dataclass(frozen=True, kw_only=True)
class Serving:
    """The configuration of one server.

    `hosts` are further host names that it accepts; `origins` are the sites whose pages may query it; `token` permits changes.
    """

    store: GraphPlace
    host: str = "127.0.0.1"
    port: int = 8765
    workers: int = 2
    limits: Limits = field(default_factory=Limits)
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ("*",)
    services: tuple[str, ...] = ()
    decisions: Path | None = None
    token: str = ""
    access_log: bool = False


def serve(serving: Serving, *, ready: Callable[[str], None]) -> int:
    """Serve until a signal comes, and return its number; `ready` is given the address when requests are answered.

    Raises:
        StoreError: there is no graph.
        QueryError: the server of the graph does not answer.
        ServiceError: the address cannot be listened on.
    """
    _check(serving.store)
    if serving.access_log:
        _show_accesses()
    host, port = free_address(serving.host, serving.port)
    pool = Pool(serving.store, limits=serving.limits, workers=serving.workers, allowed=frozenset(serving.services))
    counts = Counts(serving.store, lambda: pool.version)
    keeping = Keeping(pool)
    describer = Describer(keeping, counts, is_writable=bool(serving.token), is_federated=bool(serving.services))
    writer = None
    if serving.token:
        writer = Writer(
            pool, Path(serving.store), serving.token, serving.limits, largest=_LARGEST_CHANGE, follow=pool.look
        )
    settings = Settings(
        describe=describer.describe,
        hosts=_names(serving, host),
        origins=serving.origins,
        is_able=lambda: bool(pool.workers) or not pool.trouble,
        page=page_folder(),
        decisions=serving.decisions,
        update=writer.update if writer else None,
        largest_change=writer.largest_change if writer else Settings.largest_change,
        routes=[Route("/.well-known/void", describer.void), *writing_routes(writer)],
        counters=lambda: _counters(pool) | {"kept_answers_given_total": keeping.given},
        access_log=serving.access_log,
    )

    first: First = (("summary", summary_arguments(settings)), ("queries", {}), ("vocabulary", {}), ("network", NETWORK))

    async def main() -> int:
        await pool.start()
        warming = None
        try:
            counts.start()
            app = create_app(keeping, settings)
            warming = asyncio.create_task(keep_warm(pool, keeping, first))
            return await run(app, host, port, ready=lambda: ready(shown_address(host, port)))
        finally:
            await _stop(warming)
            await counts.stop()
            await pool.close(_GRACE)

    return asyncio.run(main())


def _check(place: GraphPlace) -> None:
    """See that there is a graph, before workers are started."""
    if is_address(place):
        RemoteStore(str(place)).check()
    else:
        live_generation(Path(place))


def _show_accesses() -> None:
    """Log each request to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
    ACCESS.addHandler(handler)
    ACCESS.setLevel(logging.INFO)
    ACCESS.propagate = False


async def _stop(task: "asyncio.Task[None] | None") -> None:
    if task is not None:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def page_folder() -> Path | None:
    """The folder of the bundled page; None where this installation has none."""
    with suppress(PageMissingError):
        return page_file("index.html").parent
    return None


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0"), is_loopback("127.example.org")
    (True, True, False, False)
    """
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _names(serving: Serving, host: str) -> frozenset[str] | None:
    """The accepted host names. Beyond loopback, the names of the machine are unknown, so all are accepted unless some are given."""
    if not is_loopback(host) and not serving.hosts:
        return None
    own = f"[{host}]" if ":" in host else host
    return frozenset(name.lower() for name in (*LOOPBACK, own, serving.host, *serving.hosts))


def _counters(pool: Pool) -> dict[str, float]:
    counts = pool.statistics
    return {
        "pool_workers": pool.workers,
        "pool_busy": pool.busy,
        "pool_waiting": pool.waiting,
        "pool_requests_total": counts.asked,
        "pool_answered_total": counts.answered,
        "pool_failed_total": sum(counts.failed.values()),
        "pool_abandoned_total": counts.abandoned,
        "pool_cut_total": counts.cut,
        "pool_overtime_total": counts.overtime,
        "pool_crashed_total": counts.crashed,
    }
