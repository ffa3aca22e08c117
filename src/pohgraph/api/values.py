"""What a query gives, as values of Python: identifiers that know their labels, numbers that are numbers."""

from collections.abc import Callable, Mapping

from pyoxigraph import Literal, NamedNode

from pohgraph.api.table import Value
from pohgraph.model import Named
from pohgraph.query.result import Cell
from pohgraph.schema.prefixes import compress, iri_root

_TYPED: dict[str, Callable[[str], Value]] = {
    "integer": int,
    "decimal": float,
    "double": float,
    "boolean": lambda text: text in {"true", "1"},
}
_XSD = iri_root("xsd")


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
