"""Work spread over processes, with its results in order: the output does not depend on how many there are."""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

_CHUNK = 16  # items sent to a worker at once
_AHEAD = 2  # chunks for each worker that wait or are done before their turn: they bound the memory
_GARBAGE = 200_000  # new objects before a search for cycles
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def in_order(
    work: Callable[[_Item], _Result], items: Iterable[_Item], *, jobs: int = 1, prepare: Callable[[], object]
) -> Iterator[_Result]:
    """What `work` makes of each item, in the order of the items.

    Args:
        work: a module's function, so that it can be sent to another process.
        items: read as they are needed, a bounded number ahead.
        jobs: how many processes work. A few items are done in this one.
        prepare: called here before other processes start, for what they share on disk.
    """
    iterator = iter(items)
    chunks = iter(lambda: list(islice(iterator, _CHUNK)), [])
    first = next(chunks, [])
    if jobs <= 1 or len(first) < _CHUNK:
        yield from map(work, chain(first, chain.from_iterable(chunks)))
        return
    prepare()
    yield from _spread(work, chain([first], chunks), jobs)


def _spread(work: Callable[[_Item], _Result], chunks: Iterable[list[_Item]], jobs: int) -> Iterator[_Result]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - most runs have one process and need neither
    from multiprocessing import get_context  # noqa: PLC0415

    with ProcessPoolExecutor(
        max_workers=jobs, mp_context=get_context("spawn"), initializer=collect_garbage_rarely
    ) as pool:
        waiting: deque[Future[list[_Result]]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(_each, work, chunk))
            if len(waiting) > _AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def collect_garbage_rarely() -> None:
    """Let a process of its own look for reference cycles less often: pages leave few, and a tenth of its time goes there."""
    gc.set_threshold(_GARBAGE)


def _each(work: Callable[[_Item], _Result], chunk: list[_Item]) -> list[_Result]:
    """A chunk's results; runs in a worker."""
    return [work(item) for item in chunk]
