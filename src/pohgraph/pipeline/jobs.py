"""Who reads pages: processes of this machine, or a cluster. It loads neither, as most runs need none."""

from collections.abc import Callable
from dataclasses import dataclass


def _say_nothing(_: str) -> None:
    pass


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A Dask scheduler by its address; `tell` is given lines for whoever waits: the dashboard, workers that are not used."""

    address: str
    tell: Callable[[str], None] = _say_nothing


Jobs = int | Cluster  # how many processes of this machine read pages, or whose workers do
