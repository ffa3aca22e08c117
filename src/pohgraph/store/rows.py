"""SPARQL answers as the strings that checks compare."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode

from pohgraph.store.seal import damage_met
from pohgraph.store.source import Queryable

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions


def select(store: Queryable, sparql: str) -> Iterator[tuple[str, ...]]:
    """The rows of a SELECT: IRIs and literals as they are, "" where a variable is unbound.

    Raises:
        StoreError: a file of the graph is damaged.
    """
    try:
        for row in cast("QuerySolutions", store.query(sparql)):
            yield tuple(_text(value) for value in row)
    except (OSError, RuntimeError) as error:
        if damage := damage_met(error):
            raise damage from error
        raise


def _text(value: object) -> str:
    if isinstance(value, NamedNode | Literal):
        return value.value
    return "" if value is None else str(value)
