"""What a server remembers of the graphs that were loaded into it, in a named graph of its own.

One node says in one line for each graph what was loaded; while a load runs, also by whom, and which parts of large graphs are there.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from pohgraph.errors import QueryError
from pohgraph.schema.prefixes import iri_root
from pohgraph.store.digests import GraphDigest
from pohgraph.store.pushing.client import Client

_LOAD = NamedNode(f"{iri_root('poh')}load")
_GRAPH, _PART, _HOLDER = (NamedNode(f"{_LOAD.value}#{name}") for name in ("graph", "part", "holder"))
_STAGING = f"{_LOAD.value}/"
_AT_ONCE = 500  # lines in one update
SEEN = (
    f"{_LOAD} {_HOLDER} ?holder"  # while a load runs, the default graph shows this where it is the union of all graphs
)


class Loaded(NamedTuple):
    """A graph that was loaded; `graph` is its IRI, "" for the default graph."""

    graph: str
    digest: GraphDigest

    @property
    def line(self) -> str:
        """What the server stores."""
        return f"{self.digest.digest} {self.digest.triples} {self.graph}"


class Record(NamedTuple):
    """What is remembered: loaded graphs by their IRIs, names of parts that have arrived, and who loads."""

    loaded: dict[str, Loaded]
    parts: set[str]
    holders: set[str]


def staging(loaded: Loaded) -> NamedNode:
    """The graph in which a graph is put together; another content has another."""
    from hashlib import sha256  # noqa: PLC0415

    return NamedNode(_STAGING + sha256(loaded.line.encode()).hexdigest())


def is_staging(graph: str) -> bool:
    """Whether a graph is one in which another is put together."""
    return graph.startswith(_STAGING)


def read_record(client: Client) -> Record:
    """What the server remembers."""
    found = Record({}, set(), set())
    for predicate, value in client.rows("?p ?o", f"SELECT ?p ?o WHERE {{ GRAPH {_LOAD} {{ {_LOAD} ?p ?o }} }}"):
        if predicate == _GRAPH:
            loaded = _parsed(value.value)
            found.loaded[loaded.graph] = loaded
        elif predicate == _PART:
            found.parts.add(value.value)
        elif predicate == _HOLDER:
            found.holders.add(value.value)
    return found


def remember(loaded: Iterable[Loaded]) -> Iterator[str]:
    """The operations that write down what was loaded."""
    return _change("INSERT", _GRAPH, (found.line for found in loaded))


def forget(loaded: Iterable[Loaded]) -> Iterator[str]:
    """The operations that take it back."""
    return _change("DELETE", _GRAPH, (found.line for found in loaded))


def add_parts(names: Iterable[str]) -> Iterator[str]:
    """The operations that write down which parts have arrived."""
    return _change("INSERT", _PART, names)


def remove_parts() -> str:
    """The operation that forgets all parts."""
    return f"DELETE WHERE {{ GRAPH {_LOAD} {{ {_LOAD} {_PART} ?part }} }}"


def add_holder(name: str) -> Iterator[str]:
    """The operations that say who loads."""
    return _change("INSERT", _HOLDER, [name])


def remove_holders(names: Iterable[str]) -> Iterator[str]:
    """The operations that say that these load no more."""
    return _change("DELETE", _HOLDER, names)


def _change(how: str, predicate: NamedNode, lines: Iterable[str]) -> Iterator[str]:
    wanted = list(lines)
    for start in range(0, len(wanted), _AT_ONCE):
        triples = " . ".join(f"{_LOAD} {predicate} {Literal(line)}" for line in wanted[start : start + _AT_ONCE])
        yield f"{how} DATA {{ GRAPH {_LOAD} {{ {triples} }} }}"


def _parsed(line: str) -> Loaded:
    digest, triples, graph = f"{line} ".split(" ", 2)
    if not triples.isdecimal():
        raise QueryError(f"the graph {_LOAD.value} on the server has a line that pohgraph did not write: {line!r}")
    return Loaded(graph.strip(), GraphDigest(int(triples), digest))
