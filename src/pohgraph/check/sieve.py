"""Finds out quickly which nodes surely conform to SHACL shapes, so that only the others are left to a SHACL processor.

It reads the shapes file and knows the part of SHACL Core that the file uses; a test holds it against pyshacl for each
shape. What it lets through conforms. What it does not let through may conform: where in doubt, it says no, and with a
constraint it does not know, it lets nothing through.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import NamedTuple, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from pohgraph.check.parts import TYPE, Slots, Value
from pohgraph.schema.prefixes import prefix_map

SubjectTypes = Callable[[str], frozenset[str]]  # the classes of a node, by IRI
Described = Callable[[str], Slots]  # all that is said of a node, by IRI
_SH, _XSD = (prefix_map()[prefix] for prefix in ("sh", "xsd"))
_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
_OTHER_TARGETS = ("targetNode",)
_NO_CONSTRAINTS = frozenset({*_TARGETS, "path", "message", "qualifiedMinCount", "qualifiedMaxCount"})
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


class _Focus(NamedTuple):
    """What a constraint looks at: the values of a shape's path, and the node that has them."""

    values: list[Value]
    slots: Slots
    types: SubjectTypes


_Test = Callable[[_Focus], bool]


class _Shape(NamedTuple):
    """`path` is the IRI of a predicate, or empty for the node itself."""

    path: str
    tests: tuple[_Test, ...]

    def holds(self, node: Value, slots: Slots, types: SubjectTypes) -> bool:
        focus = _Focus(slots.get(self.path, []) if self.path else [node], slots, types)
        return all(test(focus) for test in self.tests)


class _Applicable(NamedTuple):
    """The shapes that apply to a node, and its predicates whose values have shapes for being that."""

    shapes: tuple[_Shape, ...]
    pointing: tuple[str, ...]


class _UnknownError(Exception):
    """The shapes have something that the sieve does not know."""


class Sieve:
    """The shapes of one file. `targets` counts those that apply to nodes; `classes` are the classes they apply to."""

    def __init__(self, shapes: Iterable[Triple]) -> None:
        self._graph: dict[str, Slots] = {}
        for triple in shapes:
            subject = _name(cast("Value", triple.subject))
            value = cast("Value", triple.object)
            self._graph.setdefault(subject, {}).setdefault(triple.predicate.value, []).append(value)
        self._by_target: dict[str, defaultdict[str, list[_Shape]]] = {name: defaultdict(list) for name in _TARGETS}
        self._applicable: dict[tuple[frozenset[str], frozenset[str]], _Applicable] = {}
        targets = {f"{_SH}{name}" for name in (*_TARGETS, *_OTHER_TARGETS)}
        targeted = [slots for slots in self._graph.values() if targets.intersection(slots)]
        self.targets = len(targeted)
        self.is_complete = not any(f"{_SH}{name}" in slots for name in _OTHER_TARGETS for slots in targeted)
        for slots in targeted:
            try:
                shape = self._shape(slots)
            except _UnknownError:
                self.is_complete = False
                shape = _Shape("", ())
            for name, by_target in self._by_target.items():
                for target in slots.get(f"{_SH}{name}", ()):
                    by_target[target.value].append(shape)
        self.classes = frozenset(self._by_target["targetClass"])

    def is_focus(self, slots: Slots) -> bool:
        """Whether any shape applies to a node."""
        return bool(self._shapes_for(slots).shapes)

    def lets_through(self, iri: str, slots: Slots, types: SubjectTypes, described: Described) -> bool:
        """Whether a node surely conforms to every shape that applies to it, and what it points to, to those that apply for that.

        Args:
            iri: the node; a blank node starts with "_:".
            slots: all that is said of it.
            types: the classes of any node it points to.
            described: what is said of any node it points to.
        """
        found, pointing = self._shapes_for(slots)
        if not (found or pointing):
            return True
        node: Value = BlankNode(iri[2:]) if iri.startswith("_:") else NamedNode(iri)
        if not (self.is_complete and all(shape.holds(node, slots, types) for shape in found)):
            return False
        return all(self._objects_hold(predicate, slots[predicate], types, described) for predicate in pointing)

    def _objects_hold(self, predicate: str, values: list[Value], types: SubjectTypes, described: Described) -> bool:
        shapes = self._by_target["targetObjectsOf"][predicate]
        return all(shape.holds(value, described(_name(value)), types) for value in values for shape in shapes)

    def _shapes_for(self, slots: Slots) -> _Applicable:
        key = frozenset(_iris(slots.get(TYPE, ()))), frozenset(slots)
        if key not in self._applicable:
            by_class, by_slot, by_object = self._by_target.values()
            classes, predicates = key
            found = [shape for name in classes for shape in by_class.get(name, ())]
            found += [shape for name in predicates for shape in by_slot.get(name, ())]
            self._applicable[key] = _Applicable(tuple(found), tuple(sorted(predicates & by_object.keys())))
        return self._applicable[key]

    def _shape(self, slots: Slots, *, denied: bool = False) -> _Shape:
        """A shape; within a `denied` one only constraints are known whose test is exact both ways."""
        tests: list[_Test] = []
        for slot, values in slots.items():
            name = slot.removeprefix(_SH)
            if name == slot or name in _NO_CONSTRAINTS:
                continue  # not SHACL's: a label, a type
            tests += (self._test(name, value, slots, denied=denied) for value in values)
        (path,) = slots.get(f"{_SH}path", [Literal("")])
        if isinstance(path, BlankNode):
            raise _UnknownError
        return _Shape(path.value, tuple(tests))

    def _test(self, name: str, value: Value, slots: Slots, *, denied: bool) -> _Test:
        if name == "not" and f"{_SH}path" not in slots:
            return partial(_is_none, self._shape(self._named(value), denied=not denied))
        if name == "qualifiedValueShape":
            bounds = [slots.get(f"{_SH}{bound}") for bound in ("qualifiedMinCount", "qualifiedMaxCount")]
            least, most = (None if bound is None else int(bound[0].value) for bound in bounds)
            return partial(_is_number, self._shape_of_values(value), least, most)
        make = (_EXACT if denied else {**_EXACT, **_CAUTIOUS}).get(name)
        if make is None:
            raise _UnknownError
        return make(value)

    def _named(self, shape: Value) -> Slots:
        if _name(shape) not in self._graph:
            raise _UnknownError
        return self._graph[_name(shape)]

    def _shape_of_values(self, name: Value) -> _Shape:
        """A shape whose nodes are counted, so that it has to be exact; of these nodes only the classes are known."""
        slots = self._named(name)
        if not {slot for slot in slots if slot.startswith(_SH)} <= {f"{_SH}class", f"{_SH}nodeKind"}:
            raise _UnknownError
        return self._shape(slots, denied=True)


def _name(node: Value) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)


def _iris(values: Iterable[Value]) -> Iterable[str]:
    return [value.value for value in values if isinstance(value, NamedNode)]


def _is_none(shape: _Shape, focus: _Focus) -> bool:
    return not any(shape.holds(value, focus.slots, focus.types) for value in focus.values)


def _is_number(shape: _Shape, least: int | None, most: int | None, focus: _Focus) -> bool:
    count = sum(shape.holds(value, {}, focus.types) for value in focus.values)
    return (least is None or count >= least) and (most is None or count <= most)


def _min_count(value: Value) -> _Test:
    least = int(value.value)
    return lambda focus: len(focus.values) >= least


def _max_count(value: Value) -> _Test:
    most = int(value.value)
    return lambda focus: len(focus.values) <= most


def _node_kind(value: Value) -> _Test:
    kinds = _KINDS.get(value.value.removeprefix(_SH))
    if kinds is None:
        raise _UnknownError
    return lambda focus: all(isinstance(found, kinds) for found in focus.values)


def _pattern(value: Value) -> _Test:
    pattern = re.compile(value.value)
    return lambda focus: all(_is_text(found) and pattern.search(found.value) for found in focus.values)


def _min_length(value: Value) -> _Test:
    least = int(value.value)
    return lambda focus: all(_is_text(found) and len(found.value) >= least for found in focus.values)


def _has_value(value: Value) -> _Test:
    return lambda focus: value in focus.values


def _class(value: Value) -> _Test:
    def _test(focus: _Focus) -> bool:
        return all(isinstance(found, NamedNode) and value.value in focus.types(found.value) for found in focus.values)

    return _test


def _datatype(value: Value) -> _Test:
    well_formed = _WELL_FORMED.get(value.value)
    if well_formed is None:
        raise _UnknownError

    def _test(focus: _Focus) -> bool:
        return all(
            isinstance(found, Literal) and found.datatype.value == value.value and well_formed.fullmatch(found.value)
            for found in focus.values
        )

    return _test


def _min_inclusive(value: Value) -> _Test:
    least = _number(value)
    return lambda focus: all(_is_ordered(least, _number(found)) for found in focus.values)


def _max_inclusive(value: Value) -> _Test:
    most = _number(value)
    return lambda focus: all(_is_ordered(_number(found), most) for found in focus.values)


def _less_than(value: Value) -> _Test:
    return lambda focus: all(
        _is_ordered(_number(found), _number(other), strictly=True)
        for found in focus.values
        for other in focus.slots.get(value.value, ())
    )


def _less_than_or_equals(value: Value) -> _Test:
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
_EXACT: Mapping[str, Callable[[Value], _Test]] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "nodeKind": _node_kind,
    "pattern": _pattern,
    "minLength": _min_length,
    "hasValue": _has_value,
    "class": _class,
}
_CAUTIOUS: Mapping[str, Callable[[Value], _Test]] = {
    "datatype": _datatype,
    "minInclusive": _min_inclusive,
    "maxInclusive": _max_inclusive,
    "lessThan": _less_than,
    "lessThanOrEquals": _less_than_or_equals,
}
