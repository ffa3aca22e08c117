"""Which servers we know, and at which of their addresses they take what: `servers.tsv`."""

from typing import Literal, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from pohgraph.store.http_client import check_address
from pohgraph.tables import package_table

Way = Literal["quads", "triples", "update"]
_OTHER = "other"


class _Server(NamedTuple):
    sign: str
    update: str
    data: str
    way: Way
    at_once: int
    bulky: str


SERVERS = {
    row["name"]: _Server(row["sign"], row["update"], row["data"], row["way"], int(row["at_once"]), row["bulky"])  # type: ignore[arg-type]
    for row in package_table("store/pushing", "servers.tsv")
}


class Addresses(NamedTuple):
    """Where a server takes queries, updates and data, and in which way data.

    An update may move `at_once` graphs, 0 for all; one that is too much for a transaction begins with `bulky`.
    """

    query: str
    update: str
    data: str
    way: Way
    at_once: int
    bulky: str
    server: str


def find_addresses(
    endpoint: str, *, server: str | None = None, said: str = "", update: str | None = None, data: str | None = None
) -> Addresses:
    """The addresses of a server: what is given, else what follows from its kind, which is `server` or what it `said` it is.

    Raises:
        QueryError: one of them is no address that can be asked.
    """
    check_address(endpoint)
    name = server or next(
        (name for name, known in SERVERS.items() if known.sign and said.startswith(known.sign)), _OTHER
    )
    kind = SERVERS[name]
    way: Way = "triples" if data and kind.way == "update" else kind.way
    update, data = update or _from(endpoint, kind.update), data or _from(endpoint, kind.data)
    check_address(update)
    check_address(data)
    return Addresses(endpoint, update, data, way, kind.at_once, kind.bulky, name)


def _from(endpoint: str, pattern: str) -> str:
    parts = urlsplit(endpoint)
    path = parts.path.rstrip("/")
    place = pattern.format(path=path, parent=path.rpartition("/")[0])
    return urlunsplit((parts.scheme, parts.netloc, place or "/", parts.query if pattern == "{path}" else "", ""))
