"""Warms up the cache and the workers, so that the first requests to a graph need not wait."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress

from pohgraph.web.asking import AskError
from pohgraph.web.keeping import Keeping
from pohgraph.web.pool import Pool

_EVERY = 0.5  # seconds between two looks
First = Sequence[tuple[str, Mapping[str, object]]]


async def keep_warm(pool: Pool, keeping: Keeping, first: First) -> None:
    """Ask the `first` requests of every visitor once per graph, and warm up each worker, while the server is idle.

    A worker is used only while another one is free, so a pool of one worker is left alone. On a graph that is too large to
    prepare for, which costs a worker, it is tried once.
    """
    version, left, is_too_large = "", list(first), False
    while True:
        await asyncio.sleep(_EVERY)
        if version != pool.version:
            version, left, is_too_large = pool.version, list(first), False
        if not pool.has_time:
            continue
        if left:
            with suppress(AskError):
                await keeping.ask(*left.pop(0))
        elif not is_too_large:
            try:
                await pool.prepare()
            except AskError:
                is_too_large = True
