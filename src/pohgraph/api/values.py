"""What a query gives, as values of Python: identifiers that know their labels, numbers that are numbers."""

from collections.abc import Callable, Mapping

from pyoxigraph import Literal, NamedNode

from pohgraph.api.labels import labels_of
from pohgraph.api.table import Value, printed
from pohgraph.model import Named
from pohgraph.query.result import Cell, Result
from pohgraph.schema.prefixes import compress, iri_root
from pohgraph.store.source import Queryable

_TYPED: dict[str, Callable[[str], Value]] = {
    "integer": int,
    "decimal": float,
    "double": float,
    "boolean": lambda text: text in {"true", "1"},
}
_XSD = iri_root("xsd")


def values_of(store: Queryable, result: Result) -> list[list[Value]]:
    """The rows of a result, with the labels that the graph has for their identifiers."""
    rows = result.rows
    labels = labels_of(store, {cell for row in rows for cell in row if isinstance(cell, NamedNode)})
    return [[value_of(cell, labels) for cell in row] for row in rows]


def labelled(store: Queryable, result: Result) -> list[list[str]]:
    """The rows of a result as people read them: an identifier has its label behind it, where its row lacks it."""
    return [[printed(cell, row) for cell in row] for row in values_of(store, result)]


def value_of(cell: Cell, labels: Mapping[str, str]) -> Value:
    """A cell of a result: a `Named` with its label, a number, a truth value, text, or None."""
    if isinstance(cell, NamedNode):
        return Named(compress(cell.value), label=labels.get(cell.value, ""), iri=cell.value)
    if isinstance(cell, Literal):
        return _literal(cell)
    return None if cell is None else str(cell)


def _literal(literal: Literal) -> Value:
    read = _TYPED.get(literal.datatype.value.removeprefix(_XSD))
    try:
        return read(literal.value) if read else literal.value
    except ValueError:
        return literal.value  # ill-typed, as RDF allows
