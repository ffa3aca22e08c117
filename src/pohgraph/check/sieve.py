"""Finds out quickly which nodes surely conform to SHACL shapes, so that only the others are left to a SHACL processor.

It reads the shapes file and knows the part of SHACL Core that the file uses; a test holds it against pyshacl for each
shape. What it lets through conforms. What it does not let through may conform: where in doubt, it says no, and with a
constraint it does not know, it lets nothing through.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from pohgraph.check.constraints import CAUTIOUS, EXACT, Focus, NodeTest, SubjectTypes, UnknownConstraintError
from pohgraph.check.parts import TYPE, Slots, Value
from pohgraph.schema.prefixes import prefix_map

Described = Callable[[str], Slots]  # all that is said of a node, by IRI
_SH = prefix_map()["sh"]
_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
_OTHER_TARGETS = ("targetNode",)
_NO_CONSTRAINTS = frozenset({*_TARGETS, "path", "message", "qualifiedMinCount", "qualifiedMaxCount"})


class _Shape(NamedTuple):
    """`path` is the IRI of a predicate, or empty for the node itself."""

    path: str
    tests: tuple[NodeTest, ...]

    def holds(self, node: Value, slots: Slots, types: SubjectTypes) -> bool:
        focus = Focus(slots.get(self.path, []) if self.path else [node], slots, types)
        return all(test(focus) for test in self.tests)


class _Applicable(NamedTuple):
    """The shapes that apply to a node, and its predicates whose values have shapes for being that."""

    shapes: tuple[_Shape, ...]
    pointing: tuple[str, ...]


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
            except UnknownConstraintError:
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
        tests: list[NodeTest] = []
        for slot, values in slots.items():
            name = slot.removeprefix(_SH)
            if name == slot or name in _NO_CONSTRAINTS:
                continue  # not SHACL's: a label, a type
            tests += (self._test(name, value, slots, denied=denied) for value in values)
        (path,) = slots.get(f"{_SH}path", [Literal("")])
        if isinstance(path, BlankNode):
            raise UnknownConstraintError
        return _Shape(path.value, tuple(tests))

    def _test(self, name: str, value: Value, slots: Slots, *, denied: bool) -> NodeTest:
        if name == "not" and f"{_SH}path" not in slots:
            return partial(_is_none, self._shape(self._named(value), denied=not denied))
        if name == "qualifiedValueShape":
            bounds = [slots.get(f"{_SH}{bound}") for bound in ("qualifiedMinCount", "qualifiedMaxCount")]
            least, most = (None if bound is None else int(bound[0].value) for bound in bounds)
            return partial(_is_number, self._shape_of_values(value), least, most)
        make = (EXACT if denied else {**EXACT, **CAUTIOUS}).get(name)
        if make is None:
            raise UnknownConstraintError
        return make(value)

    def _named(self, shape: Value) -> Slots:
        if _name(shape) not in self._graph:
            raise UnknownConstraintError
        return self._graph[_name(shape)]

    def _shape_of_values(self, name: Value) -> _Shape:
        """A shape whose nodes are counted, so that it has to be exact; of these nodes only the classes are known."""
        slots = self._named(name)
        if not {slot for slot in slots if slot.startswith(_SH)} <= {f"{_SH}class", f"{_SH}nodeKind"}:
            raise UnknownConstraintError
        return self._shape(slots, denied=True)


def _name(node: Value) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)


def _iris(values: Iterable[Value]) -> Iterable[str]:
    return [value.value for value in values if isinstance(value, NamedNode)]


def _is_none(shape: _Shape, focus: Focus) -> bool:
    return not any(shape.holds(value, focus.slots, focus.types) for value in focus.values)


def _is_number(shape: _Shape, least: int | None, most: int | None, focus: Focus) -> bool:
    count = sum(shape.holds(value, {}, focus.types) for value in focus.values)
    return (least is None or count >= least) and (most is None or count <= most)
