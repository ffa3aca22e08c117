"""SPARQL answers as the strings that checks compare."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol, cast

from pyoxigraph import Literal, NamedNode

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

    from pohgraph.store.graph import Answer


class Queryable(Protocol):
    """A graph that is stored, or one in the making."""

    def query(self, sparql: str) -> "Answer":
        """The answer to SPARQL with the usual prefixes."""


def select(store: Queryable, sparql: str) -> Iterator[tuple[str, ...]]:
    """The rows of a SELECT: IRIs and literals as they are, "" where a variable is unbound."""
    for row in cast("QuerySolutions", store.query(sparql)):
        yield tuple(_text(value) for value in row)


def _text(value: object) -> str:
    if isinstance(value, NamedNode | Literal):
        return value.value
    return "" if value is None else str(value)
