"""The constraints of SHACL Core that `ontology/shapes.ttl` uses, as tests of one node.

Each is made from the value that the shapes file gives it. Some say yes and no as SHACL does; the others may say no where SHACL
says yes, never the reverse.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode

from pohgraph.check.parts import Slots, Value
from pohgraph.schema.prefixes import prefix_map

SubjectTypes = Callable[[str], frozenset[str]]  # the classes of a node, by IRI
_XSD = prefix_map()["xsd"]
_SH = prefix_map()["sh"]
_NUMBERS = frozenset(f"{_XSD}{name}" for name in ("integer", "nonNegativeInteger", "decimal", "double", "float"))
_WELL_FORMED = {
    f"{_XSD}string": re.compile(r"(?s).*"),
    f"{_XSD}boolean": re.compile(r"true|false"),
    f"{_XSD}integer": re.compile(r"-?[0-9]+"),
}
_KINDS: dict[str, tuple[type, ...]] = {
    "IRI": (NamedNode,),
    "Literal": (Literal,),
    "IRIOrLiteral": (NamedNode, Literal),
    "BlankNodeOrIRI": (BlankNode, NamedNode),
}


class Focus(NamedTuple):
    """What a constraint looks at: the values of a shape's path, and the node that has them."""

    values: list[Value]
    slots: Slots
    types: SubjectTypes


NodeTest = Callable[[Focus], bool]


class UnknownConstraintError(Exception):
    """The shapes have something that is not known here."""


def _min_count(value: Value) -> NodeTest:
    least = int(value.value)
    return lambda focus: len(focus.values) >= least


def _max_count(value: Value) -> NodeTest:
    most = int(value.value)
    return lambda focus: len(focus.values) <= most


def _node_kind(value: Value) -> NodeTest:
    kinds = _KINDS.get(value.value.removeprefix(_SH))
    if kinds is None:
        raise UnknownConstraintError
    return lambda focus: all(isinstance(found, kinds) for found in focus.values)


def _pattern(value: Value) -> NodeTest:
    pattern = re.compile(value.value)
    return lambda focus: all(_is_text(found) and pattern.search(found.value) for found in focus.values)


def _min_length(value: Value) -> NodeTest:
    least = int(value.value)
    return lambda focus: all(_is_text(found) and len(found.value) >= least for found in focus.values)


def _has_value(value: Value) -> NodeTest:
    return lambda focus: value in focus.values


def _class(value: Value) -> NodeTest:
    def _test(focus: Focus) -> bool:
        return all(isinstance(found, NamedNode) and value.value in focus.types(found.value) for found in focus.values)

    return _test


def _datatype(value: Value) -> NodeTest:
    well_formed = _WELL_FORMED.get(value.value)
    if well_formed is None:
        raise UnknownConstraintError

    def _test(focus: Focus) -> bool:
        return all(
            isinstance(found, Literal) and found.datatype.value == value.value and well_formed.fullmatch(found.value)
            for found in focus.values
        )

    return _test


def _min_inclusive(value: Value) -> NodeTest:
    least = _number(value)
    return lambda focus: all(_is_ordered(least, _number(found)) for found in focus.values)


def _max_inclusive(value: Value) -> NodeTest:
    most = _number(value)
    return lambda focus: all(_is_ordered(_number(found), most) for found in focus.values)


def _less_than(value: Value) -> NodeTest:
    return lambda focus: all(
        _is_ordered(_number(found), _number(other), strictly=True)
        for found in focus.values
        for other in focus.slots.get(value.value, ())
    )


def _less_than_or_equals(value: Value) -> NodeTest:
    return lambda focus: all(
        _is_ordered(_number(found), _number(other))
        for found in focus.values
        for other in focus.slots.get(value.value, ())
    )


def _is_text(value: Value) -> bool:
    return not isinstance(value, BlankNode)


def _number(value: Value) -> Decimal | None:
    if not isinstance(value, Literal) or value.datatype.value not in _NUMBERS:
        return None
    try:
        number = Decimal(value.value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _is_ordered(one: Decimal | None, other: Decimal | None, *, strictly: bool = False) -> bool:
    if one is None or other is None:
        return False
    return one < other if strictly else one <= other


# Constraints by their name in SHACL: those that say yes and no as SHACL does, and those that may say no where it says yes.
EXACT: Mapping[str, Callable[[Value], NodeTest]] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "nodeKind": _node_kind,
    "pattern": _pattern,
    "minLength": _min_length,
    "hasValue": _has_value,
    "class": _class,
}
CAUTIOUS: Mapping[str, Callable[[Value], NodeTest]] = {
    "datatype": _datatype,
    "minInclusive": _min_inclusive,
    "maxInclusive": _max_inclusive,
    "lessThan": _less_than,
    "lessThanOrEquals": _less_than_or_equals,
}
