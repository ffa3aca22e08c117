"""What can be asked: an embedded store, a remote endpoint, anything else that answers SPARQL."""

from typing import Protocol

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

Answer = QuerySolutions | QueryTriples | QueryBoolean


class Queryable(Protocol):
    """What answers SPARQL: a `GraphStore` or a `RemoteStore`."""

    def query(self, sparql: str) -> Answer:
        """Evaluate SPARQL with the usual prefixes declared."""
