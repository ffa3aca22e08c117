"""Who of a cluster may read pages: the workers that have taken the kit. Others are named once, with the reason, and get no page."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from pohgraph.errors import ServiceError
from pohgraph.pipeline.shipping import NO_KIT, Kit, plugin_of, refusal_of

if TYPE_CHECKING:
    from distributed import Client

_PATIENCE = (
    "600s"  # for a worker, where Dask's configuration does not say `pohgraph.worker-timeout`: jobs may queue for hours
)


class Crew:
    """The workers that can be used now, and those that join later.

    Args:
        client: a connection to the scheduler.
        address: what messages call the scheduler.
        kit: what the workers need.
        tell: called with a line on workers that are not used, or that nobody is there.

    Raises:
        ServiceError: there are workers, and none can be used.
    """

    def __init__(self, client: "Client", address: str, kit: Kit, tell: Callable[[str], None]) -> None:
        from dask import config  # noqa: PLC0415 - an optional library
        from dask.utils import parse_timedelta  # noqa: PLC0415

        self.name = kit.name
        self.threads = 0
        self._client, self._address, self._tell, self._facts = client, address, tell, kit.facts
        self._refused: dict[str, str] = {}
        self._bare: set[str] = set()  # workers that had no kit when they were last asked
        patience = str(config.get("pohgraph.worker-timeout", _PATIENCE))
        try:
            self._patience = float(parse_timedelta(patience))
        except (ValueError, KeyError):
            raise ServiceError(
                address, f"pohgraph.worker-timeout in Dask's configuration is no time: {patience}"
            ) from None
        self._alone_since: float | None = None
        with suppress(Exception):  # of a single worker; who has the kit shows below
            client.register_plugin(plugin_of(kit))
        self.look()
        if self._bare and not self.threads:
            self.look()
        if self._refused and not self.threads:
            raise ServiceError(address, f"no worker can be used: {'; '.join(self._refused.values())}", _HINT)

    def look(self) -> None:
        """See who is there.

        Raises:
            ServiceError: nobody who can be used has been for long.
        """
        workers = self._client.scheduler_info(n_workers=-1)["workers"]
        fit = {address for address, worker in workers.items() if self.name in worker.get("resources", {})}
        self.threads = sum(workers[address]["nthreads"] for address in fit)
        for address, reason in self._reasons(workers.keys() - fit - self._refused.keys()).items():
            self._refused[address] = reason
            self._tell(f"worker {address} is not used: {reason}")
        if fit:
            self._alone_since = None
            return
        if self._alone_since is None:
            self._alone_since = monotonic()
            self._tell(f"{self._address} has no worker that can be used: waiting for one for {self._patience:.0f} s")
        elif monotonic() - self._alone_since > self._patience:
            raise ServiceError(self._address, f"no worker that can be used for {self._patience:.0f} s", _HINT)

    def _reasons(self, addresses: Iterable[str]) -> dict[str, str]:
        """Why workers cannot be used; those that are still busy with the kit, or go away meanwhile, are left out."""
        asked = sorted(addresses)
        if not asked:
            return {}
        reasons: dict[str, str] = {}
        versions = cast("dict[str, Any]", self._client.get_versions())["workers"]
        for address in asked:
            python = str(((versions.get(address) or {}).get("host") or {}).get("python", ""))
            if python and python.split(".")[:2] != self._facts["Python"].split("."):
                reasons[address] = f"it has Python {python} instead of {self._facts['Python']}"
        same = [address for address in asked if address not in reasons]
        if same:
            answers = self._client.run(refusal_of(self.name), workers=same, on_error="return")
            told = {address: answer for address, answer in answers.items() if isinstance(answer, str)}
            bare = {address for address, answer in told.items() if answer == NO_KIT}
            # One that is just joining has none for a moment.
            reasons |= {a: answer for a, answer in told.items() if answer and (a not in bare or a in self._bare)}
            self._bare = bare
        return reasons


_HINT = "its workers need the same versions of Python, pohgraph and its libraries as this machine"
