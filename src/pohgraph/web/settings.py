"""The settings of one server. What it does besides answering queries is passed in as functions."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from pohgraph.web.asking import LARGEST_TEXT
from pohgraph.web.bodies import Bodies
from pohgraph.web.protocol import Operation

_MIB = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All sizes are bytes.

    `hosts` are the host names that the server accepts; None accepts every name.
    `page` is the folder of the bundled page, None where it is not installed.
    `describe` writes the service description in a format; `update` applies an update, None on a read-only server.
    `decisions` is the file for curators' decisions, None if the server does not store any.
    `largest_change` is the size limit of an update from this client: 0 without the token.
    `routes` are further addresses: the graph's VoID, and on a writable server its graphs.
    `counters` gives the counts of the pool for `/metrics`; `is_able` says whether any worker can answer.
    `origins` are the sites whose pages may query the endpoint, `*` for all.
    """

    describe: Callable[[Request, str], Awaitable[Response]]
    update: Callable[[Request, Operation], Awaitable[Response]] | None = None
    hosts: frozenset[str] | None = None
    page: Path | None = None
    decisions: Path | None = None
    routes: Sequence[BaseRoute] = ()
    counters: Callable[[], Mapping[str, float]] = dict
    is_able: Callable[[], bool] = lambda: True
    origins: Sequence[str] = ("*",)
    largest_change: Callable[[Request], int] = lambda _: 0
    bodies: Bodies = field(default_factory=Bodies)
    largest_query: int = _MIB
    largest_text: int = LARGEST_TEXT
    access_log: bool = False
